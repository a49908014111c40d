"""Two people who want nothing to do with each other do not meet: not by coaching, invitation,
picture, list, program or word. Nobody but the one who blocks is told."""

from io import BytesIO

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts import blocking, coaching
from accounts.events import AccessChanged, CoachingEnded
from accounts.models import Block, Coaching, ProfileGrant, Scope, User
from accounts.tests.test_me import jpeg
from conftest import NOON, make_user, start_coaching
from fitapp.lib import events
from fitapp.lib.pictures import keep_picture

BLOCKS = "/api/v1/blocks/"
WAYS = pytest.mark.parametrize("way", ["she blocks", "he blocks"])


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


def block(blocker, blocked):
    return blocking.block(blocker=blocker, blocked=blocked, at=NOON)[0]


def part(way, her, him):
    return block(her, him) if way == "she blocks" else block(him, her)


def names(response):
    assert response.status_code == 200, response.content
    return [row["handle"] for row in response.json()["results"]]


# --- What ends -----------------------------------------------------------------------------------


@WAYS
@pytest.mark.parametrize("paused", [False, True])
def test_coaching_ends_with_its_grants_at_once(ana, cole, way, paused):
    relation = Coaching.objects.get()
    coaching.set_scopes(coaching=relation, scopes=list(Scope))
    if paused:
        coaching.pause(coaching=relation)
    part(way, ana, cole)
    assert Coaching.objects.get().status == "ended"
    assert not ProfileGrant.objects.exists()


@WAYS
def test_coaching_ends_both_ways(cole, tess, way):
    start_coaching(tess, cole)
    start_coaching(cole, tess)
    part(way, cole, tess)
    between = Coaching.objects.filter(Q(trainer=cole, trainee=tess) | Q(trainer=tess, trainee=cole))
    assert [relation.status for relation in between] == ["ended", "ended"]


def test_coaching_with_others_goes_on(ana, cole, tess):
    start_coaching(tess, ana)
    block(ana, cole)
    assert coaching.trainer_ids_of(ana) == [tess.pk]
    assert Coaching.objects.active().get().is_lead


@WAYS
def test_open_invitations_are_withdrawn_to_every_address_of_hers(ana, tess, way):
    ana.emailaddress_set.create(email="ana@work.example", verified=True)
    ana.emailaddress_set.create(email="someone@else.example", verified=False)
    for email in (ana.email, "ana@work.example", "someone@else.example"):
        coaching.invite(trainer=tess, email=email, at=NOON)
    part(way, ana, tess)
    still_open = Coaching.objects.filter(status="invited").values_list("email", flat=True)
    assert list(still_open) == ["someone@else.example"]


def test_to_the_blocked_it_looks_like_any_end(ana, cole, api, monkeypatch,
    django_capture_on_commit_callbacks):  # fmt: skip
    heard = []
    monkeypatch.setattr(events._announced, "send_robust", lambda sender, event: heard.append(event))
    with django_capture_on_commit_callbacks(execute=True):
        block(ana, cole)
    assert [type(event) for event in heard] == [AccessChanged, CoachingEnded]
    assert mail.outbox == []
    [told] = api(cole).get("/api/v1/coachings/").json()["results"]
    assert told["status"] == "ended"
    assert "block" not in str(told).lower()


def test_blocking_oneself_is_refused(ana):
    with pytest.raises(blocking.CannotBlockYourself):
        block(ana, ana)


