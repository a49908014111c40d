"""Answers of the exercise library that a client may keep, and ask whether they still hold."""

from hashlib import sha256

from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_vary_headers
from rest_framework import status
from rest_framework.response import Response

from training import catalogue

SHAPE = "2"  # raise it when the serializer changes, so that what clients keep is fetched anew


def answer_unless_unchanged(request, answer, *, shared, **kwargs):
    """`answer(request)`, or 304 when `If-None-Match` names what it would say.

    Only what is the same for everybody has an ETag: the library, never anybody's own exercises.
    """
    if not shared:
        return answer(request, **kwargs)
    etag = etag_of(request)
    if etag in request.headers.get("If-None-Match", "").replace("W/", "").split(", "):
        response = Response(status=status.HTTP_304_NOT_MODIFIED)
    else:
        response = answer(request, **kwargs)
    if response.status_code in (200, 304):
        response.headers["ETag"] = f"W/{etag}"
        kept_by = "private" if request.user.is_authenticated else "public"
        response.headers["Cache-Control"] = f"{kept_by}, no-cache"
        patch_vary_headers(response, ["Authorization", "Cookie"])
    return response


def fragment_unless_unchanged(request, template, context):
    """Part of a page, or 304. Personal ones are kept by nobody; a whole page has no ETag, because
    its scripts run by a word that holds once."""
    response = render(request, template, context)
    if request.user.is_authenticated:
        return response
    etag = f'W/"{sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Cookie"])
    return get_conditional_response(request, etag=etag, response=response)


def etag_of(request):
    said = f"{SHAPE} {catalogue.current_version()} {request.get_full_path()}"
    return f'"{sha256(said.encode()).hexdigest()[:32]}"'
