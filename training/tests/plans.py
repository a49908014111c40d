"""Programs and plans for tests, as small as they can be."""

from datetime import UTC, date, datetime, time, timedelta

from conftest import NOON
from training.models import (
    Assignment,
    Block,
    PlannedSession,
    Program,
    ProgramVersion,
    Session,
    Workout,
)

MONDAY = NOON.date()


def make_version(
    owner=None, *, days=(1, 3, 5), cycles=2, cycle_days=7, name="Basics", program=None
) -> ProgramVersion:
    """A program with a workout on each of `days` of its cycle, named A, B, C …"""
    program = program or Program.objects.create(
        owner=owner, name=name, is_public=owner is None, created_at=NOON, updated_at=NOON
    )
    version = ProgramVersion.objects.create(
        program=program, number=program.versions.count() + 1, created_at=NOON, created_by=owner
    )
    block = Block.objects.create(
        version=version, position=0, name="Base", cycles=cycles, cycle_days=cycle_days
    )
    for position, day in enumerate(days):
        Workout.objects.create(
            block=block, position=position, day=day, name=f"Day {'ABCDEFG'[position]}"
        )
    return version


def make_plan(
    trainee, *days: date, mode=Assignment.Mode.CALENDAR, weekdays=(), version=None, **fields
) -> list[PlannedSession]:
    """Planned sessions on `days`, in order, of one running assignment."""
    assignment = Assignment.objects.create(
        trainee=trainee,
        version=version,
        program_name="Basics",
        assigned_by=trainee,
        mode=mode,
        starts_on=days[0],
        weekdays=list(weekdays),
        created_at=NOON,
    )
    return [
        PlannedSession.objects.create(
            assignment=assignment,
            trainee=trainee,
            position=position,
            block_name="Base",
            cycle=1,
            name=f"Workout {position + 1}",
            date=day,
            document={"name": f"Workout {position + 1}", "day": position + 1, "groups": []},
            **fields,
        )
        for position, day in enumerate(days)
    ]


def do(planned: PlannedSession, *, day: date | None = None, finished=True) -> Session:
    """Train it on its day, or on `day`."""
    start = datetime.combine(day or planned.date, time(9), UTC)
    return Session.objects.create(
        trainee=planned.trainee,
        planned=planned,
        name=planned.name,
        started_at=start,
        finished_at=start + timedelta(hours=1) if finished else None,
        day=start.date(),
    )


def day(offset: int) -> date:
    """So many days after the Monday at whose noon the tests take place."""
    return MONDAY + timedelta(days=offset)


def dates_of(trainee) -> list[date]:
    return list(
        PlannedSession.objects.filter(trainee=trainee).in_order().values_list("date", flat=True)
    )
