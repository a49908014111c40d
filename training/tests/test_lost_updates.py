"""Two people, or one in two windows, change the same thing: the later hears of the earlier, with
both sides, and nothing is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from conftest import NOON, make_user
from training import planning
from training.documents import (
    create_program,
    read_document,
    workout_documents,
    write_document,
)
from training.models import Assignment, Program
from training.tests.at_once import at_once, signed_in
from training.tests.programs import (
    BENCH,
    block_of,
    given_program,
    make_exercises,
    program_of,
)

LATER = NOON + timedelta(minutes=3)


@pytest.fixture
def program(cole, ana):
    make_exercises()
    return given_program(cole, ana)


def at(program):
    return f"/api/v1/programs/{program.pk}/"


def read(client, program):
    response = client.get(at(program))
    assert response.status_code == 200
    return response


# --- Both sides ----------------------------------------------------------------------------------


def test_the_later_of_two_gets_both_sides_and_where_they_differ(api, cole, program, time_machine):
    client = api(cole)
    mine, theirs = read(client, program).json(), read(client, program).json()
    time_machine.move_to(LATER, tick=False)
    theirs["blocks"][0]["name"] = "Heavier"
    saved = client.put(at(program), theirs).json()
    mine["blocks"][0]["workouts"][0]["groups"][0]["items"][0]["exercise"] = BENCH
    mine["blocks"].append(block_of("Peak", workouts=[]))
    refused = client.put(at(program), mine)
    assert refused.status_code == 409
    assert refused["Content-Type"] == "application/problem+json"
    problem = refused.json()
    assert problem["theirs"] == saved
    assert problem["yours"]["blocks"][1]["name"] == "Peak"
    item = "blocks.0.workouts.0.groups.0.items.0"
    assert {one["path"]: (one["yours"], one["theirs"]) for one in problem["differences"][:3]} == {
        "blocks.0.name": ("Build", "Heavier"),
        f"{item}.exercise": (BENCH, "back-squat"),
        f"{item}.name": ("Bench press", "Back squat"),
    }
    assert problem["differences"][3]["path"] == "blocks.1"
    assert problem["differences"][3]["theirs"] is None
    assert problem["changed_by"] == "Cole"
    assert problem["changed_at"] == "2026-03-02T12:03:00Z"
    assert problem["detail"].startswith(
        "You changed this program somewhere else on 2 March, 12:03, since you opened it."
    )
    assert read(client, program).json() == saved


def test_whoever_keeps_their_own_writes_over_what_they_were_shown(api, cole, program):
    client = api(cole)
    mine = read(client, program).json()
    client.put(at(program), mine | {"name": "Theirs"})
    problem = client.put(at(program), mine | {"name": "Mine"}).json()
    seen = {name: problem["theirs"][name] for name in ("version", "updated_at")}
    assert client.put(at(program), problem["yours"] | seen).status_code == 200
    assert Program.objects.get().name == "Mine"


def test_a_third_change_meanwhile_is_a_conflict_again(api, cole, program):
    client = api(cole)
    mine = read(client, program).json()
    second = client.put(at(program), mine | {"name": "Second"}).json()
    seen = client.put(at(program), mine | {"name": "Mine"}).json()["theirs"]["updated_at"]
    client.put(at(program), second | {"name": "Third"})
    assert client.put(at(program), mine | {"name": "Mine", "updated_at": seen}).status_code == 409


def test_a_version_changed_in_place_counts_as_changed(api, cole):
    make_exercises()
    alone = create_program(owner=cole, document=program_of(), at=NOON)
    client = api(cole)
    mine = read(client, alone).json()
    assert client.put(at(alone), mine | {"summary": "New."}).json()["version"] == mine["version"]
    assert client.put(at(alone), mine | {"summary": "Mine."}).status_code == 409


def test_sending_again_what_has_arrived_is_no_conflict(api, cole, program):
    client = api(cole)
    mine = read(client, program).json() | {"name": "Mine"}
    first, again = client.put(at(program), mine), client.put(at(program), mine)
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()


def test_a_change_in_the_admin_counts_as_a_change(api, client, ada, cole, program):
    open_window = read(api(cole), program).json()
    client.force_login(ada)
    form = {
        "name": "Renamed", "owner": cole.pk, "goal": "general", "level": "beginner", "summary": "",
        "versions-TOTAL_FORMS": 0, "versions-INITIAL_FORMS": 0,
    }  # fmt: skip
    assert client.post(f"/admin/training/program/{program.pk}/change/", form).status_code == 302
    refused = api(cole).put(at(program), open_window | {"is_public": True})
    assert refused.status_code == 409
    assert refused.json()["detail"].startswith("Ada changed this program on ")


# --- Saying what was read ------------------------------------------------------------------------


@pytest.mark.parametrize("left_out", [["updated_at"], ["updated_at", "version"]])
def test_who_does_not_say_what_they_read_writes_nothing(api, cole, program, left_out):
    client = api(cole)
    mine = read(client, program).json() | {"name": "Mine"}
    for name in left_out:
        del mine[name]
    refused = client.put(at(program), mine)
    assert (refused.status_code, refused.json()["title"]) == (428, "Say what you read")
    assert refused["Content-Type"] == "application/problem+json"
    assert Program.objects.get().name == "Strength"


@pytest.mark.parametrize("said", [None, "", "yesterday", 7, [], {}, True])
def test_a_moment_that_is_none_is_a_wrong_field(api, cole, program, said):
    client = api(cole)
    refused = client.put(at(program), read(client, program).json() | {"updated_at": said})
    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["updated_at"])


@pytest.mark.parametrize("said", [None, "", "one", 1.5, [], "9" * 5000])
def test_a_version_that_is_none_is_a_wrong_field(api, cole, program, said):
    client = api(cole)
    refused = client.put(at(program), read(client, program).json() | {"version": said})
    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["version"])


def bare(document):
    return {name: document[name] for name in document if name not in ("version", "updated_at")}


def test_if_match_says_what_was_read(api, cole, program):
    client = api(cole)
    first = read(client, program)
    mine = bare(first.json()) | {"name": "Mine"}
    saved = client.put(at(program), mine, headers={"If-Match": first["ETag"]})
    assert saved.status_code == 200
    assert saved["ETag"] != first["ETag"]
    assert saved["ETag"] == read(client, program)["ETag"]
    refused = client.put(at(program), mine | {"name": "B"}, headers={"If-Match": first["ETag"]})
    assert (refused.status_code, refused.json()["theirs"]["name"]) == (412, "Mine")
    assert Program.objects.get().name == "Mine"


@pytest.mark.parametrize(
    ("tag", "status"),
    [("*", 200), ('"made up"', 412), ('W/"7"', 412), ('"1", "2"', 400), ("", 400), ("bare", 400)],
)
def test_if_match_names_one_etag_or_any(api, cole, program, tag, status):
    client = api(cole)
    mine = bare(read(client, program).json()) | {"name": "Mine"}
    assert client.put(at(program), mine, headers={"If-Match": tag}).status_code == status


# --- A newer version for a plan ------------------------------------------------------------------


def test_an_update_asks_to_be_looked_at_again_when_the_program_moved_on(api, cole, program):
    assignment = Assignment.objects.get()
    url = f"/api/v1/assignments/{assignment.pk}/update/"
    write_document(program=program, document=program_of("B", [block_of("X")]), by=cole, at=NOON)
    newest = api(cole).get(url).json()["newest"]
    Assignment.objects.create(
        trainee=cole, version=program.current(), program_name="B", starts_on=NOON.date(),
        created_at=NOON,
    )  # fmt: skip
    write_document(program=program, document=program_of("B", [block_of("Y")]), by=cole, at=NOON)
    refused = api(cole).post(url, {"newest": newest})
    assert (refused.status_code, refused.json()["detail"][:36]) == (
        409,
        "The program was changed again. Look ",
    )
    assert api(cole).post(url, {"newest": newest + 1}).json()["version"] == 3


# --- At the same moment --------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_once_one_wins_and_the_other_hears_of_it():
    cole = make_user("Cole", role="Trainers")
    make_exercises()
    program = create_program(owner=cole, document=program_of(), at=NOON)
    document = read_document(program.current())
    names = [f"Window {number}" for number in range(4)]

    def save(name):
        client = signed_in(cole)
        return lambda: client.put(at(program), document | {"name": name})

    answers = at_once(*[save(name) for name in names])
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    won = next(answer.data["name"] for answer in answers if answer.status_code == 200)
    lost = [answer.json() for answer in answers if answer.status_code == 409]
    assert Program.objects.get().name == won
    assert {problem["yours"]["name"] for problem in lost} == {*names} - {won}
    assert {problem["theirs"]["name"] for problem in lost} == {won}


@pytest.mark.django_db(transaction=True)
def test_what_is_assigned_while_it_is_saved_is_what_was_planned():
    cole, people = make_user("Cole", role="Trainers"), [make_user(f"P{n}") for n in range(3)]
    make_exercises()
    program = create_program(owner=cole, document=program_of(), at=NOON)
    document, now = read_document(program.current()), timezone.now()
    document["blocks"][0]["workouts"][0]["name"] = "Other"
    client = signed_in(cole)

    def give(person):
        return lambda: planning.assign(
            version=program.current(),
            trainee=person,
            by=person,
            mode="calendar",
            starts_on=now.date(),
            weekdays=[],
            at=now,
        )

    Program.objects.update(is_public=True)
    document["is_public"] = True
    saved, *_ = at_once(lambda: client.put(at(program), document), *map(give, people))
    assert saved.status_code == 200
    for assignment in Assignment.objects.all():
        held = [entry["workout"] for entry in workout_documents(assignment.version)]
        assert [row.document for row in assignment.planned_sessions.in_order()] == held
    assert Assignment.objects.count() == 3
