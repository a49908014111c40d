from __future__ import annotations

import re
from decimal import Decimal

from django import forms

from fitapp.lib.units import LoadUnit, plain
from training.gym import MACHINES, weight_kg
from training.plates import disc_of
from training.taxonomy import Equipment

BARS = {
    "kg": ["barbell 20", "barbell 15", "barbell 10", "ez_bar 10", "ez_bar 8", "trap_bar 25"],
    "lb": ["barbell 45", "barbell 35", "barbell 25", "ez_bar 20", "trap_bar 55"],
}
PLATES = {
    "kg": ["25", "20", "15", "10", "5", "2.5", "2", "1.25", "1", "0.5"],
    "lb": ["55", "45", "35", "25", "10", "5", "2.5", "1.25"],
}
HANDS = {
    "dumbbells": {
        "kg": ["2", "4", "5", "6", "7.5", "8", "10", "12", "12.5", "14", "15", "16", "17.5", "18",
               "20", "22", "22.5", "24", "25", "26", "27.5", "28", "30", "32.5", "35", "40"],
        "lb": [str(weight) for weight in range(5, 105, 5)],
    },
    "kettlebells": {
        "kg": ["4", "6", "8", "10", "12", "14", "16", "18", "20", "24", "28", "32"],
        "lb": ["9", "13", "18", "26", "35", "44", "53", "62", "70", "88"],
    },
}  # fmt: skip
# What a form begins with: as most gyms have it.
USUAL_BAR = {"kg": "barbell 20 kg", "lb": "barbell 45 lb"}
USUAL_PLATES = {
    "kg": {"20": 8, "15": 2, "10": 4, "5": 4, "2.5": 4, "1.25": 2},
    "lb": {"45": 8, "35": 2, "25": 4, "10": 4, "5": 4, "2.5": 2},
}
USUAL_DUMBBELLS = {
    "kg": [f"{plain(Decimal(weight) / 2)} kg" for weight in range(10, 61, 5)],
    "lb": [f"{weight} lb" for weight in range(10, 65, 5)],
}
WEIGHT = re.compile(r"(\d{1,3}(?:[.]\d{1,3})?)\s*(kg|lb)?")


def key_of(one: dict) -> str:
    """A thing of a gym as its chip names it: "20 kg", "barbell 45 lb"."""
    kind = f"{one['kind']} " if "kind" in one else ""
    return f"{kind}{plain(Decimal(str(one['weight'])))} {one['unit']}"


def plate_name(key):
    return f"plate-{key.replace(' ', '-')}"


def label_of(key: str) -> str:
    *kind, weight, unit = key.split(" ")
    return " ".join([*(Equipment(one).label for one in kind), weight, unit])


class Chips(forms.MultipleChoiceField):
    """Things of a gym to tick: those that are common, and those that this gym has."""

    def __init__(self, keys, **kwargs):
        choices = [(key, label_of(key)) for key in dict.fromkeys(keys)]
        super().__init__(
            choices=choices, required=False, widget=forms.CheckboxSelectMultiple, **kwargs
        )

    def clean(self, value):
        rows = [key.split(" ") for key in super().clean(value)]
        kinds = [{"kind": kind[0]} if kind else {} for *kind, _, _ in rows]
        weights = [{"weight": Decimal(row[-2]), "unit": row[-1]} for row in rows]
        return [{**kind, **weight} for kind, weight in zip(kinds, weights, strict=True)]


