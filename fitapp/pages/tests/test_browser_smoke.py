"""The front door in a real browser."""

import pytest

from browser import assert_accessible

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_landing_page_is_sound_on_a_laptop(laptop, scheme):
    page = laptop(color_scheme=scheme)
    assert page.locator("h1").is_visible()
    assert_accessible(page)


def test_the_landing_page_fits_a_phone(phone):
    page = phone()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_accessible(page)


def test_a_signed_in_person_goes_on_to_their_work(phone, ana):
    page = phone(ana)
    assert not page.url.endswith("/accounts/login/")
    assert page.evaluate("location.pathname") != "/"


def test_the_pages_of_the_api_draw_themselves(page):
    page.goto("/api/docs/")
    page.get_by_text("/api/v1/me/", exact=True).first.wait_for()


def test_health_answers_the_browser(page):
    assert page.request.get("/health/live").json() == {"status": "live"}
