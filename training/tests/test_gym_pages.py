"""The page on which a person says what a gym has."""

import pytest
from django.urls import reverse

from training.models import Gym
from training.tests.gyms import make_gym, plates_of

URL = "/gyms/"
FORM = {
    "name": "Garage",
    "bars": ["barbell 20 kg", "ez_bar 10 kg"],
    "plate-20-kg": "4",
    "plate-2.5-kg": "2",
    "plate-45-lb": "2",
    "dumbbells": ["10 kg", "12.5 kg"],
    "more_dumbbells": "11, 50 lb",
    "cable-start": "5",
    "cable-step": "2.5",
    "cable-most": "80",
}


@pytest.fixture
def page(client, ana):
    client.force_login(ana)
    return client


def test_the_first_gym_is_used_at_once(page, ana):
    response = page.post(URL, FORM)
    gym = Gym.objects.get(owner=ana)
    assert response["Location"] == reverse("training:gym", args=[gym.pk])
    assert gym.is_in_use
    assert [f"{one['kind']} {one['weight']}" for one in gym.bars] == ["ez_bar 10", "barbell 20"]
    assert [(one["weight"], one["unit"], one["count"]) for one in gym.plates] == [
        (2.5, "kg", 2),
        (20, "kg", 4),
        (45, "lb", 2),
    ]
    assert [one["weight"] for one in gym.dumbbells] == [10, 11, 12.5, 50]
    assert gym.machines == [{"kind": "cable", "start": 5, "step": 2.5, "most": 80, "unit": "kg"}]


def test_what_was_said_is_there_again_and_saving_it_changes_nothing(page, ana):
    page.post(URL, FORM)
    gym = Gym.objects.get(owner=ana)
    before = (gym.bars, gym.plates, gym.dumbbells, gym.machines)
    shown = page.get(reverse("training:gym", args=[gym.pk])).context["form"]
    again = {
        field.html_name: value
        for field in shown
        if (value := shown.get_initial_for_field(field.field, field.name)) not in (None, [])
    }
    page.post(reverse("training:gym", args=[gym.pk]), again)
    gym.refresh_from_db()
    assert (gym.bars, gym.plates, gym.dumbbells, gym.machines) == before


def test_a_person_without_one_is_offered_what_most_gyms_have(page):
    html = page.get(URL).content.decode()
    assert "Save and use it" in html
    assert 'value="barbell 20 kg" id="id_bars_0" checked' in html


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "This field is required."),
        ({"plate-20-kg": "41"}, "Ensure this value is less than or equal to 40."),
        ({"bars": ["rack 20 kg"]}, "Select a valid choice."),
        ({"more_dumbbells": "heavy"}, "“heavy” is not a weight, such as 22.5 or 50 lb."),
        ({"more_dumbbells": "900"}, "Ensure this value is less than or equal to 500."),
        ({"cable-step": ""}, "All three, or none of them."),
        ({"cable-most": "4"}, "The heaviest cannot be lighter than the lightest."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(page, wrong, said):
    response = page.post(URL, {**FORM, **wrong})
    assert response.status_code == 400
    html = response.content.decode()
    assert said in html
    assert f'value="{ {**FORM, **wrong}["cable-most"] }"' in html
    assert not Gym.objects.exists()


def test_of_two_gyms_one_is_in_use(page, ana):
    home, club = make_gym(ana, name="Home"), make_gym(ana, name="Club")
    page.post(reverse("training:gym", args=[home.pk]), {"act": "use"})
    assert list(Gym.objects.in_use()) == [home]
    page.post(reverse("training:gym", args=[home.pk]), {"act": "delete"})
    assert list(Gym.objects.in_use()) == [club]


def test_there_is_an_end_to_gyms(page, ana):
    for number in range(10):
        make_gym(ana, name=f"Gym {number}")
    response = page.post(URL, FORM)
    assert response.status_code == 409
    assert "Up to 10 gyms." in response.content.decode()


@pytest.mark.parametrize(("who", "status"), [("ana", 200), ("cole", 403), ("sam", 404)])
def test_only_who_trains_there_opens_it(client, ana, who, status, request):
    client.force_login(request.getfixturevalue(who))
    gym = make_gym(ana)
    assert client.get(reverse("training:gym", args=[gym.pk])).status_code == status


def test_somebody_who_reads_pounds_writes_pounds(page, ana):
    ana.profile.change(load_unit="lb")
    page.post(URL, {"name": "Club", "bars": ["barbell 45 lb"], "more_dumbbells": "52.5"})
    gym = Gym.objects.get(owner=ana)
    assert (gym.bars[0]["unit"], gym.dumbbells) == ("lb", [{"weight": 52.5, "unit": "lb"}])


def test_the_page_costs_the_same_for_any_gym(page, ana, django_assert_num_queries):
    make_gym(ana, bars=[("barbell", 20)], plates=plates_of({20: 4}), dumbbells=range(2, 60, 2))
    with django_assert_num_queries(3):
        page.get(URL)
