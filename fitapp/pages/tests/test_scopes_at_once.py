"""What a trainee shares acts at the next request: on pages, in the API, in charts, in whatever was
kept since the last answer."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from accounts import coaching
from accounts.models import Coaching
from accounts.tests.test_me import jpeg
from conftest import NOON, start_coaching
from fitapp.lib.pictures import keep_picture
from training.models import Session

HEIGHT = "172 cm"


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def relation(ana, cole) -> Coaching:
    ana.profile.change(height_m="1.72")
    Session.objects.create(trainee=ana, name="Legs", started_at=NOON, day=NOON.date())
    return Coaching.objects.get(trainee=ana)


@pytest.fixture
def reader(client, api, ana, cole):
    """What Cole gets, with one session that has asked for it all before."""
    return Reader(client, api(cole), ana, cole)


class Reader:
    def __init__(self, client, api, trainee, trainer):
        self.client, self.api, self.trainee = client, api, trainee
        client.force_login(trainer)

    def statuses(self):
        pk = self.trainee.pk
        asked = {"trainee": pk}
        pages = [
            self.client.get(reverse("pages:trainee", args=[pk])),
            self.client.get(reverse("training:progress"), asked),
            self.client.get(reverse("training:sessions"), asked),
            self.client.get(reverse("training:calendar"), asked),
            self.client.get(reverse("training:chart-volume"), asked),
            self.client.get(reverse("training:session", args=[Session.objects.get().pk])),
            self.client.get(reverse("accounts:picture", args=[self.trainee.handle])),
            self.api.get(f"/api/v1/trainees/{pk}/"),
            self.api.get(f"/api/v1/trainees/{pk}/summary/"),
            self.api.get("/api/v1/sessions/", asked),
            self.api.get("/api/v1/records/", asked),
            self.api.get(f"/api/v1/sessions/{Session.objects.get().pk}/"),
        ]
        return {page.status_code for page in pages}

    def listed(self):
        return len(self.api.get("/api/v1/trainees/").json()["results"])

    def sees_body(self):
        page = self.client.get(reverse("pages:trainee", args=[self.trainee.pk]))
        told = self.api.get(f"/api/v1/trainees/{self.trainee.pk}/").json()
        seen = {HEIGHT in page.content.decode(), "body" in told}
        assert len(seen) == 1, "page and API disagree"
        return seen.pop()


class ByPage:
    """Ana in her browser."""

    def __init__(self, client_of, ana):
        self.client = client_of(ana)

    def share(self, relation, *scopes):
        url = reverse("accounts:share", args=[relation.pk])
        assert self.client.post(url, {"scopes": scopes}).status_code == 302

    def act(self, relation, verb, *scopes):
        url = reverse(f"accounts:{verb}", args=[relation.pk])
        assert self.client.post(url, {"scopes": scopes}).status_code == 302


class ByApi:
    """Ana with a program of hers."""

    def __init__(self, api, ana):
        self.client = api(ana)

    def share(self, relation, *scopes):
        asked = {"scopes": ["training", *scopes]}
        url = f"/api/v1/coachings/{relation.pk}/"
        assert self.client.patch(url, asked).status_code == 200

    def act(self, relation, verb, *scopes):
        body = {"scopes": list(scopes)} if verb in ("accept", "resume") else {}
        url = f"/api/v1/coachings/{relation.pk}/{verb}/"
        assert self.client.post(url, body).status_code in (200, 204)


@pytest.fixture(params=["by page", "by API"])
def hers(request, api, ana, browser_of):
    return ByPage(browser_of, ana) if request.param == "by page" else ByApi(api, ana)


@pytest.fixture
def browser_of():
    def signed_in(user):
        client = Client()
        client.force_login(user)
        return client

    return signed_in


def test_a_scope_comes_and_goes_at_the_next_request(reader, hers, relation):
    for scopes, sees in [(["body"], True), ([], False), (["health"], False), (["body"], True)]:
        hers.share(relation, *scopes)
        assert reader.sees_body() is sees


def test_pausing_hides_all_and_resuming_shows_what_is_agreed_now(reader, hers, relation, ana):
    keep_picture(ana.profile, BytesIO(jpeg()))
    hers.share(relation, "body")
    assert reader.statuses() == {200}
    assert reader.sees_body()
    hers.act(relation, "pause")
    assert reader.listed() == 0
    assert reader.statuses() == {404, 200}  # 200 for the picture of somebody one still trains with
    hers.act(relation, "resume")
    assert reader.statuses() == {200}
    assert not reader.sees_body()


def test_ending_hides_all(reader, hers, relation, ana):
    keep_picture(ana.profile, BytesIO(jpeg()))
    assert reader.statuses() == {200}
    hers.act(relation, "end")
    assert reader.statuses() == {404}
    assert reader.listed() == 0


def test_accepting_shows_what_is_agreed(reader, hers, relation, ana, cole):
    coaching.end(coaching=relation, by=ana, at=NOON)
    again, _ = coaching.invite(trainer=cole, email=ana.email, at=NOON)
    assert reader.listed() == 0
    hers.act(again, "accept", "body")
    assert reader.listed() == 1
    assert reader.sees_body()


def test_a_picture_that_was_kept_is_not_confirmed_any_more(client, relation, ana, cole):
    keep_picture(ana.profile, BytesIO(jpeg()))
    client.force_login(cole)
    url = reverse("accounts:picture", args=[ana.handle])
    tag = {"If-None-Match": client.get(url).headers["ETag"]}
    assert client.get(url, headers=tag).status_code == 304
    coaching.end(coaching=relation, by=ana, at=NOON)
    assert client.get(url, headers=tag).status_code == 404


def test_no_answer_about_a_trainee_is_kept_by_a_cache(client, api, relation, ana, cole):
    client.force_login(cole)
    pk = ana.pk
    answers = [
        client.get(reverse("pages:trainee", args=[pk])),
        client.get(reverse("training:chart-volume"), {"trainee": pk}),
        client.get(reverse("pages:trainees")),
        api(cole).get(f"/api/v1/trainees/{pk}/"),
        api(cole).get("/api/v1/coachings/"),
    ]
    assert {answer.headers["Cache-Control"] for answer in answers} == {"private, no-store"}


def test_a_second_trainer_keeps_what_she_has(reader, hers, relation, ana, tess, api):
    start_coaching(tess, ana, scopes=["body"])
    hers.share(relation)
    assert "body" in api(tess).get(f"/api/v1/trainees/{ana.pk}/").json()
