"""What a browser is told when its person leaves."""

from django.urls import reverse

from accounts.tests.factors import prove
from conftest import PASSWORD

HEADER = "Clear-Site-Data"


def test_signing_out_clears_what_the_browser_kept(client, ana):
    client.force_login(ana)
    answer = client.post(reverse("account_logout"))
    assert answer.headers[HEADER] == '"storage"'


def test_deleting_the_account_clears_it(client, ana):
    client.force_login(ana)
    prove(client)
    answer = client.post(reverse("accounts:delete"))
    assert answer.headers[HEADER] == '"storage"'


def test_who_stays_keeps_it(client, ana):
    client.force_login(ana)
    assert HEADER not in client.get(reverse("pages:today")).headers
    assert HEADER not in client.get(reverse("account_logout")).headers


def test_signing_in_clears_nothing(client, ana):
    answer = client.post(reverse("account_login"), {"login": ana.email, "password": PASSWORD})
    assert answer.status_code == 302
    assert HEADER not in answer.headers
