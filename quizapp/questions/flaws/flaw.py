"""What a check reports."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flaw:
    """One item-writing flaw.

    ``code`` names the criterion; ``message`` is for a teacher; ``where`` is the part of the question:
    "stem", "key", "keys.1", "distractors.0", "options", "evidence", "tolerance", "events", "events.2", "pairs.0".
    """

    code: str
    message: str
    where: str
