"""Secrets in files."""

import pytest

from fitapp import secrets


@pytest.fixture
def held(tmp_path, told):
    """`held({"SECRET_KEY": "…"})` is read from a folder, `held("…")` from a file."""

    def fetch(content):
        path = tmp_path / "secrets"
        if isinstance(content, str):
            path.write_text(content)
        else:
            path.mkdir()
            for name, text in content.items():
                (path / name).write_text(text)
        told(SECRETS="file", SECRETS_FILE=path)
        return secrets.refresh().values

    return fetch


def test_each_file_of_a_folder_is_a_setting(held):
    files = {"SECRET_KEY": "of a file\n", "database_url": "sqlite:///a", ".hidden": "x"}
    assert held(files) == {"SECRET_KEY": "of a file", "DATABASE_URL": "sqlite:///a"}


def test_a_folder_as_kubernetes_mounts_it_is_followed(told, tmp_path):
    real, mounted = tmp_path / "..2026", tmp_path / "mounted"
    for folder in (real, mounted):
        folder.mkdir()
    (real / "SECRET_KEY").write_text("behind a link")
    (mounted / "..data").symlink_to(real)
    (mounted / "SECRET_KEY").symlink_to(mounted / "..data" / "SECRET_KEY")
    told(SECRETS="file", SECRETS_FILE=mounted)
    assert secrets.fetched().values == {"SECRET_KEY": "behind a link"}


def test_lines_name_settings(held):
    lines = "# ours\n\nSECRET_KEY=a=b$c\nexport email_url='smtp://x'\nREDIS_URL = \"r\"\nnothing\n"
    assert held(lines) == {"SECRET_KEY": "a=b$c", "EMAIL_URL": "smtp://x", "REDIS_URL": "r"}


def test_a_document_names_settings(held):
    assert held('{"secret_key": "of json", "CONN_MAX_AGE": 5, "DEBUG": true}') == {
        "SECRET_KEY": "of json",
        "CONN_MAX_AGE": "5",
        "DEBUG": "true",
    }


def test_what_cannot_be_read_is_a_sentence(told, refusal, tmp_path):
    told(SECRETS="file", SECRETS_FILE=tmp_path / "none")
    assert "none cannot be read (FileNotFoundError)" in refusal()
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    told(SECRETS_FILE=tmp_path / "bytes")
    assert "cannot be read (UnicodeDecodeError)" in refusal()
    (tmp_path / "half").write_text('{"SECRET_KEY": "canary')
    told(SECRETS_FILE=tmp_path / "half")
    assert refusal().endswith("half is no JSON: line 1.")


def test_a_source_that_does_not_exist_is_a_sentence(told, refusal):
    told(SECRETS="valut")
    assert refusal() == "SECRETS is 'valut'. Choose one of: env, file, vault, aws."
    told(SECRETS="file")
    assert refusal() == "SECRETS=file needs SECRETS_FILE, which is not set."
