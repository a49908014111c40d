"""Who may open `/ws/inbox/`, and what is heard there."""

from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.urls import get_resolver, reverse

from accounts import blocking, coaching
from accounts.models import Coaching, Scope, Token
from accounts.sockets import MOST_SOCKETS, group_of
from conftest import NOON, start_coaching
from fitapp.lib.realtime import push
from sockets import ORIGIN, Socket, cookie_of, done, run

INBOX = reverse("inbox", urlconf="fitapp.routing")
PING = {"type": "ping"}


@pytest.fixture(autouse=True)
def _rarely_check(settings):
    """What is heard here is heard because it was told."""
    settings.SOCKET_CHECK_S = 3600


@pytest.fixture
def relation(cole):
    return Coaching.objects.get(trainer=cole)


def changed(relation, *scopes):
    return {
        "type": "access.changed",
        "trainer": str(relation.trainer_id),
        "trainee": str(relation.trainee_id),
        "scopes": sorted(scopes),
    }


def make_token(user, **fields):
    return Token.issue(user=user, name="watch", scope="read", at=NOON, **fields)


def test_every_websocket_route_has_a_name():
    names = [pattern.name for pattern in get_resolver("fitapp.routing").url_patterns]
    assert names == ["inbox", "nowhere"]
    assert INBOX == "/ws/inbox/"


def block_the_trainer(*, coaching):
    blocking.block(blocker=coaching.trainee, blocked=coaching.trainer, at=NOON)


# --- Coming in -----------------------------------------------------------------------------------


async def test_a_browser_comes_in_with_its_session(listen, ana):
    socket = await listen(ana)
    assert await socket.is_open()


async def test_a_program_comes_in_with_a_token_that_may_only_read(listen, ana):
    token, secret = await done(make_token, ana)
    socket = await listen(token=secret)
    assert await socket.is_open()
    await sync_to_async(token.refresh_from_db)()
    assert token.last_used_at is not None


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"cookie": f"{settings.SESSION_COOKIE_NAME}=made-up-and-long-enough"},
        {"cookie": f"{settings.SESSION_COOKIE_NAME}=short"},
        {"authorization": "Bearer fit_made-up"},
        {"authorization": "Bearer "},
        {"authorization": "Basic YW5hOmFuYQ=="},
    ],
)
async def test_others_are_told_why_they_may_not(db, headers):
    socket = Socket(INBOX, {"origin": ORIGIN, **headers})
    assert await socket.open()
    assert await socket.is_closed_with() == 4401


async def test_a_deactivated_person_does_not_come_in(ana, ada):
    _, key = await done(cookie_of, ana)
    _, secret = await done(make_token, ana)
    ana.is_active = False
    await done(ana.save)
    for brought in (
        {"cookie": f"{settings.SESSION_COOKIE_NAME}={key}"},
        {"authorization": f"Bearer {secret}"},
    ):
        socket = Socket(INBOX, {"origin": ORIGIN, **brought})
        assert await socket.open()
        assert await socket.is_closed_with() == 4401


@pytest.mark.parametrize("fields", [{"expires_at": NOON}, {"revoked_at": NOON}])
async def test_a_token_that_ran_out_or_was_revoked_does_not_open(ana, fields):
    token, secret = await done(make_token, ana)
    await done(Token.objects.filter(pk=token.pk).update, **fields)
    socket = Socket(INBOX, {"authorization": f"Bearer {secret}"})
    assert await socket.open()
    assert await socket.is_closed_with() == 4401


async def test_beside_a_token_the_cookie_counts_for_nothing(ana):
    _, key = await done(cookie_of, ana)
    cookie = f"{settings.SESSION_COOKIE_NAME}={key}"
    socket = Socket(INBOX, {"authorization": "Bearer made-up", "cookie": cookie})
    assert await socket.open()
    assert await socket.is_closed_with() == 4401


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "",
        "https://evil.example",
        "http://testserver:8000",
        "https://testserver",
        "http://testserver.evil.example",
        "http://evil.example/testserver",
        "http://testserver:port",
        "http://[testserver",
    ],
)
async def test_pages_of_other_origins_are_refused_the_handshake(ana, origin):
    _, key = await done(cookie_of, ana)
    headers = {"cookie": f"{settings.SESSION_COOKIE_NAME}={key}"}
    socket = Socket(INBOX, headers if origin is None else {**headers, "origin": origin})
    assert not await socket.open()


