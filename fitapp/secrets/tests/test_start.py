"""What a site starts with, and what it refuses to start with."""

import ast
import os
import secrets as standard
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.utils import get_random_secret_key

from fitapp import secrets
from fitapp.secrets.strength import weakness_of
from fitapp.secrets.tests.fake_vault import ROOT_TOKEN, FakeVault

GOOD = sha256(b"only for these tests").hexdigest()
SITE = "https://fitapp.example"
ASK = "from django.conf import settings as s; print(s.SECRET_KEY, s.SECRET_KEY_FALLBACKS, s.DEBUG)"


def start(tmp_path, code=ASK, **env):
    """Read the settings in a process of its own."""
    (tmp_path / "data").mkdir(exist_ok=True)
    given = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "fitapp.settings",
        "DATA_DIR": str(tmp_path / "data"),
        "SEALING_KEYS": f"test:{b64encode(bytes(range(32))).decode()}",
        "VAPID_PRIVATE_KEY": "W8yhLrZLwEm-PBqTB2kHw3DpXq0cmzcVEjO1ZqSfXbA",
        **{name: str(value) for name, value in env.items()},
    }
    command = [sys.executable, "-c", code]
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=given, capture_output=True, text=True, check=False
    )


def test_a_clone_makes_its_own_and_keeps_it(tmp_path):
    first, second = start(tmp_path), start(tmp_path)
    kept = tmp_path / "data" / "secret_key"
    assert first.stdout == second.stdout == f"{kept.read_text()} [] False\n"
    assert kept.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("env", "sentence"),
    [
        ({}, "SECRET_KEY is not set, and this is a production site."),
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set"),
        ({"SECRET_KEY": "canary-short"}, "SECRET_KEY is shorter than 50 characters"),
        ({"SECRET_KEY": "canary" * 12}, "SECRET_KEY is too regular"),
        (
            {"SECRET_KEY": GOOD, "SECRET_KEY_FALLBACKS": "canary-old"},
            "SECRET_KEY_FALLBACKS is short",
        ),
        ({"SECRET_KEY": GOOD, "SECRETS": "vault"}, "SECRETS=vault needs VAULT_ADDR"),
    ],
)
def test_production_does_not_start_without_good_secrets(tmp_path, env, sentence):
    ended = start(tmp_path, SITE_URL=SITE, **env)
    assert ended.returncode == 1
    assert sentence in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "canary" not in ended.stderr.replace("canary is", "")
    assert ended.stdout == ""


def test_production_does_not_start_with_the_key_of_the_clone(tmp_path):
    start(tmp_path)
    kept = (tmp_path / "data" / "secret_key").read_text()
    missing, same = (start(tmp_path, SITE_URL=SITE, **env) for env in ({}, {"SECRET_KEY": kept}))
    assert "SECRET_KEY is not set" in missing.stderr
    assert "made for development" in same.stderr
    assert kept not in same.stderr


def test_keys_are_changed_without_signing_anybody_out(tmp_path):
    old = standard.token_urlsafe(48)
    ran = start(tmp_path, SITE_URL=SITE, SECRET_KEY=GOOD, SECRET_KEY_FALLBACKS=f"{old}, {GOOD}")
    assert ran.stdout == f"{GOOD} {[old, GOOD]} False\n"


def test_a_key_may_begin_with_any_sign(tmp_path):
    ran = start(tmp_path, SITE_URL=SITE, SECRET_KEY=f"${GOOD}")
    assert ran.stdout.startswith(f"${GOOD} ")


