from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import signed_in
from training import progress as reading
from training.charts import e1rm_chart, muscle_chart, volume_chart
from training.models import Record
from training.taxonomy import Muscle
from training.whose import trainee_asked_for

RECORDS_SHOWN = 12


@signed_in
def progress(request: HttpRequest) -> HttpResponse:
    """What a person's training adds up to: volume, muscles, estimated maxima, records."""
    trainee = trainee_asked_for(request)
    own = trainee.pk == request.user.pk
    today = timezone.localdate(timezone=trainee.profile.zone)
    records = list(reading.standing_records(trainee_id=trainee.pk))
    choices = reading.exercises_with_e1rm(records)
    chosen = next(
        (one for one in choices if one.slug == request.GET.get("exercise")), None
    ) or next(iter(choices), None)
    context = {
        "trainee": trainee,
        "is_own": own,
        "suffix": "" if own else "?" + urlencode({"trainee": trainee.pk}),
        "today": timezone.localdate(),
        "volume": volume_chart(trainee=trainee, reader=request.user, today=today),
        "choices": choices,
        "chosen": chosen,
        "e1rm": chosen and e1rm_chart(trainee=trainee, exercise=chosen, reader=request.user),
        **_muscles(request, trainee, today),
        **_records(request, records),
    }
    return render(request, "training/progress.html", context)


def _muscles(request, trainee, today):
    """This week's muscles, the one that is drawn week by week, `?muscle=`, and what else could
    be."""
    weeks = reading.muscles_by_week(trainee_id=trainee.pk, today=today)
    asked = request.GET.get("muscle")
    muscle = asked if asked in weeks else next(iter(weeks), "")
    about = {"trainee": trainee, "reader": request.user, "muscle": muscle}
    return {
        "muscles": reading.muscle_loads(trainee_id=trainee.pk, today=today, weeks=weeks),
        "trained_muscles": [(code, Muscle(code).label) for code in weeks],
        "muscle": muscle,
        "muscle_chart": muscle and muscle_chart(weeks=weeks[muscle], **about),
    }


def _records(request, standing):
    records = [record for record in standing if record.kind != Record.Kind.REPS_AT_LOAD]
    everything = request.GET.get("records") == "all" or len(records) <= RECORDS_SHOWN
    return {
        "records": records if everything else records[:RECORDS_SHOWN],
        "record_count": len(records),
        "more_url": "" if everything else _all_records(request),
    }


def _all_records(request):
    query = request.GET.copy()
    query["records"] = "all"
    return f"?{query.urlencode()}#rec-h"
