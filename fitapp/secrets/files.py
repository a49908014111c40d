"""Secrets in files: a folder with one file for each (as Docker and Kubernetes mount them), or one
file of `NAME=value` lines or of JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from fitapp.secrets.fetched import Fetched, NotStarted, as_text, required


def fetch(environ: Mapping[str, str]) -> Fetched:
    path = Path(required(environ, "SECRETS_FILE", "file"))
    try:
        if path.is_dir():
            return Fetched(f"the folder {path}", _of_folder(path))
        text = path.read_text()
    except (OSError, UnicodeDecodeError) as error:
        raise NotStarted(f"SECRETS_FILE: {path} cannot be read ({type(error).__name__}).") from None
    source = f"the file {path}"
    return Fetched(source, _of_json(text, source) if text.lstrip()[:1] == "{" else _of_lines(text))


def _of_folder(folder: Path) -> dict[str, str]:
    """The name of each file is the name of the setting, in any case."""
    files = [file for file in sorted(folder.iterdir()) if file.is_file() and file.name[0] != "."]
    return {file.name.upper(): file.read_text().rstrip("\r\n") for file in files}


def _of_json(text: str, source: str) -> dict[str, str]:
    try:
        return as_text(json.loads(text), source)
    except json.JSONDecodeError as error:
        raise NotStarted(f"{source} is no JSON: line {error.lineno}.") from None


def _of_lines(text: str) -> dict[str, str]:
    found = {}
    for line in text.splitlines():
        name, is_set, value = line.removeprefix("export ").partition("=")
        if is_set and not line.lstrip().startswith("#"):
            found[name.strip().upper()] = _unquoted(value.strip())
    return found


def _unquoted(value: str) -> str:
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return value[1:-1] if is_quoted else value
