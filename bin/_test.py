"""bin/test: makes a clone ready, checks it, and runs the tests."""

import hashlib
import os
import subprocess
import sys
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator

from _setup import DATA, PYTHON, ROOT, Command, Timed, environment, quietly, shown, tools

# Settings for bin/dev. DATABASE_URL and REDIS_URL stay: they say what to test on.
OURS = (
    "DEBUG", "SITE_URL", "SECRET_KEY", "SEALING_KEYS", "VAPID_PRIVATE_KEY", "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS",
    "EMAIL_URL", "BREACHED_PASSWORDS_FILE", "GOOGLE_CLIENT_ID", "APPLE_CLIENT_ID",
)  # fmt: skip
PRODUCTION = {
    "SITE_URL": "https://fitapp.example",
    "SECRET_KEY": hashlib.sha256(b"only for checking the settings").hexdigest(),
    "SEALING_KEYS": f"check:{b64encode(b'only for checking the settings!!').decode()}",
    "VAPID_PRIVATE_KEY": urlsafe_b64encode(b"only for checking the settings!!")
    .decode()
    .rstrip("="),
    "DATABASE_URL": "postgres://fitapp:fitapp@database.example/fitapp",
    "REDIS_URL": "redis://redis.example:6379/0",
    "EMAIL_URL": "smtp+tls://fitapp:fitapp@mail.example:587",
    "TRUSTED_PROXIES": "1",
    "SECURITY_CONTACT": "mailto:security@fitapp.example",
}


def checks() -> Iterator[tuple[str, Command, dict[str, str]]]:
    manage: Command = [PYTHON, "manage.py"]
    deploy = ["check", "--deploy", "--fail-level", "WARNING"]
    yield "ruff check", ["ruff", "check", "."], {}
    yield "ruff format", ["ruff", "format", "--check", "."], {}
    yield "mypy", ["mypy"], {}
    yield "djlint", ["djlint", "templates", "--lint", "--quiet"], {}
    yield "check --deploy", [*manage, *deploy], PRODUCTION
    yield "missing migrations", [*manage, "makemigrations", "--check", "--dry-run"], {}


def main(words: list[str]) -> None:
    for name in OURS:
        os.environ.pop(name, None)
    os.environ["DATA_DIR"] = str(DATA / "test")
    for step in tools("requirements-dev.txt"):
        step.run()
    failed = [] if words else run_checks()
    command: Command = [PYTHON, "-m", "pytest", *(words or ["-n", "2"])]
    tested = subprocess.run(command, cwd=ROOT, env=environment(), check=False)
    sys.exit(tested.returncode or bool(failed))


def run_checks() -> list[str]:
    """All of them, so that one run names everything that is wrong."""
    failed = []
    for name, command, env in checks():
        with Timed(name):
            finished = quietly(command, env)
        if finished.returncode:
            failed.append(name)
            print(f"{finished.stdout}\n{shown(command)} failed.\n", flush=True)
    print(f"Failed: {', '.join(failed)}\n" if failed else "", flush=True)
    return failed


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
