from copy import deepcopy

import pytest

from conftest import NOON
from fitapp.pages.tests.a_busy_gym import Gym
from fitapp.tests.for_a_module import written_for_a_module


@pytest.fixture(scope="module")
def gym_of_the_module(django_db_setup, django_db_blocker, tmp_path_factory):
    media = tmp_path_factory.mktemp("media")
    with written_for_a_module(django_db_blocker, Gym, media=media) as made:
        yield made, media


@pytest.fixture
def gym(gym_of_the_module, db, settings, time_machine):
    """A gym at noon, without limits on how often somebody may ask."""
    made, settings.MEDIA_ROOT = gym_of_the_module
    time_machine.move_to(NOON, tick=False)
    settings.RATELIMIT_ENABLE = False
    settings.LIMITS = {}
    return deepcopy(made)
