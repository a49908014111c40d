"""Secrets in HashiCorp Vault."""

import socket

import pytest

from fitapp import secrets
from fitapp.secrets.tests.fake_vault import ROLE_ID, ROOT_TOKEN, SECRET_ID, FakeVault

CANARY = "canary-of-the-vault"


@pytest.fixture
def vault():
    made = FakeVault()
    made.documents["", "secret/fitapp/production"] = [{"SECRET_KEY": CANARY, "conn_max_age": 30}]
    yield made
    made.close()


@pytest.fixture
def at_vault(vault, told):
    told(
        SECRETS="vault",
        VAULT_ADDR=vault.address,
        VAULT_PATH="secret/fitapp/production",
        VAULT_TOKEN=ROOT_TOKEN,
    )


def test_a_document_is_read_with_a_token(vault, at_vault):
    held = secrets.fetched()
    assert held.values == {"SECRET_KEY": CANARY, "CONN_MAX_AGE": "30"}
    assert held.version == "1"
    assert secrets.environment()["SECRET_KEY"] == CANARY
    assert secrets.origin_of("SECRET_KEY") == f"Vault at {vault.address}, secret/fitapp/production"


def test_an_application_signs_in_with_its_role(vault, at_vault, told, monkeypatch):
    monkeypatch.delenv("VAULT_TOKEN")
    told(VAULT_ROLE_ID=ROLE_ID, VAULT_SECRET_ID=SECRET_ID)
    assert secrets.fetched().values["SECRET_KEY"] == CANARY
    assert vault.asked[0] == ("POST", "/v1/auth/approle/login")


def test_it_is_asked_once_and_again_when_it_shall_be(vault, at_vault):
    for _ in range(3):
        secrets.fetched()
    assert len(vault.asked) == 1
    vault.documents["", "secret/fitapp/production"].append({"SECRET_KEY": "another"})
    assert secrets.fetched().version == "1"
    assert secrets.refresh().version == "2"
    assert secrets.fetched().values == {"SECRET_KEY": "another"}


def test_the_environment_is_meant_where_it_says_something_too(at_vault, told):
    told(SECRET_KEY="of the environment")
    assert secrets.environment()["SECRET_KEY"] == "of the environment"
    assert secrets.origin_of("SECRET_KEY") == "the environment"


def test_a_namespace_has_documents_of_its_own(vault, at_vault, told):
    vault.documents["gym/", "secret/fitapp/production"] = [{"SECRET_KEY": "of the gym"}]
    told(VAULT_NAMESPACE="gym/")
    assert secrets.fetched().values["SECRET_KEY"] == "of the gym"


def test_a_wrong_token_is_a_sentence(at_vault, told, refusal):
    told(VAULT_TOKEN="hvs.stale")
    assert "does not let us read" in refusal()


def test_a_wrong_role_is_a_sentence(at_vault, told, monkeypatch, refusal):
    monkeypatch.delenv("VAULT_TOKEN")
    told(VAULT_ROLE_ID=ROLE_ID, VAULT_SECRET_ID="hvs.wrong")
    said = refusal()
    assert "VAULT_SECRET_ID" in said
    assert "hvs.wrong" not in said


@pytest.mark.parametrize("versions", [None, [{"SECRET_KEY": CANARY}, None]])
def test_nothing_there_or_deleted_is_a_sentence(vault, at_vault, versions, refusal):
    vault.documents["", "secret/fitapp/production"] = versions
    assert "nothing at this path" in refusal()


def test_a_sealed_one_is_a_sentence(vault, at_vault, refusal):
    vault.is_sealed = True
    assert "it is sealed" in refusal()


def test_a_document_that_is_none_is_a_sentence(vault, at_vault, refusal):
    vault.documents["", "secret/fitapp/production"] = [{"SECRET_KEY": {"inside": CANARY}}]
    said = refusal()
    assert "SECRET_KEY is no text" in said
    assert CANARY not in said


def test_nobody_listens_is_a_sentence(at_vault, told, refusal):
    told(VAULT_ADDR="http://127.0.0.1:1")
    assert "does not answer" in refusal()


def test_one_that_never_answers_is_given_up(at_vault, told, refusal, monkeypatch):
    monkeypatch.setattr("fitapp.secrets.vault.TIMEOUT", 0.1)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        told(VAULT_ADDR=f"http://127.0.0.1:{silent.getsockname()[1]}")
        assert "does not answer (ReadTimeout)" in refusal()


@pytest.mark.parametrize("missing", ["VAULT_ADDR", "VAULT_PATH", "VAULT_TOKEN"])
def test_what_is_needed_to_ask_is_named(at_vault, monkeypatch, missing, refusal):
    monkeypatch.delenv(missing)
    said = refusal()
    assert missing.replace("TOKEN", "ROLE_ID") in said
    assert "not set" in said


def test_its_certificate_is_checked_against_the_named_authority(tmp_path, told, refusal):
    vault = FakeVault(tmp_path)
    vault.documents["", "secret/fitapp"] = [{"SECRET_KEY": CANARY}]
    told(
        SECRETS="vault",
        VAULT_ADDR=vault.address,
        VAULT_PATH="secret/fitapp",
        VAULT_TOKEN=ROOT_TOKEN,
    )
    try:
        assert "certificate is not trusted" in refusal()
        told(VAULT_CACERT=vault.certificate)
        assert secrets.refresh().values == {"SECRET_KEY": CANARY}
    finally:
        vault.close()


def test_nothing_that_is_written_about_it_holds_a_secret(at_vault):
    assert CANARY not in repr(secrets.fetched())
