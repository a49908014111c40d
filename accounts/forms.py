from allauth.account import forms as allauth_forms
from django import forms


class SignupForm(allauth_forms.SignupForm):
    """E-mail, password, and what to call the person."""

    name = forms.CharField(
        max_length=80,
        label="Your name",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["name", "email", "password1"]
