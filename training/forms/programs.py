from django import forms

from training.models import Program


class NewProgramForm(forms.ModelForm):
    """What a program is about; what it holds is written in the builder."""

    class Meta:
        model = Program
        fields = ["name", "goal", "level", "summary"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"summary": "For whom it is, and what to expect."}

    def document(self):
        """An empty week to begin with."""
        workout = {"name": "Workout A", "day": 1}
        block = {"name": "Block 1", "cycles": 4, "cycle_days": 7, "workouts": [workout]}
        return {**self.cleaned_data, "blocks": [block]}
