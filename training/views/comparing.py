from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import signed_in
from training import side_by_side
from training.forms.comparing import ComparisonForm
from training.periods import read_period
from training.whose import trainee_asked_for


@signed_in
def compare(request: HttpRequest) -> HttpResponse:
    """Two periods side by side: one that is offered, `?what=month`, or any two."""
    trainee = trainee_asked_for(request)
    own = trainee.pk == request.user.pk
    offered = side_by_side.spans(timezone.localdate(timezone=trainee.profile.zone))
    asked = ComparisonForm(request.GET) if "now_from" in request.GET else None
    what = request.GET.get("what", "")
    words, now, before = offered[what if what in offered else next(iter(offered))]
    if asked and asked.is_valid():
        words, (now, before) = "", asked.spans()
    context = {
        "trainee": trainee,
        "is_own": own,
        "form": asked or ComparisonForm(initial=_initial(now, before)),
        "words": words,
        "offers": [
            (name, _link(key, trainee, own), words == name) for key, (name, *_) in offered.items()
        ],
        **_compared(trainee, request.user, now, before),
    }
    status = 422 if asked and asked.errors else 200
    return render(request, "training/compare.html", context, status=status)


def _compared(trainee, reader, now, before):
    this = read_period(trainee_id=trainee.pk, first=now[0], last=now[1])
    that = read_period(trainee_id=trainee.pk, first=before[0], last=before[1])
    unit = reader.profile.load_unit
    lines, muscles = side_by_side.totals(that, this, unit=unit), side_by_side.muscles(that, this)
    unequal = this.length != that.length
    if unequal:
        lines, muscles = (side_by_side.a_week(each, that, this) for each in (lines, muscles))
    return {
        "this": this,
        "that": that,
        "lines": lines,
        "muscles": muscles,
        "maxima": side_by_side.maxima(that, this, unit=unit),
        "caveat": side_by_side.caveat(that, this),
        "by_week": unequal,
    }


def _initial(now, before):
    return {
        "now_from": now[0], "now_to": now[1], "before_from": before[0], "before_to": before[1],
    }  # fmt: skip


def _link(what, trainee, own):
    return "?" + urlencode({"what": what, **({} if own else {"trainee": trainee.pk})})
