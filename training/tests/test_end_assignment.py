import pytest

from conftest import NOON
from training.models import Assignment, PlannedSession, Session
from training.planning import AssignmentHasEnded, end_assignment
from training.tests.plans import dates_of, day, do, make_plan


def test_what_has_not_begun_goes_and_history_stays(ana):
    done, skipped, missed, _, under_way, *_ = make_plan(ana, *map(day, (-5, -4, -3, 0, 0, 2, 4)))
    do(done)
    do(under_way, finished=False)
    skipped.skip(at=NOON)
    end_assignment(assignment=Assignment.objects.get(), at=NOON)
    assert dates_of(ana) == [day(-5), day(-4), day(-3), day(0)]
    assert PlannedSession.objects.get(pk=missed.pk).status == "missed"
    assert Session.objects.count() == 2
    assert Assignment.objects.get().ended_at == NOON


def test_a_sequence_that_waits_is_gone_altogether(ana):
    make_plan(ana, day(-3), day(2), mode=Assignment.Mode.SEQUENCE)
    end_assignment(assignment=Assignment.objects.get(), at=NOON)
    assert dates_of(ana) == []


def test_another_program_is_left_alone(ana):
    make_plan(ana, day(1))
    (other,) = make_plan(ana, day(2))
    end_assignment(assignment=Assignment.objects.exclude(pk=other.assignment_id).get(), at=NOON)
    assert dates_of(ana) == [day(2)]


def test_it_ends_once(ana):
    make_plan(ana, day(1))
    end_assignment(assignment=Assignment.objects.get(), at=NOON)
    with pytest.raises(AssignmentHasEnded):
        end_assignment(assignment=Assignment.objects.get(), at=NOON)
