"""Criteria about statements to judge."""

import re

from quizapp.questions.flaws.evidence import no_evidence
from quizapp.questions.flaws.flaw import Flaw
from quizapp.questions.flaws.stem import gratuitous_information
from quizapp.questions.true_false import TrueFalse

_NEGATION = re.compile(r"\b(?:not|never|no|none|nobody|nothing|neither|nor|cannot|without)\b|n['’]t\b", re.I)
_ABSOLUTE = re.compile(r"\b(?:always|all|every|everyone|only|completely|entirely|impossible)\b", re.I)


def negated_statement(content: TrueFalse) -> list[Flaw]:
    """A "not" in the statement: judging it false makes a double negative."""
    found = _NEGATION.search(content.stem)
    if not found:
        return []
    message = f"“{found[0]}” makes a false answer a double negative, which readers miss. State what is so."
    return [Flaw("negative-wording", message, "stem")]


def absolute_statement(content: TrueFalse) -> list[Flaw]:
    """A false statement that an absolute word gives away."""
    found = _ABSOLUTE.search(content.stem)
    if content.key or not found:
        return []
    message = f"“{found[0]}” hints that the statement is false. Make it wrong in the matter instead."
    return [Flaw("absolute-terms", message, "stem")]


def asks_instead_of_states(content: TrueFalse) -> list[Flaw]:
    """A question cannot be true or false."""
    if not content.stem.rstrip().endswith("?"):
        return []
    return [Flaw("not-a-statement", "A question cannot be true or false. Write a statement.", "stem")]


TRUE_FALSE_CHECKS = (
    asks_instead_of_states,
    negated_statement,
    absolute_statement,
    gratuitous_information,
    no_evidence,
)
