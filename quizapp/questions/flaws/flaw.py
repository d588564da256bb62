"""What a check reports."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flaw:
    """One item-writing flaw.

    ``code`` names the criterion; ``message`` is for a teacher; ``where`` is the part of the question:
    "stem", "key", "distractors.0", "options", "evidence", "events", "events.2".
    """

    code: str
    message: str
    where: str
