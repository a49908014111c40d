from uuid import uuid4
from zoneinfo import available_timezones

from allauth.account import forms as allauth_forms
from allauth.socialaccount import forms as social_forms
from django import forms
from django.db import transaction
from django.utils import timezone

from accounts.models import Profile, Scope, Token, User
from accounts.models.applications import LONGEST_TEXT
from accounts.models.people import HANDLE, SHORTEST_M, TALLEST_M
from accounts.models.tokens import LASTS_DAYS
from accounts.passwords import refuse_own_words, words_in
from accounts.profiles import change_profile
from accounts.social import name_told
from accounts.vocabulary import Equipment, Stress
from fitapp.lib.units import from_height_m, plain, to_height_m
from fitapp.lib.widgets import LongSelect


class SignupForm(allauth_forms.SignupForm):
    """E-mail, password, and what to call the person."""

    name = forms.CharField(
        max_length=80,
        label="Your name",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    time_zone = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ["name", "email", "password1", "time_zone"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "E-mail"

    def clean_time_zone(self):
        """What the browser says, if we know it. Nobody typed this, so nobody hears of it."""
        name = self.cleaned_data["time_zone"]
        return name if name in available_timezones() else ""

    def clean(self):
        cleaned = super().clean()
        if password := cleaned.get("password1"):
            try:
                refuse_own_words(password, words_in(cleaned.get("name", "")))
            except forms.ValidationError as error:
                self.add_error("password1", error)
        return cleaned

    def try_save(self, request):
        """Where the address is taken somebody is made and unmade, for it takes as long."""
        if self.account_already_exists:
            told = self.cleaned_data
            with transaction.atomic():
                User.objects.create_user(
                    f"{uuid4().hex}@example.invalid", told["password1"], name=told["name"]
                )
                transaction.set_rollback(True)
        return super().try_save(request)


class SocialSignupForm(social_forms.SignupForm):
    """What Google or Apple did not tell about a new person."""

    name = forms.CharField(
        max_length=80,
        label="Your name",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["name", "email"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "E-mail"
        self.initial.setdefault("name", name_told(self.sociallogin.account))


class ProfileForm(forms.ModelForm):
    handle = forms.CharField(
        validators=[HANDLE],
        help_text="Small letters, digits and underscores.",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "username"}),
    )
    height = forms.DecimalField(
        required=False, max_digits=5, decimal_places=1, localize=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )  # fmt: skip

    class Meta:
        model = Profile
        fields = ["name", "birth_date", "sex"]
        labels = {"birth_date": "Born", "sex": "Sex"}
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "birth_date": forms.DateInput(
                format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "bday"}
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        self.fields["sex"].choices = [("", "Not said"), *self.fields["sex"].choices[1:]]
        self.initial["handle"] = self.instance.user.handle
        if (height := self.instance.height_m) is not None:
            self.initial["height"] = plain(from_height_m(height, self.instance.length_unit))

    def clean_height(self):
        if (height := self.cleaned_data["height"]) is None:
            return None
        unit = self.instance.length_unit
        metres = to_height_m(height, unit)
        if not SHORTEST_M <= metres <= TALLEST_M:
            low, high = (plain(from_height_m(m, unit)) for m in (SHORTEST_M, TALLEST_M))
            raise forms.ValidationError(f"A height lies between {low} and {high} {unit}.")
        return metres

    def clean_handle(self):
        handle = self.cleaned_data["handle"]
        taken = Profile.objects.filter(user__handle=handle).exclude(pk=self.instance.pk)
        if taken.exists():
            raise forms.ValidationError(f"Somebody else is called @{handle} already.")
        return handle

    def save(self):
        asked = dict(self.cleaned_data)
        change_profile(
            profile=self.instance, at=timezone.now(), height_m=asked.pop("height"), **asked
        )


class PictureForm(forms.Form):
    """Only the file; what is in it is judged by accounts.pictures."""

    picture = forms.FileField(
        label="Photo",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )


class UnitsForm(forms.ModelForm):
    class Meta:
        model = Profile
        fields = ["load_unit", "distance_unit", "length_unit", "time_zone"]
        widgets = {
            "load_unit": forms.RadioSelect,
            "distance_unit": forms.RadioSelect,
            "length_unit": forms.RadioSelect,
            "time_zone": LongSelect,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = {name for name in available_timezones() if "/" in name and name[:4] != "Etc/"}
        names = sorted(known | {"UTC", self.instance.time_zone})
        zone = self.fields["time_zone"]
        zone.widget.choices = [(name, name.replace("_", " ")) for name in names]

    def save(self):
        change_profile(profile=self.instance, at=timezone.now(), **self.cleaned_data)


class PrivacyForm(forms.ModelForm):
    class Meta:
        model = Profile
        fields = ["is_private"]

    def save(self):
        change_profile(profile=self.instance, at=timezone.now(), **self.cleaned_data)


class TrainingForm(forms.ModelForm):
    equipment = forms.MultipleChoiceField(
        choices=[choice for choice in Equipment.choices if choice[0] != Equipment.NONE],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    limitations = forms.MultipleChoiceField(
        choices=Stress.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Profile
        fields = ["experience", "equipment", "limitations"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = self.fields["experience"].choices[1:]
        self.fields["experience"].choices = [("", "Not said"), *choices]

    def save(self):
        change_profile(profile=self.instance, at=timezone.now(), **self.cleaned_data)


class TokenForm(forms.ModelForm):
    """`lasts` is in days; 0 is for ever."""

    lasts = forms.TypedChoiceField(
        choices=[(30, "30 days"), (90, "90 days"), (365, "A year"), (0, "Until I revoke it")],
        coerce=int,
        initial=LASTS_DAYS,
        label="How long",
    )

    class Meta:
        model = Token
        fields = ["name", "scope"]
        labels = {"name": "What is it for", "scope": "What it may do"}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "off"})}


class ApplicationForm(forms.Form):
    about = forms.CharField(
        max_length=LONGEST_TEXT,
        label="About you",
        widget=forms.Textarea(attrs={"rows": 7}),
    )


class BlockForm(forms.Form):
    user = forms.IntegerField(min_value=1)


class InviteForm(forms.Form):
    email = forms.EmailField(
        max_length=254,
        label="E-mail address",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class ScopesForm(forms.Form):
    """What is shared beside training, which always is."""

    scopes = forms.MultipleChoiceField(
        choices=[choice for choice in Scope.choices if choice[0] != Scope.TRAINING],
        required=False,
    )
