"""The history a page at a time."""

from datetime import timedelta

import pytest

from conftest import NOON
from training.models import Session
from training.tests.log import make_exercise, make_session, make_workout

pytestmark = pytest.mark.django_db
URL = "/sessions/"


@pytest.fixture
def sixty(ana):
    """Two of each begin at the same moment."""
    Session.objects.bulk_create(
        Session(trainee=ana, name=f"No {n}", started_at=at, finished_at=at, day=at.date())
        for n in range(60)
        for at in [NOON - timedelta(days=n // 2)]
    )


def page(client, link=""):
    context = client.get(f"{URL}{link}").context
    return [session.pk for session in context["page"].sessions], context["newer"], context["older"]


@pytest.mark.usefixtures("sixty")
def test_each_session_comes_once_and_back_again(client, ana):
    client.force_login(ana)
    everything = list(Session.objects.newest_first().values_list("pk", flat=True))
    first, newer, older = page(client)
    assert (len(first), newer) == (25, False)
    second, _, older = page(client, older)
    third, back, end = page(client, older)
    assert first + second + third == everything
    assert not end
    assert page(client, back)[0] == second


@pytest.mark.usefixtures("sixty")
def test_one_that_is_added_meanwhile_moves_no_page(client, ana):
    client.force_login(ana)
    first, _, older = page(client)
    make_session(ana, days=1)
    second, back, _ = page(client, older)
    assert not {*first} & {*second}
    assert page(client, back)[0] == first  # ends where it ended, and the new one is before it


def test_a_page_behind_a_session_that_is_gone_is_the_first(client, ana):
    make_session(ana)
    client.force_login(ana)
    for place in ("?after=0190c0de-0000-7000-8000-000000000000", "?after=x", "?before="):
        assert len(page(client, place)[0]) == 1


def test_the_list_is_narrowed_to_an_exercise_and_to_days(client, ana):
    squat, curl = make_exercise(), make_exercise("curl")
    (old,) = make_workout(ana, squat, (100, 5), days=-30)
    (new,) = make_workout(ana, squat, (100, 5))
    make_workout(ana, curl, (20, 10), days=1)
    client.force_login(ana)
    assert page(client, "?exercise=back-squat")[0] == [new.session_id, old.session_id]
    assert page(client, "?exercise=back-squat&from=2026-03-01&to=2026-03-02")[0] == [new.session_id]
    odd = client.get(f"{URL}?from=soon&exercise=moon")
    assert len(odd.context["page"].sessions) == 3
    assert "Enter a valid date" in odd.content.decode()
    none = client.get(f"{URL}?from=2030-01-01").content.decode()
    assert "No session like this" in none


@pytest.mark.parametrize(("who", "status"), [("ana", 200), ("cole", 200), ("sam", 404)])
def test_who_reads_her_history(client, ana, who, status, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(URL, {"trainee": ana.pk}).status_code == status


def test_the_api_narrows_to_an_exercise_too(api, ana):
    (done,) = make_workout(ana, make_exercise(), (100, 5))
    make_workout(ana, make_exercise("curl"), (20, 10), days=1)
    answer = api(ana).get("/api/v1/sessions/", {"exercise": "back-squat"})
    assert [row["id"] for row in answer.data["results"]] == [str(done.session_id)]
