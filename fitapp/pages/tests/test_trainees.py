import pytest
from django.urls import reverse

from accounts import coaching
from accounts.models import Coaching, Scope
from conftest import NOON, make_user, start_coaching
from fitapp.pages import roster
from training.models import Exercise, Record
from training.tests.plans import day, do, make_plan, make_version

ROSTER = reverse("pages:trainees")


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


def page_of(trainee):
    return reverse("pages:trainee", args=[trainee.pk])


def make_best(trainee, session):
    squat = Exercise.objects.create(
        slug="back-squat",
        name="Back squat",
        pattern="squat",
        mechanics="compound",
        level="beginner",
        tracking="load_reps",
    )
    return Record.objects.create(
        trainee=trainee,
        exercise=squat,
        kind="load",
        value=120,
        session=session,
        achieved_at=NOON,
    )


@pytest.mark.parametrize(
    ("who", "status"), [("cole", 200), ("tess", 200), ("ana", 403), ("sam", 403), (None, 302)]
)
def test_the_roster_is_for_trainers(client, who, status, request):
    if who:
        client.force_login(request.getfixturevalue(who))
    assert client.get(ROSTER).status_code == status


def test_it_shows_those_a_trainer_coaches_and_nobody_else(client, ana, cole, sam, tess):
    client.force_login(cole)
    assert [row.trainee for row in client.get(ROSTER).context["rows"]] == [ana]
    client.force_login(tess)
    response = client.get(ROSTER)
    assert response.context["rows"] == []
    assert b"Nobody yet" in response.content


def test_each_row_says_what_was_done_what_is_next_and_why(client, ana, cole):
    done, _, _, coming = make_plan(ana, day(-6), day(-4), day(-1), day(2))
    do(done)
    client.force_login(cole)
    response = client.get(ROSTER)
    (row,) = response.context["rows"]
    assert (row.standing.week.done, row.standing.week.due) == (1, 3)
    assert row.standing.next_planned == coming
    assert (row.program, row.week, row.weeks) == ("Basics", 2, 2)
    text = response.content.decode()
    assert "Missed 2 of 3 in 7 days" in text
    assert "1 of the last 3 planned sessions done" in text


def test_those_who_need_the_trainer_come_first(client, ana, cole):
    """Who has missed everything, then who has nothing planned, then who is on plan."""
    missing, idle = make_user("Mina"), make_user("Ida")
    for trainee in (missing, idle):
        start_coaching(cole, trainee)
    on_plan, *_ = make_plan(ana, day(-1), day(20))
    do(on_plan)
    make_plan(missing, day(-3), day(-1), day(20))
    client.force_login(cole)
    response = client.get(ROSTER)
    assert [row.trainee for row in response.context["rows"]] == [missing, idle, ana]
    assert [row.trainee for row in response.context["needing"]] == [missing, idle]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"q": "mína"}, ["Mina"]),
        ({"q": "basics"}, ["Ana"]),
        ({"q": "nobody"}, []),
        ({"order": "name"}, ["Ana", "Mina"]),
        ({"order": "last"}, ["Mina", "Ana"]),
        ({"order": "adherence"}, ["Ana", "Mina"]),
        ({"show": "needs"}, ["Mina"]),
        ({"show": "bests"}, ["Ana"]),
        ({"show": "?", "order": "?"}, ["Mina", "Ana"]),
    ],
)
def test_search_filter_and_order(client, ana, cole, query, names):
    start_coaching(cole, make_user("Mina"))
    done, *_ = make_plan(ana, day(-1), day(20))
    make_best(ana, do(done))
    client.force_login(cole)
    assert [row.trainee.name for row in client.get(ROSTER, query).context["rows"]] == names


def test_open_invitations_are_shown_until_they_run_out(client, cole, time_machine):
    coaching.invite(trainer=cole, email="new@example.com", at=NOON)
    client.force_login(cole)
    assert b"new@example.com" in client.get(ROSTER).content
    time_machine.move_to(day(30))
    assert b"new@example.com" not in client.get(ROSTER).content


def test_thirty_trainees_cost_as_many_queries_as_one(
    db, cole, django_assert_num_queries, django_assert_max_num_queries, client
):
    for number in range(29):
        trainee = make_user(f"Trainee {number}")
        start_coaching(cole, trainee)
        make_plan(trainee, day(-3), day(-1), day(2))
        make_plan(trainee, day(-3), day(2), mode="sequence")
    roster.rows_for(cole, at=NOON)  # catches up, once
    with django_assert_num_queries(9):
        assert len(roster.rows_for(cole, at=NOON)) == 30
    client.force_login(cole)
    client.get(ROSTER)
    with django_assert_max_num_queries(14):
        client.get(ROSTER)


# --- One trainee ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "status"), [("cole", 200), ("tess", 404), ("ana", 403), ("sam", 403), (None, 302)]
)
def test_a_trainee_is_seen_by_who_coaches_her(client, ana, cole, who, status, request):
    if who:
        client.force_login(request.getfixturevalue(who))
    assert client.get(page_of(ana)).status_code == status


def test_the_page_is_gone_when_coaching_ends_or_rests(client, ana, cole):
    client.force_login(cole)
    relation = Coaching.objects.get()
    coaching.pause(coaching=relation)
    assert client.get(page_of(ana)).status_code == 404
    coaching.resume(coaching=relation, scopes=[])
    assert client.get(page_of(ana)).status_code == 200
    coaching.end(coaching=relation, by=ana, at=NOON)
    assert client.get(page_of(ana)).status_code == 404


def test_it_shows_planned_against_done(client, ana, cole):
    version = make_version(cole)
    done, _, coming = make_plan(ana, day(-3), day(-1), day(2), version=version)
    make_best(ana, do(done))
    client.force_login(cole)
    response = client.get(page_of(ana))
    text = response.content.decode()
    assert "Back squat best" in text
    assert "1 of 2 planned" in text
    outcomes = response.context["outcomes"]
    assert [(row.name, row.words) for row in outcomes] == [
        ("Workout 2", "Missed"),
        ("Workout 1", "0 of 0 sets done"),
    ]
    assert reverse("training:planned-session", args=[coming.pk]) in text
    assert f"{reverse('training:assign', args=[version.program_id])}?trainee={ana.pk}" in text
    assert response.context["editable"] == version.program


def test_body_figures_are_shown_when_they_are_shared(client, ana, cole):
    ana.profile.height_m, ana.profile.limitations = "1.72", ["knee"]
    ana.profile.save()
    client.force_login(cole)
    assert client.get(page_of(ana)).context["told"] == {"Spare": "Knee"}
    relation = Coaching.objects.get()
    coaching.set_scopes(coaching=relation, scopes=[Scope.TRAINING, Scope.BODY])
    assert client.get(page_of(ana)).context["told"] == {"Spare": "Knee", "Height": "172 cm"}


def test_the_page_costs_as_many_queries_for_much_training_as_for_little(
    client, ana, cole, django_assert_max_num_queries
):
    client.force_login(cole)
    for start in (0, 60):
        for planned in make_plan(ana, *map(day, range(-20 - start, -start))):
            do(planned)
        client.get(page_of(ana))
        with django_assert_max_num_queries(30):
            client.get(page_of(ana))
