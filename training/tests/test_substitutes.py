"""What can stand in for an exercise: ranked, with its reason, and without what cannot be done."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from conftest import NOON
from training import catalogue, logbook
from training.marks import mark
from training.models import Exercise, ExerciseEquipment, Substitute
from training.substituting import offers
from training.tests.log import (
    document,
    entry,
    group,
    make_exercise,
    make_workout,
    plan,
    prescription,
)

pytestmark = pytest.mark.django_db
LEGS = {"quads": "1", "glutes": "0.5"}


@pytest.fixture
def gym():
    """Squats and what is like them: {slug: exercise}."""
    made = {
        slug: make_exercise(slug, muscles=muscles, origin="shipped", stresses=stresses)
        for slug, muscles, stresses in [
            ("back-squat", LEGS, ["spinal_load"]),
            ("front-squat", LEGS, ["spinal_load"]),
            ("goblet-squat", LEGS, []),
            ("leg-press", {"quads": "1", "glutes": "0.5", "calves": "0.25"}, ["knee"]),
            ("sissy-squat", {"quads": "1"}, ["knee"]),
            ("curl", {"biceps": "1"}, []),
        ]
    }
    needs = {"back-squat": "barbell", "front-squat": "barbell", "goblet-squat": "dumbbell",
             "leg-press": "leg_press_machine", "sissy-squat": "none"}  # fmt: skip
    for slug, thing in needs.items():
        ExerciseEquipment.objects.create(exercise=made[slug], equipment=thing)
    Substitute.objects.create(exercise=made["back-squat"], substitute=made["leg-press"], position=0)
    catalogue.changed()
    return made


def found(gym, trainee, **terms):
    rows = offers(gym["back-squat"], trainee=trainee, reader=trainee)
    return [offer.exercise.slug for offer in rows if not offer.why_not]


def test_the_librarys_own_list_comes_first_then_what_is_most_alike(ana, gym):
    assert found(gym, ana) == ["leg-press", "front-squat", "goblet-squat", "sissy-squat"]


def test_what_she_has_done_before_comes_before_its_like(ana, gym):
    make_workout(ana, gym["goblet-squat"], (20, 10), days=-3)
    assert found(gym, ana) == ["leg-press", "goblet-squat", "front-squat", "sissy-squat"]


def test_what_she_has_not_or_must_spare_is_left_out_with_its_reason(ana, gym):
    ana.profile.change(equipment=["dumbbell", "leg_press_machine"], limitations=["knee"])
    rows = offers(gym["back-squat"], trainee=ana, reader=ana)
    said = {offer.exercise.slug: (offer.reason, offer.why_not) for offer in rows}
    assert said["goblet-squat"] == ("Same muscles; dumbbell at hand", "")
    assert said["front-squat"] == ("Same muscles", "Needs barbell.")
    assert said["leg-press"][1] == "Strains what is to be spared: knee."
    assert said["sissy-squat"][0].endswith("needs no equipment")
    assert found(gym, ana) == ["goblet-squat"]


def test_what_is_never_to_be_suggested_is_not(ana, gym):
    mark(exercise=gym["leg-press"], user=ana, kind="never", reason="pain", at=NOON)
    assert found(gym, ana) == ["front-squat", "goblet-squat", "sissy-squat"]


def test_without_saying_what_is_at_hand_nothing_is_left_out(ana, gym):
    rows = offers(gym["back-squat"], trainee=ana, reader=ana)
    assert {offer.why_not for offer in rows} == {""}


def test_ranking_costs_the_same_however_many_there_are(ana, gym, django_assert_max_num_queries):
    catalogue.everything(ana)
    with django_assert_max_num_queries(8):  # her circle, and four of its own
        found(gym, ana)


def test_the_api_leaves_out_what_does_not_suit_unless_asked(ana, api, gym):
    ana.profile.change(equipment=["dumbbell"])
    url = "/api/v1/exercises/back-squat/substitutes/"
    suits = api(ana).get(url).json()["results"]
    assert [row["id"] for row in suits] == ["goblet-squat", "sissy-squat"]
    assert suits[0]["reason"] == "Same muscles; dumbbell at hand"
    everything = api(ana).get(url, {"all": "true"}).json()["results"]
    assert len(everything) == 4
    left_out = {row["id"]: row["why_not"] for row in everything if row["why_not"]}
    assert left_out == {"leg-press": "Needs leg press machine.", "front-squat": "Needs barbell."}
    assert len(api().get(url).json()["results"]) == 4, "nobody is asked what they have"
    for wrong in ({"all": "maybe"}, {"colour": "red"}):
        response = api(ana).get(url, wrong)
        assert (response.status_code, [*response.json()["errors"]]) == (400, [*wrong])


@pytest.fixture
def item(ana, gym):
    """Three planned sets of five squats at 100 kg."""
    planned = plan(ana, document(group(entry("back-squat", *[prescription()] * 3))))
    return logbook.start_planned(planned=planned, by=ana, at=NOON).items.get()


def test_the_swap_page_offers_and_leaves_out_and_shows_all(client, ana, gym, item):
    ana.profile.change(equipment=["dumbbell"])
    client.force_login(ana)
    url = reverse("training:item-swap", args=[item.pk])
    page = client.get(url).content.decode()
    assert "Goblet squat" in page
    assert "Same muscles; dumbbell at hand" in page
    assert "Front squat" not in page
    assert "2 left out" in page
    page = client.get(url, {"all": "1"}).content.decode()
    assert "Front squat" in page
    assert "Needs barbell." in page


def test_what_was_planned_can_be_taken_back(client, ana, gym, item):
    client.force_login(ana)
    url = reverse("training:item-swap", args=[item.pk])
    client.post(url, {"exercise": gym["goblet-squat"].pk})
    item.refresh_from_db()
    assert (item.name, item.planned_exercise.slug) == ("Goblet squat", "back-squat")
    assert "Back to what the plan says" in client.get(url).content.decode()
    client.post(url, {"exercise": gym["back-squat"].pk})
    item.refresh_from_db()
    assert not item.was_swapped


def loads(item):
    return [row.target_load_kg for row in item.sets.order_by("position")]


def test_a_swapped_exercise_takes_its_loads_from_her_last_time(ana, gym, item):
    make_workout(ana, gym["leg-press"], (150, 5), days=-9)
    make_workout(ana, gym["leg-press"], (160, 5), (150, 5), days=-3)
    swapped = logbook.swap_exercise(item=item, exercise=gym["leg-press"])
    assert loads(swapped) == [160, 150, 150]


def test_for_other_reps_it_is_what_comes_to_the_same(ana, gym, item):
    make_workout(ana, gym["leg-press"], (100, 10), days=-3)
    assert (
        loads(logbook.swap_exercise(item=item, exercise=gym["leg-press"]))
        == [
            Decimal("112.5")  # 100 × (30 + 10) / (30 + 5) is 114.3
        ]
        * 3
    )


def test_what_is_done_keeps_its_exercise_and_the_rest_gets_the_new_load(ana, gym, item):
    make_workout(ana, gym["goblet-squat"], (24, 5), days=-3)
    first = item.sets.order_by("position").first()
    logbook.log_set(set=first, at=NOON + timedelta(minutes=3), load=Decimal(100), reps=5)
    swapped = logbook.swap_exercise(item=item, exercise=gym["goblet-squat"])
    first.refresh_from_db()
    assert (first.exercise.slug, first.target_load_kg, first.load_kg) == ("back-squat", 100, 100)
    assert loads(swapped) == [24, 24]


def test_never_done_it_has_no_load(ana, gym, item):
    assert loads(logbook.swap_exercise(item=item, exercise=gym["leg-press"])) == [None] * 3


def test_a_retired_exercise_has_substitutes_too_and_is_none(ana, gym):
    Exercise.objects.filter(slug__in=["back-squat", "front-squat"]).update(retired_at=NOON)
    catalogue.changed()
    assert found(gym, ana) == ["leg-press", "goblet-squat", "sissy-squat"]
