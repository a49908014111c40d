"""Undoing takes out exactly what the import brought in."""

import pytest

from conftest import NOON
from metrics.integrations import imports
from metrics.integrations.models import Import, ImportedSession
from training.models import Exercise, Record, Session, SessionItem, Set, TraineeWeek

pytestmark = pytest.mark.usefixtures("library")


def test_undo_leaves_nothing(ana, bring_in, undo):
    source = bring_in("strong_unit_columns.csv")
    path = source.file.path
    undo(source)
    assert source.state == Import.State.UNDONE
    assert source.undone_at
    for model in (Session, SessionItem, Set, Record, TraineeWeek, ImportedSession):
        assert not model.objects.exists(), model
    assert not Exercise.objects.filter(owner=ana).exists()
    assert not source.file.storage.exists(path)


def test_undo_leaves_everything_else(ana, bring_in, undo):
    before = bring_in("strong_semicolon.csv")
    kept = set(Set.objects.values_list("pk", flat=True))
    records = set(Record.objects.standing().values_list("kind", "value"))
    undo(bring_in("strong_comma.csv"))
    assert set(Set.objects.values_list("pk", flat=True)) == kept
    assert set(Record.objects.standing().values_list("kind", "value")) == records
    assert before.imported_sessions.count() == 2


def test_an_exercise_that_is_in_use_elsewhere_stays(ana, bring_in, undo):
    first = bring_in("strong_unit_columns.csv")
    content = b"Date,Exercise Name,Set Order,Weight,Reps\n2024-01-01,Curl of Champions,1,12,9\n"
    bring_in("again.csv", content=content)
    undo(first)
    assert Exercise.objects.get(owner=ana).sets.count() == 1


def test_after_undo_the_file_can_come_again(ana, bring_in, undo):
    first = undo(bring_in("strong_comma.csv"))
    second = bring_in("strong_comma.csv")
    assert second != first
    assert Session.objects.count() == 2


def test_one_that_was_never_applied_is_let_go(ana, receive, undo):
    source = undo(receive("strong_comma.csv"))
    assert source.state == Import.State.UNDONE
    with pytest.raises(imports.NothingToUndo):
        imports.undo(source, at=NOON)


def test_what_was_undone_is_not_undone_twice(ana, bring_in, undo):
    source = undo(bring_in("strong_comma.csv"))
    with pytest.raises(imports.NothingToUndo):
        imports.undo(source, at=NOON)
