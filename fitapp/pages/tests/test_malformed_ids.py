"""An id that is nobody's is not found, whatever it looks like, and never an error of ours."""

import pytest
from django.urls import reverse

HUGE = [2**63, 10**40, "9" * 5000]
ODD = ["nonsense", "-1", "0", "1.5", "1e3", "²", "1;", "null"]


@pytest.mark.parametrize("pk", HUGE, ids=lambda pk: f"{len(str(pk))} digits")
@pytest.mark.parametrize("path", ["/trainees/{}/", "/coaching/{}/scopes/", "/coaching/{}/end/"])
def test_on_pages(client, cole, path, pk):
    client.force_login(cole)
    method = client.get if path.startswith("/trainees") else client.post
    assert method(path.format(pk)).status_code == 404


@pytest.mark.parametrize("pk", [*HUGE, *ODD], ids=lambda pk: str(pk)[:12])
@pytest.mark.parametrize(
    "path",
    ["trainees/{}/", "trainees/{}/summary/", "coachings/{}/", "trainers/{}/",
     "trainers/applications/{}/"],
)  # fmt: skip
def test_in_the_api(api, cole, path, pk):
    assert api(cole).get(f"/api/v1/{path.format(pk)}").status_code == 404


@pytest.mark.parametrize("pk", [*HUGE, *ODD], ids=lambda pk: str(pk)[:12])
@pytest.mark.parametrize("path", ["users/{}/", "trainees/{}/", "trainers/{}/"])
@pytest.mark.parametrize("method", ["get", "patch", "delete"])
def test_by_admins(api, ada, path, pk, method):
    if (path, method) != ("users/{}/", "delete"):
        response = getattr(api(ada), method)(f"/api/v1/{path.format(pk)}", {})
        assert response.status_code == 404


@pytest.mark.parametrize("pk", [*HUGE, *ODD], ids=lambda pk: str(pk)[:12])
def test_in_what_is_asked_for(api, client, cole, pk):
    client.force_login(cole)
    assert client.get(reverse("training:progress"), {"trainee": pk}).status_code == 404
    assert api(cole).get("/api/v1/sessions/", {"trainee": pk}).status_code in (200, 400, 404)
