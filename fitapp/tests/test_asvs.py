"""The audit in docs/asvs.csv is whole, and what it cites is there.

The levels 1 and 2 of OWASP ASVS 5.0.0 are 253 requirements. In each section they are the first so
many, so a number per section names them all.
"""

import ast
import csv
import re
from collections import Counter
from functools import cache

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
STATUSES = ("met", "not applicable", "open")
COLUMNS = ["requirement", "level", "status", "reason", "shown_by"]
SECTIONS = {
    "V1": [2, 9, 11, 3, 2],
    "V2": [3, 3, 4, 1],
    "V3": [0, 2, 4, 6, 5, 0, 2],
    "V4": [3, 1, 2, 4],
    "V5": [1, 3, 2, 3],
    "V6": [3, 12, 4, 4, 5, 3, 0, 4],
    "V7": [3, 4, 2, 5, 2, 2],
    "V8": [2, 3, 1, 1],
    "V9": [3, 4],
    "V10": [2, 2, 4, 11, 5, 2, 3],
    "V11": [2, 3, 3, 4, 1, 1],
    "V12": [3, 2, 4],
    "V13": [1, 5, 2, 5],
    "V14": [2, 4, 3],
    "V15": [3, 3, 7],
    "V16": [1, 5, 4, 3, 3],
    "V17": [1, 4, 2],
}
REQUIREMENTS = [
    f"{chapter}.{section}.{number}"
    for chapter, counts in SECTIONS.items()
    for section, count in enumerate(counts, start=1)
    for number in range(1, count + 1)
]


def audited():
    with (ROOT / "docs" / "asvs.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def chapter_of(row):
    return row["requirement"].partition(".")[0]


@cache
def functions_in(path):
    tree = ast.parse((ROOT / path).read_text())
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in ast.walk(tree) if isinstance(node, kinds)}


def is_there(cited):
    """Whether a file, or the test that follows "::" in it, exists."""
    path, _, name = cited.partition("::")
    if not (ROOT / path).exists():
        return False
    return not name or (name.startswith("test_") and name in functions_in(path))


def test_every_requirement_is_answered_once():
    assert len(REQUIREMENTS) == 253
    assert [row["requirement"] for row in audited()] == REQUIREMENTS
    assert Counter(row["level"] for row in audited()) == {"1": 70, "2": 183}


def test_every_answer_is_one_of_three_and_says_why():
    for row in audited():
        assert list(row) == COLUMNS, row
        assert row["status"] in STATUSES, row
        assert row["reason"].strip(), row


def test_what_is_met_names_what_shows_it():
    unshown = [
        row["requirement"] for row in audited() if row["status"] == "met" and not row["shown_by"]
    ]
    assert unshown == []


def test_what_no_test_shows_says_that_it_was_read_or_written_down():
    silent = [
        row["requirement"]
        for row in audited()
        if row["status"] == "met" and "::" not in row["shown_by"]
        if "by reading" not in row["reason"] and "docs/" not in row["shown_by"]
    ]
    assert silent == []


def test_what_the_audit_cites_is_there():
    lost = {
        f"{row['requirement']}: {cited}"
        for row in audited()
        for cited in row["shown_by"].split()
        if not is_there(cited)
    }
    assert sorted(lost) == []


@pytest.mark.parametrize("document", ["security.md", "inventory.md"])
def test_what_the_documents_cite_is_there(document):
    text = (ROOT / "docs" / document).read_text()
    cited = set(re.findall(r"`([\w.][\w./-]*\.(?:py|md|csv|txt)(?:::test_\w+)?)`", text))
    assert cited
    assert sorted(name for name in cited if not is_there(name)) == []


def test_the_summary_counts_what_the_audit_says():
    counted = Counter((chapter_of(row), row["status"]) for row in audited())
    text = (ROOT / "docs" / "security.md").read_text()
    rows = re.findall(r"^\| (V\d+) [^|]*\| (\d+) \| (\d+) \| (\d+) \|", text, re.MULTILINE)
    told = {chapter: tuple(map(int, numbers)) for chapter, *numbers in rows}
    assert told == {
        chapter: tuple(counted[chapter, status] for status in STATUSES) for chapter in SECTIONS
    }


def test_what_is_open_is_named_in_the_summary():
    text = (ROOT / "docs" / "security.md").read_text()
    unnamed = [
        row["requirement"]
        for row in audited()
        if row["status"] == "open" and not re.search(rf"\b{row['requirement'][1:]}\b", text)
    ]
    assert unnamed == []
