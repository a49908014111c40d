"""Shutting a person out: pages, API and tokens stop at the next request."""

import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.urls import reverse

from accounts.models import Token
from accounts.roles import set_active
from accounts.tests.factors import add_app, code_of, sign_in, signed_in
from conftest import NOON, PASSWORD

TOKENS = "/api/v1/auth/tokens/"
ME = "/api/v1/me/"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def program(api, ana):
    """A program with a token of Ana's that it has used."""
    _, secret = Token.issue(user=ana, name="sheet", scope="write", at=NOON)
    client = api()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert client.get(ME).status_code == 200
    return client


@pytest.fixture
def browser_of_ana(client, ana):
    sign_in(client, ana)
    assert client.get("/settings/").status_code == 200
    return client


def shut_out(ana, ada):
    set_active(user=ana, active=False, by=ada, at=NOON)


def let_in(ana, ada):
    set_active(user=ana, active=True, by=ada, at=NOON)


def test_pages_ask_to_sign_in(browser_of_ana, ana, ada):
    shut_out(ana, ada)
    assert browser_of_ana.get("/settings/").url.startswith(reverse("account_login"))


def test_the_api_answers_401_to_session_and_token(browser_of_ana, program, ana, ada):
    assert browser_of_ana.get(ME).status_code == 200
    shut_out(ana, ada)
    assert browser_of_ana.get(ME).status_code == 401
    assert program.get(ME).status_code == 401
    assert program.patch(ME, {"name": "Back"}).status_code == 401


def test_nothing_new_is_opened(client, api, ana, ada):
    secret = add_app(ana)
    shut_out(ana, ada)
    asked = {"email": ana.email, "password": PASSWORD, "name": "sheet", "code": code_of(secret)}
    assert api().post(TOKENS, asked).status_code == 401
    assert sign_in(client, ana).url == reverse("account_inactive")
    assert not signed_in(client)


def test_what_was_open_does_not_come_back_with_the_person(browser_of_ana, program, ana, ada):
    shut_out(ana, ada)
    let_in(ana, ada)
    assert browser_of_ana.get("/settings/").status_code == 302
    assert program.get(ME).status_code == 401
    assert not UserSession.objects.exists()


def test_the_api_of_admins_does_the_same(api, browser_of_ana, program, ana, ada):
    assert api(ada).patch(f"/api/v1/users/{ana.pk}/", {"is_active": False}).status_code == 200
    assert not UserSession.objects.exists()
    assert Token.objects.get().revoked_at is not None


def test_so_does_the_mark_in_the_admin(client, browser_of_ana, program, ana, ada):
    admin = type(client)()
    admin.force_login(ada)
    url = reverse("admin:accounts_user_change", args=[ana.pk])
    form = admin.get(url).context["adminform"].form
    data = {name: value for name, value in form.initial.items() if value is not None}
    data |= {"groups": [group.pk for group in ana.groups.all()]}
    del data["is_active"]
    data |= sent_again(admin.get(url).context["inline_admin_formsets"][0].formset)
    assert admin.post(url, data).status_code == 302
    ana.refresh_from_db()
    assert not ana.is_active
    assert not UserSession.objects.exists()
    assert Token.objects.get().revoked_at is not None


COUNTS = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")


def sent_again(formset):
    """An inline formset as it stands."""
    counts = formset.management_form.initial
    data = {f"{formset.prefix}-{name}": counts.get(name, 0) for name in COUNTS}
    for form in formset.forms:
        for name, field in form.fields.items():
            value = field.prepare_value(form.get_initial_for_field(field, name))
            if name != "picture":
                data[f"{form.prefix}-{name}"] = "" if value is None else value
    return data
