from django import forms

from fitapp.lib.units import to_kg


class WorkoutForm(forms.Form):
    name = forms.CharField(max_length=80, label="Name of the workout")
    day = forms.IntegerField(min_value=1, max_value=28, label="Day of the cycle")


class BlockForm(forms.Form):
    name = forms.CharField(max_length=80, label="Name of the block")
    cycles = forms.IntegerField(min_value=1, max_value=52, label="Times it is repeated")
    cycle_days = forms.IntegerField(min_value=1, max_value=28, label="Days in a cycle")


class ExerciseForm(forms.Form):
    exercise = forms.CharField(
        max_length=100,
        label="Exercise",
        error_messages={"required": "Say which exercise to add."},
    )


class PrescriptionForm(forms.Form):
    """Sets × reps × load of one exercise, all sets alike."""

    sets = forms.IntegerField(min_value=1, max_value=30, label="Sets")
    reps_min = forms.IntegerField(min_value=0, max_value=1000, required=False, label="Reps from")
    reps_max = forms.IntegerField(min_value=0, max_value=1000, required=False, label="Reps to")
    duration_s = forms.IntegerField(min_value=1, max_value=86_400, required=False, label="Seconds")
    distance_m = forms.DecimalField(
        max_digits=9, decimal_places=2, min_value=0, required=False, label="Metres"
    )
    load = forms.DecimalField(max_digits=7, decimal_places=2, required=False, label="Load")
    load_kind = forms.ChoiceField(
        label="Load as",
        choices=[
            ("none", "open"),
            ("absolute", "weight"),
            ("percent_1rm", "% of max"),
            ("rpe", "RPE"),
            ("bodyweight", "body ±"),
        ],
    )
    rest_s = forms.IntegerField(min_value=0, max_value=3600, required=False, label="Rest, s")
    notes = forms.CharField(max_length=1000, required=False, label="Cue")
    progress = forms.ChoiceField(
        label="It goes on",
        required=False,
        choices=[
            ("", "as it does"),
            ("none", "not at all"),
            ("load", "by load, when every set is done"),
            ("double", "by load, when every set is at the top of its range"),
            ("effort", "by how hard the last top set felt"),
            ("wave", "by waves of a training max"),
        ],
    )
    warm_up = forms.BooleanField(required=False, label="Work out warm-up sets")


def figures_of(said, *, unit):
    """What a PrescriptionForm says, as the fields of a set. What is wrong among them, the document
    says."""
    kind, load = said["load_kind"], said["load"]
    plain = {name: said[name] for name in ("reps_min", "reps_max", "duration_s", "rest_s")}
    if plain["reps_min"] is not None and plain["reps_max"] is None:
        plain["reps_max"] = plain["reps_min"]
    weighed = kind in ("absolute", "bodyweight") and load is not None
    return {
        **plain,
        "distance_m": said["distance_m"],
        "load_kind": kind,
        "load_kg": to_kg(load, unit) if weighed else None,
        "load_unit": unit,
        "load_percent": load if kind == "percent_1rm" else None,
        **({"rpe": load} if kind == "rpe" else {}),
    }
