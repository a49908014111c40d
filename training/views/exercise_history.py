"""What one person did of an exercise: a chart of their choice, records, and the last sessions."""

from urllib.parse import urlencode

from django.db.models import Q
from django.utils import timezone

from fitapp.lib.units import from_kg, plain
from training import progress
from training.charts import load_asked_for, trend_chart
from training.models import Record
from training.trends import Of, Trends
from training.whose import trainee_asked_for

SESSIONS_SHOWN = 6
LOADS_OFFERED = 40


def history_of(request, exercise):
    trainee = trainee_asked_for(request)
    own = trainee.pk == request.user.pk
    trends = Trends.read(trainee_id=trainee.pk, exercise_id=exercise.pk)
    offers, loads = trends.offers(), trends.loads()
    of = (
        next((one for one in offers if one == request.GET.get("of")), None) or (offers or [None])[0]
    )
    load = load_asked_for(request)
    load = load if of == Of.REPS and load in loads else None
    records = _records(trainee, exercise, of)
    return {
        "trainee": trainee,
        "is_own": own,
        "suffix": "" if own else "?" + urlencode({"trainee": trainee.pk}),
        "offers": offers,
        "of": of,
        "loads": _loads(sorted(loads[:LOADS_OFFERED]), request.user) if of == Of.REPS else [],
        "load": "" if load is None else plain(load),
        "chart": of
        and trend_chart(
            trends, of, trainee=trainee, exercise=exercise, reader=request.user, load_kg=load
        ),
        "outings": progress.outings(
            trainee_id=trainee.pk, exercise=exercise, newest=SESSIONS_SHOWN
        ),
        "records": [row for row in records if row.superseded_at is None],
        "over_time": [
            row
            for row in records
            if of and row.kind == of.record and (load is None or row.load_kg == abs(load))
        ],
        "today": timezone.localdate(),
    }


def _records(trainee, exercise, of):
    """What stands, and what was beaten of the kind that is drawn."""
    told = Q(superseded_at=None) | Q(kind=of.record if of else "")
    rows = Record.objects.filter(told, trainee=trainee, exercise=exercise)
    return list(rows.select_related("exercise").newest_first())


def _loads(loads, reader):
    unit = reader.profile.load_unit
    return [(plain(load), f"{plain(from_kg(load, unit))} {unit}") for load in loads]
