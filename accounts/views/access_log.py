from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import signed_in
from accounts.models import Look, Scope

LOOKS_PER_PAGE = 50


@signed_in
@require_safe
def access_log(request):
    """Who looked at what this person shares."""
    looks = Look.objects.visible_to(request.user).with_viewer().newest_first()
    scope = request.GET.get("scope", "")
    if scope in Scope.values:
        looks = looks.filter(scope=scope)
    context = {
        "looks": Paginator(looks, LOOKS_PER_PAGE).get_page(request.GET.get("page")),
        "scope": scope,
        "scopes": [one for one in Scope if one is not Scope.TRAINING],
    }
    return render(request, "accounts/access_log.html", context)
