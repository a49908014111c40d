from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import public


@public
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: says why, and what to do."""
    return render(request, "403.html", {"reason": str(exception or "")}, status=403)
