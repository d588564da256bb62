"""Whether a bank takes sides: opinions as facts, loaded words, claims of nobody, lop-sided naming, telling absolutes.

Every finding says which words it is about and what to do; none of them is a verdict.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from quizapp.banks.entries import entries_of
from quizapp.banks.models import RETIRED, Bank
from quizapp.knowledge.institutions import groups_of
from quizapp.knowledge.neutrality import ABSOLUTE, OPINION, UNATTRIBUTED, loaded
from quizapp.knowledge.places import country_behind

# Fields of a content that no student reads as part of the question.
_NOT_ASKED = frozenset({"evidence", "explanation", "id", "date", "after", "spare_distractors"})
_NAME = re.compile(r"[A-Z][\w.\u2019'-]*(?: (?:of |for )?[A-Z][\w\u2019'-]*)*")
# One country or party is named "far more" than the next from so many times on, and by this factor.
_FEWEST, _FAR_MORE = 6, 3
# "Many say that ..." names nobody; "what do critics say" asks for what the article tells of them.
_SOMEBODY_SAYS = re.compile(
    r"\b(?<!do )(?<!did )(?<!how )(?:(?:many|most|some)(?: people)?|critics|experts|observers|analysts|historians) "
    r"(?:say|said|believe|think|argue|claim|agree|fear)\b"
    r"|\bit is (?:often |widely |generally |commonly )?(?:said|believed|thought|claimed)\b",
    re.IGNORECASE,
)
# "Every year" tells how often, and "at all" only stresses.
_NO_ABSOLUTE = re.compile(
    r"\bat all\b|\bnot only\b|\bevery (?:few|other|two|three|four|five|ten|day|week|month|year|time)\b", re.IGNORECASE
)
_SHOULD = re.compile(r"\b(?:should|ought to)\b")
_SAYS_WHO = re.compile(
    r"\b(?:according to|argu\w+|propos\w+|recommend\w+|demand\w+|said|says|call\w* for)\b", re.IGNORECASE
)


# What the findings are called on pages, by their codes.
KINDS = {
    "opinion-as-fact": "Opinion as fact",
    "loaded-word": "Loaded word",
    "claim-of-nobody": "Claim of nobody",
    "absolute-when-wrong": "Absolute when wrong",
    "lopsided": "Lop-sided naming",
}
Passage = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Finding:
    """``question_id`` is None where the whole bank is meant; ``in_article``: the proof uses the word too.

    ``passage`` is the text of the question that says the word: what stands before it, the word, what stands behind
    it. ``name`` is what the bank names too often.
    """

    code: str
    message: str
    question_id: int | None = None
    stem: str = ""
    in_article: bool = False
    passage: Passage | None = None
    name: str = ""

    @property
    def kind(self) -> str:
        return KINDS[self.code]


@dataclass(frozen=True, slots=True)
class Remarked:
    """What there is to say about one question, or about the whole bank (``question_id`` None)."""

    question_id: int | None
    stem: str
    findings: list[Finding]


@dataclass(frozen=True, slots=True)
class _Texts:
    """What a question says in its own voice, its wrong answers, and its quotes."""

    parts: tuple[str, ...]
    wrong: tuple[str, ...]
    quotes: str

    @property
    def said(self) -> str:
        return " ".join(self.parts)


def findings(bank: Bank) -> list[Finding]:
    """What a reviewer should look at, question by question, then for the bank; rejected questions do not count."""
    current = [entry for entry in entries_of(bank.id) if entry.status != RETIRED]
    texts = {entry.id: _texts(entry.content) for entry in current}
    found: list[Finding] = []
    for entry in current:
        for code, message, word in _in_words(texts[entry.id]):
            in_article = word.casefold() in texts[entry.id].quotes.casefold()
            passage = _passage(texts[entry.id], word, only_wrong=code == "absolute-when-wrong")
            found.append(Finding(code, message, entry.id, entry.stem, in_article, passage))
    return [*found, *_lopsided([each.said for each in texts.values()])]


def by_question(found: list[Finding]) -> list[Remarked]:
    """The findings, put together by the question that they are about, in their order."""
    return [
        Remarked(*question, list(of_question))
        for question, of_question in groupby(found, key=lambda each: (each.question_id, each.stem))
    ]


def _passage(texts: _Texts, word: str, *, only_wrong: bool) -> Passage | None:
    """The first text of the question that says the word, in three pieces."""
    for text in [*([] if only_wrong else texts.parts), *texts.wrong]:
        if match := _said(text, word):
            return text[: match.start()], match[0], text[match.end() :]
    return None


def _texts(content: Mapping[str, Any]) -> _Texts:
    wrong = tuple(str(text) for text in content.get("distractors", ()))
    parts = tuple(_strings({k: v for k, v in content.items() if k != "distractors"}))
    return _Texts(parts, wrong, " ".join(_quotes(content)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _NOT_ASKED:
                yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)


def _quotes(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        if isinstance(value.get("quote"), str):
            yield value["quote"]
        for inner in value.values():
            yield from _quotes(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _quotes(inner)


# Texts of a bank are looked at again with every look at its page, and few of them have changed.
@lru_cache(maxsize=20_000)
def _in_words(texts: _Texts) -> tuple[tuple[str, str, str], ...]:
    """Code, message and word of what single questions say."""
    return tuple(_remarks(texts))


def _remarks(texts: _Texts) -> Iterator[tuple[str, str, str]]:
    everything = " ".join([texts.said, *texts.wrong])
    for word in sorted(OPINION):
        if _has(texts.said, word):
            message = f"\u201c{word}\u201d states an opinion as if it were a fact. Say whose it is, or leave it out."
            yield "opinion-as-fact", message, word
    for word, plainer in loaded().items():
        if _has(everything, word):
            yield "loaded-word", f"\u201c{word}\u201d takes a side. Plainer: {plainer}.", word
    claims = [phrase for phrase in UNATTRIBUTED if _has(texts.said, phrase)]
    for phrase in [*claims, *dict.fromkeys(match[0].lower() for match in _SOMEBODY_SAYS.finditer(texts.said))]:
        yield "claim-of-nobody", f"\u201c{phrase}\u201d does not tell who says so. Name them.", phrase
    if (should := _SHOULD.search(texts.said)) and not _SAYS_WHO.search(texts.said):
        yield "opinion-as-fact", f"\u201c{should[0]}\u201d says what is right to do. Tell who thinks so.", should[0]
    for word in sorted(ABSOLUTE):
        if any(_has(_NO_ABSOLUTE.sub("", option), word) for option in texts.wrong) and not _has(texts.said, word):
            message = (
                f"\u201c{word}\u201d stands only in wrong answers, which makes moderate views look right. "
                "Leave it out there, or say it in the right answer too."
            )
            yield "absolute-when-wrong", message, word


def _has(text: str, phrase: str) -> bool:
    """Whether the text says the phrase; with a capital inside a sentence it is part of a name ("the Best Hall")."""
    return _said(text, phrase) is not None


def _said(text: str, phrase: str) -> re.Match[str] | None:
    if phrase not in text.lower():
        return None
    found = re.finditer(rf"\b{re.escape(phrase)}\b", text, re.IGNORECASE)
    return next((match for match in found if match[0][0].islower() or match.start() == 0), None)


@lru_cache(maxsize=20_000)
def _named(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The countries and the parties that a text names."""
    names = _NAME.findall(text)
    return (
        frozenset(country for name in names if (country := country_behind(name))),
        frozenset(name for name in names if any(group.kind == "party" for group in groups_of(name))),
    )


def _lopsided(said: list[str]) -> Iterator[Finding]:
    countries: Counter[str] = Counter()
    parties: Counter[str] = Counter()
    for text in said:
        named = _named(text)
        countries.update(named[0])
        parties.update(named[1])
    for kind, counts in (("country", countries), ("party", parties)):
        ranked = counts.most_common(2)
        if len(ranked) == 2 and ranked[0][1] >= _FEWEST and ranked[0][1] >= _FAR_MORE * ranked[1][1]:
            (first, often), (second, seldom) = ranked
            yield Finding(
                "lopsided",
                f"{often} questions name {first}, {seldom} the next {kind}, {second}. If the article is about both, "
                "ask about both.",
                name=first,
            )
        elif kind == "party" and len(ranked) == 1 and ranked[0][1] >= _FEWEST:
            first, often = ranked[0]
            message = f"{often} questions name {first}, and none names another party. Is the article about one only?"
            yield Finding("lopsided", message, name=first)
