from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.access import require_trainer
from accounts.access_log import note_look
from accounts.coaching import scopes_shown_to
from accounts.models import Coaching, Scope, User
from accounts.vocabulary import Equipment, Stress
from fitapp.lib.units import plain
from fitapp.pages import overview, roster
from training.agenda import days_between, running_programs, week_of
from training.charts import volume_chart
from training.marks import never_of
from training.needs import needs_of


@require_trainer
def trainees(request: HttpRequest) -> HttpResponse:
    """Everyone the trainer coaches: those who need them first, and why."""
    at = timezone.now()
    rows = roster.rows_for(request.user, at=at)
    chosen = {
        "show": request.GET.get("show", "all"),
        "query": request.GET.get("q", "").strip(),
        "order": request.GET.get("order", "need"),
    }
    context = {
        "rows": roster.choose(rows, **chosen),
        "total": len(rows),
        "needing": [row for row in rows if row.needs_you][: roster.TRIAGED],
        "filters": _filters(rows, chosen),
        "orders": [(key, label) for key, (label, _) in roster.ORDERS.items()],
        "invitations": _open_invitations(request.user, at),
        **chosen,
    }
    return render(request, "pages/trainees.html", context)


def _filters(rows, chosen):
    kept = {"q": chosen["query"], "order": chosen["order"]}
    return [
        {
            "label": one.label,
            "count": sum(map(one.keeps, rows)),
            "url": f"?{urlencode({'show': one.key} | kept)}",
            "is_current": one.key == chosen["show"],
        }
        for one in roster.FILTERS
    ]


def _open_invitations(trainer, at):
    invited = Coaching.objects.filter(trainer=trainer, status=Coaching.Status.INVITED)
    return invited.filter(expires_at__gt=at).newest_first()


@require_trainer
def trainee(request: HttpRequest, pk: int) -> HttpResponse:
    """One trainee: planned against done, and what there is to know before writing."""
    at, scopes = timezone.now(), scopes_shown_to(request.user, pk)
    if Scope.TRAINING not in scopes:
        raise Http404
    person = get_object_or_404(User.objects.select_related("profile"), pk=pk)
    mine = Coaching.objects.active().filter(trainer=request.user)
    coaching = get_object_or_404(mine, trainee=person)
    if Scope.BODY in scopes:
        look = {"scope": Scope.BODY, "what": "Age and height", "at": at}
        note_look(owner=person, viewer=request.user, **look)
    standing, flags = needs_of([person], at=at)[pk]
    today = standing.today
    running = running_programs(person, today=today)
    context = {
        "trainee": person,
        "coaching": coaching,
        "told": _told(person, scopes, today),
        "never": never_of(person, reader=request.user),
        "standing": standing,
        "flags": flags,
        "volume": overview.volume_of(person, today=today),
        "outcomes": overview.last_outcomes(person, today=today),
        "week": days_between(*week_of(today), trainee=person, today=today),
        "running": running,
        "editable": _editable(running, request.user),
        "programs": overview.programs_to_assign(request.user),
        "volume_chart": volume_chart(trainee=person, reader=request.user, today=today),
        "lift_charts": overview.lift_charts_of(person, reader=request.user),
        "records": overview.bests_of(person),
        "today": today,
    }
    return render(request, "pages/trainee.html", context)


def _told(person, scopes, today):
    """What the trainee says about themselves, as far as they share it."""
    profile = person.profile
    told = {
        "Spare": ", ".join(Stress(code).label for code in profile.limitations),
        "Equipment": ", ".join(Equipment(code).label for code in profile.equipment),
        "Experience": profile.get_experience_display(),
    }
    if Scope.BODY in scopes:
        told |= {
            "Age": profile.age_on(today),
            "Height": profile.height_m and f"{plain(profile.height_m * 100)} cm",
        }
    return {label: value for label, value in told.items() if value}


def _editable(running, trainer):
    """The program under way that the trainer wrote, if there is one."""
    programs = [row.assignment.version.program for row in running if row.assignment.version]
    return next((program for program in programs if program.can_be_edited_by(trainer)), None)
