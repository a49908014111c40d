from datetime import timedelta

import pytest

from accounts.models import Token
from accounts.tests.factors import add_app, code_of, recovery_codes_of, send_code, sign_in
from conftest import NOON, PASSWORD

TOKENS = "/api/v1/auth/tokens/"


def asked(**fields):
    return {"email": "ana@example.com", "password": PASSWORD, "name": "sheet", **fields}


@pytest.fixture
def token(ana) -> Token:
    return Token.issue(user=ana, name="sheet", scope="read", at=NOON)[0]


def test_a_password_buys_a_token_that_is_shown_once(api, ana):
    response = api().post(TOKENS, asked(scope="write"))
    assert response.status_code == 201
    assert response.headers["Cache-Control"] == "private, no-store"
    secret = response.json()["token"]
    assert secret.startswith("fit_")
    client = api()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    [listed] = client.get(TOKENS).json()["results"]
    assert "token" not in listed
    assert (listed["name"], listed["scope"]) == ("sheet", "write")
    assert secret not in str(Token.objects.values().get())


def test_a_token_reads_unless_told_otherwise(api, ana):
    assert api().post(TOKENS, asked()).json()["scope"] == "read"


def test_a_session_makes_one_when_its_person_has_just_proved_who_it_is(api, ana):
    client = api(ana)
    response = client.post(TOKENS, {"name": "sheet"})
    assert response.status_code == 403
    assert "Confirm on the site that it is you" in response.json()["detail"]
    client.post("/accounts/reauthenticate/", {"password": PASSWORD}, format="multipart")
    assert client.post(TOKENS, {"name": "sheet"}).status_code == 201
    assert Token.objects.get().user == ana


def test_a_token_lasts_ninety_days_unless_told_otherwise(api, ana, time_machine):
    time_machine.move_to(NOON, tick=False)
    api().post(TOKENS, asked())
    api().post(TOKENS, asked(expires_at=None))
    ends = [token.expires_at for token in Token.objects.order_by("pk")]
    assert ends == [NOON + timedelta(days=90), None]


def test_a_token_that_ran_out_opens_nothing_and_is_still_listed(api, ana, time_machine):
    time_machine.move_to(NOON, tick=False)
    secret = api().post(TOKENS, asked()).json()["token"]
    client = api()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert client.get(TOKENS).status_code == 200
    time_machine.move_to(NOON + timedelta(days=90), tick=False)
    assert client.get(TOKENS).status_code == 401
    [listed] = api(ana).get(TOKENS).json()["results"]
    assert listed["expires_at"].startswith("2026-05-31")


def test_a_token_cannot_make_tokens(api, ana):
    _, secret = Token.issue(user=ana, name="sheet", scope="write", at=NOON)
    client = api()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert client.post(TOKENS, {"name": "another"}).status_code == 403


@pytest.mark.parametrize(
    "wrong", [{"password": "wrong"}, {"email": "nobody@example.com"}, {"email": "sam@example.com"}]
)
def test_wrong_credentials_are_401_and_do_not_say_which(api, ana, wrong):
    response = api().post(TOKENS, asked(**wrong))
    assert response.status_code == 401
    assert response.json()["detail"] == "The e-mail address or password is wrong."


def test_who_is_deactivated_gets_none(api, ana):
    ana.is_active = False
    ana.save()
    assert api().post(TOKENS, asked()).status_code == 401


def test_an_unconfirmed_address_gets_none(api, ana):
    ana.emailaddress_set.update(verified=False)
    assert api().post(TOKENS, asked()).status_code == 403


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"name": ""}, {"name"}),
        ({"scope": "admin"}, {"scope"}),
        ({"code": "123456"}, {"code"}),
        ({"expires_at": "2001-01-01T00:00:00Z"}, {"expires_at"}),
        ({"email": "not an address"}, {"email"}),
    ],
)
def test_a_wrong_field_is_named(api, ana, fields, named):
    response = api().post(TOKENS, asked(**fields))
    assert response.status_code == 400
    assert set(response.json()["errors"]) == named