async def test_a_token_does_not_excuse_a_foreign_origin(ana):
    _, secret = await done(make_token, ana)
    headers = {"authorization": f"Bearer {secret}", "origin": "https://evil.example"}
    assert not await Socket(INBOX, headers).open()


async def test_a_token_that_came_plainly_is_refused_where_there_is_https(ana):
    _, secret = await done(make_token, ana)
    headers = {"authorization": f"Bearer {secret}"}
    for told, enters in [("", False), ("http", False), ("https", True)]:
        proxied = {**headers, "x-forwarded-proto": told} if told else headers
        socket = Socket(INBOX, proxied, origins=["https://fit.example"])
        assert await socket.open() is enters


async def test_subdomains_are_written_as_in_the_settings_for_forms(ana):
    _, key = await done(cookie_of, ana)
    cookie = f"{settings.SESSION_COOKIE_NAME}={key}"
    for origin, enters in [
        ("https://eu.fit.example", True),
        ("https://fit.example.evil", False),
        ("http://eu.fit.example", False),
    ]:
        headers = {"origin": origin, "cookie": cookie}
        assert await Socket(INBOX, headers, origins=["https://*.fit.example"]).open() is enters


async def test_any_other_address_refuses_the_handshake(ana):
    _, key = await done(cookie_of, ana)
    headers = {"origin": ORIGIN, "cookie": f"{settings.SESSION_COOKIE_NAME}={key}"}
    for path in ("/ws/", "/ws/inbox/1/", "/settings/", "/"):
        assert not await Socket(path, headers).open()


async def test_a_page_that_closes_while_its_socket_opens_is_no_error(ana):
    """Servers raise an OSError where something is sent to a page that is gone."""
    _, key = await sync_to_async(cookie_of)(ana)
    socket = Socket(INBOX, {"origin": ORIGIN, "cookie": f"{settings.SESSION_COOKIE_NAME}={key}"})
    for answers in range(2):
        left = ["sent"] * answers

        async def send(message, left=left):
            if not left:
                raise ConnectionResetError
            left.pop()

        async def receive():
            return {"type": "websocket.connect"}

        await socket.application(dict(socket.scope), receive, send)


async def test_nobody_opens_sockets_without_end(listen, ana):
    sockets = [await listen(ana) for _ in range(MOST_SOCKETS)]
    _, key = await done(cookie_of, ana)
    headers = {"origin": ORIGIN, "cookie": f"{settings.SESSION_COOKIE_NAME}={key}"}
    one_more = Socket(INBOX, headers)
    assert await one_more.open()
    assert await one_more.is_closed_with() == 1013
    await sockets[0].leave()
    assert await (await listen(ana)).is_open()


# --- Being spoken to -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "frame",
    [
        {"text": '{"type": "pong"}'},
        {"text": '{"type": "check"}'},
        {"text": '{"type": "access.changed", "trainer": 1, "trainee": 2, "scopes": []}'},
        {"text": '{"type": "ping", "more": 1}'},
        {"text": '["ping"]'},
        {"text": "ping"},
        {"text": "1" * 500},
        {"text": "[" * 500},
        {"text": '{"type": "ping"}' + " " * 512},
        {"bytes": b'{"type": "ping"}'},
    ],
)
async def test_whoever_says_anything_but_ping_is_shown_out(listen, ana, frame):
    socket = await listen(ana)
    await socket.writes(**frame)
    assert await socket.is_closed_with() == 1008


async def test_pings_keep_a_calm_pace(listen, ana):
    socket = await listen(ana)
    await socket.says(PING)
    await socket.says(PING)
    assert await socket.hears() == {"type": "pong"}
    assert await socket.is_closed_with() == 1008


# --- What is heard -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "words", "scopes"),
    [
        (coaching.set_scopes, {"scopes": [Scope.TRAINING, Scope.BODY]}, ["body", "training"]),
        (coaching.pause, {}, []),
        (coaching.end, {"by": None, "at": NOON}, []),
        (block_the_trainer, {}, []),
    ],
)
async def test_both_sides_hear_what_changed_and_nobody_else(
    listen, ana, cole, tess, relation, verb, words, scopes
):
    trainer, trainee, other = [await listen(person) for person in (cole, ana, tess)]
    await done(verb, coaching=relation, **words)
    assert await trainer.hears() == changed(relation, *scopes)
    assert await trainee.hears() == changed(relation, *scopes)
    assert await other.receive_nothing()


