import re

import pytest
from django.urls import reverse

from conftest import NOON
from training import exercises
from training.marks import mark
from training.models import Exercise, Record
from training.substituting import offers
from training.tests.log import make_workout

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_library")]
LIBRARY = "/exercises/"
FORM = {
    "name": "Garage sled drag",
    "tracking": "load_distance",
    "pattern": "carry",
    "mechanics": "compound",
    "level": "beginner",
    "main": ["quads"],
    "helping": ["calves"],
    "equipment": ["sled"],
    "steps": "Strap in.\n\nWalk backwards.",
    "cues": "Tall chest",
}


def names(response):
    return re.findall(r'class="xbody"><b>([^<]*)', response.content.decode())


def page(client, path, user=None, **query):
    if user is not None:
        client.force_login(user)
    return client.get(path, query)


# --- The library ---------------------------------------------------------------------------------


def test_anybody_reads_the_library_a_page_at_a_time(client):
    first = page(client, LIBRARY)
    assert first.status_code == 200
    assert len(names(first)) == 24
    assert "637 exercises" in first.content.decode()
    assert names(first)[0] == "Barbell back squat"
    second = page(client, LIBRARY, page=2)
    assert set(names(second)).isdisjoint(names(first))
    assert "page=2" in first.content.decode()
    assert "New exercise" not in first.content.decode()


def test_a_misspelt_search_works_without_a_script(client):
    response = page(client, LIBRARY, q="bulgaran splt")
    assert names(response)[0] == "Dumbbell Bulgarian split squat"
    assert 'value="bulgaran splt"' in response.content.decode()


@pytest.mark.parametrize(
    ("query", "chip"),
    [
        ({"muscle": "calves"}, "Calves"),
        ({"equipment": "kettlebell"}, "Kettlebell"),
        ({"pattern": "lunge"}, "Lunge"),
        ({"level": "advanced"}, "Advanced"),
        ({"mechanics": "isolation"}, "Isolation"),
    ],
)
def test_a_filter_narrows_and_can_be_taken_away(client, query, chip):
    body = page(client, LIBRARY, **query).content.decode()
    assert f'aria-label="Remove filter {chip}"' in body
    assert re.search(r"\d+ of 637 exercises", body)


def test_filters_combine_and_links_keep_them(client):
    query = {"q": "curl", "equipment": ["dumbbell", "cable"], "muscle": "biceps"}
    body = page(client, LIBRARY, **query).content.decode()
    assert "muscle=biceps&amp;equipment=cable" in body
    assert "?q=curl&amp;equipment=dumbbell&amp;equipment=cable&amp;muscle=" in body


def test_a_filter_nobody_offers_counts_as_none(client):
    response = page(client, LIBRARY, muscle="wings", level="godlike", page="nine")
    assert response.status_code == 200
    assert len(names(response)) == 24


def test_nothing_found_says_what_to_do(client, ana):
    body = page(client, LIBRARY, q="xyzzy").content.decode()
    assert "Nothing matches “xyzzy”" in body
    assert "New exercise" not in body
    assert "New exercise" in page(client, LIBRARY, ana, q="xyzzy").content.decode()


def test_what_people_type_is_escaped(client):
    body = page(client, LIBRARY, q='"><script>alert(1)</script>').content.decode()
    assert "<script>alert" not in body


def test_an_own_exercise_is_listed_for_its_circle_only(client, ana, cole, sam):
    exercises.create_private(owner=ana, name="Garage sled drag")
    for who, sees in [(ana, True), (cole, True), (sam, False)]:
        listed = names(page(client, LIBRARY, who, q="garage sled"))
        assert ("Garage sled drag" in listed) is sees
    client.logout()
    assert "Garage sled drag" not in names(page(client, LIBRARY, q="garage sled"))
    assert names(page(client, LIBRARY, ana, own="on")) == ["Garage sled drag"]


@pytest.mark.parametrize("query", [{}, {"q": "squat"}, {"q": "press", "muscle": "chest"}])
def test_the_library_costs_the_same_whatever_it_shows(client, query, django_assert_num_queries):
    page(client, LIBRARY)
    with django_assert_num_queries(0):
        page(client, LIBRARY, **query)


