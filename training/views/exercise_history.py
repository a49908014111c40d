"""What one person did of an exercise: a chart of their choice, records, and the last sessions."""

from urllib.parse import urlencode

from django.db.models import Q
from django.utils import timezone

from fitapp.lib.units import from_kg, plain
from training import progress
from training.charts import trend_chart
from training.models import Record
from training.trends import Of, Trends
from training.views.charts import load_asked_for
from training.whose import trainee_asked_for

SESSIONS_SHOWN = 6
LOADS_OFFERED = 40


def history_of(request, exercise):
    trainee = trainee_asked_for(request)
    own = trainee.pk == request.user.pk
    drawn = _drawn(request, trainee, exercise)
    records = _records(trainee, exercise, drawn["of"])
    return {
        "trainee": trainee,
        "is_own": own,
        "suffix": "" if own else "?" + urlencode({"trainee": trainee.pk}),
        **drawn,
        "outings": progress.outings(
            trainee_id=trainee.pk, exercise=exercise, newest=SESSIONS_SHOWN
        ),
        "records": [row for row in records if row.superseded_at is None],
        "over_time": [row for row in records if _is_drawn(row, drawn)],
        "today": timezone.localdate(),
    }


def _drawn(request, trainee, exercise):
    """What is drawn, `?of=` and `?load=`, and what else could be."""
    trends = Trends.read(trainee_id=trainee.pk, exercise_id=exercise.pk)
    offers, loads = trends.offers(), trends.loads()
    asked = [one for one in offers if one == request.GET.get("of")]
    of = next(iter([*asked, *offers]), None)
    load = load_asked_for(request) if of == Of.REPS else None
    load = load if load in loads else None
    about = {"trainee": trainee, "exercise": exercise, "reader": request.user, "load_kg": load}
    return {
        "offers": offers,
        "of": of,
        "loads": _loads(sorted(loads[:LOADS_OFFERED]), request.user) if of == Of.REPS else [],
        "load": "" if load is None else plain(load),
        "load_kg": load,
        "chart": of and trend_chart(trends, of, **about),
    }


def _is_drawn(record, drawn):
    load = drawn["load_kg"]
    is_kind = drawn["of"] and record.kind == drawn["of"].record
    return is_kind and (load is None or record.load_kg == abs(load))


def _records(trainee, exercise, of):
    """What stands, and what was beaten of the kind that is drawn."""
    told = Q(superseded_at=None) | Q(kind=of.record if of else "")
    rows = Record.objects.filter(told, trainee=trainee, exercise=exercise)
    return list(rows.select_related("exercise").newest_first())


def _loads(loads, reader):
    unit = reader.profile.load_unit
    return [(plain(load), f"{plain(from_kg(load, unit))} {unit}") for load in loads]
