from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts import coaching
from accounts.models import Coaching, Scope, Token, User
from accounts.tests.factors import prove
from accounts.tests.test_me import jpeg
from conftest import NOON, PASSWORD, make_user, start_coaching

SETTINGS = "/settings/"
PROFILE = {"name": "Ana Lund", "handle": "ana_lund", "birth_date": "1992-03-14", "sex": "female"}
UNITS = {
    "load_unit": "lb",
    "distance_unit": "mi",
    "length_unit": "in",
    "time_zone": "Europe/Berlin",
}


@pytest.fixture
def page(client, ana):
    client.force_login(ana)
    return client


def profile_of(user):
    return User.objects.get(pk=user.pk).profile


def test_nobody_is_sent_to_sign_in(client, db):
    assert client.get(SETTINGS).url == "/accounts/login/?next=/settings/"


@pytest.mark.parametrize(
    "name",
    ["change-profile", "change-units", "change-training", "change-picture", "remove-picture",
     "make-token"],
)  # fmt: skip
def test_every_form_is_posted_by_its_person_alone(client, ana, name):
    url = reverse(f"accounts:{name}")
    assert client.post(url).status_code == 302
    assert client.post(url).url.startswith("/accounts/login/")
    client.force_login(ana)
    assert client.get(url).status_code == 405


def test_the_profile_is_kept(page, ana):
    response = page.post("/settings/profile/", {**PROFILE, "height": "171.5"})
    assert response.url == "/settings/#profile"
    profile = profile_of(ana)
    assert (profile.name, profile.user.handle, str(profile.height_m)) == (
        "Ana Lund",
        "ana_lund",
        "1.715",
    )


