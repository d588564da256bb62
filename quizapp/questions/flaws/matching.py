"""Criteria about matching."""

from quizapp.questions.content import doubled
from quizapp.questions.flaws.flaw import Flaw
from quizapp.questions.flaws.stem import gratuitous_information
from quizapp.questions.flaws.wording import subjects
from quizapp.questions.matching import Matching


def doubled_rights(content: Matching) -> list[Flaw]:
    """Two pairs with one right side."""
    return [
        Flaw("doubled-right-side", f"“{text}” belongs to several on the left; say so, or make them differ.", "pairs")
        for text in doubled([pair.right for pair in content.pairs])
    ]


def given_away_by_elimination(content: Matching) -> list[Flaw]:
    """As many options as pairs: the last match needs no knowledge."""
    if content.distractors or len(content.options) < len(content.pairs):
        return []
    message = "The last match is what is left over. Add an option that belongs to none."
    return [Flaw("match-by-elimination", message, "distractors")]


def shared_words(content: Matching) -> list[Flaw]:
    """A left side whose word only its own right side repeats."""
    words_of_options = {option: set(subjects(option)) for option in content.options}
    found = []
    for index, pair in enumerate(content.pairs):
        own = set(subjects(pair.left)) & words_of_options[pair.right]
        others = set().union(*(words for option, words in words_of_options.items() if option != pair.right))
        if own - others:
            message = f"“{pair.left}” and its match share a word that no other option has, so it can be matched unread."
            found.append(Flaw("matched-by-wording", message, f"pairs.{index}"))
    return found


def pair_without_evidence(content: Matching) -> list[Flaw]:
    """A pair that no quote proves."""
    return [
        Flaw("no-evidence", f"No sentence of the article proves “{pair.left}”: “{pair.right}”.", f"pairs.{index}")
        for index, pair in enumerate(content.pairs)
        if pair.evidence is None
    ]


MATCHING_CHECKS = (
    gratuitous_information,
    doubled_rights,
    given_away_by_elimination,
    shared_words,
    pair_without_evidence,
)
