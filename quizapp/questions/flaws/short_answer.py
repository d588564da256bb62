"""Criteria about short answers."""

from quizapp.questions.flaws.evidence import no_evidence
from quizapp.questions.flaws.flaw import Flaw
from quizapp.questions.flaws.stem import gratuitous_information, negative_wording, unfocused_stem
from quizapp.questions.flaws.wording import names, words
from quizapp.questions.short_answer import ShortAnswer

LONGEST_KEY_IN_WORDS = 5


def answer_in_stem(content: ShortAnswer) -> list[Flaw]:
    """The stem says what is to be written."""
    return [
        Flaw("answer-in-stem", f"“{text}” stands in the question itself.", "stem")
        for text in content.answers
        if names(content.stem, text)
    ][:1]


def long_key(content: ShortAnswer) -> list[Flaw]:
    """So many words that few learners will write the same ones."""
    length = len(words(content.key))
    if length <= LONGEST_KEY_IN_WORDS:
        return []
    message = f"The answer has {length} words, which few will write in the same way. Ask for a word or a name."
    return [Flaw("long-key", message, "key")]


def evidence_without_key(content: ShortAnswer) -> list[Flaw]:
    """Quotes that have none of the accepted wordings."""
    quotes = " ".join(quote.quote for _, quote in content.quotes())
    if not quotes or any(names(quotes, text) for text in content.answers):
        return []
    return [Flaw("evidence-lacks-key", "The quote does not say the answer in any accepted wording.", "evidence")]


SHORT_ANSWER_CHECKS = (
    gratuitous_information,
    unfocused_stem,
    negative_wording,
    answer_in_stem,
    long_key,
    no_evidence,
    evidence_without_key,
)
