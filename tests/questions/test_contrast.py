"""What a sentence sets against the key is surely wrong."""

import pytest

from quizapp.questions.contrast import is_set_apart

QUOTE = "The operating budget pays for day-to-day services, while the capital budget pays for buildings and bridges."
BOTH = "The operating budget and the capital budget pay for buildings and bridges."
STEM = "Which budget pays for buildings and bridges?"


@pytest.mark.parametrize(
    ("quote", "apart"),
    [
        (QUOTE, True),
        (QUOTE.replace(", while", "; "), True),
        (BOTH, False),
        (QUOTE.replace("day-to-day services", "buildings and bridges"), False),
        ("The capital budget pays for buildings and bridges.", False),
    ],
    ids=["while", "semicolon", "one-for-both", "says-the-same-of-both", "not-named"],
)
def test_only_what_the_sentence_says_otherwise_of_is_set_apart(quote: str, apart: bool) -> None:
    assert is_set_apart("the operating budget", "the capital budget", stem=STEM, quote=quote) == apart
