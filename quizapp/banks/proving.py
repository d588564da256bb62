"""Whether a question's proof holds: its quotes stand in the article, prove the key, and nothing else is true too.

Words are compared, no grammar is read: a doubt asks the teacher to look, and she may know better.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Any

from quizapp.banks.quoting import located, one_line
from quizapp.banks.saying import has_number, is_dated, names_in, said_by, says, telling, telling_numbers
from quizapp.knowledge.places import find
from quizapp.questions.amounts import amount
from quizapp.questions.content import Content, Evidence, Place
from quizapp.questions.contrast import is_set_apart
from quizapp.questions.dates import MONTHS
from quizapp.questions.flaws.wording import fold, names, words
from quizapp.questions.matching import Matching
from quizapp.questions.multiple_choice import MultipleChoice
from quizapp.questions.multiple_response import MultipleResponse
from quizapp.questions.number import Number
from quizapp.questions.numerals import numerals
from quizapp.questions.short_answer import ShortAnswer
from quizapp.questions.timeline import Timeline
from quizapp.questions.true_false import TrueFalse

# A sentence that names a distractor and this share of what the stem asks about, at least so many words, may make it
# true. No draft that was looked at came near.
_SHARE_OF_STEM, _FEWEST_WORDS = 2 / 3, 2
_WHOLE_STATEMENT = 4
_SHOWN = 90
_SENTENCE_END = re.compile(r"[.!?][\u201d\u2019\"')\]]*\s+|\n+")
_ASKS_STATEMENT = re.compile(
    r"\bstatements?\b|\b(?:what|which)\b.{0,30}\b(?:does|did) the article (?:say|tell|state)\b", re.I
)
# "21 May" counts nothing.
_DAY = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{'|'.join(MONTHS)})\b|\b(?:{'|'.join(MONTHS)})\s+\d{{1,2}}\b")
_NO_SUBJECT = frozenset(telling("article according says following statement"))


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason to think that the proof fails. ``message`` is for a teacher; ``where`` is as in ``Flaw``.

    Codes: "no-proof", "quote-gone", "quote-moved", "key-not-supported", "date-not-supported",
    "distractor-also-true", "false-but-stated".
    """

    code: str
    message: str
    where: str


def doubts(content: Content, article_text: str | None) -> list[Doubt]:
    """Every doubt about the question's proof, in the order of its parts. Without an article, quotes are believed."""
    check = _CHECKS.get(type(content))
    return [*_unproven(content), *_lost_quotes(content, article_text), *(check(content, article_text) if check else ())]


def _unproven(content: Content) -> Iterator[Doubt]:
    for place in content.unproven():
        part = _part(content, place)
        message = f"No sentence of the article is quoted for “{part}”." if part else "No sentence proves the answer."
        yield Doubt("no-proof", f"{message} Quote one word for word.", _where(place))


def _part(content: Content, place: Place) -> str:
    """The row that a place lies in, in its own words."""
    if len(place) < 2 or not isinstance(place[1], int):
        return ""
    if isinstance(content, Timeline):
        return content.events[place[1]].label
    return content.pairs[place[1]].left if isinstance(content, Matching) else ""


def _where(place: Place) -> str:
    rows = place and place[0] in {"events", "pairs"}
    return f"{place[0]}.{place[1]}" if rows else "evidence"


def _lost_quotes(content: Content, article: str | None) -> Iterator[Doubt]:
    if article is None:
        return
    for place, quote in content.quotes():
        if _stands(quote, article):
            continue
        if located(quote.quote, article):
            message = "stands at another place of the article now. Save the question again to find it."
            yield Doubt("quote-moved", f"{_shown(quote)} {message}", _where(place))
        else:
            message = "does not stand in the article. Quote a sentence word for word."
            yield Doubt("quote-gone", f"{_shown(quote)} {message}", _where(place))


def _stands(quote: Evidence, article: str) -> bool:
    return article[quote.start : quote.end].split() == quote.quote.split()


def _shown(quote: Evidence) -> str:
    text = one_line(quote.quote)
    return f"“{text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(' ', 1)[0] + ' …'}”"


def _quoted(quotes: Sequence[Evidence], article: str | None) -> str:
    """The quotes that stand in the article, in one text."""
    return " ".join(quote.quote for quote in quotes if article is None or located(quote.quote, article))


def _unsupported(text: str, where: str, kind: str = "The quoted sentence does not say") -> Doubt:
    return Doubt("key-not-supported", f"{kind} “{text}”. Quote the sentence that does, or change the answer.", where)


def _multiple_choice(content: MultipleChoice, article: str | None) -> Iterator[Doubt]:
    quotes = _quoted(content.evidence, article)
    if quotes and not says(quotes, content.key, asked=content.stem):
        yield _unsupported(content.key, "key")
    yield from _also_true(content, (content.key,), quotes, article)


def _multiple_response(content: MultipleResponse, article: str | None) -> Iterator[Doubt]:
    quotes = _quoted(content.evidence, article)
    for number, key in enumerate(content.keys):
        if quotes and not says(quotes, key, asked=content.stem):
            yield _unsupported(key, f"keys.{number}")
    yield from _also_true(content, content.keys, quotes, article)


def _also_true(
    content: MultipleChoice | MultipleResponse, keys: Sequence[str], quotes: str, article: str | None
) -> Iterator[Doubt]:
    for number, text in enumerate(content.distractors):
        if reason := _truth(text, content, keys, quotes, article):
            yield Doubt("distractor-also-true", reason, f"distractors.{number}")