def test_without_a_session_both_are_needed(api, db):
    response = api().post(TOKENS, {"name": "sheet"})
    assert set(response.json()["errors"]) == {"email", "password"}


def test_guessing_is_slowed_down_per_address(api, ana, sam):
    for number in range(30):
        api().post(TOKENS, asked(password=f"wrong {number}"), REMOTE_ADDR=f"10.0.0.{number}")
    response = api().post(TOKENS, asked(), REMOTE_ADDR="10.0.0.99")
    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0
    assert api().post(TOKENS, asked(email=sam.email)).status_code == 201


def test_guessing_is_slowed_down_per_computer(api, ana):
    for number in range(30):
        api().post(TOKENS, asked(email=f"guess{number}@example.com"), REMOTE_ADDR="10.0.0.1")
    assert api().post(TOKENS, asked(), REMOTE_ADDR="10.0.0.1").status_code == 429
    assert api().post(TOKENS, asked(), REMOTE_ADDR="10.0.0.2").status_code == 201


# --- With a second factor ------------------------------------------------------------------------


@pytest.fixture
def secret(ana) -> str:
    return add_app(ana)


def test_the_password_alone_buys_no_token_where_there_is_a_second_factor(api, ana, secret):
    response = api().post(TOKENS, asked())
    assert response.status_code == 400
    assert set(response.json()["errors"]) == {"code"}
    assert api().post(TOKENS, asked(password="wrong")).status_code == 401
    assert not Token.objects.exists()


def test_a_code_of_the_app_buys_one_and_only_one(api, ana, secret):
    code = code_of(secret)
    assert api().post(TOKENS, asked(code=code)).status_code == 201
    response = api().post(TOKENS, asked(code=code))
    assert response.status_code == 401
    assert response.json()["detail"] == "This code is wrong, or was used."


def test_a_recovery_code_is_used_up(api, ana, secret):
    code = recovery_codes_of(ana)[0]
    assert api().post(TOKENS, asked(code=code)).status_code == 201
    assert api().post(TOKENS, asked(code=code)).status_code == 401
    assert len(recovery_codes_of(ana)) == 9


def test_a_code_is_worth_nothing_without_the_password(api, ana, secret):
    assert api().post(TOKENS, asked(password="wrong", code=code_of(secret))).status_code == 401
    assert api(ana).post(TOKENS, {"name": "sheet", "code": code_of(secret)}).status_code == 400


def test_wrong_codes_count_against_the_same_limit_as_on_the_pages(
    client, api, ana, secret, settings
):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "5/h/key"}
    for number in range(5):
        response = api().post(TOKENS, asked(code="000000"), REMOTE_ADDR=f"10.0.0.{number}")
        assert response.status_code == 401
    response = api().post(TOKENS, asked(code=code_of(secret)), REMOTE_ADDR="10.0.0.99")
    assert response.status_code == 429
    assert 1 <= int(response.headers["Retry-After"]) <= 300
    sign_in(client, ana)
    assert send_code(client, code_of(secret)).status_code == 429


def test_somebody_elses_code_is_wrong(api, ana, sam, secret):
    assert api().post(TOKENS, asked(code=code_of(add_app(sam)))).status_code == 401


def test_a_revoked_token_leaves_the_list(api, ana, token):
    assert api(ana).delete(f"{TOKENS}{token.pk}/").status_code == 204
    assert api(ana).get(TOKENS).json()["results"] == []
    assert Token.objects.get().revoked_at is not None


@pytest.mark.parametrize(
    ("who", "status"), [("ana", 204), ("cole", 404), ("sam", 404), (None, 401)]
)
def test_only_its_person_revokes_a_token(api, token, who, status, request):
    client = api(request.getfixturevalue(who) if who else None)
    assert client.delete(f"{TOKENS}{token.pk}/").status_code == status


def test_the_list_costs_the_same_for_many(api, ana, django_assert_num_queries):
    for number in range(8):
        Token.issue(user=ana, name=f"t{number}", scope="read", at=NOON + timedelta(days=number))
    client = api(ana)
    with django_assert_num_queries(2):  # person, tokens
        assert len(client.get(TOKENS).json()["results"]) == 8
