import pytest
from django.core import mail

from accounts import coaching
from accounts.models import Coaching, Scope
from conftest import NOON, make_user, start_coaching

COACHINGS = "/api/v1/coachings/"


@pytest.fixture
def relation(ana, cole) -> Coaching:
    return Coaching.objects.get()


@pytest.fixture
def invitation(tess, ana, time_machine) -> Coaching:
    time_machine.move_to(NOON)
    return coaching.invite(trainer=tess, email=ana.email, at=NOON)[0]


def at(relation, verb=""):
    return f"{COACHINGS}{relation.pk}/" + (f"{verb}/" if verb else "")


def person(request, who):
    return request.getfixturevalue(who) if who else None


def test_a_trainer_invites_and_no_secret_is_told(api, tess, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = api(tess).post(COACHINGS, {"email": "new@example.com"})
    assert response.status_code == 201
    body = response.json()
    assert (body["status"], body["email"], body["trainee"]) == ("invited", "new@example.com", None)
    assert not any("token" in key for key in body)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(("who", "status"), [("ana", 403), ("ada", 403), (None, 401)])
def test_only_trainers_invite(api, who, status, request, db):
    response = api(person(request, who)).post(COACHINGS, {"email": "new@example.com"})
    assert response.status_code == status


@pytest.mark.parametrize("body", [{}, {"email": "x"}, {"email": "a@b.example", "scopes": []}])
def test_a_wrong_invitation_is_400(api, tess, body):
    assert api(tess).post(COACHINGS, body).status_code == 400


def test_inviting_oneself_is_409(api, tess):
    response = api(tess).post(COACHINGS, {"email": tess.email})
    assert response.status_code == 409
    assert response.json()["detail"] == "You cannot coach yourself."


def test_inviting_is_limited(api, tess):
    client = api(tess)
    codes = [
        client.post(COACHINGS, {"email": f"p{number}@example.com"}).status_code
        for number in range(31)
    ]
    assert codes == [201] * 30 + [429]


@pytest.mark.parametrize(
    ("who", "status"),
    [("ana", 200), ("cole", 200), ("sam", 404), ("tess", 404), ("ada", 404), (None, 401)],
)
def test_the_two_read_it(api, relation, who, status, request):
    assert api(person(request, who)).get(at(relation)).status_code == status


def test_what_is_read(api, relation, ana, cole):
    body = api(ana).get(at(relation)).json()
    assert body["id"] == str(relation.pk)
    assert body["trainer"] == {
        "id": str(cole.pk), "handle": "cole", "name": "Cole", "picture": None
    }  # fmt: skip
    assert body["trainee"]["handle"] == "ana"
    assert (body["status"], body["scopes"], body["is_lead"]) == ("active", ["training"], True)


def test_who_is_invited_at_a_proven_address_finds_and_accepts_it(api, invitation, ana, tess):
    [found] = api(ana).get(COACHINGS, {"status": "invited"}).json()["results"]
    response = api(ana).post(f"{COACHINGS}{found['id']}/accept/", {"scopes": ["body"]})
    assert response.status_code == 200
    assert response.json()["scopes"] == ["training", "body"]
    assert coaching.trainee_ids_of(tess, "body") == [ana.pk]


def test_who_has_not_proven_the_address_does_not_find_it(api, invitation, ana):
    ana.emailaddress_set.update(verified=False)
    assert api(ana).post(at(invitation, "accept")).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"), [("tess", 403), ("sam", 404), ("cole", 404), (None, 401)]
)
@pytest.mark.parametrize("verb", ["accept", "decline"])
def test_nobody_answers_for_the_invited(api, invitation, who, status, verb, request):
    assert api(person(request, who)).post(at(invitation, verb)).status_code == status
    invitation.refresh_from_db()
    assert invitation.status == "invited"


def test_an_invitation_that_has_run_out_is_409(api, invitation, ana, time_machine):
    time_machine.move_to(NOON.replace(month=4))
    assert api(ana).post(at(invitation, "accept")).status_code == 409


