"""The forms of the exercise library: what to look for, and an exercise of one's own."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from training import catalogue, exercises
from training.cards import ICON_OF
from training.catalogue import Filters
from training.exercises import DIRECT, INDIRECT
from training.models import ExerciseMark
from training.models.exercises import HTTPS
from training.taxonomy import (
    OF_SHOULDERS,
    SHOULDERS,
    Equipment,
    Level,
    Mechanics,
    Muscle,
    Pattern,
    Tracking,
)

SHOWN_EQUIPMENT = 6


def either(label, choices, every):
    return forms.ChoiceField(label=label, choices=[("", every), *choices], required=False)


def address(label, help_text):
    return forms.URLField(
        label=label,
        help_text=help_text,
        max_length=300,
        required=False,
        validators=[HTTPS],
        error_messages={"invalid": HTTPS.message},
        assume_scheme="https",
    )


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
    muscle = either("Muscle", [(SHOULDERS, "Shoulders"), *Muscle.choices], "Any muscle")
    pattern = either("Movement", Pattern.choices, "Any movement")
    level = either("Level", Level.choices, "Any level")
    mechanics = either("Kind", Mechanics.choices, "Compound or isolation")
    equipment = forms.MultipleChoiceField(choices=Equipment.choices, required=False)
    marked = either("Marked", ExerciseMark.Kind.choices, "With or without a mark")
    own = forms.BooleanField(required=False)
    here = forms.BooleanField(required=False)
    order = forms.ChoiceField(
        choices=[("", "As a gym is laid out"), ("popular", "Popular with people like me")],
        required=False,
    )
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
        return dict(self.fields["muscle"].choices)[self.value("muscle")] if self.picked else ""

    def filters(self):
        return Filters(
            muscles=OF_SHOULDERS if self.value("muscle") == SHOULDERS else self.picked,
            equipment=self.value("equipment") or [],
            pattern=self.value("pattern"),
            level=self.value("level"),
            mechanics=self.value("mechanics"),
            own=bool(self.value("own")),
            marked=self.value("marked"),
        )

    def link(self, **changes):
        """The same list with `changes`; None takes a filter away."""
        kept = {name: self.value(name) for name in self.fields} | changes
        kept |= {name: "on" if kept[name] else "" for name in ("own", "here")}
        query = {name: value for name, value in kept.items() if value}
        return "?" + urlencode(query, doseq=True)

    def link_start(self, name):
        """The same list but for `name`, whose value is still to be added."""
        start = self.link(**{name: None})
        return f"{start}{'&' if len(start) > 1 else ''}{name}="

    def chips(self):
        chips = [
            Chip(str(dict(self.fields[name].choices)[self.value(name)]), self.link(**{name: None}))
            for name in ("muscle", "pattern", "level", "mechanics", "marked")
            if self.value(name)
        ]
        chosen = self.value("equipment") or []
        for code in chosen:
            rest = [other for other in chosen if other != code]
            chips.append(Chip(Equipment(code).label, self.link(equipment=rest)))
        for name, label in (("own", "My own"), ("here", "What I can do here")):
            if self.value(name):
                chips.append(Chip(label, self.link(**{name: None})))
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


class MarkForm(forms.Form):
    """What somebody thinks of an exercise; no kind takes the mark away."""

    kind = forms.ChoiceField(choices=ExerciseMark.Kind.choices, required=False)
    reason = forms.ChoiceField(
        label="Why",
        choices=[("", "I would rather not say"), *ExerciseMark.Reason.choices],
        required=False,
    )


class VideoForm(forms.Form):
    """A trainer's video of an exercise; empty takes it away."""

    url = address("Your video", "The people you coach see it on this page, as a link.")


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

    video_url = address("Video", "Where one can watch it: an address that begins with https://.")
    picture = forms.FileField(required=False, help_text="JPG, PNG or WebP, at most 10 MB.")
    no_picture = forms.BooleanField(label="Delete the picture", required=False)

    def __init__(self, data=None, files=None, *, exercise=None):
        super().__init__(data, files, initial=_said_by(exercise) if exercise else None)
        self.exercise = exercise
        if exercise is None or not exercise.picture:
            del self.fields["no_picture"]

    def clean(self):
        both = set(self.cleaned_data.get("main", [])) & set(self.cleaned_data.get("helping", []))
        if both:
            names = ", ".join(Muscle(muscle).label for muscle in sorted(both))
            self.add_error("helping", f"{names}: either main or helping, not both.")

    def details(self):
        """The keywords of the verb."""
        data = {name: value for name, value in self.cleaned_data.items() if "picture" not in name}
        helping = dict.fromkeys(data.pop("helping"), INDIRECT)
        data["muscles"] = dict.fromkeys(data.pop("main"), DIRECT) | helping
        for name in ("steps", "cues"):
            data[name] = [line.strip() for line in data[name].splitlines() if line.strip()]
        return data

    @transaction.atomic
    def save(self, *, owner):
        """The exercise made or changed; None where something was refused, which the form says."""
        try:
            if self.exercise is None:
                kept = exercises.create_private(owner=owner, **self.details())
            else:
                kept = self.exercise
                exercises.revise(exercise=kept, **self.details())
            self._keep_picture(kept)
        except exercises.ExerciseNameTaken as refusal:
            self.add_error("name", str(refusal))
        except ValidationError as error:
            self.add_error("picture", error)
        else:
            return kept
        transaction.set_rollback(True)
        return None

    def _keep_picture(self, exercise):
        if upload := self.cleaned_data["picture"]:
            exercises.set_picture(exercise=exercise, upload=upload)
        elif self.cleaned_data.get("no_picture"):
            exercises.remove_picture(exercise=exercise)


def _said_by(exercise):
    """What the form shows of an exercise that exists."""
    plain = ("name", "tracking", "pattern", "mechanics", "level", "unilateral", "video_url")
    return {name: getattr(exercise, name) for name in plain} | {
        "main": catalogue.main_muscles(exercise),
        "helping": catalogue.helping_muscles(exercise),
        "equipment": sorted(catalogue.gear(exercise)),
        "steps": "\n".join(exercise.steps),
        "cues": "\n".join(exercise.cues),
    }
