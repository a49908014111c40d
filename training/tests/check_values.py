"""Published values that tests compare with: data/check_values.csv, a row each with its source."""

import csv
from pathlib import Path

import pytest

with (Path(__file__).parent / "data" / "check_values.csv").open(newline="") as file:
    ROWS = list(csv.DictReader(file))


def rows_of(formula):
    """A test for each value of that formula."""
    chosen = [row for row in ROWS if row["formula"] == formula]
    return pytest.mark.parametrize("row", chosen, ids=[row["inputs"] for row in chosen])
