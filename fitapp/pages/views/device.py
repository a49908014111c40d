"""What a browser keeps on the device: the worker, the manifest, and the pages for no signal."""

import hashlib
import json

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import public, signed_in
from fitapp.pages import keeping

NOT_KEPT = {"Cache-Control": "private, no-store"}  # browsers look for a new worker by themselves
PAPER = "#f3f6f4"


@public
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. Its text changes with any file that it keeps."""
    site = {
        "files": [staticfiles_storage.url(name) for name in keeping.files()],
        "offline": reverse("pages:offline"),
        "kept": reverse("pages:kept"),
        "today": reverse("pages:today"),
        "start": reverse("training:start"),
        "free": reverse("training:free-log"),
        "leaving": reverse("account_logout"),
    }
    version = hashlib.sha256(json.dumps(site).encode()).hexdigest()[:12]
    script = (
        f"self.SITE = {json.dumps(site | {'version': version})}\n"
        f"importScripts({json.dumps(static('js/worker.js'))})\n"
    )
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers=NOT_KEPT)


@public
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What an installed FitApp is called, looks like and begins with."""
    today = reverse("pages:today")
    said = {
        "id": "/",
        "name": "FitApp",
        "short_name": "FitApp",
        "description": "Plan workouts, log every set, and see what they did.",
        "lang": "en",
        "start_url": today,
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "categories": ["fitness", "health", "sports"],
        "icons": [_icon("icon-192"), _icon("icon-512"), _icon("maskable-512", purpose="maskable")],
        "shortcuts": [
            {"name": "Today", "url": today, "icons": [_icon("icon-192")]},
            {
                "name": "Start a workout",
                "url": reverse("training:free-log"),
                "icons": [_icon("icon-192")],
            },
        ],
    }
    return JsonResponse(said, content_type="application/manifest+json", headers=NOT_KEPT)


@public
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What is shown in place of a page that is not kept, while there is no signal."""
    return render(request, "pages/offline.html")


@signed_in
@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """What this person's device keeps for when it has no signal."""
    return JsonResponse(keeping.for_no_signal(request.user, at=timezone.now()))


def _icon(name: str, **said: str) -> dict[str, str]:
    side = name.rpartition("-")[2]
    return {
        "src": static(f"img/app/{name}.png"),
        "sizes": f"{side}x{side}",
        "type": "image/png",
        **said,
    }