class GymForm(forms.Form):
    """What a gym has, by chips and counts. `document` is what it comes to."""

    name = forms.CharField(max_length=60, label="Name", initial="My gym")

    def __init__(self, *args, unit, gym=None, **kwargs):
        self.unit, self.gym = unit, gym
        self.units = [unit, *(other for other in LoadUnit.values if other != unit)]
        super().__init__(*args, initial=self._begin_with(), **kwargs)
        self.fields["bars"] = Chips(self._keys("bars", BARS), label="Bars")
        for name in HANDS:
            self.fields[name] = Chips(self._keys(name, HANDS[name]), label=name.capitalize())
            self.fields[f"more_{name}"] = forms.CharField(
                max_length=200, required=False, label="Others, with commas between them"
            )
        self._add_plates()
        self._add_machines()

    def _add_plates(self):
        for key in self._keys("plates", PLATES):
            self.fields[plate_name(key)] = forms.IntegerField(
                min_value=0,
                max_value=40,
                required=False,
                label=f"Plates of {key}",
                widget=forms.NumberInput({"class": "input input--sm", "placeholder": " "}),
            )

    def _add_machines(self):
        for kind in MACHINES:
            for part, label in (("start", "Lightest"), ("step", "Step"), ("most", "Heaviest")):
                self.fields[f"{kind.value}-{part}"] = forms.DecimalField(
                    max_digits=6,
                    decimal_places=3,
                    min_value=0,
                    required=False,
                    label=label,
                    widget=forms.TextInput({"class": "input input--sm", "inputmode": "decimal"}),
                )

    def _keys(self, name, common):
        """In the reader's unit what is common, in the other what is common and what is there."""
        has = [key_of(one) for one in getattr(self.gym, name, [])]
        keys = {f"{one} {unit}" for unit in self._shown(name) for one in common[unit]} | {*has}
        order = {key: weight_kg(_parts(key)) for key in keys}
        heaviest_first = name in ("bars", "plates")
        return sorted(
            keys,
            key=lambda key: (key.split(" ")[-1] != self.unit, key.split(" ")[:-2],
                             -order[key] if heaviest_first else order[key]),
        )  # fmt: skip

    def _shown(self, name):
        return self.units if name == "plates" else self.units[:1]

    def _begin_with(self):
        if self.gym is None:
            counts = {
                plate_name(f"{kg} {self.unit}"): n for kg, n in USUAL_PLATES[self.unit].items()
            }
            dumbbells = USUAL_DUMBBELLS[self.unit]
            return {"bars": [USUAL_BAR[self.unit]], "dumbbells": dumbbells, **counts}
        ticked = {
            name: [key_of(one) for one in getattr(self.gym, name)] for name in ("bars", *HANDS)
        }
        counts = {plate_name(key_of(one)): one["count"] for one in self.gym.plates}
        stacks = {
            f"{one['kind']}-{part}": one[part]
            for one in self._machines()
            for part in ("start", "step", "most")
        }
        return {"name": self.gym.name, **ticked, **counts, **stacks}

    def _machines(self):
        return [one for one in self.gym.machines if one["unit"] == self.machine_unit]

    @property
    def machine_unit(self):
        """Stacks are written in one unit: the one they were written in, or the reader's."""
        known = [one["unit"] for one in self.gym.machines] if self.gym else []
        return known[0] if known else self.unit

    # --- As the page lays it out -----------------------------------------------------------------

    @property
    def plates(self):
        """(unit, is it in use, fields with the disc each is drawn as), the reader's unit first."""
        for unit in self.units:
            names = [name for name in self.fields if name.startswith("plate-")]
            own = [name for name in names if name.endswith(unit)]
            fields = [(self[name], *_disc(name)) for name in own]
            yield unit, any(field.value() for field, *_ in fields), fields

    @property
    def hands(self):
        for name in HANDS:
            yield self[name], self[f"more_{name}"]

    @property
    def machines(self):
        for kind in MACHINES:
            parts = [self[f"{kind.value}-{part}"] for part in ("start", "step", "most")]
            yield kind.label, parts

    # --- What it comes to ------------------------------------------------------------------------

    def clean(self):
        said = super().clean()
        for name in HANDS:
            if f"more_{name}" in said:
                self._add_more(name, said)
        for kind in MACHINES:
            parts = [said.get(f"{kind.value}-{part}") for part in ("start", "step", "most")]
            if any(part is not None for part in parts) and None in parts:
                self.add_error(f"{kind.value}-start", "All three, or none of them.")
        return said

    def _add_more(self, name, said):
        for text in filter(None, (part.strip() for part in said[f"more_{name}"].split(","))):
            found = WEIGHT.fullmatch(text)
            if found is None:
                self.add_error(f"more_{name}", f"“{text}” is not a weight, such as 22.5 or 50 lb.")
                continue
            weight, unit = found.groups()
            one = {"weight": Decimal(weight), "unit": unit or self.unit}
            if one not in said[name]:
                said[name].append(one)

    @property
    def document(self):
        """What the verbs take. Of what is wrong among it they say where."""
        said = self.cleaned_data
        stacks = [
            {
                "kind": kind.value,
                "unit": self.machine_unit,
                **{part: said[f"{kind.value}-{part}"] for part in ("start", "step", "most")},
            }
            for kind in MACHINES
            if said.get(f"{kind.value}-step") is not None
        ]
        plates = [
            {**_parts(name), "count": said[name]}
            for name in self.fields
            if name.startswith("plate-") and said.get(name)
        ]
        named = {name: said[name] for name in ("name", "bars", *HANDS)}
        return {**named, "plates": plates, "machines": stacks}


def _parts(key):
    *_, weight, unit = re.split("[ -]", key)
    return {"weight": Decimal(weight), "unit": unit}


def _disc(name):
    *_, weight, unit = name.split("-")
    return weight, disc_of(Decimal(weight), unit)
