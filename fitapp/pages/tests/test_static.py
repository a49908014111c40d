"""Static files as production collects them: every file that one of them names is there."""

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.templatetags.static import static


@pytest.fixture
def collected(settings, tmp_path):
    storage = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": storage}}
    call_command("collectstatic", interactive=False, verbosity=0)
    return settings.STATIC_ROOT


def test_files_are_collected_under_names_that_change_with_them(collected):
    url = static("css/app.css")
    assert url != "/static/css/app.css"
    assert (collected / url.removeprefix("/static/")).read_text()
    assert staticfiles_storage.stored_name("js/app.js") != "js/app.js"


def test_no_second_chart_library_is_published(collected):
    scripts = [path.name for path in collected.rglob("*.js")]
    assert "chart.umd.js" in scripts
    assert not [name for name in scripts if "highcharts" in name.lower()]
