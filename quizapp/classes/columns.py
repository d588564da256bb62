"""Lists of names that come as a table: pasted from a spreadsheet, or saved by one as CSV."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.accounts.users import normal
from quizapp.knowledge.given_names import is_given

# What a column holds.
NAME = "name"
FIRST = "first"
LAST = "last"
UNUSED = ""

_HEADINGS = {
    NAME: "name|full name|student|student name|pupil|pupil name|learner|display name|schüler|schülerin|"
    "schüler/in|schüler*in|nom|nom complet|nom et prénom|élève|nombre completo|alumno|nome completo|leerling|elev|"
    "naam|namn|navn",
    FIRST: "first name|firstname|first|given name|given names|forename|forenames|vorname|rufname|prénom|prenom|"
    "nombre|nombres|nome|voornaam|förnamn|fornamn|fornavn|etunimi|imię|imie|jméno|meno|keresztnév",
    LAST: "last name|lastname|last|surname|family name|nachname|familienname|nom de famille|apellido|apellidos|"
    "cognome|achternaam|efternamn|etternavn|efternavn|sukunimi|nazwisko|příjmení|priezvisko|vezetéknév",
}
_ROLE_OF = {word: role for role, words in _HEADINGS.items() for word in words.split("|")}
# So many of the lines have to have the same number of cells.
_MOST_LINES = 0.8
# The first line that some spreadsheets write to name their separator.
_SEPARATOR_LINE = re.compile(r"^sep=(.)[ \t]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with the number of their line (from 1), the titles of the columns, and what each column holds."""

    rows: list[tuple[int, list[str]]]
    titles: list[str]
    roles: list[str]

    def held(self, roles: Sequence[str]) -> "Table":
        """The same table with what somebody says that its columns hold."""
        return Table(self.rows, self.titles, list(roles))

    def name_in(self, cells: list[str]) -> str | None:
        """The name in a row: first names before surnames; None where the row lacks a column."""
        if len(cells) > len(self.titles) or len(cells) <= max(self._places(FIRST, NAME, LAST), default=0):
            return None
        return " ".join(_turned(cells[place]) for role in (FIRST, NAME, LAST) for place in self._places(role))

    def _places(self, *roles: str) -> list[int]:
        return [place for place, role in enumerate(self.roles) if role in roles]


def _turned(cell: str) -> str:
    """ "Kareem, Mo" as it is said."""
    surname, comma, first = cell.partition(",")
    return f"{first} {surname}" if comma else cell


def is_heading(line: str) -> bool:
    """Whether a line of its own is the title of a list of names."""
    return _role_by_title(line) != UNUSED


def read_table(text: str) -> Table | None:
    """The table in the text, with a guess at what its columns hold; None for a plain list, one name a line."""
    separator = _SEPARATOR_LINE.match(text.split("\n", 1)[0].lstrip("\ufeff").rstrip("\r"))
    rows = _rows(text, separator[1])[1:] if separator else _most_even(text)
    if not rows:
        return None
    if len(rows) == 1 and all(len(cell.split()) > 1 for cell in rows[0][1]):
        # Whole names beside each other in a single line.
        line, cells = rows[0]
        return Table([(line, [cell]) for cell in cells], [""], [NAME])
    if _has_heading(rows):
        titles = rows[0][1]
        return Table(rows[1:], titles, _settled([_role_by_title(title) for title in titles]))
    width = Counter(len(cells) for _, cells in rows).most_common(1)[0][0]
    return Table(rows, [""] * width, _guessed([cells for _, cells in rows if len(cells) == width], width))


def _most_even(text: str) -> list[tuple[int, list[str]]]:
    """The rows by the separator that cuts a known heading, or else nearly all lines, into as many cells.

    [] if none does.
    """
    best: tuple[float, int, list[tuple[int, list[str]]]] = (0.0, 0, [])
    for separator in "\t;,":
        rows = _rows(text, separator)
        if rows:
            width, lines = Counter(len(cells) for _, cells in rows).most_common(1)[0]
            if len(rows[0][1]) > 1 and _has_heading(rows):
                return rows
            if width > 1 and lines >= _MOST_LINES * len(rows):
                best = max(best, (lines / len(rows), width, rows), key=lambda each: each[:2])
    return best[2]


def _rows(text: str, separator: str) -> list[tuple[int, list[str]]]:
    """The lines that are not empty, cut into cells; quotation marks hold a cell together."""
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=separator, skipinitialspace=True)
    rows, line = [], 1
    for cells in reader:
        tidy = [cell.strip() for cell in cells]
        if any(tidy):
            rows.append((line, tidy))
        line = reader.line_num + 1
    return rows


def _has_heading(rows: list[tuple[int, list[str]]]) -> bool:
    return any(_role_by_title(cell) for cell in rows[0][1])


def _role_by_title(title: str) -> str:
    return _ROLE_OF.get(normal(title).strip(" :.*#").replace("_", " ").replace("-", " "), UNUSED)


def _settled(roles: list[str]) -> list[str]:
    """One column of each kind. Beside first names, "name" means the surname."""
    if FIRST in roles and LAST not in roles:
        roles = [LAST if role == NAME else role for role in roles]
    elif FIRST in roles or LAST in roles:
        roles = [UNUSED if role == NAME else role for role in roles]
    return [role if role not in roles[:place] else UNUSED for place, role in enumerate(roles)]


def _guessed(rows: list[list[str]], width: int) -> list[str]:
    """What columns without a heading hold: those of letters are names, the one of given names comes first."""
    wordy = [place for place in range(width) if all(_is_wordy(row[place]) for row in rows)][:2]
    if len(wordy) < 2:
        return [NAME if place in wordy else UNUSED for place in range(width)]
    given = [sum(is_given(row[place].split()[0]) for row in rows) for place in wordy]
    # "Kareem, Mo" is how lists are sorted, so that a tie means surnames first.
    first = wordy[0] if given[0] > given[1] else wordy[1]
    return [FIRST if place == first else LAST if place in wordy else UNUSED for place in range(width)]


def _is_wordy(cell: str) -> bool:
    return any(sign.isalpha() for sign in cell) and not any(sign.isdigit() or sign in "@/" for sign in cell)
