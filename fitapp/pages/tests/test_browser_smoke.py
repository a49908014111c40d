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


def test_a_signed_in_person_is_met_with_their_own_page(phone, ana):
    page = phone(ana)
    assert page.get_by_text("Sign in").count() == 0


def test_health_answers_the_browser(page):
    assert page.goto("/health/live").json() == {"status": "live"}
