"""Lists of names as teachers type or paste them."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from quizapp.accounts.users import normal, tidy

LONGEST = 120
MOST = 300

# "1. Mo Kareem", "- Mo Kareem": marks of a list that was copied along.
_LIST_MARK = re.compile(r"^\s*(?:\d{1,3}[.):]|[-*•–])\s+")


@dataclass(frozen=True, slots=True)
class NameList:
    """The names of a list, and what is wrong with it: (line number from 1, message)."""

    names: list[str]
    problems: list[tuple[int, str]]


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
    if not any(mark.isalpha() for mark in name):
        return "This has no letter in it. Type a name."
    return None


def read_names(text: str, already: Iterable[str]) -> NameList:
    """One name a line; empty lines do not count. ``already`` are the names of the class.

    Either there are problems or every name may be added.
    """
    in_class, seen = {same(name) for name in already}, dict[str, int]()
    names, problems = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        name = tidy(_LIST_MARK.sub("", line))
        if not name:
            continue
        problem = problem_with(name)
        if not problem and same(name) in in_class:
            problem = f"{name} is in the class already. Delete the line, or tell the two apart."
        if not problem and same(name) in seen:
            problem = f"{name} stands in line {seen[same(name)]} already. Delete one, or tell the two apart."
        if problem:
            problems.append((number, problem))
        else:
            seen[same(name)] = number
            names.append(name)
    if len(names) + len(in_class) > MOST:
        problems.append((1, f"A class holds {MOST} names at most. Make a second class for the others."))
    return NameList(names, problems)