def _truth(
    text: str, content: MultipleChoice | MultipleResponse, keys: Sequence[str], quotes: str, article: str | None
) -> str:
    """Why this wrong answer may be right as well, or ""."""
    for key in keys:
        if _is_same(text, key):
            return f"“{text}” is the same as “{key}”, so it is right as well."
    if any(names(key, text) for key in keys) or names(content.stem, text):
        return ""
    if names(quotes, text):
        sentences = [each.quote for each in content.evidence]
        if any(is_set_apart(text, key, stem=content.stem, quote=quote) for key in keys for quote in sentences):
            return ""
        return f"“{text}” stands in the quoted sentence too, so it may be right as well."
    if article is None or fold(text) not in _folded(article):
        return ""
    told = next((each for each in _sentences(article) if _tells(each, text, content)), None)
    if told is None:
        return ""
    return f"“{text}” may be right as well: the article says {_shown(Evidence(quote=told, start=0, end=len(told)))}"


def _is_same(one: str, other: str) -> bool:
    """Whether two options say the same: one amount in two spellings, one place by two names."""
    size, place = amount(one), find(one)
    if size is not None and size == amount(other):
        return True
    if place is not None:
        return place == find(other)
    numbers = [each.value for each in numerals(one)]
    is_same_number = bool(numbers) and numbers == [each.value for each in numerals(other)]
    return is_same_number and sorted(telling(one)) == sorted(telling(other))


def _tells(sentence: str, text: str, content: MultipleChoice | MultipleResponse) -> bool:
    """Whether a sentence of the article names a wrong answer and speaks of what the stem asks about."""
    if text.isdigit():
        sentence = _DAY.sub("", sentence)
    if fold(text) not in fold(sentence) or not names(sentence, text):
        return False
    if _ASKS_STATEMENT.search(content.stem) and len(words(text)) >= _WHOLE_STATEMENT:
        return True
    if any(names(quote.quote, sentence) for quote in content.evidence):
        return False
    left_out = {*telling(text), *_NO_SUBJECT}
    asked = [part for part in dict.fromkeys(telling(content.stem)) if part not in left_out]
    said = said_by(sentence)
    numbers_too = all(has_number(sentence, number) for number in telling_numbers(content.stem))
    names_too = all(said.has(part) for part in names_in(content.stem) if part in asked)
    needed = max(_FEWEST_WORDS, ceil(len(asked) * _SHARE_OF_STEM))
    return numbers_too and names_too and sum(map(said.has, asked)) >= needed


@lru_cache(maxsize=4)
def _sentences(article: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in _SENTENCE_END.split(article) if each.strip())


@lru_cache(maxsize=4)
def _folded(article: str) -> str:
    return fold(article)


def _true_false(content: TrueFalse, article: str | None) -> Iterator[Doubt]:
    quotes = _quoted(content.evidence, article)
    if content.key and quotes and not says(quotes, content.stem):
        message = "The quoted sentence does not say what the statement says. Quote the one that does, or make it false."
        yield Doubt("key-not-supported", message, "stem")
    if content.key:
        return
    if quotes and not any(map(said_by(quotes).has, telling(content.stem))):
        message = "The quoted sentence speaks of something else, so it does not show that the statement is false."
        yield Doubt("key-not-supported", message, "stem")
    if names(quotes, content.stem) or (article is not None and names(_folded(article), content.stem)):
        message = "The article says just this, but the statement is marked as false."
        yield Doubt("false-but-stated", message, "stem")


def _short_answer(content: ShortAnswer, article: str | None) -> Iterator[Doubt]:
    quotes = _quoted(content.evidence, article)
    if quotes and not any(says(quotes, text, asked=content.stem) for text in content.answers):
        yield _unsupported(content.key, "key")


def _number(content: Number, article: str | None) -> Iterator[Doubt]:
    quotes = _quoted(content.evidence, article)
    if not quotes:
        return
    stated = {reading for each in numerals(quotes) for reading in each.readings()}
    is_near = any(abs(reading - content.value) <= content.reach for reading in stated)
    if not is_near and not all(has_number(quotes, number) for number in telling_numbers(content.key)):
        yield _unsupported(content.key_text, "key")


def _matching(content: Matching, article: str | None) -> Iterator[Doubt]:
    for number, pair in enumerate(content.pairs):
        quote = _quoted([pair.evidence] if pair.evidence else [], article)
        if quote and not says(quote, pair.right, asked=pair.left):
            yield _unsupported(pair.right, f"pairs.{number}")
    quotes = _quoted([quote for _, quote in content.quotes()], article)
    for number, text in enumerate(content.distractors):
        if names(quotes, text) and not any(names(pair.right, text) for pair in content.pairs):
            message = f"“{text}” stands in a quoted sentence, so it may belong to something after all."
            yield Doubt("distractor-also-true", message, f"distractors.{number}")


def _timeline(content: Timeline, article: str | None) -> Iterator[Doubt]:
    for number, event in enumerate(content.events):
        quote = _quoted([event.evidence] if event.evidence else [], article)
        if not quote:
            continue
        # Labels stand alone, so they name what the quoted sentence calls "he" or "the bill".
        if not any(map(said_by(quote).has, telling(event.label))):
            yield _unsupported(event.label, f"events.{number}")
        if event.date and not is_dated(quote, event.date, article):
            message = f"The quoted sentence gives another date than {event.date} for “{event.label}”. Check the date."
            yield Doubt("date-not-supported", message, f"events.{number}")


_CHECKS: Mapping[type[Content], Callable[[Any, str | None], Iterator[Doubt]]] = {
    MultipleChoice: _multiple_choice,
    MultipleResponse: _multiple_response,
    TrueFalse: _true_false,
    ShortAnswer: _short_answer,
    Number: _number,
    Matching: _matching,
    Timeline: _timeline,
}
