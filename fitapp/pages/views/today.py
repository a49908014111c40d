from datetime import timedelta

from django.shortcuts import render
from django.utils import timezone

from accounts.access import signed_in
from training.agenda import days_between, outcomes_of, week_of
from training.brief import brief
from training.consistency import WEEKS_SHOWN, consistency
from training.laying_out import lay_out_progress
from training.models import Comment, PlannedSession, Session, TraineeWeek
from training.planning import catch_up, today_of, week_in_words, week_of_weeks

SECONDS_PER_SET = 40


@signed_in
def today(request):
    """What to train now, and how the week stands."""
    at, user = timezone.now(), request.user
    day = today_of(user, at)
    catch_up(at=at, trainee_ids=[user.pk])
    monday, sunday = week_of(day)
    since = monday - timedelta(weeks=WEEKS_SHOWN - 1)
    days = days_between(since, sunday, trainee=user, today=day)
    week = days[-7:]
    under_way = Session.objects.filter(trainee=user).under_way().newest_first().first()
    context = {
        "today": day,
        "under_way": under_way,
        "sheet": under_way and lay_out_progress(under_way),
        "week": week,
        "planned_count": sum(entry.planned is not None for one in week for entry in one.entries),
        "done_count": sum(entry.status == "done" for one in week for entry in one.entries),
        "totals": TraineeWeek.objects.filter(trainee=user, week=monday).first(),
        "comment": _last_word(user),
        "plan": consistency(outcomes_of(days, today=day), today=day),
        **(board := _board(user, at, day, is_told=not under_way)),
        "also": _also(week, board["planned"], under_way),
    }
    return render(request, "pages/today.html", context)


def _board(user, at, day, *, is_told):
    """The workout of today or, on a day of rest, the next one; what it is made of where that
    `is_told`."""
    planned = PlannedSession.objects.ahead_of(user, since=day).with_assignment().first()
    if planned is None:
        is_new = is_told and not Session.objects.filter(trainee=user).exists()
        return {"planned": None, "is_new": is_new}
    program = planned.assignment
    program.first_day, program.last_day = planned.first_day, planned.last_day
    week, weeks = week_of_weeks(program, day)
    document = planned.document
    return {
        "planned": planned,
        "program": program,
        "program_week": week and week_in_words(week, weeks),
        "is_today": planned.date == day,
        "lines": is_told and brief(document=document, trainee=user, before=at, reader=user),
        "minutes": _minutes(document),
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
