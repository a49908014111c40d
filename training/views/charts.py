"""The numbers of a chart as JSON, for Chart.js."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.models import User
from fitapp.lib.charts import LineChartView
from training import progress
from training.charts import Chart, Point, muscle_chart, trend_chart, volume_chart
from training.models import Exercise
from training.taxonomy import Muscle
from training.trends import Of, Trends
from training.whose import trainee_asked_for

LOAD: Final = re.compile(r"-?[0-9]{1,4}(\.[0-9]{1,3})?")


class ChartView(LineChartView):
    """The numbers of one `Chart`, which a subclass says."""

    chart: Chart | None

    @cached_property
    def trainee(self) -> User:
        return trainee_asked_for(self.request)

    def get_labels(self) -> list[str]:
        return [point.day.isoformat() for point in self.points]

    def get_providers(self) -> list[str]:
        return [self.chart.name] if self.chart else []

    def get_data(self) -> list[list[float]]:
        return [[float(point.value) for point in self.points]] if self.chart else []

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(**kwargs),
            "unit": self.chart.unit if self.chart else "",
            "best": [point.is_best for point in self.points],
        }

    @property
    def points(self) -> Sequence[Point]:
        return self.chart.points if self.chart else ()


class ExerciseChartView(ChartView):
    @cached_property
    def chart(self) -> Chart | None:
        reader = self.request.user
        if self.kwargs["of"] not in Of:
            raise Http404
        exercise = get_object_or_404(Exercise.objects.visible_to(reader), slug=self.kwargs["slug"])
        trends = Trends.read(trainee_id=self.trainee.pk, exercise_id=exercise.pk)
        return trend_chart(
            trends,
            Of(self.kwargs["of"]),
            trainee=self.trainee,
            exercise=exercise,
            reader=reader,
            load_kg=load_asked_for(self.request),
        )


class VolumeChartView(ChartView):
    @cached_property
    def chart(self) -> Chart | None:
        today = timezone.localdate(timezone=self.trainee.profile.zone)
        return volume_chart(trainee=self.trainee, reader=self.request.user, today=today)


class MuscleChartView(ChartView):
    """Of the muscle that `?muscle=` names; of the most trained one, if it names none."""

    @cached_property
    def chart(self) -> Chart | None:
        today = timezone.localdate(timezone=self.trainee.profile.zone)
        weeks = progress.muscles_by_week(trainee_id=self.trainee.pk, today=today)
        muscle = self.request.GET.get("muscle") or next(iter(weeks), Muscle.QUADS)
        if muscle not in Muscle:
            raise Http404
        return muscle_chart(
            trainee=self.trainee,
            reader=self.request.user,
            muscle=muscle,
            weeks=weeks.get(muscle, {}),
        )


def load_asked_for(request: HttpRequest) -> Decimal | None:
    """The load in kg that `?load=` names, if it names one."""
    asked = request.GET.get("load", "")
    return Decimal(asked) if LOAD.fullmatch(asked) else None
