from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from accounts import applications
from accounts.access import TRAINER, WrongRole, public
from fitapp.lib.api import PROBLEM_JSON, told


@public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent cannot be read. The page asks nothing of a request that is at fault."""
    if request.path.startswith("/api/"):
        return JsonResponse(told(400), status=400, content_type=PROBLEM_JSON)
    return HttpResponse(render_to_string("400.html"), status=400)


@public
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: says why, and what to do; to a program, in its own words."""
    if request.path.startswith("/api/"):
        problem = told(403, str(exception or ""))
        return JsonResponse(problem, status=403, content_type=PROBLEM_JSON)
    role = exception.role if isinstance(exception, WrongRole) else ""
    context = {"reason": str(exception or ""), "role": role}
    if role == TRAINER:
        context["application"] = applications.last_of(request.user)
    return render(request, "403.html", context, status=403)


@public
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: a page for people; where a program asks the API for what does not exist, a problem."""
    if request.path.startswith("/api/"):
        return JsonResponse(told(404), status=404, content_type=PROBLEM_JSON)
    return render(request, "404.html", status=404)
