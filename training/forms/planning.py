from datetime import timedelta

from django import forms
from django.db.models import Case, When
from django.utils import timezone

from accounts.models import User
from training.models import Assignment
from training.planning import A_YEAR

LONGEST_ID = 18  # digits
WEEKDAYS = [
    (0, "Mon"),
    (1, "Tue"),
    (2, "Wed"),
    (3, "Thu"),
    (4, "Fri"),
    (5, "Sat"),
    (6, "Sun"),
]


def next_monday():
    today = timezone.localdate()
    return today + timedelta(days=-today.weekday() % 7)


class DateInput(forms.DateInput):
    """The browser's own picker, which reads and writes ISO dates."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class PeopleField(forms.ModelMultipleChoiceField):
    """People by their ids. A number larger than any id is nobody, and no question to a database."""

    def clean(self, value):
        for chosen in value or ():
            if len(str(chosen)) > LONGEST_ID:
                message = self.error_messages["invalid_choice"]
                raise forms.ValidationError(message, "invalid_choice", {"value": chosen})
        return super().clean(value)


def mode_field(**said):
    return forms.ChoiceField(
        choices=[
            (
                Assignment.Mode.CALENDAR,
                "On fixed days. A day that passes without training is missed.",
            ),
            (
                Assignment.Mode.SEQUENCE,
                "In order. The next workout waits until it is done; the later ones move along.",
            ),
        ],
        label="When a day is missed",
        widget=forms.RadioSelect,
        **said,
    )


def open_end_field(**said):
    return forms.ChoiceField(
        choices=Assignment.OpenEnd.choices,
        label="After the last workout",
        widget=forms.RadioSelect,
        **said,
    )


class AssignForm(forms.Form):
    """Who starts a program, when, and on which days."""

    trainees = PeopleField(
        User.objects.none(),
        label="Who trains with it",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one person."},
    )
    starts_on = forms.DateField(label="First day", initial=next_monday, widget=DateInput)
    weekdays = forms.TypedMultipleChoiceField(
        choices=WEEKDAYS,
        coerce=int,
        required=False,
        label="Weekdays",
        widget=forms.CheckboxSelectMultiple,
    )
    mode = mode_field(initial=Assignment.Mode.CALENDAR)
    open_end = open_end_field(initial=Assignment.OpenEnd.NONE, required=False)

    def __init__(self, *args, user, trainees, **kwargs):
        super().__init__(*args, **kwargs)
        people = User.objects.filter(pk__in=[user.pk, *trainees]).select_related("profile")
        oneself_last = Case(When(pk=user.pk, then=1), default=0)
        self.fields["trainees"].queryset = people.order_by(oneself_last, "profile__name", "pk")
        self.fields["trainees"].label_from_instance = lambda person: (
            "Myself" if person == user else person.name
        )
        if not trainees:
            self.fields["trainees"].initial = [user.pk]

    def clean_open_end(self):
        return self.cleaned_data["open_end"] or Assignment.OpenEnd.NONE

    def clean_starts_on(self):
        starts_on = self.cleaned_data["starts_on"]
        if abs(starts_on - timezone.localdate()) > A_YEAR:  # the days are shown before they are set
            raise forms.ValidationError("Choose a day within a year from today.")
        return starts_on


class MoveForm(forms.Form):
    """Another day for a planned workout."""

    to = forms.DateField(label="New day", widget=DateInput)
    others = forms.BooleanField(
        label="The later workouts of this program move along", required=False
    )


class TermsForm(forms.Form):
    """How a running program goes on."""

    mode = mode_field()
    open_end = open_end_field()


class ResumeForm(forms.Form):
    move = forms.TypedChoiceField(
        choices=[
            ("yes", "What is still to come moves along by the pause."),
            ("no", "The days stay. What fell into the pause is left out, and nothing is missed."),
        ],
        coerce=lambda value: value == "yes",
        initial="yes",
        label="The days",
        widget=forms.RadioSelect,
    )
