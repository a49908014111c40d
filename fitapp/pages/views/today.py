from django.shortcuts import render
from django.utils import timezone

from accounts.access import signed_in
from training.adherence import standing_of
from training.agenda import days_between, week_of
from training.brief import brief
from training.consistency import consistency
from training.laying_out import lay_out
from training.models import Assignment, Comment, PlannedSession, Session, TraineeWeek
from training.planning import today_of, week_in_words, week_of_weeks

SECONDS_PER_SET = 40


@signed_in
def today(request):
    """What to train now, and how the week stands."""
    at, user = timezone.now(), request.user
    day = today_of(user, at)
    standing = standing_of(user, at=at)  # brings missed days up to date first
    first, last = week_of(day)
    week = days_between(first, last, trainee=user, today=day)
    under_way = Session.objects.filter(trainee=user).under_way().newest_first().first()
    context = {
        "today": day,
        "under_way": under_way,
        "sheet": under_way and lay_out(under_way, past=False),
        "week": week,
        "planned_count": sum(entry.planned is not None for one in week for entry in one.entries),
        "done_count": sum(entry.status == "done" for one in week for entry in one.entries),
        "totals": TraineeWeek.objects.filter(trainee=user, week=first).first(),
        "comment": _last_word(user),
        "plan": consistency([*standing.days, *_waiting(week)], today=day),
        **(board := _board(user, at, day)),
        "also": _also(week, board["planned"], under_way),
    }
    return render(request, "pages/today.html", context)


def _board(user, at, day):
    """The workout of today or, on a day of rest, the next one."""
    planned = (
        PlannedSession.objects.open()
        .not_paused()
        .filter(trainee=user, date__gte=day, assignment__ended_at=None)
        .in_order()
        .first()
    )
    if planned is None:
        has_trained = Session.objects.filter(trainee=user).exists()
        return {"planned": None, "is_new": not has_trained}
    program = Assignment.objects.with_progress().get(pk=planned.assignment_id)
    week, weeks = week_of_weeks(program, day)
    lines = brief(document=planned.document, trainee=user, before=at, reader=user)
    return {
        "planned": planned,
        "program": program,
        "program_week": week and week_in_words(week, weeks),
        "is_today": planned.date == day,
        "lines": lines,
        "minutes": _minutes(planned.document),
    }


def _also(week, planned, under_way):
    """What else is planned for today, to choose instead or to do as well."""
    return [
        entry
        for one in week
        for entry in one.entries
        if one.is_today and entry.status == "planned" and (under_way or entry.planned != planned)
    ]


def _minutes(document):
    """About how long it takes: the sets, and the rests between them."""
    seconds = 0
    for group in document.get("groups") or []:
        for item in group.get("items") or []:
            for row in item.get("sets") or []:
                rest = row.get("rest_s") or group.get("rest_s") or 90
                seconds += rest + (row.get("duration_s") or SECONDS_PER_SET)
    return max(5, 5 * round(seconds / 300))


def _last_word(user):
    """What somebody who coaches said last, where it is not long ago."""
    return (
        Comment.objects.visible_to(user)
        .filter(session__trainee=user)
        .exclude(author=user)
        .select_related("author__profile", "session")
        .order_by("-created_at", "-pk")
        .first()
    )


def _waiting(week):
    return [
        (one.date, "waiting")
        for one in week
        for entry in one.entries
        if entry.status in ("planned", "under_way") and entry.planned
    ]
