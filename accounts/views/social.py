from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.apple.apple_session import APPLE_SESSION_COOKIE_NAME
from allauth.socialaccount.providers.apple.views import apple_post_callback
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.access import public


@public
@csrf_exempt
@require_POST
def apple_callback(request):
    """Apple answers with a form from its own site, which carries no session. What it says is kept
    for the redirect that follows; only there, with the session, its `state` is checked."""
    get_adapter(request).get_provider(request, "apple")
    response = apple_post_callback(request)
    response.cookies[APPLE_SESSION_COOKIE_NAME]["httponly"] = True
    return response
