"""What is locked is what is asked for. `bin/lock` brings them together again."""

import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent
FILES = sorted(path.stem for path in ROOT.glob("requirements*.in"))


def wanted(file):
    for line in (ROOT / f"{file}.in").read_text().splitlines():
        words = line.partition("#")[0].strip()
        if words.startswith("-r "):
            yield from wanted(words.removeprefix("-r ").removesuffix(".in"))
        elif words:
            yield Requirement(words)


def locked(file):
    lines = (ROOT / f"{file}.txt").read_text().splitlines()
    found = (re.match(r"([A-Za-z0-9._-]+)(?:\[.*\])?==([^ ;\\]+)", line) for line in lines)
    return {canonicalize_name(match[1]): match[2] for match in found if match}


@pytest.mark.parametrize("file", FILES)
def test_everything_asked_for_is_locked(file):
    pins = locked(file)
    astray = []
    for requirement in wanted(file):
        pin = pins.get(canonicalize_name(requirement.name))
        if pin is None or not requirement.specifier.contains(pin):
            astray.append(f"{requirement} is locked to {pin or 'nothing'}")
    assert astray == []


@pytest.mark.parametrize("file", ["requirements-dev", "requirements-prod"])
def test_tests_and_production_run_on_the_same_versions(file):
    pins = locked(file)
    assert {name: pins.get(name) for name in locked("requirements")} == locked("requirements")


@pytest.mark.parametrize("file", FILES)
def test_every_lock_has_hashes(file):
    lines = (ROOT / f"{file}.txt").read_text().splitlines()
    assert [line for line in lines if "==" in line and not line.endswith("\\")] == []
