"""The OpenAPI document: what clients may rely on, by name."""

import pytest
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator

PATHS = """
assignments/ assignments/{id}/ assignments/{id}/end/ assignments/{id}/pause/
assignments/{id}/resume/ assignments/{id}/update/
auth/tokens/ auth/tokens/{id}/
blocks/ blocks/{id}/
coachings/ coachings/{id}/ coachings/{id}/accept/ coachings/{id}/decline/ coachings/{id}/end/
coachings/{id}/pause/ coachings/{id}/resume/
equipment/
exercises/ exercises/{slug}/ exercises/{slug}/history/ exercises/{slug}/substitutes/
gyms/ gyms/{id}/
imports/ imports/{id}/ imports/{id}/apply/ imports/{id}/mapping/ imports/{id}/undo/
me/ me/access-log/ me/picture/
muscles/
planned-sessions/ planned-sessions/{id}/ planned-sessions/{id}/start/
programs/ programs/{id}/ programs/{id}/copy/
programs/{id}/versions/ programs/{id}/versions/{number}/
records/
sessions/ sessions/{id}/ sessions/{id}/finish/
sessions/{session_pk}/comments/ sessions/{session_pk}/comments/{id}/
sessions/{session_pk}/items/ sessions/{session_pk}/items/{id}/
sessions/{session_pk}/items/{id}/skip/ sessions/{session_pk}/items/{id}/swap/
sessions/{session_pk}/items/{id}/unskip/
sessions/{session_pk}/sets/ sessions/{session_pk}/sets/{id}/
sync/
trainees/ trainees/{id}/ trainees/{id}/summary/
trainers/ trainers/{id}/
trainers/applications/ trainers/applications/{id}/
trainers/applications/{id}/approve/ trainers/applications/{id}/decline/
users/ users/{id}/
"""


def test_the_document_is_valid_and_written_without_guessing(tmp_path):
    file = tmp_path / "schema.yml"
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(file))
    assert file.stat().st_size


def test_the_paths_are_the_ones_that_clients_know():
    document = SchemaGenerator().get_schema(request=None, public=True)
    assert sorted(document["paths"]) == sorted(f"/api/v1/{path}" for path in PATHS.split())


def test_every_action_says_what_it_answers():
    document = SchemaGenerator().get_schema(request=None, public=True)
    silent = [
        f"{method.upper()} {path}"
        for path, methods in document["paths"].items()
        for method, action in methods.items()
        if not action["responses"]
    ]
    assert silent == []


def test_the_document_and_its_pages_are_public_and_in_one_place(client):
    document = client.get("/api/schema/")
    assert document.status_code == 200
    assert document["Content-Type"].startswith("application/vnd.oai.openapi")
    page = client.get("/api/docs/")
    assert page.status_code == 200
    assert "unsafe" not in page["Content-Security-Policy"]
    assert "http" not in page["Content-Security-Policy"]


@pytest.mark.parametrize(("accepted", "begins"), [("*/*", b"openapi:"), ("application/json", b"{")])
def test_the_document_is_written_once_whatever_the_address_says(
    client, accepted, begins, monkeypatch
):
    first = client.get("/api/schema/", HTTP_ACCEPT=accepted)
    assert first.content.startswith(begins)
    monkeypatch.setattr(SchemaGenerator, "get_schema", None)
    again = client.get("/api/schema/?x=1&lang=de", HTTP_ACCEPT=accepted)
    assert again.content == first.content
