"""Charts: what one draws, as JSON for Chart.js and as the rows of the table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.shortcuts import get_object_or_404
from django.template.defaultfilters import date as written
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.models import User
from fitapp.lib.charts import LineChartView
from fitapp.lib.units import from_kg, plain, tenth
from training import progress
from training.models import Exercise
from training.whose import trainee_asked_for


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

    @property
    def newest_first(self) -> list[Point]:
        return list(reversed(self.points))

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
    unit = reader.profile.load_unit
    points = [
        Point(
            day=estimate.day,
            value=tenth(from_kg(estimate.kg, unit)),
            note=f"{plain(from_kg(estimate.load_kg, unit))} × {estimate.reps}",
            is_best=estimate.is_best,
        )
        for estimate in progress.e1rm_by_day(trainee_id=trainee.pk, exercise_id=exercise.pk)
    ]
    if not points:
        return None
    return Chart(
        key=f"e1rm-{exercise.slug}",
        url=_url("training:chart-e1rm", exercise.slug, trainee=trainee, reader=reader),
        kind="best",
        title=f"{exercise.name}, estimated one-rep max",
        name="Estimated max",
        unit=unit,
        points=points,
        note_name=f"Top set, {unit}",
    )


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
    )


class ChartView(LineChartView):
    """The numbers of one `Chart`."""

    @cached_property
    def trainee(self) -> User:
        return trainee_asked_for(self.request)

    @cached_property
    def chart(self) -> Chart | None:
        raise NotImplementedError

    def get_labels(self) -> list[str]:
        return [point.day.isoformat() for point in self.points]

    def get_providers(self) -> list[str]:
        return [self.chart.name] if self.chart else []

    def get_data(self) -> list[list[float]]:
        return [[float(point.value) for point in self.points]] if self.chart else []

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(**kwargs),
            "unit": self.request.user.profile.load_unit,
            "best": [point.is_best for point in self.points],
        }

    @property
    def points(self) -> Sequence[Point]:
        return self.chart.points if self.chart else ()


class E1rmChartView(ChartView):
    @cached_property
    def chart(self) -> Chart | None:
        reader = self.request.user
        exercise = get_object_or_404(Exercise.objects.visible_to(reader), slug=self.kwargs["slug"])
        return e1rm_chart(trainee=self.trainee, exercise=exercise, reader=reader)


class VolumeChartView(ChartView):
    @cached_property
    def chart(self) -> Chart | None:
        today = timezone.localdate(timezone=self.trainee.profile.zone)
        return volume_chart(trainee=self.trainee, reader=self.request.user, today=today)


def _url(name: str, *args: str, trainee: User, reader: User) -> str:
    query = "" if trainee.pk == reader.pk else "?" + urlencode({"trainee": trainee.pk})
    return reverse(name, args=args) + query
