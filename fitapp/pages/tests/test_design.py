"""The tags every template knows."""

import json
import re

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.test import RequestFactory

from fitapp.pages.modules import import_map
from fitapp.pages.musclemap import MUSCLE_OF, REGION_OF
from training.taxonomy import SHOULDERS, Muscle


def rendered(source, user=None, **context):
    request = RequestFactory().get("/")
    request.csp_nonce = "abc"
    request.user = user or AnonymousUser()
    return engines["django"].from_string(source).render(context, request)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{% icon "check" "i-14" %}', '<use href="/static/img/ui.svg#check"/>'),
        ('{% pic "deadlift" "pic--44" "Deadlift" %}', 'role="img" aria-label="Deadlift"'),
        ('{% plates "5on 3now 4 miss" "4 sets" %}', '<i class="h5 on"></i><i class="h3 now"></i>'),
        ('{% prog 40 "40 %" %}', '<rect class="prog-f" width="40%" height="10" rx="2"/>'),
        ('{% norm 20 60 50 "Sleep" %}', '<rect class="norm-band" x="20%" y="2" width="40%"'),
        ('{% spark values "Weight" %}', 'viewBox="0 0 88 28"'),
        ('{% ring parts "1,800" "kcal" "Energy" %}', 'stroke-dasharray="138.23 276.46"'),
    ],
)
def test_drawings_render(source, expected):
    html = rendered(source, values=[1, 2, 3], parts=[(50, "f")])
    assert expected in html
    assert "style=" not in html


def test_words_in_drawings_are_escaped():
    assert "<script>" not in rendered('{% plates "5on" label %}', label='"><script>')


def test_every_muscle_has_a_region_on_the_map():
    assert set(REGION_OF) == {*Muscle, SHOULDERS}
    drawn = set(re.findall(r'data-muscle="([^"]+)"', rendered("{% musclemap %}")))
    assert set(REGION_OF.values()) <= drawn


def test_the_muscle_map_marks_primary_and_secondary():
    html = rendered('{% musclemap first second "Squat" %}', first=["quads"], second=["abductors"])
    assert '<g class="mm is-prime" data-muscle="quads">' in html
    assert '<g class="mm is-second" data-muscle="glutes">' in html
    assert "<a" not in html


def test_many_maps_on_one_page_draw_the_body_once():
    html = rendered("{% musclemap first over_body=True %}", first=["quads"])
    assert re.findall(r'data-muscle="([^"]+)"', html) == ["quads"]
    assert '<use href="#body"/>' in html
    body = rendered("{% musclemap_body %}")
    assert {*re.findall(r'data-muscle="([^"]+)"', body)} >= {*REGION_OF.values()}
    assert '<g id="body">' in body


def test_the_muscle_map_can_be_picked_from():
    html = rendered('{% musclemap first pick="?muscle=" %}', first=["lats"])
    assert 'href="?muscle=lats" data-muscle="lats" data-code="lats" aria-current="true"' in html
    assert 'href="?muscle=shoulders"' in html
    assert set(MUSCLE_OF.values()) <= {*Muscle, SHOULDERS}


def test_the_import_map_carries_the_nonce_and_names_every_module():
    html = rendered("{% importmap %}")
    assert html.startswith('<script type="importmap" nonce="abc">')
    modules = json.loads(import_map())["imports"]
    assert modules["@hotwired/stimulus"] == "/static/vendor/stimulus.js"
    assert modules["@app/toast.js"] == "/static/js/toast.js"
    assert modules["controllers/theme_controller"] == "/static/js/controllers/theme_controller.js"


def test_the_import_map_names_hashed_files_where_static_files_are_collected(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    paths = {"js/toast.js": "js/toast.0a1.js", "js/chart.js": "js/chart.0a1.js"}
    paths |= {"vendor/stimulus.js": "vendor/s.js", "vendor/chart.umd.js": "vendor/c.js"}
    manifest = {"version": "1.1", "paths": paths, "hash": "0a1"}
    (tmp_path / "staticfiles.json").write_text(json.dumps(manifest))
    assert json.loads(import_map())["imports"] == {
        "@app/chart.js": "/static/js/chart.0a1.js",
        "@app/toast.js": "/static/js/toast.0a1.js",
        "@hotwired/stimulus": "/static/vendor/s.js",
        "@vendor/chart.js": "/static/vendor/c.js",
        "chart.js": "/static/js/chart.0a1.js",
    }


def test_a_page_marks_where_the_person_is(ana):
    html = rendered(
        '{% extends "base.html" %}{% block nav %}settings{% endblock %}'
        "{% block content %}Here{% endblock %}",
        user=ana,
    )
    assert "Here" in html
    assert "Ana" in html
    assert not re.search(r"<[^>]+ (style|onclick)=", html)


def test_a_page_for_nobody_in_particular_offers_to_sign_in():
    html = rendered('{% extends "base.html" %}{% block content %}Here{% endblock %}')
    assert "Sign in" in html
    assert "Sign out" not in html


def test_an_exercise_without_a_pictogram_gets_one_that_exists():
    (name,) = re.findall(r"img/exercises/([\w-]+)\.svg#p", rendered('{% pic "" %}'))
    assert (settings.BASE_DIR / "static" / "img" / "exercises" / f"{name}.svg").is_file()
