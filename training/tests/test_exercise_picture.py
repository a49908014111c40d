from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from accounts.roles import delete_account
from conftest import NOON
from training import exercises
from training.models import Exercise
from training.tests.log import make_exercise
from training.tests.test_exercise_pages import FORM

pytestmark = pytest.mark.django_db
PLACE = 0x8825  # where a camera writes where it was


def photo(size=(900, 600)):
    taken = Image.new("RGB", size, "teal")
    exif = Image.Exif()
    exif[0x010F] = "Zqxcamera"
    exif.get_ifd(PLACE)[2] = (51.0, 30.0, 0.0)
    kept = BytesIO()
    taken.save(kept, "JPEG", exif=exif)
    return SimpleUploadedFile("sled.jpg", kept.getvalue(), "image/jpeg")


@pytest.fixture
def sled(ana):
    return make_exercise("sled", origin="private", owner=ana)


def picture_of(exercise):
    return reverse("training:exercise-picture", args=[exercise.slug])


def test_a_picture_comes_with_a_new_exercise_without_place_or_camera(client, ana):
    client.force_login(ana)
    response = client.post(reverse("training:exercise-new"), {**FORM, "picture": photo()})
    assert response.status_code == 302
    made = Exercise.objects.get()
    kept = Image.open(made.picture.open("rb"))
    assert (kept.format, kept.size) == ("WEBP", (512, 512))
    assert dict(kept.getexif()) == {}
    assert picture_of(made) in client.get(response.url).content.decode()
    assert picture_of(made) in client.get("/exercises/").content.decode()


def test_what_is_no_picture_is_refused_and_nothing_is_made(client, ana):
    client.force_login(ana)
    wrong = SimpleUploadedFile("a.jpg", b"<svg onload=alert(1)>", "image/jpeg")
    response = client.post(reverse("training:exercise-new"), {**FORM, "picture": wrong})
    assert response.status_code == 422
    assert "This is not a JPG, PNG or WebP picture." in response.content.decode()
    assert 'value="Garage sled drag"' in response.content.decode()
    assert not Exercise.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("ana", 200), ("cole", 200), ("sam", 404)])
def test_it_is_seen_by_those_who_see_the_exercise(client, sled, who, status, request):
    exercises.set_picture(exercise=sled, upload=photo())
    assert client.get(picture_of(sled)).status_code == 404
    client.force_login(request.getfixturevalue(who))
    response = client.get(picture_of(sled))
    assert response.status_code == status
    if status == 200:
        assert response.headers["Cache-Control"] == "private, no-cache"
        etag = response.headers["ETag"]
        assert client.get(picture_of(sled), headers={"If-None-Match": etag}).status_code == 304


def test_without_a_picture_there_is_none_to_fetch(client, sled, ana):
    client.force_login(ana)
    assert client.get(picture_of(sled)).status_code == 404


def test_a_new_picture_replaces_the_file_and_a_tick_deletes_it(
    client, sled, ana, django_capture_on_commit_callbacks
):
    client.force_login(ana)
    edit, names = reverse("training:exercise-edit", args=[sled.slug]), []
    for more in ({"picture": photo()}, {"picture": photo()}, {"no_picture": "on"}):
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(edit, {**FORM, **more}).status_code == 302
        sled.refresh_from_db()
        names.append(sled.picture.name)
    assert names[0] != names[1]
    assert names[2] == ""
    assert not any(default_storage.exists(name) for name in names[:2])


@pytest.mark.parametrize(("who", "status"), [("ana", 204), ("cole", 403), ("sam", 404)])
def test_the_owner_sends_it_by_the_api(api, sled, who, status, request):
    client, path = api(request.getfixturevalue(who)), f"/api/v1/exercises/{sled.slug}/picture/"
    assert client.put(path, {"file": photo()}, format="multipart").status_code == status
    sled.refresh_from_db()
    assert bool(sled.picture) is (status == 204)
    if status == 204:
        told = client.get(f"/api/v1/exercises/{sled.slug}/").json()["picture"]
        assert told == f"http://testserver{picture_of(sled)}"
    assert client.delete(path).status_code == status


def test_it_goes_with_the_account_though_others_keep_the_exercise(
    sled, ana, django_capture_on_commit_callbacks
):
    exercises.set_picture(exercise=sled, upload=photo())
    name = sled.picture.name
    with django_capture_on_commit_callbacks(execute=True):
        delete_account(user=ana, by=ana, at=NOON)
    sled.refresh_from_db()
    assert (sled.owner_id, sled.picture.name) == (None, "")
    assert not default_storage.exists(name)
