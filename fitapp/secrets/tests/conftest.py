import os

import pytest

from fitapp import secrets

OURS = ("SECRETS", "VAULT_", "AWS_", "SECRET_KEY", "DATABASE_URL", "REDIS_URL", "EMAIL_URL")


@pytest.fixture(autouse=True)
def _environment(monkeypatch):
    """An environment that says nothing, and a process that has asked nothing yet."""
    for name in [name for name in os.environ if name.startswith(OURS)]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(secrets, "_held", None)


@pytest.fixture
def told(monkeypatch):
    """`told(SECRETS="file", …)` is what the environment says."""

    def tell(**variables):
        for name, value in variables.items():
            monkeypatch.setenv(name, str(value))

    return tell


@pytest.fixture
def refusal():
    """`refusal()` asks the source and is the sentence with which the process ends."""

    def ask():
        with pytest.raises(secrets.NotStarted) as ended:
            secrets.refresh()
        assert ended.value.__cause__ is None
        assert ended.value.__suppress_context__ or ended.value.__context__ is None
        return str(ended.value)

    return ask
