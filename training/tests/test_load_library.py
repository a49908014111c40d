import json
import shutil
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from conftest import NOON
from training import catalogue, exercises, library
from training.models import Exercise, ExerciseEquipment, ExerciseMuscle, Substitute
from training.tests.library import entries, load

pytestmark = pytest.mark.django_db


@pytest.fixture
def data(tmp_path):
    """A copy of the files, to spoil."""
    folder = tmp_path / "data"
    shutil.copytree(library.DATA / "exercises", folder / "exercises")
    shutil.copy(library.DATA / "pictograms.json", folder)
    return folder


def edit(data, target, **changes):
    for path in (data / "exercises").glob("*.json"):
        found = json.loads(path.read_text())
        for entry in found:
            if entry["slug"] == target:
                entry.update(changes)
                path.write_text(json.dumps(found))
                return path.name
    raise LookupError(target)


def remove(data, slug):
    for path in (data / "exercises").glob("*.json"):
        found = json.loads(path.read_text())
        for entry in found:
            entry["substitutes"] = [s for s in entry["substitutes"] if s != slug]
        path.write_text(json.dumps([entry for entry in found if entry["slug"] != slug]))


def test_it_holds_what_the_files_hold():
    files = entries()
    loaded = load()
    assert (loaded.total, loaded.new) == (len(files), len(files))
    assert Exercise.objects.library().count() == len(files)
    assert ExerciseMuscle.objects.count() == sum(len(entry["muscles"]) for entry in files)
    assert ExerciseEquipment.objects.count() == sum(len(entry["equipment"]) for entry in files)
    assert Substitute.objects.count() == sum(len(entry["substitutes"]) for entry in files)
    staples = (library.DATA / "exercises" / "staples.txt").read_text().split()
    assert Exercise.objects.filter(is_staple=True).count() == len(staples)


def test_an_exercise_says_what_its_entry_says():
    load()
    squat = Exercise.objects.get(slug="barbell-back-squat")
    entry = next(entry for entry in entries() if entry["slug"] == squat.slug)
    for field in ("name", "aliases", "family", "pattern", "level", "steps", "cues", "mistakes"):
        assert getattr(squat, field) == entry[field]
    assert {row.muscle: float(row.share) for row in squat.muscles.all()} == entry["muscles"]
    ordered = squat.substitutions.order_by("position").values_list("substitute__slug", flat=True)
    assert list(ordered) == entry["substitutes"]


def test_every_pictogram_is_drawn():
    load()
    drawn = {path.stem for path in (settings.BASE_DIR / "static/img/exercises").glob("*.svg")}
    used = set(Exercise.objects.values_list("pictogram", flat=True))
    assert used - drawn == set()


def test_loading_again_changes_nothing_and_says_so():
    load()
    version = catalogue.library().version
    out = StringIO()
    call_command("load_library", stdout=out)
    assert out.getvalue().strip() == f"{len(entries())} exercises: 0 new, 0 changed"
    assert catalogue.library().version == version


def test_it_takes_few_queries(django_assert_max_num_queries):
    with django_assert_max_num_queries(45):
        load()
    with django_assert_max_num_queries(16):
        load()


def test_a_changed_entry_is_updated(data):
    load()
    edit(data, "front-squat", name="Front squat, clean grip", muscles={"quads": 1})
    loaded = library.load_library(at=NOON, data=data)
    assert (loaded.new, loaded.changed, loaded.retired) == (0, 1, 0)
    squat = Exercise.objects.get(slug="front-squat")
    assert squat.name == "Front squat, clean grip"
    assert [row.muscle for row in squat.muscles.all()] == ["quads"]


def test_an_entry_that_is_gone_is_retired_and_returns_when_it_returns(data):
    load()
    remove(data, "front-squat")
    loaded = library.load_library(at=NOON, data=data)
    assert loaded.retired == 1
    assert "1 retired" in str(loaded)
    assert Exercise.objects.get(slug="front-squat").retired_at == NOON
    assert "front-squat" not in {e.slug for e in catalogue.find(user=None)}
    load()
    assert Exercise.objects.get(slug="front-squat").retired_at is None


def test_what_people_and_admins_made_stays(ana):
    load()
    mine = exercises.create_private(owner=ana, name="Front squat")
    squat = Exercise.objects.get(slug="front-squat")
    exercises.revise(exercise=squat, name="Front squat of the house")
    assert load().changed == 0
    squat.refresh_from_db()
    mine.refresh_from_db()
    assert squat.name == "Front squat of the house"
    assert mine.retired_at is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"pattern": "wiggle"}, "unknown pattern “wiggle”"),
        ({"equipment": ["tractor"]}, "unknown equipment “tractor”"),
        ({"muscles": {"quads": 0.3}}, "share"),
        ({"muscles": {"quads": 0.5}}, "no muscle is trained directly"),
        ({"steps": ["Squat."]}, "1 steps"),
        ({"mistakes": [{"mistake": "Knees cave in"}]}, "no fix"),
        ({"substitutes": ["moon-squat"]}, "no substitute “moon-squat”"),
        ({"colour": "blue"}, "fields colour"),
        ({"slug": "leg-press"}, "also in"),
    ],
)
def test_bad_data_is_refused_by_file_and_slug(data, changes, words):
    file = edit(data, "front-squat", **changes)
    with pytest.raises(library.LibraryError) as refused:
        library.load_library(at=timezone.now(), data=data)
    slug = changes.get("slug", "front-squat")
    assert slug in str(refused.value)
    assert words in str(refused.value)
    if "slug" not in changes:
        assert file in str(refused.value)
    assert not Exercise.objects.exists()


def test_the_command_fails_in_words(monkeypatch):
    def broken(**kwargs):
        raise library.LibraryError("a.json: front-squat: no equipment")

    monkeypatch.setattr("training.management.commands.load_library.load_library", broken)
    with pytest.raises(CommandError, match=r"a\.json: front-squat"):
        call_command("load_library")
