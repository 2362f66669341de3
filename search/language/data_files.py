"""The data files of the language of the search, read once. Pure: it reads its own files only."""

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "data"


def split(cell: str) -> tuple[str, ...]:
    """Cut a cell into its parts.

    Examples
    --------
    >>> split("bocal| pot en verre |")
    ('bocal', 'pot en verre')
    """
    return tuple(part.strip() for part in cell.split("|") if part.strip())


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Read a table: a row for each line, by column."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def common_names() -> frozenset[str]:
    """Read the names of communes that are also everyday words, folded."""
    return frozenset((FOLDER / "common_names.txt").read_text(encoding="utf-8").split())
