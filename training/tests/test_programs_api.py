"""Programs through the API: who may what, and what a bad or stale document is answered."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse

from conftest import NOON
from fitapp.lib.ids import uuid7
from training.documents import create_program, read_document
from training.models import Exercise, Program
from training.tests.programs import SQUAT, block_of, given_program, make_exercises, program_of

LIST = "/api/v1/programs/"


@pytest.fixture(autouse=True)
def library(db):
    make_exercises()


@pytest.fixture
def program(cole, ana):
    """Cole's program, which Ana was given."""
    return given_program(cole, ana)


@pytest.fixture
def public(cole):
    return create_program(owner=cole, document=program_of("Shared", is_public=True), at=NOON)


@pytest.fixture
def people(ana, cole, sam, tess, ada):
    return {"ana": ana, "cole": cole, "sam": sam, "tess": tess, "ada": ada, "nobody": None}


def at(program, *more):
    return "/".join([f"{LIST}{program.pk}", *more, ""])


@pytest.mark.parametrize("more", [[], ["versions"], ["versions", "1"]])
@pytest.mark.parametrize(
    ("who", "status"),
    [("cole", 200), ("ana", 200), ("sam", 404), ("tess", 404), ("nobody", 404)],
)
def test_the_owner_and_the_assigned_read(api, people, program, who, status, more):
    assert api(people[who]).get(at(program, *more)).status_code == status


@pytest.mark.parametrize("who", ["cole", "ana", "sam", "tess", "nobody"])
def test_anybody_reads_a_public_one(api, people, public, who):
    assert api(people[who]).get(at(public)).status_code == 200


@pytest.mark.parametrize(
    ("who", "status"),
    [("cole", 200), ("ana", 403), ("sam", 404), ("tess", 404), ("nobody", 401)],
)
def test_only_the_owner_writes(api, people, program, who, status):
    document = read_document(program.current()) | {"name": "Stronger"}
    response = api(people[who]).put(at(program), document)
    assert response.status_code == status
    assert Program.objects.get().name == ("Stronger" if status == 200 else "Strength")


@pytest.mark.parametrize(
    ("who", "status"),
    [("cole", 204), ("ana", 403), ("sam", 404), ("tess", 404), ("nobody", 401)],
)
def test_only_the_owner_archives(api, people, program, who, status):
    assert api(people[who]).delete(at(program)).status_code == status
    assert (Program.objects.get().archived_at is not None) is (status == 204)


@pytest.mark.parametrize(
    ("who", "status"), [("cole", 201), ("ana", 201), ("sam", 404), ("tess", 404), ("nobody", 401)]
)
def test_whoever_reads_may_copy(api, people, program, who, status):
    response = api(people[who]).post(at(program, "copy"))
    assert response.status_code == status
    if status == 201:
        copy = Program.objects.get(pk=response.data["id"])
        assert (copy.owner, copy.copied_from) == (people[who], program)


def test_a_template_is_written_by_an_admin_alone(api, ada, tess):
    template = create_program(owner=None, document=program_of(is_public=True), at=NOON)
    document = read_document(template.current()) | {"name": "Better"}
    assert api(tess).put(at(template), document).status_code == 403
    assert api(ada).put(at(template), document).status_code == 200


def test_there_is_no_patch(api, cole, program):
    assert api(cole).patch(at(program), {"name": "Other"}).status_code == 405


def test_what_is_archived_leaves_the_list_but_can_be_read(api, ana, cole, program):
    program.archive(at=NOON)
    assert api(cole).get(LIST).data["results"] == []
    assert api(ana).get(at(program)).status_code == 200
    assert api(cole).put(at(program), read_document(program.current())).status_code == 409


def test_a_new_program_belongs_to_whoever_sends_it(api, sam):
    response = api(sam).post(LIST, program_of())
    assert response.status_code == 201
    assert response.data["version"] == 1
    assert Program.objects.get().owner == sam
    assert api(sam).get(f"{LIST}{response.data['id']}/").data == response.data


def test_sending_an_id_twice_is_one_program(api, sam, tess):
    document = program_of(id=str(uuid7()))
    assert [api(sam).post(LIST, document).status_code for _ in range(2)] == [201, 200]
    assert api(tess).post(LIST, document).status_code == 409
    assert Program.objects.count() == 1


def test_sending_an_id_twice_at_once_is_one_program(api, sam, monkeypatch):
    def overtaken(**terms):
        create_program(**terms)
        raise IntegrityError

    monkeypatch.setattr("training.api.programs.create_program", overtaken)
    response = api(sam).post(LIST, program_of(id=str(uuid7())))
    assert response.status_code == 200
    assert response.data == read_document(Program.objects.get().current())


def test_nobody_creates_without_signing_in(api):
    assert api().post(LIST, program_of()).status_code == 401