async def test_both_hear_that_coaching_begins_and_goes_on(listen, ana, cole, tess, relation):
    trainer, trainee = await listen(tess), await listen(ana)
    theirs = await done(start_coaching, tess, ana, [Scope.HEALTH])
    assert await trainee.hears() == {**changed(theirs), "scopes": []}  # the invitation
    for socket in (trainer, trainee):
        assert await socket.hears() == changed(theirs, "health", "training")
    await done(coaching.pause, coaching=theirs)
    await done(coaching.resume, coaching=theirs, scopes=[])
    for socket in (trainer, trainee):
        assert await socket.hears() == changed(theirs)
        assert await socket.hears() == changed(theirs, "training")


async def test_who_is_invited_hears_it_and_the_trainer_learns_nothing(listen, sam, tess):
    invited, trainer = await listen(sam), await listen(tess)
    offer, _ = await done(coaching.invite, trainer=tess, email=sam.email, at=NOON)
    told = {"trainer": str(tess.pk), "trainee": str(sam.pk), "scopes": []}
    assert await invited.hears() == {"type": "access.changed", **told}
    await done(coaching.end, coaching=offer, by=tess, at=NOON)
    assert await invited.hears() == {"type": "access.changed", **told}
    assert await trainer.receive_nothing()


async def test_photos_that_are_taken_back_are_told(listen, ana, cole, relation):
    shared = [Scope.TRAINING, Scope.PHOTOS]
    await done(coaching.set_scopes, coaching=relation, scopes=shared)
    socket = await listen(ana)
    assert await socket.hears() == {"type": "ask.again"}
    await done(coaching.take_photos_back, owner=ana)
    assert await socket.hears() == changed(relation, "training")


async def test_whom_a_block_keeps_apart_hears_of_no_invitation(listen, sam, tess):
    await done(blocking.block, blocker=sam, blocked=tess, at=NOON)
    socket = await listen(sam)
    await done(coaching.invite, trainer=tess, email=sam.email, at=NOON)
    assert await socket.receive_nothing()


async def test_sharing_the_same_again_is_no_news(listen, cole, relation):
    socket = await listen(cole)
    await done(coaching.set_scopes, coaching=relation, scopes=[Scope.TRAINING])
    assert await socket.receive_nothing()


async def test_what_was_rolled_back_is_not_told(listen, cole, relation):
    socket = await listen(cole)
    await done(refuse_to_share_nothing, relation)
    assert await socket.receive_nothing()


def refuse_to_share_nothing(relation):
    with pytest.raises(coaching.TrainingIsAlwaysShared):
        coaching.set_scopes(coaching=relation, scopes=[])


async def test_a_page_that_listens_too_late_is_asked_to_look_again(listen, cole, relation):
    await done(coaching.pause, coaching=relation)
    socket = await listen(cole)
    assert await socket.hears() == {"type": "ask.again"}


async def test_a_change_that_nobody_told_is_found_at_the_next_check(
    listen, cole, relation, settings
):
    settings.SOCKET_CHECK_S = 0.05
    socket = await listen(cole)
    await sync_to_async(coaching.pause)(coaching=relation)  # nothing is announced
    assert await socket.hears() == changed(relation)
    assert await socket.receive_nothing()


async def test_what_was_told_is_not_found_again(listen, cole, relation):
    socket = await listen(cole)
    await done(coaching.pause, coaching=relation)
    assert await socket.hears() == changed(relation)
    await done(push, group_of(cole.pk), "check")
    assert await socket.receive_nothing(0.3)


def test_a_socket_asks_little_of_the_database(listen, cole, django_assert_max_num_queries):
    _, secret = make_token(cole, expires_at=NOON + timedelta(days=3650))

    async def come_in():
        socket = await listen(token=secret)
        assert await socket.is_open()

    with django_assert_max_num_queries(6):  # who (and that), joined, who, what is shared, any news
        run(come_in)
