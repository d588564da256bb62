"""Lists of names as teachers type them, paste them or bring them in a file."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quizapp.accounts.users import normal, tidy
from quizapp.classes.columns import Table, is_heading, read_table

LONGEST = 120
MOST = 300

# "1. Mo Kareem", "- Mo Kareem": marks of a list that was copied along.
_LIST_MARK = re.compile(r"^\s*(?:\d{1,3}[.):]|[-*•–])\s+")
# What a spreadsheet would reckon instead of showing.
_FORMULA = ("=", "+", "@", "-")


@dataclass(frozen=True, slots=True)
class NameList:
    """The names of a list, what is wrong with it, and what may be: (line number from 1, message).

    ``table`` says how the columns were taken, where the list has columns.
    """

    names: list[str]
    problems: list[tuple[int, str]]
    doubts: list[tuple[int, str]]
    table: Table | None = None


def same(name: str) -> str:
    """Two names with the same outcome are one name to a reader."""
    return normal(tidy(name))


def problem_with(name: str) -> str | None:
    """Why this cannot be a person's name, or None."""
    if len(name) > LONGEST:
        return f"This is longer than {LONGEST} characters. Shorten it."
    # Zero-width joiners belong to names in some scripts.
    if any(unicodedata.category(mark) in {"Cc", "Cf", "Co", "Cn"} for mark in name if mark not in "\u200c\u200d"):
        return "This has signs in it that cannot be shown. Type the name anew."
    if "\ufffd" in name:
        return "A letter was lost in this name. Type it anew, or save the file as “CSV UTF-8”."
    if name.count('"') % 2:
        return "A quotation mark is left open here. Delete it, or close it."
    if name.startswith(_FORMULA):
        return f"This begins with {name[0]} as a formula does. Type the name itself."
    if not any(mark.isalpha() for mark in name):
        return "This has no letter in it. Type a name."
    return None


def read_names(text: str, already: Iterable[str], roles: Sequence[str] | None = None) -> NameList:
    """The names of a plain list, one a line, or of a table; empty lines do not count.

    ``already`` are the names of the class; ``roles`` what the columns of a table hold, where somebody has said so.
    Either there are problems or every name may be added.
    """
    table = read_table(text)
    if table and roles and len(roles) == len(table.titles):
        table = table.held(roles)
    if table and not any(table.roles):
        return NameList([], [(1, "Say below which column holds the names.")], [], table)
    present = list(already)
    in_class, seen = {same(name) for name in present}, dict[str, int]()
    alike = {_words_of(name): name for name in present}
    names, problems, doubts = [], [], []
    for number, name in _in_table(table) if table else _in_lines(text):
        problem = _unreadable(table) if name is None else problem_with(name) or _double(name, in_class, seen)
        if name is None or problem:
            problems.append((number, problem or ""))
            continue
        other = alike.setdefault(_words_of(name), name)
        if other is not name:
            doubts.append((number, f"{name} looks like {other}. If they are one student, delete the line."))
        seen[same(name)] = number
        names.append(name)
    if len(names) + len(in_class) > MOST:
        problems.append((1, f"A class holds {MOST} names at most. Make a second class for the others."))
    return NameList(names, problems, doubts, table)


def _in_lines(text: str) -> Iterator[tuple[int, str | None]]:
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        name = tidy(_LIST_MARK.sub("", line))
        if name and not (number == 1 and is_heading(name)):
            yield number, name


def _in_table(table: Table) -> Iterator[tuple[int, str | None]]:
    """The names by line; None where the cells of a line are not those of the table."""
    for number, cells in table.rows:
        name = None if any("\n" in cell for cell in cells) else table.name_in(cells)
        yield number, None if name is None else tidy(name)


def _unreadable(table: Table | None) -> str:
    width = len(table.titles) if table else 1
    return (
        f"This line does not have {width} {'cell' if width == 1 else 'cells'} as the others. "
        "Look for a comma, a semicolon or a quotation mark too many or too few."
    )


def _double(name: str, in_class: set[str], seen: dict[str, int]) -> str | None:
    if same(name) in in_class:
        return f"{name} is in the class already. Delete the line, or tell the two apart."
    if same(name) in seen:
        return f"{name} stands in line {seen[same(name)]} already. Delete one, or tell the two apart."
    return None


def _words_of(name: str) -> tuple[str, ...]:
    """The words of a name without marks, in alphabetical order: José Pérez and Perez Jose are alike."""
    plain = unicodedata.normalize("NFKD", same(name).replace(",", " ").replace("-", " "))
    return tuple(sorted("".join(mark for mark in plain if not unicodedata.combining(mark)).split()))
