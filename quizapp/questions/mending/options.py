"""Mends of options: a spare in place of a flawed one, one left out, all written alike."""

import re
from collections.abc import Iterator

from quizapp.questions.amounts import amount
from quizapp.questions.flaws import Flaw
from quizapp.questions.mending.mend import Change
from quizapp.questions.multiple_choice import MultipleChoice
from quizapp.questions.multiple_response import MultipleResponse

_LAST_ARTICLE = re.compile(r"\s+an?\s*[:…]?\s*$", re.IGNORECASE)
_SOUNDS_CONSONANT = re.compile(r"^(?:uni|use|usu|eu|one\b|once\b)", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def of_choice(content: MultipleChoice, flaw: Flaw) -> Iterator[Change]:
    part, _, number = flaw.where.partition(".")
    if part == "distractors":
        yield from _without_distractor(content, int(number))
    if flaw.code == "grammatical-cues":
        yield from _same_grammar(content)
    if flaw.code == "lost-sequence":
        yield from _same_unit(content)


def _without_distractor(content: MultipleChoice, number: int) -> Iterator[Change]:
    flawed = content.distractors[number]
    for spare in content.spare_distractors:
        swapped = list(content.distractors)
        swapped[number] = spare
        spares = [each for each in content.spare_distractors if each != spare]
        yield f"Swap it for “{spare}”", {"distractors": swapped, "spare_distractors": spares}
    kept = [each for place, each in enumerate(content.distractors) if place != number]
    yield f"Leave out “{flawed}”", {"distractors": kept}


def _same_grammar(content: MultipleChoice) -> Iterator[Change]:
    """Options that each bring their own article, and options that end alike."""
    stem = _LAST_ARTICLE.sub("", content.stem)
    if stem != content.stem:
        key, *distractors = (f"{_article_of(option)} {option}" for option in content.options)
        yield "Move “a” or “an” into the options", {"stem": stem, "key": key, "distractors": distractors}
    key, *distractors = (option.removesuffix(".") for option in content.options)
    yield "Take the full stops off", {"key": key, "distractors": distractors}


def _article_of(option: str) -> str:
    return "an" if option[:1].lower() in set("aeiou") and not _SOUNDS_CONSONANT.match(option) else "a"


def _same_unit(content: MultipleChoice) -> Iterator[Change]:
    """The unit that some options have, given to those that are bare numbers."""
    bare = [option for option in content.options if _NUMBER.fullmatch(option)]
    around = {_NUMBER.sub("{}", option, count=1) for option in content.options if option not in bare}
    if not bare or len(around) != 1 or not all(map(amount, content.options)):
        return
    frame = around.pop()
    key, *distractors = (frame.replace("{}", option) if option in bare else option for option in content.options)
    yield f"Write “{frame.replace('{}', bare[0])}” and so on", {"key": key, "distractors": distractors}


def of_response(content: MultipleResponse, flaw: Flaw) -> Iterator[Change]:
    part, _, number = flaw.where.partition(".")
    if part == "keys" and number:
        kept = [each for place, each in enumerate(content.keys) if place != int(number)]
        yield f"Leave out “{content.keys[int(number)]}”", {"keys": kept}
