"""A body that names a row of somebody else: it is not there, and an id that somebody else has taken
is refused without a word about what it is."""

import pytest
from django.apps import apps

from fitapp.pages.tests.test_wrong_input import everything
from training.documents import read_document
from training.exercises import create_private
from training.tests.programs import block_of, group_of, item_of, program_of, workout_of

API = "/api/v1"


@pytest.fixture
def hers(gym):
    """Ana's session, item and planned session, and the rows of strangers she may not see."""
    session, secret = gym.sessions
    gym.secret_exercise = create_private(
        owner=gym.sam, name="Canary curl", pattern="squat", level="beginner", mechanics="compound"
    )
    return {
        "session": session,
        "item": session.items.order_by("position").first(),
        "planned": gym.assignments[0].planned_sessions.in_order().first(),
        "sam": {
            "session": secret.pk,
            "item": secret.items.first().pk,
            "set": secret.sets.first().pk,
            "planned": gym.assignments[1].planned_sessions.first().pk,
            "assignment": gym.assignments[1].pk,
            "program": gym.programs[1].pk,
            "exercise": gym.secret_exercise.slug,
            "trainee": gym.sam.pk,
        },
    }


def program_with(slug):
    return program_of("Mine", [block_of(workouts=[workout_of(groups=[group_of(item_of(slug))])])])


def bodies(gym, hers):
    """(method, path, body, the field that is named) of everything that may name a row."""
    other = {name: str(value) for name, value in hers["sam"].items()}
    session = f"{API}/sessions/{hers['session'].pk}"
    item = f"{session}/items/{hers['item'].pk}"
    own = gym.programs[2]
    slug = other["exercise"]
    place = "blocks.0.workouts.0.groups.0.items.0.exercise"
    document = program_with(slug)
    workout = document["blocks"][0]["workouts"][0]
    return [
        ("post", f"{API}/sessions/", {"planned": other["planned"]}, "planned"),
        ("post", f"{API}/sessions/", {"trainee": other["trainee"]}, "trainee"),
        ("post", f"{session}/sets/", {"item": other["item"], "reps": 5}, "item"),
        ("post", f"{session}/sets/", {"exercise": slug, "reps": 5}, "exercise"),
        ("post", f"{session}/items/", {"exercise": slug}, "exercise"),
        ("post", f"{item}/swap/", {"exercise": slug}, "exercise"),
        ("post", f"{API}/programs/", document, place),
        ("put", f"{API}/programs/{own.pk}/", read_document(own.current()) | document, place),
        (
            "patch",
            f"{API}/planned-sessions/{hers['planned'].pk}/",
            {"document": workout, "revision": hers["planned"].revision},
            "groups",
        ),
        (
            "post",
            f"{API}/assignments/",
            {"program": other["program"], "starts_on": "2026-03-09"},
            "program",
        ),
        (
            "post",
            f"{API}/assignments/",
            {
                "program": str(own.pk),
                "trainee": other["trainee"],
                "starts_on": "2026-03-09",
            },
            "trainee",
        ),
        (
            "patch",
            f"{API}/imports/{gym.ana.imports.get().pk}/mapping/",
            {"mapping": {"Bench Press (Barbell)": str(gym.secret_exercise.pk)}},
            "",
        ),
    ]


def test_a_row_of_a_stranger_is_not_there_to_be_named(gym, hers, api):
    before, client, wrong = everything(), api(gym.ana), []
    for method, path, body, field in bodies(gym, hers):
        response = getattr(client, method)(path, body)
        problem = response.json()
        right = field in problem["errors"] if field else response.status_code == 409
        if response.status_code not in (400, 409) or not right or b"Canary" in response.content:
            wrong.append((path, body, response.status_code, response.content[:300]))
    assert wrong == []
    assert everything() == before


def test_a_row_of_a_stranger_is_refused_as_one_that_is_not_there(gym, hers, api):
    """The answer does not tell whether there is such a row."""
    client, nowhere = api(gym.ana), dict.fromkeys(hers, "01890000-0000-7000-8000-00000000dead")
    told = []
    for planned in (str(hers["sam"]["planned"]), nowhere["planned"]):
        told.append(client.post(f"{API}/sessions/", {"planned": planned}).content)
    assert told[0] == told[1]
    told = []
    for slug in (hers["sam"]["exercise"], "canary-curl_00000000"):
        response = client.post(f"{API}/sessions/{hers['session'].pk}/items/", {"exercise": slug})
        told.append(response.content)
    assert told[0] == told[1]


