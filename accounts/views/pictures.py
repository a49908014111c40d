from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import condition, require_safe

from accounts.access import signed_in
from accounts.models import User


def _etag(request, handle):
    person = _find(request, handle)
    return f'"{person.profile.picture.name}"' if person else None


def _find(request, handle):
    return User.objects.visible_to(request.user).with_profile().filter(handle=handle).first()


@signed_in
@require_safe
@condition(etag_func=_etag)
def picture(request, handle):
    """A person's picture, for those who may see the person."""
    people = User.objects.visible_to(request.user).with_profile()
    person = get_object_or_404(people, handle=handle)
    if not person.profile.picture:
        raise Http404
    try:
        stored = person.profile.picture.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(stored, content_type="image/webp")
    response.headers["Cache-Control"] = "private, no-cache"
    return response
