"""What people type while they train: "102,5", "1:30", in their own units."""

import re
from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.html import format_html_join

from fitapp.lib.units import plain, to_m
from training.models import Comment, LoadMode, SetKind, Side
from training.taxonomy import Tracking

RPE = {"min_value": 1, "max_value": 10, "max_digits": 3, "decimal_places": 1, "required": False}


class NumberField(forms.DecimalField):
    """A number with a point or a comma."""

    widget = forms.TextInput

    def to_python(self, value):
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class ClockField(forms.Field):
    """A time as people write it: "90" are seconds, "1:30" and "1:02:10" are read as on a watch."""

    widget = forms.TextInput

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if not re.fullmatch(r"\d{1,6}(:[0-5]?\d){0,2}", value.strip()):
            raise forms.ValidationError("Write a time as 90 or 1:30.")
        seconds = 0
        for part in value.strip().split(":"):
            seconds = seconds * 60 + int(part)
        return seconds


class SetForm(forms.Form):
    """One set as it was done. What the figures may be is for the verb to say."""

    load = NumberField(required=False, max_digits=7, decimal_places=2)
    load_mode = forms.ChoiceField(choices=LoadMode, required=False)
    reps = forms.IntegerField(required=False, min_value=0)
    duration = ClockField(required=False)
    distance = NumberField(required=False, max_digits=9, decimal_places=2)
    rpe = NumberField(required=False, max_digits=3, decimal_places=1)

    def __init__(self, data, *, tracking, reader):
        super().__init__(data)
        self.profile = reader.profile
        self.distance_unit = "m" if tracking == Tracking.LOAD_DISTANCE else ""

    def figures(self):
        """The keywords of `logbook.log_set`."""
        read = self.cleaned_data
        distance = read["distance"]
        unit = self.distance_unit or self.profile.distance_unit
        return {
            "load": read["load"],
            "unit": self.profile.load_unit,
            "load_mode": read["load_mode"] or None,
            "reps": read["reps"],
            "duration_s": read["duration"],
            "distance_m": None if distance is None else to_m(distance, unit),
            "rpe": read["rpe"],
        }


class SetKindForm(forms.Form):
    kind = forms.ChoiceField(choices=SetKind)
    side = forms.ChoiceField(choices=Side, required=False)


class FinishForm(forms.Form):
    """How the whole session felt."""

    rpe = NumberField(label="Session effort, 1 to 10", **RPE)
    note = forms.CharField(
        label="Note", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )


class StartForm(forms.Form):
    """A workout without a plan, now or some time ago."""

    name = forms.CharField(max_length=80, required=False)


class SessionForm(forms.Form):
    """What is said about a session that is over, or one that was never written down."""

    name = forms.CharField(label="Name", max_length=80)
    started_at = forms.DateTimeField(
        label="Began",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    minutes = forms.IntegerField(label="Minutes", min_value=1, max_value=24 * 60)
    rpe = NumberField(label="Session effort, 1 to 10", **RPE)
    note = forms.CharField(
        label="Note", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data=None, *, is_over=True, **kwargs):
        super().__init__(data, **kwargs)
        self.is_over = is_over
        for name, field in self.fields.items():  # changed is what differs from what was shown
            field.show_hidden_initial = self.add_initial_prefix(name) in self.data

    def shown(self):
        """What the person was shown, as hidden fields: the rest may change meanwhile."""
        return format_html_join("", "{}", ([field.as_hidden(only_initial=True)] for field in self))

    def clean_started_at(self):
        started_at = self.cleaned_data["started_at"]
        if started_at > timezone.now():
            raise forms.ValidationError("A session that is over began in the past.")
        if started_at.year < 1970:
            raise forms.ValidationError("Choose a day since 1970.")
        return started_at

    def clean_minutes(self):
        minutes, started_at = self.cleaned_data["minutes"], self.cleaned_data.get("started_at")
        # What is shown of a session that has just ended is rounded to the minute.
        latest = timezone.now() + timedelta(minutes=1)
        if self.is_over and started_at and started_at + timedelta(minutes=minutes) > latest:
            raise forms.ValidationError("A session that is over ended in the past.")
        return minutes

    def times(self, session=None):
        """Start and end; those that were not touched keep their seconds."""
        started_at = self.cleaned_data["started_at"]
        length = timedelta(minutes=self.cleaned_data["minutes"])
        if session is not None and "started_at" not in self.changed_data:
            started_at = session.started_at
        if session is not None and session.finished_at and "minutes" not in self.changed_data:
            length = session.finished_at - session.started_at
        return {"started_at": started_at, "finished_at": started_at + length}

    @staticmethod
    def initial_of(session):
        length = (session.finished_at or timezone.now()) - session.started_at
        return {
            "name": session.name,
            "started_at": timezone.localtime(session.started_at).replace(second=0, microsecond=0),
            "minutes": max(1, round(length.total_seconds() / 60)),
            "rpe": None if session.rpe is None else plain(session.rpe),
            "note": session.note,
        }


class CommentForm(forms.ModelForm):
    class Meta:
        model = Comment
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}
        labels = {"text": "Comment"}


class NoteForm(forms.Form):
    note = forms.CharField(required=False, max_length=2000)
