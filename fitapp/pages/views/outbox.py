from itertools import islice
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import public
from fitapp.pages.outbox import find_mail, mails

NEWEST = 50


def _folder() -> Path:
    """Where mail is kept while developing; nobody reads it anywhere else."""
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    if not settings.DEBUG or not folder:
        raise Http404
    return Path(folder)


@public
def outbox(request: HttpRequest) -> HttpResponse:
    newest = list(islice(mails(_folder()), NEWEST))
    return render(request, "pages/outbox.html", {"mails": newest})


@public
def mail(request: HttpRequest, key: str) -> HttpResponse:
    found = find_mail(_folder(), key)
    if found is None:
        raise Http404
    return render(request, "pages/mail.html", {"mail": found})
