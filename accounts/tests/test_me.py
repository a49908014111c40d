from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts import coaching
from accounts.models import Coaching, ProfileGrant, Token, User
from conftest import NOON, PASSWORD

ME = "/api/v1/me/"


def jpeg(size=(1200, 800), **options) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, "#357").save(file, "JPEG", **options)
    return file.getvalue()


def camera_jpeg() -> bytes:
    """With a place and a camera in its metadata."""
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[1] = "N"
    return jpeg(exif=exif)


def test_a_person_reads_themselves(api, cole):
    body = api(cole).get(ME).json()
    assert body["id"] == str(cole.pk)
    assert body["roles"] == ["Trainees", "Trainers"]
    assert (body["load_unit"], body["height_m"], body["picture"]) == ("kg", None, None)


def test_a_person_changes_what_they_say_about_themselves(api, ana):
    asked = {
        "name": "Ana Lund",
        "handle": "ana_lund",
        "load_unit": "lb",
        "length_unit": "in",
        "time_zone": "Europe/Berlin",
        "birth_date": "1992-03-14",
        "sex": "female",
        "height_m": 1.712,
        "experience": "advanced",
        "equipment": ["barbell", "rack"],
        "limitations": ["knee"],
    }
    response = api(ana).patch(ME, asked)
    assert response.status_code == 200
    assert {name: response.json()[name] for name in asked} == asked
    ana = User.objects.get(pk=ana.pk)
    assert (ana.handle, ana.profile.name, ana.profile.load_unit) == ("ana_lund", "Ana Lund", "lb")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "x" * 81),
        ("handle", "No Spaces"),
        ("handle", "ab"),
        ("load_unit", "stone"),
        ("time_zone", "Mars/Olympus"),
        ("birth_date", "2999-01-01"),
        ("birth_date", "1850-01-01"),
        ("height_m", 171),
        ("equipment", ["trebuchet"]),
        ("limitations", "knee"),
        ("sex", "x"),
    ],
)
def test_a_wrong_value_is_named(api, ana, field, value):
    response = api(ana).patch(ME, {field: value})
    assert response.status_code == 400
    assert [name.split(".")[0] for name in response.json()["errors"]] == [field]


def test_every_wrong_field_is_named_at_once(api, ana):
    response = api(ana).patch(ME, {"load_unit": "stone", "sex": "x"})
    assert set(response.json()["errors"]) == {"load_unit", "sex"}


@pytest.mark.parametrize("field", ["nmae", "is_staff", "password"])
def test_an_unknown_field_is_refused(api, ana, field):
    response = api(ana).patch(ME, {field: "x"})
    assert response.status_code == 400
    assert response.json()["errors"] == {field: ["There is no such field."]}


def test_what_is_not_the_persons_to_change_stays(api, ana):
    api(ana).patch(ME, {"email": "other@example.com", "roles": ["Admins"], "id": "1"})
    ana = User.objects.get(pk=ana.pk)
    assert (ana.email, ana.is_admin) == ("ana@example.com", False)


def test_a_handle_that_is_taken_is_refused(api, ana, sam):
    response = api(ana).patch(ME, {"handle": sam.handle, "name": "Changed"})
    assert response.status_code == 409
    ana.profile.refresh_from_db()
    assert ana.profile.name == "Ana"


# --- The picture ---------------------------------------------------------------------------------


def put_picture(client, data, name="me.jpg"):
    return client.put(f"{ME}picture/", {"file": SimpleUploadedFile(name, data)}, format="multipart")


def test_a_picture_is_made_anew_without_metadata(api, ana, client, settings):
    response = put_picture(api(ana), camera_jpeg())
    assert response.status_code == 200
    [kept] = (settings.MEDIA_ROOT / "pictures").iterdir()
    data = kept.read_bytes()
    with Image.open(kept) as picture:
        assert (picture.format, picture.size) == ("WEBP", (512, 512))
        assert not picture.getexif()
    assert b"SecretCamera" not in data
    client.force_login(ana)
    served = client.get(response.json()["picture"])
    assert b"".join(served.streaming_content) == data
    assert served.headers["Content-Type"] == "image/webp"


def test_a_picture_may_be_sent_as_it_is(api, ana):
    response = api(ana).put(
        f"{ME}picture/",
        jpeg(),
        content_type="image/jpeg",
        HTTP_CONTENT_DISPOSITION="attachment; filename=me.jpg",
    )
    assert response.status_code == 200
    assert response.json()["picture"]


