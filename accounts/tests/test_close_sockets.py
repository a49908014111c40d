"""An open socket closes at once when what it was opened with ends, and soon when nobody says so."""

from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from accounts.adapter import AccountAdapter
from accounts.models import Token, User
from accounts.sessions import SessionStore
from accounts.tests.test_admin import form_of
from conftest import NOON, PASSWORD
from sockets import done

NEW = "more-chalk-and-iron-43"
NOT_SIGNED_IN = 4401


@pytest.fixture(autouse=True)
def _rarely_check(settings):
    settings.SOCKET_CHECK_S = 3600


def make_token(user, **fields):
    return Token.issue(user=user, name="watch", scope="read", at=NOON, **fields)


# --- Sessions ------------------------------------------------------------------------------------


@pytest.mark.parametrize("door", ["account_logout", "admin:logout"])
async def test_signing_out_closes_this_browsers_socket_and_no_other(listen, ada, door):
    here, there = await listen(ada), await listen(ada)
    await done(here.client.post, reverse(door))
    assert await here.is_closed_with() == NOT_SIGNED_IN
    assert await there.is_open()


async def test_a_session_ended_from_elsewhere_closes_its_socket(listen, ana):
    here, there = await listen(ana), await listen(ana)
    await done(SessionStore().delete, there.client.session.session_key)
    assert await there.is_closed_with() == NOT_SIGNED_IN
    assert await here.is_open()


async def test_a_new_password_closes_the_others_and_this_browser_comes_back(listen, ana):
    here, there = await listen(ana), await listen(ana)
    words = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    answer = await done(here.client.post, reverse("account_change_password"), words)
    assert answer.status_code == 302, answer.context["form"].errors
    assert await there.is_closed_with() == NOT_SIGNED_IN
    assert await here.is_closed_with() == NOT_SIGNED_IN  # its session has another key now
    key = here.client.session.session_key
    assert await sync_to_async(there_is_a_person_in)(key)


def there_is_a_person_in(key):
    return SessionStore(key).get("_auth_user_id") is not None


async def test_a_password_that_was_reset_closes_every_socket_of_a_session(listen, ana):
    _, secret = await done(make_token, ana)
    browser, program = await listen(ana), await listen(token=secret)
    await done(AccountAdapter().set_password, await sync_to_async(User.objects.get)(pk=ana.pk), NEW)
    assert await browser.is_closed_with() == NOT_SIGNED_IN
    assert await program.is_open()


@pytest.mark.parametrize(
    "words",
    [
        {"usable_password": "true", "password1": NEW, "password2": NEW},
        {"usable_password": "false", "unset-password": "1"},
    ],
)
async def test_an_admin_who_takes_the_password_closes_sockets(listen, ana, ada, words):
    socket, admin = await listen(ana), await listen(ada)
    page = reverse("admin:auth_user_password_change", args=[ana.pk])
    answer = await done(admin.client.post, page, words)
    assert answer.status_code == 302
    assert await socket.is_closed_with() == NOT_SIGNED_IN


# --- Tokens --------------------------------------------------------------------------------------


async def test_revoking_a_token_closes_its_socket_and_no_other(listen, ana, api):
    token, secret = await done(make_token, ana)
    _, other = await done(make_token, ana)
    socket, kept = await listen(token=secret), await listen(token=other)
    revoke = reverse("api:token-detail", args=[token.pk])
    await done((await sync_to_async(api)(ana)).delete, revoke)
    assert await socket.is_closed_with() == NOT_SIGNED_IN
    assert await kept.is_open()


async def test_a_token_closes_its_socket_at_the_moment_it_runs_out(listen, ana):
    soon = timezone.now() + timedelta(seconds=0.5)
    _, secret = await done(make_token, ana, expires_at=soon)
    socket = await listen(token=secret)
    assert await socket.is_closed_with() == NOT_SIGNED_IN
    assert timezone.now() >= soon


# --- People --------------------------------------------------------------------------------------


async def test_deactivating_a_person_closes_all_their_sockets(listen, ana, ada, cole):
    _, secret = await done(make_token, ana)
    browser, program, trainer = await listen(ana), await listen(token=secret), await listen(cole)
    await done(roles.set_active, user=ana, active=False, by=ada, at=NOON)
    assert await browser.is_closed_with() == NOT_SIGNED_IN
    assert await program.is_closed_with() == NOT_SIGNED_IN
    assert (await trainer.hears())["scopes"] == []
    assert await trainer.is_open()


async def test_the_admin_page_deactivates_by_the_same_verb(listen, ana, ada):
    socket, admin = await listen(ana), await listen(ada)
    page = reverse("admin:accounts_user_change", args=[ana.pk])
    answer = await done(admin.client.post, page, form_of(ana, groups=[]))
    assert answer.status_code == 302, answer.context["errors"]
    assert await socket.is_closed_with() == NOT_SIGNED_IN


async def test_deleting_an_account_closes_its_sockets(listen, ana, ada):
    socket = await listen(ana)
    await done(roles.delete_account, user=ana, by=ana, at=NOON)
    assert await socket.is_closed_with() == NOT_SIGNED_IN


# --- When nobody says so -------------------------------------------------------------------------


def lose_session(client, token):
    Session.objects.filter(pk=client.session.session_key).delete()
    client.session._cache.clear()


def end_session(client, token):
    key = client.session.session_key
    Session.objects.filter(pk=key).update(expire_date=timezone.now())
    client.session._cache.clear()


def revoke_token(client, token):
    Token.objects.filter(pk=token.pk).update(revoked_at=NOON)


def deactivate(client, token):
    User.objects.filter(pk=token.user_id).update(is_active=False)


def change_password(client, token):
    User.objects.filter(pk=token.user_id).update(password="!")


def delete(client, token):
    User.objects.filter(pk=token.user_id).delete()


@pytest.mark.parametrize(
    ("happened", "program", "browser"),
    [
        (lose_session, True, False),
        (end_session, True, False),
        (change_password, True, False),
        (revoke_token, False, True),
        (deactivate, False, False),
        (delete, False, False),
    ],
)
async def test_a_message_that_was_lost_costs_one_interval(
    listen, ana, settings, happened, program, browser
):
    settings.SOCKET_CHECK_S = 0.1
    token, secret = await done(make_token, ana)
    sockets = {await listen(token=secret): program, await listen(ana): browser}
    client = list(sockets)[1].client
    await sync_to_async(happened)(client, token)
    for socket, stays in sockets.items():
        if stays:
            assert await socket.is_open()
        else:
            assert await socket.is_closed_with() == NOT_SIGNED_IN


async def test_a_socket_that_cannot_be_vouched_for_ends(listen, ana, settings, monkeypatch):
    """The server closes it as a failure (1011), and the page comes back when it can."""
    settings.SOCKET_CHECK_S = 0.1
    socket = await listen(ana)

    def fail(self, *, at):
        raise OperationalError("the database is away")

    monkeypatch.setattr("accounts.credentials.SessionCredential.holder", fail)
    with pytest.raises(ExceptionGroup, match="TaskGroup"):
        await socket.wait(5)
