import pytest
from django.core import mail

from accounts import coaching
from accounts.models import Coaching
from conftest import NOON, make_user, start_coaching

COACHING = "/coaching/"


@pytest.fixture
def page(client, tess):
    client.force_login(tess)
    return client


@pytest.fixture
def invitation(tess) -> Coaching:
    return coaching.invite(trainer=tess, email="new@example.com", at=NOON)[0]


@pytest.mark.parametrize(("who", "status"), [("ana", 403), ("cole", 200), ("ada", 403)])
def test_it_is_for_trainers(client, who, status, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(COACHING).status_code == status


def test_nobody_is_sent_to_sign_in(client, db):
    assert client.get(COACHING).status_code == 302


def test_a_trainer_invites(page, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert page.post(COACHING, {"email": "new@example.com"}).url == COACHING
    assert mail.outbox[0].to == ["new@example.com"]
    shown = page.get(COACHING).content.decode()
    assert "new@example.com" in shown
    assert "/coaching/invitations/" not in shown  # the secret goes to the mail alone


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("nonsense", "Enter a valid email address."),
        ("tess@example.com", "You cannot coach yourself."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(page, email, sentence):
    response = page.post(COACHING, {"email": email})
    assert response.status_code == 400
    assert sentence in response.content.decode()


def test_inviting_is_limited(page):
    for number in range(30):
        page.post(COACHING, {"email": f"p{number}@example.com"})
    assert page.post(COACHING, {"email": "p31@example.com"}).status_code == 429


def test_an_invitation_is_sent_again(page, invitation, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page.post(f"{COACHING}{invitation.pk}/resend/")
    assert len(mail.outbox) == 1
    before = invitation.token_digest
    invitation.refresh_from_db()
    assert invitation.token_digest != before


def test_an_invitation_is_withdrawn(page, invitation):
    assert page.post(f"{COACHING}{invitation.pk}/end/").url == COACHING
    assert "new@example.com" not in page.get(COACHING).content.decode()


@pytest.mark.parametrize(("who", "status"), [("cole", 404), ("ana", 403), ("ada", 403)])
def test_nobody_else_sends_it_again(client, invitation, who, status, request):
    client.force_login(request.getfixturevalue(who))
    assert client.post(f"{COACHING}{invitation.pk}/resend/").status_code == status


def test_active_and_paused_trainees_are_listed(page, tess, ana, sam):
    start_coaching(tess, ana, scopes=["body"])
    coaching.pause(coaching=start_coaching(tess, sam))
    shown = page.get(COACHING).content.decode()
    assert "training, body" in shown
    assert "Paused. Sam decides when it goes on." in shown


def test_pausing_and_ending_lead_back_here(page, tess, ana):
    relation = start_coaching(tess, ana)
    assert page.post(f"{COACHING}{relation.pk}/pause/").url == COACHING
    assert page.post(f"{COACHING}{relation.pk}/end/").url == COACHING


def test_it_costs_the_same_for_many(page, tess, django_assert_num_queries):
    for number in range(5):
        start_coaching(tess, make_user(f"Trainee{number}"))
        coaching.invite(trainer=tess, email=f"new{number}@example.com", at=NOON)
    with django_assert_num_queries(4):
        page.get(COACHING)