# --- One exercise --------------------------------------------------------------------------------


def test_anybody_reads_how_an_exercise_is_done(client):
    squat = Exercise.objects.get(slug="barbell-back-squat")
    body = page(client, reverse("training:exercise", args=[squat.slug])).content.decode()
    for text in (*squat.steps[:1], *squat.cues[:1], squat.mistakes[0]["mistake"]):
        assert text in body.replace("&#x27;", "'")
    assert "Your history" not in body
    assert "Edit" not in body


def test_one_who_never_did_it_is_told_so(client, ana):
    body = page(client, "/exercises/barbell-back-squat/", ana).content.decode()
    assert "You have not done this exercise yet" in body


def record_of(ana, squat):
    (done,) = make_workout(ana, squat, (100, 5))
    Record.objects.create(
        trainee=ana,
        exercise=squat,
        kind="e1rm",
        value="116.667",
        set=done,
        session=done.session,
        achieved_at=NOON,
    )


def test_history_and_records_are_the_persons_own(client, ana, cole, sam):
    record_of(ana, Exercise.objects.get(slug="barbell-back-squat"))
    url = "/exercises/barbell-back-squat/"
    own = page(client, url, ana).content.decode()
    assert "100 × 5" in own
    assert "116.7 kg" in own
    assert "/charts/e1rm/barbell-back-squat/" in own
    coached = page(client, url, cole, trainee=ana.pk).content.decode()
    assert "116.7 kg" in coached
    assert f"/charts/e1rm/barbell-back-squat/?trainee={ana.pk}" in coached
    assert "116.7 kg" not in page(client, url, cole).content.decode()
    assert page(client, url, sam, trainee=ana.pk).status_code == 404
    client.logout()
    assert "116.7" not in page(client, url, trainee=ana.pk).content.decode()


def test_what_speaks_against_it_is_said_of_whom_it_is_about(client, ana, cole):
    ana.profile.limitations = ["knee"]
    ana.profile.save()
    squat = Exercise.objects.get(slug="barbell-back-squat")
    mark(exercise=squat, user=ana, kind="never", reason="pain", at=NOON)
    url = "/exercises/barbell-back-squat/"
    own = page(client, url, ana).content.decode()
    assert "Never suggested to you: “It hurts”." in own
    assert "Change what you have and spare" in own
    coached = page(client, url, cole, trainee=ana.pk).content.decode()
    assert f"Never suggested to {ana.name}: “It hurts”." in coached
    assert f"<b>{ana.name}.</b> Strains what is to be spared: knee." in coached
    assert "what you have" not in coached
    assert "Never suggested to" not in page(client, url, cole).content.decode()


def test_what_stands_in_for_it_is_what_a_swap_would_offer(client, ana):
    ana.profile.equipment = ["dumbbell"]
    ana.profile.save()
    url = "/exercises/barbell-back-squat/"
    for reader, trainee in ((None, None), (ana, ana)):
        response = page(client, url, reader)
        squat = response.context["exercise"]
        found = [row for row in offers(squat, trainee=trainee, reader=reader) if not row.why_not]
        assert response.context["substitutes"] == found[:5]
        assert found[0].reason in response.content.decode()


def test_pounds_are_for_those_who_read_pounds(client, ana, cole):
    record_of(ana, Exercise.objects.get(slug="barbell-back-squat"))
    cole.profile.load_unit = "lb"
    cole.profile.save()
    body = page(client, "/exercises/barbell-back-squat/", cole, trainee=ana.pk).content.decode()
    assert "220.46 × 5" in body
    assert "257.2 lb" in body


def test_a_private_exercise_is_hidden_from_strangers(client, ana, cole, sam):
    url = reverse(
        "training:exercise", args=[exercises.create_private(owner=ana, name="Sled drag").slug]
    )
    assert page(client, url).status_code == 404
    statuses = [page(client, url, who).status_code for who in (ana, cole, sam)]
    assert statuses == [200, 200, 404]