def test_accepting_twice_is_409(api, invitation, ana):
    api(ana).post(at(invitation, "accept"))
    assert api(ana).post(at(invitation, "accept")).status_code == 409


def test_the_invited_declines(api, invitation, ana):
    assert api(ana).post(at(invitation, "decline")).status_code == 204
    invitation.refresh_from_db()
    assert invitation.status == "ended"


def test_coaching_cannot_be_declined(api, relation, ana):
    assert api(ana).post(at(relation, "decline")).status_code == 409


@pytest.mark.parametrize(
    ("who", "status"), [("ana", 200), ("cole", 403), ("sam", 404), ("ada", 404), (None, 401)]
)
def test_the_trainee_alone_says_what_is_shared(api, relation, who, status, request):
    asked = {"scopes": ["training", "photos"]}
    assert api(person(request, who)).patch(at(relation), asked).status_code == status
    shared = ["training", "photos"] if status == 200 else ["training"]
    assert coaching.scopes_of(relation) == shared


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"scopes": ["body"]}, 409),
        ({"scopes": ["training", "secrets"]}, 400),
        ({"scopes": ["training"], "status": "ended"}, 400),
        ({}, 400),
    ],
)
def test_wrong_scopes_change_nothing(api, relation, ana, body, status):
    assert api(ana).patch(at(relation), body).status_code == status
    assert coaching.scopes_of(relation) == ["training"]


@pytest.mark.parametrize(
    ("who", "status"), [("ana", 200), ("cole", 200), ("sam", 404), (None, 401)]
)
def test_either_side_pauses(api, relation, who, status, request):
    assert api(person(request, who)).post(at(relation, "pause")).status_code == status
    assert (coaching.scopes_of(relation) == []) == (status == 200)


@pytest.mark.parametrize(
    ("who", "status"), [("ana", 200), ("cole", 403), ("sam", 404), (None, 401)]
)
def test_the_trainee_alone_resumes(api, relation, who, status, request):
    coaching.pause(coaching=relation)
    response = api(person(request, who)).post(at(relation, "resume"), {"scopes": ["body"]})
    assert response.status_code == status
    assert coaching.scopes_of(relation) == (["training", "body"] if status == 200 else [])


@pytest.mark.parametrize(
    ("who", "status"), [("ana", 204), ("cole", 204), ("sam", 404), (None, 401)]
)
def test_either_side_ends(api, relation, who, status, request):
    assert api(person(request, who)).post(at(relation, "end")).status_code == status
    relation.refresh_from_db()
    assert (relation.status == "ended") == (status == 204)


def test_a_trainer_withdraws_an_invitation(api, invitation, tess):
    assert api(tess).post(at(invitation, "end")).status_code == 204


def test_lists_are_of_one_role_and_status(api, cole, ana, tess):
    start_coaching(tess, cole)
    client = api(cole)

    def found(**query):
        return len(client.get(COACHINGS, query).json()["results"])

    assert (found(), found(role="trainer"), found(role="trainee")) == (2, 1, 1)
    assert (found(status="active"), found(status="ended")) == (2, 0)


@pytest.mark.parametrize("method", ["put", "delete"])
def test_there_is_no_other_way_to_change_it(api, relation, ana, method):
    assert getattr(api(ana), method)(at(relation)).status_code == 405


def test_an_id_that_is_none_is_404(api, ana):
    assert api(ana).get(f"{COACHINGS}nonsense/").status_code == 404


def test_the_list_costs_the_same_for_many(api, tess, django_assert_num_queries):
    for number in range(6):
        start_coaching(tess, make_user(f"Trainee{number}"), scopes=list(Scope))
    client = api(tess)
    with django_assert_num_queries(4):  # person, addresses, coachings, grants
        assert len(client.get(COACHINGS).json()["results"]) == 6
