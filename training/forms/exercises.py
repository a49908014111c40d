"""The forms of the exercise library: what to look for, and an exercise of one's own."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms

from training import catalogue
from training.cards import ICON_OF
from training.catalogue import Filters
from training.exercises import DIRECT, INDIRECT
from training.taxonomy import Equipment, Level, Mechanics, Muscle, Pattern, Tracking

SHOWN_EQUIPMENT = 6


def either(label, choices, every):
    return forms.ChoiceField(label=label, choices=[("", every), *choices], required=False)


@dataclass(frozen=True)
class Chip:
    """One filter in force, and where the list is without it."""

    label: str
    url: str


@dataclass(frozen=True)
class Thing:
    """One piece of equipment in the filter."""

    code: str
    label: str
    icon: str
    count: int
    checked: bool


class LibraryForm(forms.Form):
    """The query string of the library. A value nobody offers counts as none."""

    q = forms.CharField(max_length=100, required=False)
    muscle = either("Muscle", Muscle.choices, "Any muscle")
    pattern = either("Movement", Pattern.choices, "Any movement")
    level = either("Level", Level.choices, "Any level")
    mechanics = either("Kind", Mechanics.choices, "Compound or isolation")
    equipment = forms.MultipleChoiceField(choices=Equipment.choices, required=False)
    own = forms.BooleanField(required=False)
    view = forms.ChoiceField(choices=[("grid", "Grid"), ("list", "List")], required=False)

    def __init__(self, data):
        super().__init__(data)
        self.full_clean()

    def value(self, name):
        return self.cleaned_data.get(name) or ""

    @property
    def picked(self):
        """What the muscle map marks."""
        return [self.value("muscle")] if self.value("muscle") else []

    @property
    def muscle_name(self):
        return Muscle(self.value("muscle")).label if self.value("muscle") else ""

    def filters(self):
        return Filters(
            muscles=self.picked,
            equipment=self.value("equipment") or [],
            pattern=self.value("pattern"),
            level=self.value("level"),
            mechanics=self.value("mechanics"),
            own=bool(self.value("own")),
        )

    def link(self, **changes):
        """The same list with `changes`; None takes a filter away."""
        kept = {name: self.value(name) for name in self.fields} | changes
        kept["own"] = "on" if kept["own"] else ""
        query = {name: value for name, value in kept.items() if value}
        return "?" + urlencode(query, doseq=True)

    def link_start(self, name):
        """The same list but for `name`, whose value is still to be added."""
        start = self.link(**{name: None})
        return f"{start}{'&' if len(start) > 1 else ''}{name}="

    def chips(self):
        chips = [
            Chip(str(dict(self.fields[name].choices)[self.value(name)]), self.link(**{name: None}))
            for name in ("muscle", "pattern", "level", "mechanics")
            if self.value(name)
        ]
        chosen = self.value("equipment") or []
        for code in chosen:
            rest = [other for other in chosen if other != code]
            chips.append(Chip(Equipment(code).label, self.link(equipment=rest)))
        if self.value("own"):
            chips.append(Chip("My own", self.link(own=None)))
        return chips

    def equipment_choices(self, exercises):
        """Equipment by how many exercises need it: the common, and the rest."""
        chosen = self.value("equipment") or []
        things = [
            Thing(code, Equipment(code).label, ICON_OF.get(code, ""), count, code in chosen)
            for code, count in catalogue.counts(exercises).most_common()
        ]
        return {
            "common": things[:SHOWN_EQUIPMENT],
            "rest": things[SHOWN_EQUIPMENT:],
            "rest_chosen": any(thing.checked for thing in things[SHOWN_EQUIPMENT:]),
        }


class ExerciseForm(forms.Form):
    """An exercise somebody adds or changes. Lines of text become lists."""

    name = forms.CharField(max_length=100)
    tracking = forms.ChoiceField(label="What a set is counted in", choices=Tracking.choices)
    pattern = forms.ChoiceField(label="Movement", choices=Pattern.choices)
    mechanics = forms.ChoiceField(label="Kind", choices=Mechanics.choices)
    level = forms.ChoiceField(choices=Level.choices)
    unilateral = forms.BooleanField(label="One side at a time", required=False)
    main = forms.MultipleChoiceField(
        label="Main muscles", choices=Muscle.choices, widget=forms.CheckboxSelectMultiple
    )
    helping = forms.MultipleChoiceField(
        label="Helping muscles",
        choices=Muscle.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    equipment = forms.MultipleChoiceField(
        choices=Equipment.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    steps = forms.CharField(
        widget=forms.Textarea, max_length=4000, required=False, help_text="One step a line."
    )
    cues = forms.CharField(
        widget=forms.Textarea, max_length=800, required=False, help_text="One cue a line."
    )

    def __init__(self, data=None, *, exercise=None):
        super().__init__(data, initial=_said_by(exercise) if exercise else None)

    def clean(self):
        both = set(self.cleaned_data.get("main", [])) & set(self.cleaned_data.get("helping", []))
        if both:
            names = ", ".join(Muscle(muscle).label for muscle in sorted(both))
            self.add_error("helping", f"{names}: either main or helping, not both.")

    def details(self):
        """The keywords of the verb."""
        data = dict(self.cleaned_data)
        helping = dict.fromkeys(data.pop("helping"), INDIRECT)
        data["muscles"] = dict.fromkeys(data.pop("main"), DIRECT) | helping
        for name in ("steps", "cues"):
            data[name] = [line.strip() for line in data[name].splitlines() if line.strip()]
        return data


def _said_by(exercise):
    """What the form shows of an exercise that exists."""
    plain = ("name", "tracking", "pattern", "mechanics", "level", "unilateral")
    return {name: getattr(exercise, name) for name in plain} | {
        "main": catalogue.main_muscles(exercise),
        "helping": catalogue.helping_muscles(exercise),
        "equipment": sorted(catalogue.gear(exercise)),
        "steps": "\n".join(exercise.steps),
        "cues": "\n".join(exercise.cues),
    }
