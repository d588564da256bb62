"""What loading a bank file changes, as lines for a terminal."""

from quizapp.banks.changes import Change, Difference
from quizapp.banks.passages import Piece

_WIDTH = 96
_NAMES = {"draft": "draft", "approved": "approved", "retired": "rejected"}


def as_text(difference: Difference) -> str:
    """One line for each thing that changes, the old text before the new, and a line of totals."""
    lines = [f"  {part.label}: {_said(part.old)} → {_said(part.new)}" for part in difference.head]
    for change in difference.changed:
        lines += _changed(change)
    lines += [
        f"  status   {change.written.id}: {_NAMES[change.entry.status]} → {_NAMES[change.written.status]}"
        for change in difference.statuses
    ]
    lines += [f"  rejected {entry.slug}: not in the file" for entry in difference.retired]
    lines += [f"  new      {written.id}: {_short(written.stem)}" for written in difference.added]
    if difference.takes_article:
        lines.append("  another text of the article")
    if difference.is_reordered:
        lines.append("  another order")
    lines.append(
        f"{len(difference.added)} new, {len(difference.changed)} changed, {len(difference.statuses)} with another "
        f"status, {len(difference.retired)} rejected, {difference.unchanged} unchanged"
    )
    return "\n".join(lines)


def _changed(change: Change) -> list[str]:
    lines = [f"  changed  {change.written.id}"]
    for part in change.parts:
        lines += [f"    {part.label}", f"    - {_said(part.old)}", f"    + {_said(part.new)}"]
    return lines


def _said(pieces: list[Piece]) -> str:
    return _short(" ".join(piece.text for piece in pieces)) or "(nothing)"


def _short(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"
