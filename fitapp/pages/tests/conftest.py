import pytest

from conftest import NOON
from fitapp.pages.tests.a_busy_gym import Gym


@pytest.fixture
def gym(db, settings, time_machine):
    """A gym at noon, without limits on how often somebody may ask."""
    time_machine.move_to(NOON, tick=False)
    settings.RATELIMIT_ENABLE = False
    settings.LIMITS = {}
    return Gym()
