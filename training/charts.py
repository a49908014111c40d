"""Charts: what one draws, as JSON for Chart.js and as the rows of the table beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from urllib.parse import urlencode

from django.template.defaultfilters import date as written
from django.urls import reverse

from accounts.models import Profile, User
from fitapp.lib.units import from_kg, from_m, plain, tenth
from training import progress
from training.models import Exercise
from training.taxonomy import Muscle, Tracking
from training.trends import Moment, Of, Trends

A_YEAR: Final = 366
RANGES: Final = (("3 mo", 92), ("1 yr", A_YEAR), ("All", 0))
TITLES: Final = {
    Of.E1RM: "estimated one-rep max",
    Of.TOP: "heaviest set of a day",
    Of.VOLUME: "volume of a day",
    Of.REPS: "most reps of a day",
    Of.TIME: "longest time of a day",
    Of.DISTANCE: "longest distance of a day",
}


@dataclass(frozen=True)
class Point:
    """One value of a chart, in the reader's unit."""

    day: date
    value: Decimal
    note: str = ""
    is_best: bool = False

    @property
    def label(self) -> str:
        return written(self.day, "j M Y")


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Everything templates/training/_chart.html shows; `points` are oldest first."""

    key: str
    url: str
    kind: str  # "best": a line with its bests marked; "bars": one bar a week
    title: str
    name: str  # of the series
    unit: str
    points: Sequence[Point]
    note_name: str = ""
    period: str = "Day"
    days: int = 0  # how many are drawn at first; 0 for all

    @property
    def newest_first(self) -> list[Point]:
        return list(reversed(self.points))

    @property
    def ranges(self) -> list[tuple[str, int, bool]]:
        """What may be drawn: name, days, and whether it is what is drawn at first."""
        return [(name, days, days == self.days) for name, days in RANGES]

    @property
    def latest(self) -> Point:
        return self.points[-1]

    @property
    def change(self) -> Decimal:
        """From the first point to the last."""
        return self.points[-1].value - self.points[0].value

    @property
    def change_size(self) -> Decimal:
        return abs(self.change)

    @property
    def description(self) -> str:
        first, last = self.points[0], self.points[-1]
        kind = "Bar" if self.kind == "bars" else "Line"
        values = f"{plain(first.value)} to {plain(last.value)} {self.unit}"
        return (
            f"{kind} chart: {self.title}, {values} between {first.label} and {last.label}."
            " The table below has the same numbers."
        )


def e1rm_chart(*, trainee: User, exercise: Exercise, reader: User) -> Chart | None:
    """Estimated one-rep max by day, in the reader's unit; None before there is one."""
    trends = Trends.read(trainee_id=trainee.pk, exercise_id=exercise.pk)
    return trend_chart(trends, Of.E1RM, trainee=trainee, exercise=exercise, reader=reader)


def trend_chart(
    trends: Trends,
    of: Of,
    *,
    trainee: User,
    exercise: Exercise,
    reader: User,
    load_kg: Decimal | None = None,
) -> Chart | None:
    """One value a day of an exercise, in the reader's unit; None before there is one."""
    moments = trends.of(of, load_kg=load_kg)
    if not moments:
        return None
    unit, told = _figures_of(of, exercise, reader.profile)
    query = {} if load_kg is None else {"load": plain(load_kg)}
    address = ("training:chart-exercise", of, exercise.slug)
    return Chart(
        key=f"{of}-{exercise.slug}",
        url=_url(*address, trainee=trainee, reader=reader, **query),
        kind="best",
        title=f"{exercise.name}, {TITLES[of]}",
        name=of.label,
        unit=unit,
        points=[
            Point(one.day, told(one.value), _set_in_words(of, one, reader), one.is_best)
            for one in moments
        ],
        note_name="Set",
    )


def _figures_of(
    of: Of, exercise: Exercise, profile: Profile
) -> tuple[str, Callable[[Decimal], Decimal]]:
    """The unit in which this person reads such a value, and how to bring it there."""
    if of == Of.REPS:
        return "reps", lambda reps: reps
    if of == Of.TIME:
        return "s", lambda seconds: seconds
    if of == Of.DISTANCE and exercise.tracking == Tracking.LOAD_DISTANCE:
        return "m", lambda metres: metres
    if of == Of.DISTANCE:
        return profile.distance_unit, lambda metres: from_m(metres, profile.distance_unit)
    unit = profile.load_unit
    if of == Of.VOLUME:
        return unit, lambda kg: from_kg(kg, unit).quantize(Decimal(1))
    return unit, lambda kg: tenth(from_kg(kg, unit))


def _set_in_words(of: Of, one: Moment, reader: User) -> str:
    if of == Of.VOLUME:
        return f"{one.sets} set{'' if one.sets == 1 else 's'}"
    unit = reader.profile.load_unit
    load = "" if one.load_kg is None else plain(from_kg(one.load_kg, unit))
    if load and one.reps:
        return f"{load} × {one.reps}"
    return f"{load} {unit}" if load else ""


def volume_chart(*, trainee: User, reader: User, today: date) -> Chart | None:
    """Load times reps by week, in the reader's unit; None before the first week."""
    unit = reader.profile.load_unit
    points = [
        Point(
            day=week.monday,
            value=from_kg(week.volume_kg, unit).quantize(Decimal(1)),
            note=f"{week.sessions} session{'' if week.sessions == 1 else 's'}, {week.sets} sets",
        )
        for week in progress.weeks_until(trainee_id=trainee.pk, today=today)
    ]
    if not points:
        return None
    return Chart(
        key="volume",
        url=_url("training:chart-volume", trainee=trainee, reader=reader),
        kind="bars",
        title="Volume by week",
        name="Volume",
        unit=unit,
        points=points,
        note_name="Training",
        period="Week of",
        days=A_YEAR,
    )


def muscle_chart(
    *, trainee: User, reader: User, muscle: str, weeks: Mapping[date, Decimal]
) -> Chart | None:
    """Hard sets of one muscle by week; None before the first."""
    if not weeks:
        return None
    return Chart(
        key=f"muscle-{muscle}",
        url=_url("training:chart-muscle", trainee=trainee, reader=reader, muscle=muscle),
        kind="bars",
        title=f"{Muscle(muscle).label}, hard sets by week",
        name="Hard sets",
        unit="sets",
        points=[Point(monday, tenth(sets)) for monday, sets in weeks.items()],
        period="Week of",
        days=A_YEAR,
    )


def _url(name: str, *args: str, trainee: User, reader: User, **query: str) -> str:
    if trainee.pk != reader.pk:
        query["trainee"] = str(trainee.pk)
    return reverse(name, args=args) + ("?" + urlencode(query) if query else "")