def ids_of_strangers(gym, hers):
    """(path, body) of every row that a client may give an id."""
    other = {name: str(value) for name, value in hers["sam"].items()}
    session = f"{API}/sessions/{hers['session'].pk}"
    terms = {"program": str(gym.programs[2].pk), "starts_on": "2026-03-09"}
    return [
        (f"{API}/sessions/", {"id": other["session"], "name": "Mine"}),
        (f"{session}/sets/", {"id": other["set"], "item": str(hers["item"].pk), "reps": 5}),
        (f"{session}/items/", {"id": other["item"], "exercise": "bench-press"}),
        (f"{API}/programs/", program_of("Mine", id=other["program"])),
        (f"{API}/assignments/", {**terms, "id": other["assignment"]}),
    ]


def test_an_id_that_a_stranger_has_is_refused_without_a_word_about_it(gym, hers, api):
    before, client, said = everything(), api(gym.ana), []
    for path, body in ids_of_strangers(gym, hers):
        response = client.post(path, body)
        said.append((response.status_code, response.json().get("detail")))
    taken = (409, "This id is taken. Choose another.")
    assert said == [taken] * len(said)
    assert everything() == before


def test_what_a_phone_syncs_touches_nobody_elses_rows(gym, hers, api):
    other = {name: str(value) for name, value in hers["sam"].items()}
    own = str(hers["session"].pk)
    at = hers["session"].started_at.isoformat()
    before = everything()
    response = api(gym.ana).post(
        f"{API}/sync/",
        {
            "sessions": [
                {"id": other["session"], "name": "Mine", "started_at": at},
                {"id": "01890000-0000-7000-8000-00000000aaaa", "trainee": other["trainee"]},
                {"id": "01890000-0000-7000-8000-00000000aaab", "planned": other["planned"]},
                {"id": True},
            ],
            "items": [
                {"id": other["item"], "session": own, "note": "Mine"},
                {"id": other["item"], "session": other["session"], "exercise": "back-squat"},
                {"id": other["item"], "note": "Mine"},
            ],
            "sets": [
                {"id": other["set"], "session": own, "exercise": "back-squat", "reps": 9},
                {"id": other["set"], "session": other["session"], "reps": 9},
                {"id": "01890000-0000-7000-8000-00000000aaac", "session": own,
                 "item": other["item"], "reps": 9},
            ],
            "deleted": [
                {"type": "session", "id": other["session"]},
                {"type": "set", "id": other["set"]},
                {"type": "item", "id": other["item"]},
            ],
        },
    )  # fmt: skip
    assert response.status_code == 200
    told = {name: [row["status"] for row in rows] for name, rows in response.json().items()}
    assert told == {
        "sessions": ["refused"] * 4,
        "items": ["refused"] * 3,
        "sets": ["refused"] * 3,
        "deleted": ["unchanged"] * 3,
    }
    assert everything() == before


@pytest.mark.parametrize("name", ["Session", "Set", "Program", "Assignment", "PlannedSession"])
def test_every_row_keeps_its_owner_whatever_is_sent(gym, hers, api, name):
    """Nothing of Ana's becomes Sam's by a field that says so."""
    model = apps.get_model("training", name)
    owner = "owner" if name == "Program" else "trainee"
    before = set(model.objects.values_list("pk", f"{owner}_id"))
    paths = {
        "Session": f"{API}/sessions/{hers['session'].pk}/",
        "Set": f"{API}/sessions/{hers['session'].pk}/sets/{hers['item'].sets.first().pk}/",
        "Program": f"{API}/programs/{gym.programs[2].pk}/",
        "Assignment": f"{API}/assignments/{gym.assignments[0].pk}/",
        "PlannedSession": f"{API}/planned-sessions/{hers['planned'].pk}/",
    }
    ask = api(gym.ana).put if name == "Program" else api(gym.ana).patch
    for field in (owner, f"{owner}_id", "user", "session", "assignment"):
        response = ask(paths[name], {field: str(gym.sam.pk)})
        assert response.status_code == 400
        assert field in response.json()["errors"]
    assert set(model.objects.values_list("pk", f"{owner}_id")) == before
