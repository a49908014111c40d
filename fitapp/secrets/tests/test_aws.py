"""Secrets in AWS Secrets Manager: real boto3 over HTTP, against moto's server."""

import json

import boto3
import pytest
import requests
from moto.server import ThreadedMotoServer

from fitapp import secrets

CANARY = "canary-of-the-manager"
KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}


@pytest.fixture(scope="module")
def server():
    made = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    made.start()
    host, port = made.get_host_and_port()
    yield f"http://{host}:{port}"
    made.stop()


@pytest.fixture
def manager(server, told):
    """A client of somebody who writes secrets, and an environment that says where to read them."""
    told(
        SECRETS="aws",
        AWS_REGION="eu-west-1",
        AWS_SECRET_ID="fitapp/production",
        AWS_SECRETS_ENDPOINT_URL=server,
        **KEYS,
    )
    yield boto3.client("secretsmanager", region_name="eu-west-1", endpoint_url=server)
    requests.post(f"{server}/moto-api/reset", timeout=5)


def write(manager, document, **more):
    text = document if isinstance(document, str) else json.dumps(document)
    return manager.create_secret(Name="fitapp/production", SecretString=text, **more)


def test_a_secret_is_read(manager):
    written = write(manager, {"SECRET_KEY": CANARY, "debug": False})
    held = secrets.fetched()
    assert held.values == {"SECRET_KEY": CANARY, "DEBUG": "false"}
    assert held.version == written["VersionId"]
    assert secrets.origin_of("SECRET_KEY") == "AWS Secrets Manager, fitapp/production"


def test_a_new_version_is_read_when_it_shall_be(manager):
    write(manager, {"SECRET_KEY": CANARY})
    before = secrets.fetched()
    manager.put_secret_value(SecretId="fitapp/production", SecretString='{"SECRET_KEY": "new"}')
    assert secrets.fetched() is before
    assert secrets.refresh().values == {"SECRET_KEY": "new"}
    assert secrets.fetched().version != before.version


def test_no_such_secret_is_a_sentence(manager, refusal):
    assert "no secret has this name" in refusal()


def test_one_that_is_to_be_deleted_is_a_sentence(manager, refusal):
    write(manager, {"SECRET_KEY": CANARY})
    manager.delete_secret(SecretId="fitapp/production")
    assert "marked for deletion" in refusal()


@pytest.mark.parametrize("document", ["no json", '["a"]', '"text"', '{"SECRET_KEY": ["a"]}'])
def test_what_is_no_object_of_settings_is_a_sentence(manager, document, refusal):
    write(manager, document)
    said = refusal()
    assert "no JSON object" in said or "SECRET_KEY is no text" in said


def test_one_of_bytes_is_a_sentence(manager, refusal):
    manager.create_secret(Name="fitapp/production", SecretBinary=b"{}")
    assert "no JSON object" in refusal()


def test_nobody_listens_is_a_sentence(manager, told, refusal):
    told(AWS_SECRETS_ENDPOINT_URL="http://127.0.0.1:1")
    assert "cannot be asked" in refusal()


def test_no_key_is_a_sentence(manager, monkeypatch, told, refusal, tmp_path):
    for name in KEYS:
        monkeypatch.delenv(name)
    told(
        AWS_EC2_METADATA_DISABLED="true",
        AWS_SHARED_CREDENTIALS_FILE=tmp_path / "none",
        AWS_CONFIG_FILE=tmp_path / "none",
    )
    assert "cannot be asked (NoCredentialsError)" in refusal()


@pytest.mark.parametrize("missing", ["AWS_REGION", "AWS_SECRET_ID"])
def test_what_is_needed_to_ask_is_named(manager, monkeypatch, told, missing, refusal, tmp_path):
    monkeypatch.delenv(missing)
    told(AWS_CONFIG_FILE=tmp_path / "none")
    assert f"needs {missing}" in refusal()


def test_nothing_that_is_written_about_it_holds_a_secret(manager):
    write(manager, {"SECRET_KEY": CANARY})
    assert CANARY not in repr(secrets.fetched())
