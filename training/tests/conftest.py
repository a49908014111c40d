import pytest

from training.models import Exercise
from training.tests.library import load


@pytest.fixture(scope="module")
def whole_library(django_db_setup, django_db_blocker):
    """The shipped library, loaded once for a module. Tests roll back what they add to it."""
    with django_db_blocker.unblock():
        load()
    yield
    with django_db_blocker.unblock():
        Exercise.objects.all().delete()
