"""Secrets in HashiCorp Vault: one document of a key-value engine, version 2."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from fitapp.secrets.fetched import Fetched, NotStarted, as_text, required

TIMEOUT: Final = 5


def fetch(environ: Mapping[str, str]) -> Fetched:
    try:
        import hvac
        import requests
    except ImportError:
        raise NotStarted("SECRETS=vault needs hvac: install requirements-prod.txt.") from None
    address = required(environ, "VAULT_ADDR", "vault")
    mount, _, path = required(environ, "VAULT_PATH", "vault").strip("/").partition("/")
    source = f"Vault at {address}, {mount}/{path}"
    client = hvac.Client(
        url=address,
        token=environ.get("VAULT_TOKEN") or "",
        namespace=environ.get("VAULT_NAMESPACE") or None,
        verify=environ.get("VAULT_CACERT") or True,
        timeout=TIMEOUT,
    )
    try:
        _sign_in(client, environ)
        found = client.secrets.kv.v2.read_secret_version(
            path=path, mount_point=mount, raise_on_deleted_version=True
        )
    except hvac.exceptions.VaultError as error:
        raise NotStarted(f"{source}: {_refusal(error, hvac.exceptions)}.") from None
    except requests.exceptions.SSLError:
        raise NotStarted(f"{source}: its certificate is not trusted. See VAULT_CACERT.") from None
    except (requests.exceptions.RequestException, OSError) as error:
        raise NotStarted(f"{source}: it does not answer ({type(error).__name__}).") from None
    data = found["data"]
    return Fetched(source, as_text(data["data"], source), str(data["metadata"]["version"]))


def _sign_in(client: Any, environ: Mapping[str, str]) -> None:
    """With a token, or as an application (AppRole)."""
    if client.token:
        return
    role = required(environ, "VAULT_ROLE_ID", "vault without VAULT_TOKEN")
    secret = required(environ, "VAULT_SECRET_ID", "vault without VAULT_TOKEN")
    client.auth.approle.login(role_id=role, secret_id=secret)


def _refusal(error: Exception, kinds: Any) -> str:
    """What Vault said, without repeating its answer, which may quote what was asked."""
    if isinstance(error, kinds.Forbidden):
        return (
            "it does not let us read this. The token has run out, or its policy does not allow it"
        )
    if isinstance(error, kinds.InvalidPath):
        return "there is nothing at this path, or its newest version is deleted. See VAULT_PATH"
    if isinstance(error, kinds.VaultDown):
        return "it is sealed or being maintained"
    if isinstance(error, kinds.InvalidRequest | kinds.Unauthorized):
        return "it does not know the role or its secret. See VAULT_ROLE_ID and VAULT_SECRET_ID"
    return f"it refused ({type(error).__name__})"