def test_a_height_is_entered_and_read_in_the_persons_unit(page, ana):
    page.post("/settings/units/", UNITS)
    page.post("/settings/profile/", {**PROFILE, "height": "70"})
    assert str(profile_of(ana).height_m) == "1.778"
    assert 'value="70"' in page.get(SETTINGS).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("height", "17", "A height lies between 100 and 250 cm."),
        ("handle", "No", "A handle has 3 to 30 small letters"),
        ("birth_date", "2999-01-01", "A birth date lies between 1900 and today."),
        ("name", "", "This field is required."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(page, ana, field, value, sentence):
    response = page.post("/settings/profile/", {**PROFILE, field: value})
    assert response.status_code == 400
    assert sentence in response.content.decode()
    assert profile_of(ana).name == "Ana"


def test_a_handle_that_is_taken_is_refused(page, ana, sam):
    response = page.post("/settings/profile/", {**PROFILE, "handle": "sam"})
    assert "Somebody else is called @sam already." in response.content.decode()


def test_units_and_time_zone_are_kept(page, ana):
    assert page.post("/settings/units/", UNITS).url == "/settings/#units"
    profile = profile_of(ana)
    assert {name: getattr(profile, name) for name in UNITS} == UNITS


def test_a_time_zone_that_is_none_is_refused(page, ana):
    assert page.post("/settings/units/", {**UNITS, "time_zone": "Mars"}).status_code == 400
    assert profile_of(ana).time_zone == "UTC"


def test_training_is_kept(page, ana):
    asked = {"experience": "beginner", "equipment": ["barbell", "rack"], "limitations": ["knee"]}
    assert page.post("/settings/training/", asked).url == "/settings/#training"
    profile = profile_of(ana)
    assert {name: getattr(profile, name) for name in asked} == asked


def test_a_photo_is_kept_and_removed(page, ana):
    file = SimpleUploadedFile("me.jpg", jpeg())
    assert page.post("/settings/picture/", {"picture": file}).url == "/settings/#profile"
    assert profile_of(ana).picture.name.endswith(".webp")
    page.post("/settings/picture/remove/")
    assert not profile_of(ana).picture


def test_a_file_that_is_no_photo_is_told(page):
    file = SimpleUploadedFile("me.jpg", b"no photo")
    response = page.post("/settings/picture/", {"picture": file})
    assert response.status_code == 400
    assert "This is not a JPG, PNG or WebP picture." in response.content.decode()


SHEET = {"name": "sheet", "scope": "read", "lasts": "90"}


def test_a_token_is_shown_once_and_revoked(page, ana):
    prove(page)
    made = page.post("/settings/tokens/", SHEET).content.decode()
    assert "fit_" in made
    again = page.get(SETTINGS).content.decode()
    assert "sheet" in again
    assert "fit_" not in again
    token = Token.objects.get()
    assert page.post(f"/settings/tokens/{token.pk}/revoke/").url == "/settings/#tokens"
    assert not Token.objects.visible_to(ana).exists()


def test_making_a_token_asks_who_it_is_and_then_takes_up_what_was_typed(page, ana):
    asked = page.post("/settings/tokens/", SHEET)
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert not Token.objects.exists()
    made = page.post(asked.url, {"password": PASSWORD, "next": "/settings/tokens/"})
    assert "fit_" in made.content.decode()
    assert Token.objects.get().name == "sheet"


@pytest.mark.parametrize(("lasts", "days"), [("30", 30), ("90", 90), ("365", 365), ("0", None)])
def test_a_token_lasts_as_long_as_was_chosen(page, ana, time_machine, lasts, days):
    time_machine.move_to(NOON, tick=False)
    prove(page)
    page.post("/settings/tokens/", {**SHEET, "lasts": lasts})
    ends = Token.objects.get().expires_at
    assert ends == (NOON + timedelta(days=days) if days else None)


def test_ninety_days_are_offered_first(page):
    assert '<option value="90" selected>' in page.get(SETTINGS).content.decode()


def test_a_length_that_is_not_offered_is_refused(page, ana):
    prove(page)
    assert page.post("/settings/tokens/", {**SHEET, "lasts": "9999"}).status_code == 400
    assert not Token.objects.exists()


def test_scope_last_use_and_end_of_a_token_are_shown(page, ana, time_machine):
    time_machine.move_to(NOON, tick=False)
    token, _ = Token.issue(
        user=ana, name="sheet", scope="read", at=NOON, expires_at=NOON + timedelta(days=30)
    )
    token.note_use(at=NOON)
    html = page.get(SETTINGS).content.decode()
    assert "Read, made 2 March 2026, last used 2 March 2026, until 1 April 2026" in html
    time_machine.move_to(NOON + timedelta(days=31), tick=False)
    page.force_login(ana)
    assert "Expired on 1 April 2026, opens nothing" in page.get(SETTINGS).content.decode()


def test_nobody_else_revokes_a_token(client, ana, sam):
    token, _ = Token.issue(user=ana, name="sheet", scope="read", at=NOON)
    client.force_login(sam)
    assert client.post(f"/settings/tokens/{token.pk}/revoke/").status_code == 404


# --- Who coaches me ------------------------------------------------------------------------------


@pytest.fixture
def relation(ana, cole) -> Coaching:
    return Coaching.objects.get()


def test_the_switches_say_what_is_shared(page, relation):
    assert "Cole" in page.get(SETTINGS).content.decode()
    page.post(f"/coaching/{relation.pk}/scopes/", {"scopes": ["body", "health"]})
    assert coaching.scopes_of(relation) == ["training", "body", "health"]
    page.post(f"/coaching/{relation.pk}/scopes/")
    assert coaching.scopes_of(relation) == ["training"]


def test_pause_resume_and_end(page, relation):
    assert page.post(f"/coaching/{relation.pk}/pause/").url == "/settings/#coaching"
    assert coaching.scopes_of(relation) == []
    page.post(f"/coaching/{relation.pk}/resume/", {"scopes": ["body"]})
    assert coaching.scopes_of(relation) == ["training", "body"]
    page.post(f"/coaching/{relation.pk}/end/")
    assert "Nobody. A trainer can invite you" in page.get(SETTINGS).content.decode()


def test_pausing_twice_is_refused_with_a_page(page, relation):
    page.post(f"/coaching/{relation.pk}/pause/")
    response = page.post(f"/coaching/{relation.pk}/pause/")
    assert response.status_code == 409
    assert "Coaching is paused." in response.content.decode()


def test_an_invitation_to_a_proven_address_is_answered_here(page, ana, tess, time_machine):
    time_machine.move_to(NOON)
    invitation, _ = coaching.invite(trainer=tess, email=ana.email, at=NOON)
    assert "Tess" in page.get(SETTINGS).content.decode()
    page.post(f"/coaching/{invitation.pk}/accept/", {"scopes": ["photos"]})
    assert coaching.trainee_ids_of(tess, "photos") == [ana.pk]


def test_an_invitation_is_declined_here(page, ana, tess):
    invitation, _ = coaching.invite(trainer=tess, email=ana.email, at=NOON)
    page.post(f"/coaching/{invitation.pk}/decline/")
    invitation.refresh_from_db()
    assert invitation.status == "ended"


@pytest.mark.parametrize("verb", ["scopes", "resume", "accept", "decline"])
@pytest.mark.parametrize(("who", "status"), [("cole", 403), ("sam", 404), ("tess", 404)])
def test_only_the_trainee_decides(client, relation, verb, who, status, request):
    client.force_login(request.getfixturevalue(who))
    assert client.post(f"/coaching/{relation.pk}/{verb}/").status_code == status


@pytest.mark.parametrize("verb", ["pause", "end"])
@pytest.mark.parametrize(("who", "status"), [("cole", 302), ("sam", 404), ("tess", 404)])
def test_a_stranger_neither_pauses_nor_ends(client, relation, verb, who, status, request):
    client.force_login(request.getfixturevalue(who))
    assert client.post(f"/coaching/{relation.pk}/{verb}/").status_code == status


# --- The page as a whole -------------------------------------------------------------------------


class Ids(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.ids, self.labels = [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.ids += [found["id"]] if "id" in found else []
        self.labels += [found["for"]] if tag == "label" and "for" in found else []


def test_every_id_is_there_once_and_every_label_finds_its_field(page, cole):
    found = Ids(page.get(SETTINGS).content.decode())
    assert sorted(set(found.ids)) == sorted(found.ids)
    assert set(found.labels) <= set(found.ids)


def test_the_page_costs_the_same_for_many(page, ana, tess, cole, django_assert_num_queries):
    for number in range(4):
        start_coaching(make_user(f"Trainer{number}", role="Trainers"), ana, list(Scope))
        Token.issue(user=ana, name=f"t{number}", scope="read", at=NOON)
    page.get(SETTINGS)
    with django_assert_num_queries(9):
        page.get(SETTINGS)


def test_deleting_the_account_asks_for_the_password(page, ana):
    again = page.get("/settings/delete/").url
    assert again.startswith(reverse("account_reauthenticate"))
    assert "not your password" in page.post(again, {"password": "wrong"}).content.decode()
    assert page.post("/settings/delete/").url == "/settings/delete/"
    page.post(again, {"password": PASSWORD})
    assert "Delete my account" in page.get("/settings/delete/").content.decode()
    assert page.post("/settings/delete/").url == "/"
    assert not User.objects.filter(pk=ana.pk).exists()
    assert "_auth_user_id" not in page.session