def test_a_bad_document_names_its_wrong_places(api, cole, program):
    document = program_of(blocks=[block_of(cycles=0), {"name": "B", "colour": "red"}], level="god")
    response = api(cole).put(at(program), document)
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert set(response.data["errors"]) == {"level", "blocks.0.cycles", "blocks.1.colour"}


@pytest.mark.parametrize("body", [[], "words", 7, None])
def test_what_is_no_document_is_refused(api, cole, program, body):
    response = api(cole).put(at(program), body)
    assert response.status_code == 400
    assert api(cole).post(LIST, body).status_code == 400


def test_the_later_of_two_writers_hears_of_the_first(api, cole, program):
    mine = api(cole).get(at(program)).data
    theirs = api(cole).get(at(program)).data
    saved = api(cole).put(at(program), mine | {"name": "Mine"})
    assert saved.status_code == 200
    lost = api(cole).put(at(program), theirs | {"name": "Theirs"})
    assert lost.status_code == 409
    assert api(cole).put(at(program), saved.data | {"name": "Third"}).status_code == 200


def test_versions_are_kept_and_listed(api, cole, program):
    document = api(cole).get(at(program)).data
    document["blocks"][0]["name"] = "Heavier"
    assert api(cole).put(at(program), document).data["version"] == 2
    listed = api(cole).get(at(program, "versions")).data["results"]
    assert [one["number"] for one in listed] == [2, 1]
    names = [
        api(cole).get(at(program, "versions", str(number))).data["blocks"][0]["name"]
        for number in (1, 2)
    ]
    assert names == ["Build", "Heavier"]
    assert api(cole).get(at(program, "versions", "3")).status_code == 404


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"Strength", "Shared"}),
        ("mine=true", {"Strength", "Shared"}),
        ("mine=false", set()),
        ("public=true", {"Shared"}),
        ("public=false", {"Strength"}),
        ("goal=strength", set()),
        ("level=beginner", {"Strength", "Shared"}),
        ("search=stren", {"Strength"}),
    ],
)
def test_the_list_is_filtered(api, cole, program, public, query, names):
    results = api(cole).get(f"{LIST}?{query}").data["results"]
    assert {one["name"] for one in results} == names


def test_the_list_holds_what_one_may_read(api, people, program, public):
    seen = {
        who: {one["name"] for one in api(user).get(LIST).data["results"]}
        for who, user in people.items()
    }
    both, shared = {"Strength", "Shared"}, {"Shared"}
    assert seen == {
        "ana": both,
        "cole": both,
        "sam": shared,
        "tess": shared,
        "ada": shared,
        "nobody": shared,
    }


def test_the_list_costs_the_same_whatever_its_length(api, cole, django_assert_num_queries):
    client = api(cole)
    for count in (1, 6):
        for place in range(count):
            create_program(
                owner=cole, document=program_of(f"P{place}"), at=NOON + timedelta(hours=place)
            )
        client.get(LIST)
        with django_assert_num_queries(3):
            client.get(LIST)


def test_a_trainee_reads_the_exercises_of_her_program(api, ana, cole, program):
    Exercise.objects.filter(slug=SQUAT).update(owner=cole, origin=Exercise.Origin.PRIVATE)
    item = api(ana).get(at(program)).data["blocks"][0]["workouts"][0]["groups"][0]["items"][0]
    assert item["name"] == "Back squat"


@pytest.mark.parametrize(
    ("who", "sees"),
    [("cole", True), ("ana", True), ("sam", False), ("tess", False), ("nobody", False)],
)
def test_a_video_is_for_those_who_train_with_it(api, people, cole, program, who, sees):
    link = "https://example.com/squat"
    document = api(cole).get(at(program)).data | {"is_public": True}
    document["blocks"][0]["workouts"][0]["groups"][0]["items"][0]["video_url"] = link
    assert api(cole).put(at(program), document).status_code == 200
    for path in (at(program), at(program, "versions", "2")):
        assert (link in str(api(people[who]).get(path).data)) == sees
    if people[who] not in (None, cole):
        assert link not in str(api(people[who]).post(at(program, "copy")).data)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("tempo", [3, 1, "x", 0], "tempo"),
        ("tempo", ["X", 1, 1, 0], "tempo"),
        ("tempo", [3, 1, 61, 0], "tempo"),
        ("tempo", [3, 1, "X"], "tempo"),
        ("video_url", "http://example.com", "video_url"),
        ("video_url", "javascript:alert(1)", "video_url"),
    ],
)
def test_a_tempo_and_a_video_that_are_none_are_named(api, cole, program, field, value, said):
    document = api(cole).get(at(program)).data
    document["blocks"][0]["workouts"][0]["groups"][0]["items"][0][field] = value
    errors = api(cole).put(at(program), document).json()["errors"]
    assert [key for key in errors if f".{said}" in key] == list(errors)


def test_the_names_clients_rely_on(program):
    assert reverse("api:program-list") == LIST
    assert reverse("api:program-version", args=[program.pk, 1]) == at(program, "versions", "1")
