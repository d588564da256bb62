"""Criteria about multiple response."""

from quizapp.questions.flaws.evidence import no_evidence
from quizapp.questions.flaws.flaw import Flaw
from quizapp.questions.flaws.stem import STEM_CHECKS_OF_ANY_TYPE
from quizapp.questions.flaws.wording import names, subjects
from quizapp.questions.multiple_response import MultipleResponse, grade


def all_options_right(content: MultipleResponse) -> list[Flaw]:
    """Nothing to leave out."""
    if content.distractors:
        return []
    message = "Every option is right, so that ticking all of them earns everything. Add wrong ones."
    return [Flaw("all-options-right", message, "options")]


def ticking_everything_pays(content: MultipleResponse) -> list[Flaw]:
    """Too few wrong options to make a choice of it."""
    credit = grade(content, {"choices": [value for value, _, _ in content.numbered()]}).credit
    if not content.distractors or credit * 3 <= 1:
        return []
    message = f"Ticking every option earns {round(100 * credit)} %. Add wrong options, about as many as right ones."
    return [Flaw("ticking-everything-pays", message, "distractors")]


def key_unsaid_by_evidence(content: MultipleResponse) -> list[Flaw]:
    """A right option of which the quotes say no word."""
    quotes = " ".join(quote.quote for _, quote in content.quotes())
    if not quotes:
        return []
    said = set(subjects(quotes))
    return [
        Flaw("evidence-lacks-key", f"No quote says “{key}”.", f"keys.{index}")
        for index, key in enumerate(content.keys)
        if not names(quotes, key) and not said & set(subjects(key))
    ]


MULTIPLE_RESPONSE_CHECKS = (
    *STEM_CHECKS_OF_ANY_TYPE,
    all_options_right,
    ticking_everything_pays,
    no_evidence,
    key_unsaid_by_evidence,
)
