"""What `manage.py check` says about settings that do not fit together."""

import pytest
from django.core.checks import run_checks


def found(*, deploy=False):
    said = run_checks(tags=["security"], include_deployment_checks=deploy)
    return {one.id for one in said if one.id.startswith("fitapp.")}


@pytest.fixture
def site(settings):
    """A site for others, with everything it needs."""
    settings.SITE_URL = "https://fit.example"
    settings.TRUSTED_PROXIES = 1
    settings.SECURITY_CONTACT = ["mailto:security@fit.example"]
    settings.REDIS_URL = "redis://redis.example:6379/0"
    settings.EMBEDDED = False
    return settings


def test_a_site_with_everything_is_fine(site):
    assert found(deploy=True) == set()


@pytest.mark.parametrize(
    ("setting", "value", "id"),
    [
        ("LIMITS", {"sign-in": "ten a minute"}, "fitapp.E001"),
        ("TRUSTED_PROXIES", -1, "fitapp.E002"),
        ("TRUSTED_PROXIES", 0, "fitapp.W001"),
        ("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend", "fitapp.W002"),
        ("SECURITY_CONTACT", [], "fitapp.W003"),
        ("REDIS_URL", "", "fitapp.W004"),
    ],
)
def test_what_does_not_fit_is_said(site, setting, value, id):
    setattr(site, setting, value)
    assert found(deploy=True) == {id}
    assert found() == ({id} if ".E" in id else set())


def test_a_limit_that_cannot_be_read_is_named_by_its_variable(settings):
    settings.LIMITS = {"second-factor": "5/m account, x"}
    [said] = [one for one in run_checks(tags=["security"]) if one.id == "fitapp.E001"]
    assert said.msg == "LIMIT_SECOND_FACTOR: “x” is not a rate such as “10/15m user”."
