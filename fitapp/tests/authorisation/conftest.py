import pytest

from fitapp.tests.authorisation.world import World, build
from fitapp.tests.for_a_module import written_for_a_module


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> World:
    media = tmp_path_factory.mktemp("media")
    with written_for_a_module(django_db_blocker, build, media=media) as made:
        made.media = media
        yield made


@pytest.fixture(autouse=True)
def _her_files(request, settings, _test_settings):
    """Files stay where the world was built."""
    if "world" in request.fixturenames:
        settings.MEDIA_ROOT = request.getfixturevalue("world").media
