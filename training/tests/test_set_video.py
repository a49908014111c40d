import pytest
from django.urls import reverse

from accounts.coaching import end
from conftest import NOON
from training.models import VideoLink
from training.tests.log import make_exercise
from training.videos import Video, set_video, videos_of

pytestmark = pytest.mark.django_db
URL = "https://videos.example/squat"


@pytest.fixture
def squat():
    return make_exercise("back-squat", origin="shipped")


def page_of(exercise):
    return reverse("training:exercise-video", args=[exercise.slug])


def test_a_trainers_video_is_seen_by_whom_she_coaches_and_no_longer(client, squat, ana, cole, sam):
    set_video(exercise=squat, trainer=cole, url=URL)
    for who, sees in [(ana, True), (cole, True), (sam, False)]:
        client.force_login(who)
        assert (f'href="{URL}"' in client.get(f"/exercises/{squat.slug}/").content.decode()) is sees
    client.logout()
    assert URL not in client.get(f"/exercises/{squat.slug}/").content.decode()
    end(coaching=ana.coachings_as_trainee.get(), by=ana, at=NOON)
    assert videos_of(squat, reader=ana) == []


def test_it_is_a_link_and_nothing_is_fetched_from_there(client, squat, ana, cole):
    set_video(exercise=squat, trainer=cole, url=URL)
    client.force_login(ana)
    body = client.get(f"/exercises/{squat.slug}/").content.decode()
    assert "Watch Cole" in body
    assert body.count(URL) == 1
    assert 'rel="noopener noreferrer nofollow"' in body


def test_an_own_exercise_has_its_own_video(ana):
    mine = make_exercise("sled", origin="private", owner=ana, video_url=URL)
    assert videos_of(mine, reader=ana) == [Video(URL)]


def test_a_trainer_keeps_one_video_and_takes_it_away_with_an_empty_address(client, squat, cole):
    client.force_login(cole)
    for url in ("https://videos.example/first", URL):
        client.post(page_of(squat), {"url": url})
    assert VideoLink.objects.get().url == URL
    client.post(page_of(squat), {"url": ""})
    assert not VideoLink.objects.exists()


@pytest.mark.parametrize("url", ["http://videos.example/", "javascript:alert(1)", "ftp://a.b/c"])
def test_only_https_is_kept_and_the_trainer_is_told(client, api, squat, cole, url):
    client.force_login(cole)
    page = client.post(page_of(squat), {"url": url})
    assert page.status_code == 422
    assert f'value="{url}"' in page.content.decode()
    assert "Write an address that begins with https://." in page.content.decode()
    response = api(cole).put(f"/api/v1/exercises/{squat.slug}/video/", {"url": url}, format="json")
    assert list(response.json()["errors"]) == ["url"]
    assert not VideoLink.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("cole", 200), ("ana", 403), ("ada", 403)])
def test_videos_are_for_trainers_to_set(api, client, squat, who, status, request):
    person = request.getfixturevalue(who)
    path, said = f"/api/v1/exercises/{squat.slug}/video/", {"url": URL}
    assert api(person).put(path, said, format="json").status_code == status
    client.force_login(person)
    assert client.post(page_of(squat), said).status_code == (302 if status == 200 else 403)


def test_a_trainer_has_no_video_of_what_is_hidden_from_her(api, ana, tess):
    mine = make_exercise("sled", origin="private", owner=ana)
    path = f"/api/v1/exercises/{mine.slug}/video/"
    assert api(tess).put(path, {"url": URL}, format="json").status_code == 404


def test_the_api_takes_it_away_again(api, squat, cole):
    path = f"/api/v1/exercises/{squat.slug}/video/"
    made = api(cole).put(path, {"url": URL}, format="json").json()
    assert made == {"url": URL, "trainer": str(cole.pk)}
    assert [api(cole).delete(path).status_code for _ in range(2)] == [204, 204]
    assert not VideoLink.objects.exists()