def test_a_new_picture_takes_the_place_of_the_old(
    api, ana, settings, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        put_picture(api(ana), jpeg())
        put_picture(api(User.objects.get(pk=ana.pk)), jpeg((300, 300)))
    assert len(list((settings.MEDIA_ROOT / "pictures").iterdir())) == 1


def test_a_removed_picture_is_gone_from_the_disk(
    api, ana, settings, django_capture_on_commit_callbacks
):
    put_picture(api(ana), jpeg())
    with django_capture_on_commit_callbacks(execute=True):
        response = api(User.objects.get(pk=ana.pk)).delete(f"{ME}picture/")
    assert response.status_code == 204
    assert list((settings.MEDIA_ROOT / "pictures").iterdir()) == []


@pytest.mark.parametrize(
    "data", [b"not a picture", b"<svg onload='alert(1)'/>", jpeg()[:200], b"GIF89a" + b"\0" * 50]
)
def test_what_is_no_picture_is_refused(api, ana, data):
    assert put_picture(api(ana), data).status_code == 400


def test_a_picture_over_the_limit_is_413(api, ana, monkeypatch):
    monkeypatch.setattr("fitapp.lib.uploads.MAX_BYTES", 100)
    assert put_picture(api(ana), jpeg()).status_code == 413


def test_a_picture_of_too_many_pixels_is_refused(api, ana, monkeypatch):
    monkeypatch.setattr("fitapp.lib.pictures.MAX_PIXELS", 1000)
    assert put_picture(api(ana), jpeg()).status_code == 400


@pytest.mark.parametrize(
    ("who", "status"), [("ana", 200), ("cole", 200), ("ada", 200), ("sam", 404), ("tess", 404)]
)
def test_a_picture_is_seen_by_those_who_may_see_the_person(api, client, ana, who, status, request):
    put_picture(api(ana), jpeg())
    client.force_login(request.getfixturevalue(who))
    assert client.get(f"/people/{ana.handle}/picture/").status_code == status


def test_a_picture_is_not_for_nobody(api, client, ana):
    put_picture(api(ana), jpeg())
    assert client.get(f"/people/{ana.handle}/picture/").status_code == 302


def test_a_picture_that_is_known_is_not_sent_again(api, client, ana):
    put_picture(api(ana), jpeg())
    client.force_login(ana)
    first = client.get(f"/people/{ana.handle}/picture/")
    tag = {"If-None-Match": first.headers["ETag"]}
    assert client.get(f"/people/{ana.handle}/picture/", headers=tag).status_code == 304


# --- Leaving -------------------------------------------------------------------------------------


def test_deleting_asks_for_the_password(api, ana):
    assert api(ana).delete(ME).status_code == 400
    assert api(ana).delete(ME, {"password": "wrong"}).status_code == 400
    assert User.objects.filter(pk=ana.pk).exists()


def test_deleting_takes_everything_along(
    api, ana, cole, settings, django_capture_on_commit_callbacks
):
    put_picture(api(ana), jpeg())
    Token.issue(user=ana, name="sheet", scope="read", at=NOON)
    client = api(User.objects.get(pk=ana.pk))
    with django_capture_on_commit_callbacks(execute=True):
        assert client.delete(ME, {"password": PASSWORD}).status_code == 204
    assert not User.objects.filter(email=ana.email).exists()
    assert not Coaching.objects.exists()
    assert not ProfileGrant.objects.exists()
    assert not Token.objects.exists()
    assert list((settings.MEDIA_ROOT / "pictures").iterdir()) == []
    assert client.get(ME).status_code == 401


def test_no_invitation_keeps_the_address_of_who_has_left(api, ana, tess):
    for email in (ana.email, "somebody.else@example.com"):
        coaching.invite(trainer=tess, email=email, at=NOON)
    api(ana).delete(ME, {"password": PASSWORD})
    assert [row.email for row in Coaching.objects.all()] == ["somebody.else@example.com"]


def test_a_trainer_who_leaves_leaves_the_trainee(api, ana, cole):
    api(cole).delete(ME, {"password": PASSWORD})
    assert User.objects.filter(pk=ana.pk).exists()


def test_the_last_admin_cannot_leave(api, ada):
    assert api(ada).delete(ME, {"password": PASSWORD}).status_code == 409


def test_guessing_the_password_is_slowed_down(api, ana):
    client = api(ana)
    codes = [client.delete(ME, {"password": "wrong"}).status_code for _ in range(11)]
    assert codes == [400] * 10 + [429]


@pytest.mark.parametrize("method", ["get", "patch", "delete"])
def test_nobody_has_no_self(api, db, method):
    assert getattr(api(), method)(ME).status_code == 401