def test_settings_are_read_from_a_vault_and_do_not_pass_on_to_children(tmp_path):
    vault = FakeVault()
    vault.documents["", "secret/fitapp"] = [
        {"SECRET_KEY": GOOD, "EMAIL_URL": "smtp+tls://u:p@mail.example:587"}
    ]
    code = (
        "import os; from django.conf import settings as s;"
        "print(s.SECRET_KEY, s.EMAIL_HOST, 'SECRET_KEY' in os.environ)"
    )
    try:
        ran = start(
            tmp_path,
            code,
            SITE_URL=SITE,
            SECRETS="vault",
            VAULT_ADDR=vault.address,
            VAULT_PATH="secret/fitapp",
            VAULT_TOKEN=ROOT_TOKEN,
        )
        assert ran.stdout == f"{GOOD} mail.example False\n", ran.stderr
        vault.is_sealed = True
        ended = start(
            tmp_path,
            SECRETS="vault",
            VAULT_ADDR=vault.address,
            VAULT_PATH="secret/fitapp",
            VAULT_TOKEN=ROOT_TOKEN,
        )
    finally:
        vault.close()
    assert (ended.returncode, ended.stdout) == (1, "")
    assert (
        ended.stderr
        == f"Vault at {vault.address}, secret/fitapp: it is sealed or being maintained.\n"
    )


@pytest.mark.parametrize(
    ("site_url", "debug", "is_production"),
    [
        ("http://localhost:8000", False, False),
        ("http://127.0.0.1:8000", False, False),
        ("http://[::1]:8000", False, False),
        ("http://fit.localhost", False, False),
        ("http://192.0.2.7:8000", True, False),
        ("http://192.0.2.7:8000", False, True),
        ("http://fit.example", False, True),
        ("http://localhost.fit.example", False, True),
        ("https://fit.example", False, True),
        ("https://fit.example", True, True),
        ("https://localhost", False, True),
    ],
)
def test_a_site_for_others_is_production(site_url, debug, is_production):
    assert secrets.is_production(site_url=site_url, debug=debug) is is_production


@pytest.mark.parametrize(
    "value",
    [
        "",
        "x",
        "a" * 80,
        "ab" * 40,
        "aabbccddee" * 9 + "x",
        "changeme" + GOOD,
        "django-insecure-" + GOOD,
    ],
    ids=["none", "one sign", "repeated", "in pairs", "in a row", "an example", "Django's"],
)
def test_what_could_be_guessed_is_weak(value):
    assert weakness_of(value)


@pytest.mark.parametrize(
    "make",
    [get_random_secret_key, lambda: standard.token_hex(32), lambda: standard.token_urlsafe(48)],
)
def test_what_is_drawn_at_random_is_not(make):
    assert {weakness_of(make()) for _ in range(200)} == {""}


def test_every_secret_that_settings_read_is_known():
    tree = ast.parse(Path(settings.BASE_DIR, "fitapp", "settings.py").read_text())
    read = {
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant)
    }
    marks = ("KEY", "SECRET", "PASSWORD", "TOKEN", "_URL")
    names = {name for name in read if str(name).isupper() and any(mark in name for mark in marks)}
    public = {"SITE_URL", "APPLE_KEY_ID", "BREACHED_PASSWORDS_FILE"}
    assert names - public <= set(secrets.KNOWN)


def test_where_each_comes_from_is_said_and_never_what_it_is(told, tmp_path, capsys):
    file = tmp_path / "ours"
    file.write_text("DATABASE_URL=sqlite:///canary\n")
    told(SECRETS="file", SECRETS_FILE=file, SECRET_KEY="canary")
    secrets.fetched()
    file.write_text("DATABASE_URL=sqlite:///canary-2\nEMAIL_URL=canary\n")
    call_command("check_secrets", again=True)
    said = capsys.readouterr().out
    assert f"Source: the file {file}, asked 2" in said
    assert "SECRET_KEY             the environment" in said
    assert f"DATABASE_URL           the file {file}" in said
    assert "REDIS_URL              not set" in said
    assert "Changed there since: DATABASE_URL, EMAIL_URL. Restart to use it." in said
    assert "canary" not in said
    call_command("check_secrets", again=True)
    assert "Nothing has changed there." in capsys.readouterr().out
