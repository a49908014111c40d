from datetime import date, timedelta

from django import forms

from training.forms.planning import DateInput

LONGEST = timedelta(days=366 * 10)
EARLIEST = date(1970, 1, 1)


def day(label):
    return forms.DateField(label=label, widget=DateInput)


class ComparisonForm(forms.Form):
    """Two ranges of days."""

    now_from = day("From")
    now_to = day("to")
    before_from = day("Compared with, from")
    before_to = day("to")

    def clean(self):
        read = super().clean()
        for name in ("now", "before"):
            first, last = read.get(f"{name}_from"), read.get(f"{name}_to")
            if first and first < EARLIEST:
                self.add_error(f"{name}_from", "Choose a day since 1970.")
            elif first and last and last < first:
                self.add_error(f"{name}_to", "This is before the first day.")
            elif first and last and last - first > LONGEST:
                self.add_error(f"{name}_to", "Choose ten years at most.")
        return read

    def spans(self):
        read = self.cleaned_data
        return (read["now_from"], read["now_to"]), (read["before_from"], read["before_to"])