def test_the_page_costs_the_same_with_more_history(client, ana, django_assert_max_num_queries):
    squat = Exercise.objects.get(slug="barbell-back-squat")
    for day in range(0, 21, 7):
        make_workout(ana, squat, (100, 5), (100, 5), days=day)
    page(client, "/exercises/barbell-back-squat/", ana)
    with django_assert_max_num_queries(20):
        page(client, "/exercises/barbell-back-squat/", ana)


# --- One's own -----------------------------------------------------------------------------------


def test_a_person_adds_an_exercise(client, ana):
    client.force_login(ana)
    response = client.post(reverse("training:exercise-new"), FORM)
    made = Exercise.objects.get(name="Garage sled drag")
    assert response.url == reverse("training:exercise", args=[made.slug])
    assert (made.owner, made.origin) == (ana, "private")
    assert made.steps == ["Strap in.", "Walk backwards."]
    shares = {row.muscle: float(row.share) for row in made.muscles.all()}
    assert shares == {"quads": 1.0, "calves": 0.5}
    assert made.pictogram


def test_wrong_input_is_kept_and_explained(client, ana):
    client.force_login(ana)
    response = client.post(
        reverse("training:exercise-new"), {**FORM, "main": [], "level": "", "helping": ["glutes"]}
    )
    body = response.content.decode()
    assert response.status_code == 422
    assert 'value="Garage sled drag"' in body
    assert "Strap in." in body
    assert body.count("This field is required") >= 2


def test_a_muscle_is_main_or_helping(client, ana):
    client.force_login(ana)
    response = client.post(reverse("training:exercise-new"), {**FORM, "helping": ["quads"]})
    assert "Quads: either main or helping" in response.content.decode()


def test_a_name_one_has_already_is_refused_beside_the_field(client, ana):
    exercises.create_private(owner=ana, name="garage sled drag")
    client.force_login(ana)
    response = client.post(reverse("training:exercise-new"), FORM)
    assert response.status_code == 422
    assert "There is an exercise named" in response.content.decode()
    assert Exercise.objects.filter(owner=ana).count() == 1


def test_an_own_exercise_is_changed_retired_and_brought_back(client, ana):
    mine = exercises.create_private(owner=ana, name="Sled drag", pattern="carry")
    client.force_login(ana)
    edit = reverse("training:exercise-edit", args=[mine.slug])
    assert 'value="Sled drag"' in client.get(edit).content.decode()
    assert client.post(edit, FORM).status_code == 302
    assert client.post(edit, {**FORM, "name": ""}).status_code == 422
    mine.refresh_from_db()
    assert (mine.name, mine.tracking) == ("Garage sled drag", "load_distance")
    client.post(reverse("training:exercise-retire", args=[mine.slug]))
    assert "Garage sled drag" not in names(page(client, LIBRARY, q="garage sled"))
    assert "Bring back" in page(client, f"/exercises/{mine.slug}/").content.decode()
    client.post(reverse("training:exercise-restore", args=[mine.slug]))
    assert "Garage sled drag" in names(page(client, LIBRARY, q="garage sled"))


@pytest.mark.parametrize("act", ["exercise-edit", "exercise-retire", "exercise-restore"])
def test_only_the_owner_changes_it(client, ana, cole, sam, act):
    mine = exercises.create_private(owner=ana, name="Sled drag")
    url = reverse(f"training:{act}", args=[mine.slug])
    assert client.post(url, FORM).status_code == 302
    assert "/accounts/login/" in client.post(url, FORM).url
    for who, status in [(cole, 403), (sam, 404)]:
        client.force_login(who)
        assert client.post(url, FORM).status_code == status
    mine.refresh_from_db()
    assert (mine.name, mine.retired_at) == ("Sled drag", None)


def test_the_library_is_not_for_everybody_to_edit(client, ana, ada):
    url = reverse("training:exercise-edit", args=["front-squat"])
    assert page(client, url, ana).status_code == 403
    assert page(client, url, ada).status_code == 200


def test_retiring_takes_a_post(client, ana):
    mine = exercises.create_private(owner=ana, name="Sled drag")
    url = reverse("training:exercise-retire", args=[mine.slug])
    assert page(client, url, ana).status_code == 405
