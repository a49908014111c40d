"""What admins see of how people sign in, and what they may end."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin as django_admin
from django.urls import reverse

from accounts.tests.factors import add_app, recovery_codes_of, sign_in


@pytest.fixture
def admin(client, ada):
    client.force_login(ada)
    return client


@pytest.mark.parametrize("noun", ["mfa_authenticator", "socialaccount_socialaccount",
                                  "usersessions_usersession"])  # fmt: skip
def test_what_allauth_keeps_is_found_and_read(admin, ana, connected, noun):
    add_app(ana)
    sign_in(type(admin)(), ana)
    url = reverse(f"admin:{noun}_changelist")
    assert admin.get(url, {"q": "ana"}).status_code == 200
    assert admin.get(reverse(f"admin:{noun}_add")).status_code == 403


def test_factors_are_neither_shown_nor_written(admin, ana):
    secret = add_app(ana)
    for row in Authenticator.objects.all():
        url = reverse("admin:mfa_authenticator_change", args=[row.pk])
        html = admin.get(url).content.decode()
        assert secret not in html
        assert "v1." not in html
        assert admin.post(url, {"data": "{}"}).status_code == 403


def test_who_has_lost_the_phone_is_let_in_again(client, admin, ana):
    add_app(ana)
    row = Authenticator.objects.get(type="totp")
    admin.post(reverse("admin:mfa_authenticator_delete", args=[row.pk]), {"post": "yes"})
    device = type(client)()
    assert sign_in(device, ana).url == "/"
    assert recovery_codes_of(ana)  # of no use until there is a factor again


def test_a_session_is_ended(client, admin, ana):
    device = type(client)()
    sign_in(device, ana)
    visit = UserSession.objects.get()
    admin.post(
        reverse("admin:usersessions_usersession_changelist"),
        {"action": "end", "_selected_action": [visit.pk]},
    )
    assert device.get("/settings/").status_code == 302


def test_keys_and_tokens_of_others_have_no_page(admin):
    assert not any(django_admin.site.is_registered(model) for model in (SocialApp, SocialToken))
