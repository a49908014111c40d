from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import signed_in
from training import agenda, planning
from training.open_ends import lay_out_ahead
from training.whose import trainee_asked_for

FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)


@signed_in
def calendar(request: HttpRequest) -> HttpResponse:
    """A month or a week of a trainee: what is planned, what was done."""
    trainee = trainee_asked_for(request)
    at = timezone.now()
    planning.catch_up(at=at, trainee_ids=[trainee.pk])
    lay_out_ahead(at=at, trainee_ids=[trainee.pk])
    today = planning.today_of(trainee, at)
    shown = _day_asked_for(request, today)
    by_week = request.GET.get("show") == "week"
    first, last = agenda.week_of(shown) if by_week else agenda.month_of(shown)
    days = agenda.days_between(first, last, trainee=trainee, today=today)
    context = {
        "trainee": trainee,
        "is_own": trainee == request.user,
        "today": today,
        "shown": shown,
        "first": first,
        "last": last,
        "by_week": by_week,
        "weeks": [days[start : start + 7] for start in range(0, len(days), 7)],
        "links": _links(request, trainee, shown, by_week),
        "programs": agenda.running_programs(trainee, today=today),
        "statuses": agenda.STATUSES,
    }
    return render(request, "training/calendar.html", context)


def _day_asked_for(request, today):
    try:
        asked = date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return today
    return min(max(asked, FIRST), LAST)


def _links(request, trainee, shown, by_week):
    """Where the arrows and the switch lead."""

    def link(day, week):
        query = {"on": day.isoformat()} | ({"show": "week"} if week else {})
        if trainee != request.user:
            query["trainee"] = trainee.pk
        return f"?{urlencode(query)}"

    first = shown.replace(day=1)
    before = shown - timedelta(days=7) if by_week else first - timedelta(days=1)
    after = shown + timedelta(days=7) if by_week else (first + timedelta(days=31)).replace(day=1)
    return {
        "before": link(before, by_week),
        "after": link(after, by_week),
        "month": link(shown, False),
        "week": link(shown, True),
    }
