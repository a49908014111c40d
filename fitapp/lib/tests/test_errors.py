from django.http import HttpResponse
from django.test import RequestFactory

from fitapp.lib.errors import Refused, RefusedMiddleware


class TooHeavy(Refused):
    pass


def test_a_refusal_is_a_page_that_says_why():
    request = RequestFactory().get("/")
    answer = RefusedMiddleware(lambda request: HttpResponse()).process_exception(
        request, TooHeavy("Nobody lifts <b>that</b>.")
    )
    assert answer.status_code == 409
    assert "Nobody lifts &lt;b&gt;that&lt;/b&gt;." in answer.content.decode()


def test_any_other_error_rises():
    middleware = RefusedMiddleware(lambda request: HttpResponse())
    assert middleware.process_exception(RequestFactory().get("/"), ValueError("a bug")) is None


def test_a_view_that_answers_is_left_alone():
    middleware = RefusedMiddleware(lambda request: HttpResponse("fine"))
    assert middleware(RequestFactory().get("/")).content == b"fine"
