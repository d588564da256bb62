"""The gradebook as files for spreadsheets. No cell is ever a formula."""

import csv
import io
from collections.abc import Iterator

import xlsxwriter

from quizapp.analysis.gradebook import DONE, Cell, Gradebook

# What spreadsheets take for the beginning of a formula, after blanks that they ignore.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(book: Gradebook) -> str:
    """Comma-separated, with a byte order mark, so that spreadsheets read names with accents rightly."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in _table(book):
        writer.writerow([_harmless(value) if isinstance(value, str) else value for value in row])
    return "\ufeff" + out.getvalue()


def as_xlsx(book: Gradebook) -> bytes:
    """A workbook with one sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as made:
        sheet, bold = made.add_worksheet("Gradebook"), made.add_format({"bold": True})
        for number, row in enumerate(_table(book)):
            for place, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(number, place, value, bold if number == 0 else None)
                else:
                    sheet.write_number(number, place, value)
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 0, 28)
    return out.getvalue()


def _table(book: Gradebook) -> Iterator[list[str | float]]:
    """A heading, then a line a student: two columns an assignment, points and the most there were."""
    head: list[str | float] = ["Student", "User name", "Mean share"]
    for assignment in book.assignments:
        head += [assignment.quiz.title, f"{assignment.quiz.title}: out of"]
    yield head
    for row in book.rows:
        line: list[str | float] = [row.student.name, row.student.username or ""]
        line.append(round(row.mean, 4) if row.mean is not None else "")
        for cell in row.cells:
            line += _points(cell)
        yield line


def _points(cell: Cell) -> list[str | float]:
    if cell.points is None or cell.counted is None or cell.state != DONE:
        return [cell.state, ""]
    return [round(cell.points, 4), cell.counted.max_score]


def _harmless(text: str) -> str:
    """An apostrophe in front makes a spreadsheet show the text instead of reckoning it."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
