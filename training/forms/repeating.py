from django import forms

from training.forms.planning import DateInput


class DayForm(forms.Form):
    """When a workout is done again."""

    on = forms.DateField(label="Day", widget=DateInput)
