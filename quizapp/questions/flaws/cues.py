"""Criteria about what stem and options give away together."""

import re
from collections.abc import Callable

from quizapp.questions.amounts import amount
from quizapp.questions.flaws.flaw import Flaw
from quizapp.questions.flaws.wording import fold, names, subjects
from quizapp.questions.multiple_choice import MultipleChoice

_ASKS_YEAR = re.compile(r"\b(?:in|by|since|until) (?:which|what) year\b|^(?:which|what) year\b", re.I)
_ASKS_AMOUNT = re.compile(r"\bhow (?:many|much|long|old|often)\b|\bwhat (?:share|percentage|proportion)\b", re.I)
_YEAR = re.compile(r"\b\d{3,4}\b|\b\d+ bce?\b", re.I)
_QUANTITY = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand"
    r"|million|billion|dozen|half|third|thirds|quarter|quarters|fifth|fifths|none|no|once|twice|all|every"
    r"|life|lifetime|until|as long as|an?|unlimited|majority|minority|most|each|daily|weekly|monthly|yearly"
    r"|annually)\b",
    re.I,
)
_OPENER = re.compile(r"^(to|by|because|for|in|on|at|from|with|when|if)\s", re.I)
_ENDS_WITH_ARTICLE = re.compile(r"\b(an?)\s*[:…]?\s*$", re.I)
_SOUNDS_CONSONANT = re.compile(r"^(?:uni|use|usu|eu|one\b|once\b)", re.I)


def logical_cues(content: MultipleChoice) -> list[Flaw]:
    """Distractors that are not what the stem asks for, and two that say the same."""
    found = [
        Flaw("logical-cues", f"“{distractor}” is not {kind}, which the stem asks for.", f"distractors.{index}")
        for kind, fits in _asked_for(content.stem)
        if fits(content.key)
        for index, distractor in enumerate(content.distractors)
        if not fits(distractor)
    ]
    meanings = [frozenset(subjects(distractor)) for distractor in content.distractors]
    for index, meaning in enumerate(meanings):
        if len(meaning) > 1 and meaning in meanings[:index] and amount(content.distractors[index]) is None:
            message = "Two wrong options say the same. Since only one can be right, both are ruled out."
            found.append(Flaw("logical-cues", message, f"distractors.{index}"))
    return found


def _asked_for(stem: str) -> list[tuple[str, Callable[[str], object]]]:
    kinds: list[tuple[str, Callable[[str], object]]] = []
    if _ASKS_YEAR.search(stem):
        kinds.append(("a year", _YEAR.search))
    if _ASKS_AMOUNT.search(stem):
        kinds.append(("an amount", _QUANTITY.search))
    return kinds


def grammatical_cues(content: MultipleChoice) -> list[Flaw]:
    """Options that do not continue the stem, and a key that alone is built another way."""
    article = _ENDS_WITH_ARTICLE.search(content.stem)
    if article:
        fitting = [_takes_an(option) == (article[1].lower() == "an") for option in content.options]
        if fitting[0] and not all(fitting):
            message = f"“{article[1]}” at the end of the stem fits only some options. Write “a or an” into them."
            return [Flaw("grammatical-cues", message, "stem")]
    builds = [_build(option) for option in content.options]
    if len(set(builds[1:])) == 1 and builds[0] != builds[1]:
        message = "The right option is built differently from all others. Give all the same grammar."
        return [Flaw("grammatical-cues", message, "key")]
    return []


def _takes_an(option: str) -> bool:
    return option[:1].lower() in set("aeiou") and not _SOUNDS_CONSONANT.match(option)


def _build(option: str) -> tuple[str, bool]:
    """How an option begins, and whether it is a sentence."""
    opener = _OPENER.match(option)
    return (opener[1].lower() if opener else "", option.endswith(".") and option.count(" ") > 2)


def word_repeats(content: MultipleChoice) -> list[Flaw]:
    """A word of the stem that comes back in the key and in no distractor."""
    if names(content.stem, content.key):
        return []
    elsewhere = {part for distractor in content.distractors for part in subjects(distractor)}
    repeated = [part for part in subjects(content.key) if part in set(subjects(content.stem)) - elsewhere]
    if not repeated:
        return []
    word = next((word for word in content.key.split() if repeated[0] in subjects(word)), repeated[0])
    word = word.strip(".,;:!?()\"“”")
    message = f"“{word}” stands in the stem and only in the right option. Reword one of them."
    return [Flaw("word-repeats", message, "key")]


def key_in_stem(content: MultipleChoice) -> list[Flaw]:
    """A stem that contains the right option."""
    if len(fold(content.key)) < 2 or not names(content.stem, content.key):
        return []
    return [Flaw("key-in-stem", "The stem already contains the right option.", "stem")]


def distractor_in_stem(content: MultipleChoice) -> list[Flaw]:
    """A wrong option that the stem names, and so rules out."""
    return [
        Flaw(
            "distractor-in-stem",
            f"The stem names “{text}”, which rules it out as an answer.",
            f"distractors.{i}",
        )
        for i, text in enumerate(content.distractors)
        if len(fold(text)) > 1 and names(content.stem, text)
    ]


CUE_CHECKS = (logical_cues, grammatical_cues, word_repeats, key_in_stem, distractor_in_stem)
