import pytest
from django.urls import reverse

from conftest import NOON
from training.models import Comment
from training.tests.log import make_exercise, make_workout

pytestmark = pytest.mark.django_db
NAMES = ["session", "sessionitem", "set", "comment"]


@pytest.fixture
def row(ana):
    (row,) = make_workout(ana, make_exercise(), (100, 5))
    Comment.objects.create(session=row.session, author=ana, text="Good.", created_at=NOON)
    return row


@pytest.mark.parametrize("name", NAMES)
def test_an_admin_searches_and_opens_what_was_logged(client, ada, row, name):
    client.force_login(ada)
    listing = reverse(f"admin:training_{name}_changelist")
    assert client.get(listing, {"q": "ana"}).status_code == 200
    rows = {"session": row.session, "sessionitem": row.item, "set": row}
    pk = rows[name].pk if name in rows else row.session.comments.get().pk
    assert client.get(reverse(f"admin:training_{name}_change", args=[pk])).status_code == 200


@pytest.mark.parametrize("name", ["session", "sessionitem", "set"])
def test_nobody_writes_the_log_behind_its_back(client, ada, row, name):
    client.force_login(ada)
    assert client.get(reverse(f"admin:training_{name}_add")).status_code == 403
    rows = {"session": row.session, "sessionitem": row.item, "set": row}
    gone = reverse(f"admin:training_{name}_delete", args=[rows[name].pk])
    assert client.post(gone, {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("name", NAMES)
def test_a_trainee_does_not_enter(client, ana, row, name):
    client.force_login(ana)
    assert client.get(reverse(f"admin:training_{name}_changelist")).status_code == 403
