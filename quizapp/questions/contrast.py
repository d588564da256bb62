"""Whether a sentence sets one thing against another ("The first pays for services, while the second pays ...")."""

import re

from quizapp.questions.flaws.wording import names, subjects

_CONTRAST = re.compile(r", (?:while|whereas|but) |; ")
_PARTS = 2
# So many words of the question stand beside the key, and no more than so many beside the other thing.
_FEWEST_OURS, _MOST_THEIRS = 3, 2


def is_set_apart(other: str, key: str, *, stem: str, quote: str) -> bool:
    """Whether the quote says what is asked of the key, and something else of ``other``: then this is surely wrong."""
    parts = _CONTRAST.split(quote)
    if len(parts) != _PARTS:
        return False
    ours, theirs = ([part for part in parts if names(part, each)] for each in (key, other))
    if len(ours) != 1 or len(theirs) != 1 or ours == theirs:
        return False
    asked = set(subjects(stem))
    return len(asked & set(subjects(ours[0]))) >= _FEWEST_OURS and len(asked & set(subjects(theirs[0]))) <= _MOST_THEIRS
