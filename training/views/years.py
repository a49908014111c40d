from datetime import date, datetime, time
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.access import signed_in
from fitapp.lib.units import from_kg
from training.adherence import outcomes
from training.announcing import WORTH_STOPPING_FOR
from training.consistency import longest_run
from training.heatmap import heat_map
from training.models import Record
from training.periods import read_period
from training.tonnes import in_things
from training.whose import trainee_asked_for

FIRST_YEAR = 1970
SHOWN = 6


@signed_in
def year(request: HttpRequest) -> HttpResponse:
    """A year of training: day by day, and what it came to. It prints on one or two pages."""
    trainee = trainee_asked_for(request)
    today = timezone.localdate(timezone=trainee.profile.zone)
    shown = _year_asked_for(request, today)
    first, last = date(shown, 1, 1), date(shown, 12, 31)
    period = read_period(trainee_id=trainee.pk, first=first, last=last)
    own = trainee.pk == request.user.pk
    whose = {} if own else {"trainee": trainee.pk}
    plan = outcomes(trainee_id=trainee.pk, first=first, last=min(last, today))
    context = {
        "trainee": trainee,
        "is_own": own,
        "suffix": f"?{urlencode(whose)}" if whose else "",
        "year": shown,
        "is_current": shown == today.year,
        "today": today,
        "records": _records(trainee, first, last),
        **_totals(period, plan),
        **_days(request, period, shown, whose),
        "before": f"?{urlencode({'year': shown - 1, **whose})}" if shown > FIRST_YEAR else "",
        "after": f"?{urlencode({'year': shown + 1, **whose})}" if shown < today.year else "",
    }
    return render(request, "training/year.html", context)


def _totals(period, plan):
    return {
        "period": period,
        "things": in_things(period.volume_kg),
        "weeks_trained": len(period.weeks),
        "busiest": max(period.weeks, key=lambda week: period.weeks[week], default=None),
        "weeks_on_plan": longest_run(plan),
        "was_planned": bool(plan),
        "exercises": period.exercises[:SHOWN],
        "muscles": period.muscle_names[:SHOWN],
    }


def _year_asked_for(request, today):
    asked = request.GET.get("year", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) == 4):
        return today.year
    return min(max(int(asked), FIRST_YEAR), today.year)


def _days(request, period, shown, whose):
    """The grid of days, each with its words and where it leads; and the months in a table."""
    by_volume = request.GET.get("by") == "volume"
    amounts = {day: one.volume_kg if by_volume else one.sets for day, one in period.days.items()}
    grid = heat_map(shown, amounts)
    told = {day: _told(request.user, day, one, whose) for day, one in period.days.items()}
    rows = [(name, [(cell, told.get(cell.day)) for cell in cells]) for name, cells in grid.rows]
    return {
        "by_volume": by_volume,
        "heads": grid.months,
        "rows": rows,
        "months": _months(period),
        "links": [
            (name, f"?{urlencode({'year': shown, **({'by': by} if by else {}), **whose})}", chosen)
            for name, by, chosen in (("Sets", "", not by_volume), ("Volume", "volume", by_volume))
        ],
    }


def _told(reader, day, one, whose):
    unit = reader.profile.load_unit
    lifted = from_kg(one.volume_kg, unit)
    sets = f"{one.sets} set{'' if one.sets == 1 else 's'}"
    if len(one.sessions) == 1:
        url = reverse("training:session", args=[one.sessions[0].pk])
    else:
        query = {"from": day.isoformat(), "to": day.isoformat(), **whose}
        url = f"{reverse('training:sessions')}?{urlencode(query)}"
    return {"url": url, "words": f"{day:%a} {day.day} {day:%B}: {sets}, {lifted:,.0f} {unit}"}


def _months(period):
    """(first of the month, sessions, sets, kg) of each month that had any."""
    months = {}
    for day, one in sorted(period.days.items()):
        month = months.setdefault(day.replace(day=1), [0, 0, 0])
        month[0] += len(one.sessions)
        month[1] += one.sets
        month[2] += one.volume_kg
    return [(month, *figures) for month, figures in months.items()]


def _records(trainee, first, last):
    """The bests that were set in the year and stood at its end, newest first."""
    zone = trainee.profile.zone
    begin = datetime.combine(first, time.min, zone)
    end = datetime.combine(date(last.year + 1, 1, 1), time.min, zone)
    rows = Record.objects.filter(
        trainee=trainee, achieved_at__gte=begin, achieved_at__lt=end, kind__in=WORTH_STOPPING_FOR
    ).exclude(superseded_at__lt=end)
    return list(rows.select_related("exercise").newest_first())
