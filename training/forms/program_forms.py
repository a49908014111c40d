from decimal import Decimal

from django import forms

from fitapp.lib.units import to_kg


class WorkoutForm(forms.Form):
    name = forms.CharField(max_length=80, label="Name of the workout")
    day = forms.IntegerField(min_value=1, max_value=28, label="Day of the cycle")


class BlockForm(forms.Form):
    name = forms.CharField(max_length=80, label="Name of the block")
    cycles = forms.IntegerField(min_value=1, max_value=52, label="Times it is repeated")
    cycle_days = forms.IntegerField(min_value=1, max_value=28, label="Days in a cycle")


class PrescriptionForm(forms.Form):
    """Sets × reps × load of one exercise, all sets alike."""

    sets = forms.IntegerField(min_value=1, max_value=30)
    reps_min = forms.IntegerField(min_value=0, max_value=1000, required=False)
    reps_max = forms.IntegerField(min_value=0, max_value=1000, required=False)
    duration_s = forms.IntegerField(min_value=1, max_value=86_400, required=False)
    load = forms.DecimalField(max_digits=7, decimal_places=2, required=False)
    load_kind = forms.ChoiceField(
        choices=[
            ("none", "open"),
            ("absolute", "weight"),
            ("percent_1rm", "% of max"),
            ("rpe", "RPE"),
            ("bodyweight", "body ±"),
        ]
    )
    rest_s = forms.IntegerField(min_value=0, max_value=3600, required=False)
    notes = forms.CharField(max_length=1000, required=False)

    def figures(self, unit):
        """The fields of a set. What is wrong among them, the document says."""
        data = self.cleaned_data
        kind, load = data["load_kind"], data["load"]
        plain = {name: data[name] for name in ("reps_min", "reps_max", "duration_s", "rest_s")}
        if plain["reps_min"] is not None and plain["reps_max"] is None:
            plain["reps_max"] = plain["reps_min"]
        weighed = kind in ("absolute", "bodyweight")
        kg = to_kg(load or Decimal(0), unit) if weighed and load is not None else None
        return {
            **plain,
            "load_kind": kind,
            "load_kg": kg,
            "load_unit": unit,
            "load_percent": load if kind == "percent_1rm" else None,
            **({"rpe": load} if kind == "rpe" else {}),
        }
