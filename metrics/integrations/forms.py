from hashlib import sha256
from zoneinfo import available_timezones

from django import forms

from fitapp.lib.units import LoadUnit
from fitapp.lib.widgets import LongSelect
from metrics.integrations.formats.tables import MAX_BYTES
from metrics.integrations.matching import LEAVE_OUT, OWN
from metrics.integrations.models import FileDistanceUnit
from training import catalogue

ZONES = [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones()) if "/" in zone]


def key_of(name):
    """The same on every showing of the form, whatever the order of the names."""
    return sha256(name.encode()).hexdigest()[:12]


class FileForm(forms.Form):
    file = forms.FileField(
        label="CSV file from Strong",
        help_text="At most 5 MB. Nothing is added before you have looked at it.",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv,text/plain"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError("The file is larger than 5 MB.")
        return file


class AnswersForm(forms.Form):
    """What the file leaves open: units, the time zone, and what each name means."""

    load_unit = forms.ChoiceField(
        label="The weights in this file are in", choices=LoadUnit, widget=forms.RadioSelect
    )
    distance_unit = forms.ChoiceField(
        label="The distances in this file are in",
        choices=FileDistanceUnit,
        widget=forms.RadioSelect,
    )
    time_zone = forms.ChoiceField(
        label="Where you trained",
        help_text="The file has local times without a zone.",
        widget=LongSelect,
    )

    def __init__(self, *args, source, meanings, **kwargs):
        super().__init__(*args, **kwargs)
        self.source, self.meanings = source, meanings
        self.fields["time_zone"].choices = [(source.time_zone, source.time_zone), *ZONES]
        self.initial["time_zone"] = source.time_zone
        for unit in ("load_unit", "distance_unit"):
            self.initial[unit] = getattr(source, unit)
            if not source.counts[f"asks_{unit}"]:
                del self.fields[unit]
        for meaning in meanings:
            self._ask(key_of(meaning.name), meaning)

    def _ask(self, key, meaning):
        offered = [(str(exercise.pk), exercise.name) for exercise in meaning.suggestions]
        self.fields[f"means-{key}"] = forms.ChoiceField(
            label=f"{meaning.name} is",
            choices=[*offered, (OWN, "Keep as my own exercise"), (LEAVE_OUT, "Leave out")],
            initial=meaning.decision,
            required=False,
        )
        self.fields[f"other-{key}"] = forms.CharField(
            label=f"Another exercise for {meaning.name}",
            required=False,
            widget=forms.TextInput(attrs={"list": "library", "autocomplete": "off"}),
        )

    def rows(self):
        """(meaning, its choice, its free text) for each name."""
        for meaning in self.meanings:
            key = key_of(meaning.name)
            yield meaning, self[f"means-{key}"], self[f"other-{key}"]

    def known_rows(self):
        return [row for row in self.rows() if row[0].is_known]

    def unknown_rows(self):
        return [row for row in self.rows() if not row[0].is_known]

    def clean(self):
        cleaned = super().clean()
        exercises = {e.name.lower(): e for e in reversed(catalogue.everything(self.source.user))}
        for key in (key_of(meaning.name) for meaning in self.meanings):
            other = cleaned.get(f"other-{key}", "").strip()
            if other and other.lower() not in exercises:
                self.add_error(f"other-{key}", f"There is no exercise called “{other}”.")
            elif other:
                cleaned[f"means-{key}"] = str(exercises[other.lower()].pk)
        return cleaned

    def said(self):
        """As the verb takes it: what differs from what was understood, and the answers."""
        mapping = {}
        for meaning in self.meanings:
            choice = self.cleaned_data.get(f"means-{key_of(meaning.name)}")
            if choice and choice != meaning.decision:
                mapping[meaning.name] = choice
        terms = {
            name: self.cleaned_data[name]
            for name in ("load_unit", "distance_unit", "time_zone")
            if name in self.cleaned_data
        }
        return {"mapping": mapping, **terms}
