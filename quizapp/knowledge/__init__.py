"""What the app knows of civics by itself: places, people, sibling classes, terms and number ladders."""

import csv
import io
import tomllib
from importlib.resources import files
from typing import Any


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of the pack."""
    return list(csv.DictReader(io.StringIO(_read(name), newline="")))


def table(name: str) -> dict[str, Any]:
    """A TOML file of the pack."""
    return tomllib.loads(_read(name))


def _read(name: str) -> str:
    return files("quizapp.knowledge").joinpath("data", name).read_text(encoding="utf-8")


def listed(cell: str) -> list[str]:
    """The entries of a cell that holds several."""
    return [entry for entry in cell.split(";") if entry]
