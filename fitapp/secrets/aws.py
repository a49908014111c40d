"""Secrets in AWS Secrets Manager: one secret that is a JSON object."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from fitapp.secrets.fetched import Fetched, NotStarted, as_text, required

CONNECT_TIMEOUT: Final = 3
READ_TIMEOUT: Final = 5
REFUSALS: Final = {
    "ResourceNotFoundException": "no secret has this name. See AWS_SECRET_ID and AWS_REGION",
    "AccessDeniedException": "we may not read it. See the policy of the role",
    "UnrecognizedClientException": "it does not know the key. See AWS_ACCESS_KEY_ID",
    "DecryptionFailure": "it cannot be decrypted with the key that protects it",
    "InvalidRequestException": "it is marked for deletion, or has no value",
}


def fetch(environ: Mapping[str, str]) -> Fetched:
    try:
        import boto3
        from botocore import exceptions
        from botocore.config import Config
    except ImportError:
        raise NotStarted("SECRETS=aws needs boto3: install requirements-prod.txt.") from None
    name = required(environ, "AWS_SECRET_ID", "aws")
    source = f"AWS Secrets Manager, {name}"
    config = Config(
        connect_timeout=CONNECT_TIMEOUT,
        read_timeout=READ_TIMEOUT,
        retries={"total_max_attempts": 2, "mode": "standard"},
    )
    try:
        client = boto3.Session().client(  # a session of its own reads its keys anew
            "secretsmanager",
            region_name=environ.get("AWS_REGION") or environ.get("AWS_DEFAULT_REGION") or None,
            endpoint_url=environ.get("AWS_SECRETS_ENDPOINT_URL") or None,
            config=config,
        )
        found = client.get_secret_value(SecretId=name)
    except exceptions.NoRegionError:
        raise NotStarted("SECRETS=aws needs AWS_REGION, which is not set.") from None
    except exceptions.ClientError as error:
        code = error.response["Error"]["Code"]
        raise NotStarted(f"{source}: {REFUSALS.get(code, f'it refused ({code})')}.") from None
    except (exceptions.BotoCoreError, ValueError) as error:
        raise NotStarted(f"{source}: it cannot be asked ({type(error).__name__}).") from None
    return Fetched(source, _read(found, source), found["VersionId"])


def _read(found: Mapping[str, Any], source: str) -> dict[str, str]:
    try:
        return as_text(json.loads(found["SecretString"]), source)
    except (KeyError, json.JSONDecodeError):
        raise NotStarted(f"{source} holds no JSON object of settings.") from None
