"""What a person sees when something does not work."""

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404
from django.template.loader import render_to_string
from django.test import Client, override_settings
from django.urls import path

from accounts.access import public
from fitapp import urls as site_urls
from fitapp.lib.errors import Refused
from fitapp.lib.turnstile import not_now, too_many


def raising(problem):
    @public
    def view(request):
        raise problem

    return view


urlpatterns = [
    *site_urls.urlpatterns,
    path("forbidden/", raising(PermissionDenied("This page is for trainers."))),
    path("plainly-forbidden/", raising(PermissionDenied())),
    path("hidden/", raising(Http404)),
    path("bad/", raising(BadRequest)),
    path("refused/", raising(Refused("This session is already finished."))),
    path("broken/", raising(RuntimeError("secret detail"))),
    path("limited/", too_many),
    path("closed/", not_now),
]
handler400 = site_urls.handler400
handler403 = site_urls.handler403
handler404 = site_urls.handler404
HERE = override_settings(ROOT_URLCONF=__name__)


@pytest.fixture(autouse=True)
def _every_door_is_listed(monkeypatch):
    monkeypatch.setattr(
        "fitapp.guard.methods_of", lambda match: dict.fromkeys(["GET", "POST"], "public")
    )


@pytest.mark.parametrize(
    ("url", "status", "words"),
    [
        ("/forbidden/", 403, "This page is for trainers."),
        ("/plainly-forbidden/", 403, "not yours to change"),
        ("/hidden/", 404, "Nothing on this rack"),
        ("/nowhere/", 404, "Nothing on this rack"),
        ("/bad/", 400, "could not read"),
        ("/refused/", 409, "This session is already finished."),
        ("/broken/", 500, "Our fault"),
        ("/limited/", 429, "Wait 60 seconds"),
        ("/closed/", 503, "closed for a moment"),
    ],
)
@HERE
def test_each_problem_has_a_page_that_says_what_to_do(client, ana, url, status, words):
    client.raise_request_exception = False
    client.force_login(ana)
    response = client.get(url)
    html = response.content.decode()
    assert response.status_code == status
    assert words in html
    assert "secret detail" not in html
    assert " style=" not in html


@pytest.mark.parametrize("path", ["nowhere/", "sessions/7/"])
def test_a_program_that_asks_for_what_does_not_exist_gets_a_problem(api, ana, path):
    response = api(ana).get(f"/api/v1/{path}")
    assert (response.status_code, response.json()["status"]) == (404, 404)
    assert response.headers["Content-Type"] == "application/problem+json"


def test_a_request_that_is_too_large_is_a_problem(api, ana, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    response = api(ana).post("/api/v1/sessions/", {"note": "x" * 100})
    assert (response.status_code, response.json()["title"]) == (413, "Too large")


@HERE
def test_a_stranger_who_is_refused_is_offered_to_sign_in(client, db):
    assert "Sign in" in client.get("/forbidden/").content.decode()


@HERE
def test_going_back_stays_on_this_site(client, ana):
    client.force_login(ana)
    ours = client.get("/refused/", HTTP_REFERER="http://testserver/today/")
    assert 'href="http://testserver/today/"' in ours.content.decode()
    theirs = client.get("/refused/", HTTP_REFERER="https://elsewhere.example/")
    assert "elsewhere" not in theirs.content.decode()


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_pages_that_django_renders_alone_need_neither_request_nor_database(name):
    assert "FitApp" in render_to_string(name)


def test_a_form_without_its_token_gets_a_page(db):
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {})
    assert response.status_code == 403
    assert "too old" in response.content.decode()
