"""The API: the same verbs by the same names."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from metrics.integrations.models import Import
from training.models import Exercise, Session

pytestmark = pytest.mark.usefixtures("library")
FILES = Path(__file__).parent / "files"


def post(client, name="strong_comma.csv", content=None):
    file = SimpleUploadedFile(name, content or (FILES / name).read_bytes())
    return client.post(reverse("api:import-list"), {"file": file}, format="multipart")


def url(name, source):
    return reverse(f"api:import-{name}", args=[source.pk])


def test_sending_a_file_twice_is_one_import(ana, api):
    first, second = post(api(ana)), post(api(ana))
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.data["id"] == second.data["id"] == str(Import.objects.get().pk)
    assert first.data["state"] == "previewed"
    assert first.data["recognised"]["sets"] == 8
    assert first.data["recognised"]["asks_load_unit"] is True
    names = {row["name"]: row for row in first.data["names"]}
    bench = Exercise.objects.get(slug="barbell-bench-press")
    assert names["Bench Press (Barbell)"]["decision"] == str(bench.pk)


def test_it_is_mapped_applied_and_undone(ana, api, django_capture_on_commit_callbacks):
    client = api(ana)
    post(client, "strong_unit_columns.csv")
    source = Import.objects.get()
    said = {"mapping": {"Curl of Champions": "leave_out"}, "time_zone": "America/New_York"}
    mapped = client.patch(url("mapping", source), said)
    assert mapped.status_code == 200
    assert mapped.data["time_zone"] == "America/New_York"
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(url("apply", source)).status_code == 202
    got = client.get(url("detail", source)).data
    assert (got["state"], got["new_sessions"], got["new_sets"]) == ("applied", 1, 2)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(url("undo", source)).status_code == 202
    assert client.get(url("detail", source)).data["state"] == "undone"
    assert not Session.objects.exists()


def test_what_it_still_asks_is_a_conflict(ana, api, receive):
    source = receive("strong_comma.csv")
    answer = api(ana).post(url("apply", source))
    assert answer.status_code == 409
    assert "kg or lb" in answer.data["detail"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"load_unit": "stone"}, "load_unit"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"unit": "kg"}, "unit"),
    ],
)
def test_wrong_answers_are_named(ana, api, receive, said, field):
    answer = api(ana).patch(url("mapping", receive("strong_comma.csv")), said)
    assert answer.status_code == 400
    assert field in answer.data["errors"]


def test_what_is_no_export_is_400_and_what_is_too_large_413(ana, api):
    assert post(api(ana), "x.csv", b"Name,Age\nAna,31\n").status_code == 400
    assert post(api(ana), "x.csv", b"x" * (5 * 1024 * 1024 + 1)).status_code == 413
    rows = b"2024-01-01,Dip,1,0,8\n" * 50_001
    header = b"Date,Exercise Name,Set Order,Weight,Reps\n"
    assert post(api(ana), "x.csv", header + rows).status_code == 413
    assert not Import.objects.exists()


@pytest.mark.parametrize("who", ["cole", "sam", "ada"])
@pytest.mark.parametrize("name", ["detail", "mapping", "apply", "undo"])
def test_nobody_else_finds_it(ana, api, receive, who, name, request):
    client = api(request.getfixturevalue(who))
    source = receive("strong_comma.csv")
    method = {"detail": client.get, "mapping": client.patch}.get(name, client.post)
    assert method(url(name, source)).status_code == 404
    assert client.get(reverse("api:import-list")).data["results"] == []


def test_nobody_is_asked_to_sign_in(api, db):
    assert api().get(reverse("api:import-list")).status_code == 401
    assert post(api()).status_code == 401


def test_the_list_costs_the_same_however_many_there_are(
    ana, api, receive, django_assert_max_num_queries
):
    for name in ("strong_comma.csv", "strong_semicolon.csv", "strong_french.csv"):
        receive(name)
    client = api(ana)
    with django_assert_max_num_queries(4):
        assert len(client.get(reverse("api:import-list")).data["results"]) == 3
