"""Training to take along, as a file; the page and the API give the same."""

from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.text import slugify

from accounts.access import signed_in
from accounts.models import User
from training.exports import as_csv, as_fit, as_json, gathered
from training.models import Session
from training.views.finding import find_session
from training.whose import trainee_asked_for

Answer = TypeVar("Answer", bound=HttpResponseBase)


@signed_in
def export(request: HttpRequest) -> HttpResponseBase:
    """The whole history: `?as=csv`, or json."""
    trainee = trainee_asked_for(request)
    return export_of(trainee, kind=request.GET.get("as", "csv"))


@signed_in
def session_fit(request: HttpRequest, pk: str) -> HttpResponse:
    return fit_of(find_session(request, pk))


def export_of(trainee: User, *, kind: str) -> HttpResponseBase:
    """Raises Http404 for a kind of file that is not written."""
    at = timezone.now()
    if kind == "csv":
        parts, content_type = as_csv(trainee), "text/csv; charset=utf-8"
    elif kind == "json":
        parts, content_type = as_json(trainee, at=at), "application/json"
    else:
        raise Http404
    day = at.astimezone(trainee.profile.zone).date()
    response = StreamingHttpResponse(gathered(parts), content_type=content_type)
    return _download(response, f"training-{trainee.handle}-{day}.{kind}")


def fit_of(session: Session) -> HttpResponse:
    response = HttpResponse(as_fit(session), content_type="application/vnd.ant.fit")
    return _download(response, f"{session.day}-{slugify(session.name) or 'session'}.fit")


def _download(response: Answer, filename: str) -> Answer:
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["Cache-Control"] = "private, no-store"
    return response
