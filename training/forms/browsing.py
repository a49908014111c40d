from django import forms

from training.forms.planning import DateInput


class SessionsForm(forms.Form):
    """Which sessions are listed. What it cannot read does not narrow them."""

    exercise = forms.ChoiceField(required=False, label="Exercise")

    def __init__(self, data, *, exercises):
        super().__init__(data)
        self.exercises = {one.slug: one for one in exercises}
        names = [(one.slug, one.name) for one in exercises]
        self.fields["exercise"].choices = [("", "Any exercise"), *names]
        for name, label in (("from", "From"), ("to", "To")):  # "from" is no name in Python
            self.fields[name] = forms.DateField(label=label, required=False, widget=DateInput)

    def narrowed(self):
        """The keywords of `browsing.browse`."""
        self.is_valid()
        read = self.cleaned_data
        return {
            "exercise": self.exercises.get(read.get("exercise")),
            "first": read.get("from"),
            "last": read.get("to"),
        }