def test_one_block_per_pair_is_a_constraint(ana, sam):
    block(ana, sam)
    with pytest.raises(IntegrityError), transaction.atomic():
        Block.objects.create(blocker=ana, blocked=sam, at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Block.objects.create(blocker=ana, blocked=ana, at=NOON)


def test_blocking_again_is_the_same_block(ana, sam):
    assert blocking.block(blocker=ana, blocked=sam, at=NOON)[1]
    assert not blocking.block(blocker=ana, blocked=sam, at=NOON)[1]
    assert Block.objects.count() == 1


# --- Invitations afterwards ----------------------------------------------------------------------


@WAYS
@pytest.mark.parametrize("email", ["ana@example.com", "ana@work.example"])
def test_an_invitation_looks_as_always_and_reaches_nobody(
    api, client, ana, tess, way, email, django_capture_on_commit_callbacks
):
    ana.emailaddress_set.create(email="ana@work.example", verified=True)
    part(way, ana, tess)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        answer = api(tess).post("/api/v1/coachings/", {"email": email})
    assert answer.status_code == 201
    told = answer.json()
    assert (told["status"], told["email"], told["trainee"]) == ("invited", email, None)
    assert email in str(api(tess).get("/api/v1/coachings/").json())
    assert mail.outbox == []

    hers = api(ana)
    assert hers.get("/api/v1/coachings/").json()["results"] == []
    for verb in ("accept", "decline"):
        assert hers.post(f"/api/v1/coachings/{told['id']}/{verb}/").status_code == 404
    client.force_login(ana)
    assert "invites you" not in client.get("/settings/").content.decode()
    assert client.post(f"/coaching/{told['id']}/accept/").status_code == 404
    assert Coaching.objects.get(pk=told["id"]).status == "invited"


def test_the_answer_is_the_one_that_others_get(api, ana, sam, tess):
    block(ana, tess)
    answers = [
        api(tess).post("/api/v1/coachings/", {"email": user.email}).json() for user in (ana, sam)
    ]
    differing = {key for key in answers[0] if answers[0][key] != answers[1][key]}
    assert differing == {"id", "email"}


def test_an_address_that_is_not_proven_is_anybodys(ana, tess, django_capture_on_commit_callbacks):
    ana.emailaddress_set.create(email="someone@else.example", verified=False)
    block(ana, tess)
    with django_capture_on_commit_callbacks(execute=True):
        coaching.invite(trainer=tess, email="someone@else.example", at=NOON)
    assert mail.outbox[0].to == ["someone@else.example"]


@WAYS
def test_a_link_sent_to_another_address_opens_nothing(client, ana, tess, way):
    invitation, secret = coaching.invite(trainer=tess, email="other@example.com", at=NOON)
    part(way, ana, tess)
    client.force_login(ana)
    link = f"/coaching/invitations/{secret}/"
    assert client.get(link).status_code == 404
    assert client.post(f"{link}accept/").status_code == 404
    assert client.post(f"{link}decline/").status_code == 404
    with pytest.raises(coaching.InvitationNotOpen):
        coaching.accept(coaching=invitation, trainee=ana, scopes=[], at=NOON)
    assert not ProfileGrant.objects.exists()


@pytest.mark.parametrize("admin", ["the trainer", "the trainee"])
def test_being_an_admin_is_no_way_round_it(api, ana, tess, ada, admin):
    her, him = (ana, make_user("Adam", role="Admins")) if admin == "the trainer" else (ada, tess)
    if admin == "the trainer":
        him.groups.add(*tess.groups.all())
    block(her, him)
    made, _ = coaching.invite(trainer=User.objects.get(pk=him.pk), email=her.email, at=NOON)
    assert api(her).get("/api/v1/coachings/").json()["results"] == []
    with pytest.raises(coaching.InvitationNotOpen):
        coaching.accept(coaching=made, trainee=her, scopes=[], at=NOON)


# --- Who sees whom -------------------------------------------------------------------------------


@WAYS
def test_each_is_invisible_to_the_other(api, client, ana, cole, sam, ada, way):
    for person in (ana, cole):
        person.profile.change(is_private=False)
        keep_picture(person.profile, BytesIO(jpeg()))
    part(way, ana, cole)
    pairs = [(ana, cole), (cole, ana)]
    for viewer, other in pairs:
        assert other not in User.objects.visible_to(viewer)
        client.force_login(viewer)
        assert client.get(f"/people/{other.handle}/picture/").status_code == 404
    assert {ana, cole} <= set(User.objects.visible_to(sam))
    assert {ana, cole} <= set(User.objects.visible_to(ada))
    client.force_login(ada)
    assert client.get(f"/people/{cole.handle}/picture/").status_code == 200
    assert names(api(ana).get("/api/v1/trainers/")) == []
    assert names(api(sam).get("/api/v1/trainers/")) == ["cole"]
    assert names(api(ada).get("/api/v1/trainers/")) == ["cole"]
    assert api(ana).get("/api/v1/trainers/", {"search": "cole"}).json()["results"] == []
    assert api(ana).get(f"/api/v1/trainers/{cole.pk}/").status_code == 404


def test_what_a_trainer_saw_is_gone_with_the_next_request(api, client, ana, cole):
    reader = api(cole)
    client.force_login(cole)
    assert names(reader.get("/api/v1/trainees/")) == ["ana"]
    assert client.get(f"/trainees/{ana.pk}/").status_code == 200
    block(ana, cole)
    assert names(reader.get("/api/v1/trainees/")) == []
    assert client.get(f"/trainees/{ana.pk}/").status_code == 404


def test_afterwards_they_may_find_and_invite_each_other_again(api, ana, tess, sam):
    made = block(ana, tess)
    blocking.unblock(block=made)
    assert names(api(ana).get("/api/v1/trainers/")) == ["tess"]
    invitation, _ = coaching.invite(trainer=tess, email=ana.email, at=NOON)
    coaching.accept(coaching=invitation, trainee=ana, scopes=[], at=NOON)
    assert coaching.trainee_ids_of(tess) == [ana.pk]


# --- The API -------------------------------------------------------------------------------------


def test_one_blocks_and_unblocks(api, ana, cole):
    client = api(ana)
    made = client.post(BLOCKS, {"user": str(cole.pk)})
    assert made.status_code == 201
    assert made.json()["user"] == {"id": str(cole.pk), "handle": "cole", "name": "Cole"}
    assert client.post(BLOCKS, {"user": str(cole.pk)}).status_code == 200
    [listed] = client.get(BLOCKS).json()["results"]
    assert set(listed) == {"id", "user", "at"}
    assert client.delete(f"{BLOCKS}{listed['id']}/").status_code == 204
    assert client.get(BLOCKS).json()["results"] == []


def test_nobody_blocks_without_an_account(api, db):
    assert api().post(BLOCKS, {"user": "1"}).status_code == 401
    assert api().get(BLOCKS).status_code == 401


@pytest.mark.parametrize("who", ["cole", "sam", "ada"])
def test_only_the_one_who_blocks_knows_of_it(api, ana, cole, who, request):
    made = block(ana, cole)
    client = api(request.getfixturevalue(who))
    assert client.get(BLOCKS).json()["results"] == []
    assert client.delete(f"{BLOCKS}{made.pk}/").status_code == 404
    assert Block.objects.exists()


@pytest.mark.parametrize(
    "body",
    [{}, {"user": None}, {"user": "x"}, {"user": "99999"}, {"user": 10**30}, {"user": ["1"]},
     {"user": True}, {"user": {"id": 1}}],
)  # fmt: skip
def test_a_wrong_block_names_the_field(api, ana, body):
    response = api(ana).post(BLOCKS, body)
    assert response.status_code == 400
    assert list(response.json()["errors"]) == ["user"]


@pytest.mark.parametrize("extra", ["at", "blocker", "id", "reason"])
def test_nothing_else_is_written(api, ana, cole, extra):
    response = api(ana).post(BLOCKS, {"user": str(cole.pk), extra: "1"})
    assert list(response.json()["errors"]) == [extra]
    assert not Block.objects.exists()


def test_whom_one_does_not_know_of_is_nobody_and_gives_no_name_away(api, ana, sam):
    response = api(ana).post(BLOCKS, {"user": str(sam.pk)})
    assert response.status_code == 400
    assert "Sam" not in response.content.decode()
    missing = api(ana).post(BLOCKS, {"user": "99999"})
    told = response.json()["detail"].replace(str(sam.pk), "99999")
    assert told == missing.json()["detail"]


def test_oneself_is_nobody_to_block(api, ana):
    assert api(ana).post(BLOCKS, {"user": str(ana.pk)}).status_code == 400


def test_who_has_blocked_one_is_nobody_even_after_training_together(api, client, ana, cole):
    block(cole, ana)
    assert api(ana).post(BLOCKS, {"user": str(cole.pk)}).status_code == 400
    client.force_login(ana)
    assert client.post("/settings/blocks/", {"user": cole.pk}).status_code == 404


def test_whom_one_has_trained_with_can_be_blocked_afterwards(api, ana, cole):
    coaching.end(coaching=Coaching.objects.get(), by=ana, at=NOON)
    assert api(cole).post(BLOCKS, {"user": str(ana.pk)}).status_code == 201


@pytest.mark.parametrize("pk", ["nonsense", "0", "9" * 40])
def test_an_id_that_is_none_is_404(api, ana, pk):
    assert api(ana).delete(f"{BLOCKS}{pk}/").status_code == 404


@pytest.mark.parametrize("method", ["put", "patch", "get"])
def test_a_block_is_only_made_and_taken_back(api, ana, cole, method):
    assert getattr(api(ana), method)(f"{BLOCKS}{block(ana, cole).pk}/").status_code == 405


def test_the_list_is_paged_and_costs_the_same_for_many(api, ana, django_assert_num_queries):
    for number in range(6):
        block(ana, make_user(f"P{number}"))
    client = api(ana)
    with django_assert_num_queries(2):  # person, blocks
        assert len(client.get(BLOCKS).json()["results"]) == 6
    first = client.get(BLOCKS, {"limit": 4}).json()
    assert len(client.get(first["next"]).json()["results"]) == 2


# --- The page ------------------------------------------------------------------------------------


def test_it_is_done_beside_the_trainer_and_undone_in_privacy(client, ana, cole):
    client.force_login(ana)
    assert "Block Cole?" in client.get("/settings/").content.decode()
    response = client.post("/settings/blocks/", {"user": cole.pk}, follow=True)
    shown = response.content.decode()
    assert "Cole is blocked" in shown
    assert "Who coaches me" in shown
    assert Coaching.objects.get().status == "ended"
    client.post(f"/settings/blocks/{Block.objects.get().pk}/remove/")
    assert not Block.objects.exists()


def test_it_is_done_beside_an_invitation_and_a_trainee(client, ana, cole, tess):
    coaching.invite(trainer=tess, email=ana.email, at=NOON)
    client.force_login(ana)
    assert "Block Tess?" in client.get("/settings/").content.decode()
    client.force_login(cole)
    assert "Block Ana?" in client.get("/coaching/").content.decode()


@pytest.mark.parametrize("user", ["", "x", "0", "99999", "9" * 40])
def test_who_is_nobody_is_not_found(client, ana, user):
    client.force_login(ana)
    assert client.post("/settings/blocks/", {"user": user}).status_code == 404


def test_the_pages_are_posted_by_their_person_alone(client, ana, cole):
    made = block(ana, cole)
    for path in ("/settings/blocks/", f"/settings/blocks/{made.pk}/remove/"):
        assert client.post(path).url.startswith("/accounts/login/")
    client.force_login(cole)
    assert client.post(f"/settings/blocks/{made.pk}/remove/").status_code == 404
    assert client.get("/settings/blocks/").status_code == 405
