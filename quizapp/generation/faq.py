"""The article's own FAQ questions as stems, where their answer holds one askable thing."""

import re
from collections.abc import Iterator

from quizapp.articles.model import Article, FaqEntry
from quizapp.generation.dates import find_dates
from quizapp.generation.model import Candidate
from quizapp.generation.numbers import counted_as
from quizapp.generation.parsing import Sentence
from quizapp.generation.when import in_our_years, other_dates, other_years
from quizapp.generation.world import World, bare_name
from quizapp.knowledge import places
from quizapp.knowledge.ladders import neighbours

_WHEN = re.compile(r"^(?:when|in (?:which|what) year|on what date)\b", re.IGNORECASE)
_COUNT = re.compile(r"^how (?:many|long)\b", re.IGNORECASE)
_PLACE = re.compile(r"^(?:which|in which|what) (?:country|city|state)\b", re.IGNORECASE)
_EMPTY = frozenset("does have that when were what from with first last this there".split())
_FEWEST_TELLING = 2
_LEANS = re.compile(r"\b(?:I|my|we|our|you|your|this|these|it|that)\b")


def faq_candidates(
    article: Article, sentences: list[Sentence], world: World, years: tuple[int, ...]
) -> Iterator[Candidate]:
    """A candidate for each FAQ entry whose first sentence answers with one date, number or place."""
    firsts: dict[int, Sentence] = {}
    for sentence in sentences:
        if sentence.place == "faq" and sentence.context:
            firsts.setdefault(sentence.context.start, sentence)
    for entry in article.faq:
        first = firsts.get(entry.question.start)
        if first is None or _LEANS.search(entry.question.text) or _says_little(entry.question.text):
            continue
        if _WHEN.match(entry.question.text):
            yield from _when(entry, first, years)
        elif _COUNT.match(entry.question.text):
            yield from _count(entry, first)
        elif _PLACE.match(entry.question.text):
            yield from _place(entry, first, world)


def _says_little(question: str) -> bool:
    """Whether a question such as "Which country was the first?" needs its article to be understood."""
    asked = re.sub(r"^(?:in )?(?:which|what|how) \w+", "", question, flags=re.IGNORECASE)
    telling = [word for word in re.findall(r"\w+", asked) if len(word) > 3 and word.lower() not in _EMPTY]
    return len(telling) < _FEWEST_TELLING


def _made(
    entry: FaqEntry, first: Sentence, key: str, others: list[str], kind: str, *, number: bool, counted: str = ""
) -> Candidate:
    return Candidate(
        kind=kind,
        stem=entry.question.text,
        key=key,
        others=tuple(others),
        evidence=first.quote,
        is_number=number,
        counted=counted,
        rank=0,
    )


def _when(entry: FaqEntry, first: Sentence, years: tuple[int, ...]) -> Iterator[Candidate]:
    dates = [d for d in find_dates(first.text) if d.precision in {"day", "month", "year"} and in_our_years(d)]
    if len(dates) == 1:
        others = other_years(dates[0].text, years) if dates[0].precision == "year" else other_dates(dates[0])
        yield _made(entry, first, dates[0].text, others, "date", number=True)


def _count(entry: FaqEntry, first: Sentence) -> Iterator[Candidate]:
    numbers = [t for t in first.span if t.pos_ == "NUM" and t.dep_ == "nummod" and t.head.tag_ in {"NNS", "NN"}]
    if len(numbers) != 1:
        return
    token = numbers[0]
    others = neighbours(token.text, token.head.lemma_.casefold())
    unit = f" {token.head.text}" if entry.question.text.casefold().startswith("how long") else ""
    counted = counted_as(token.text, token.head.lemma_)
    made = [f"{other}{unit}" for other in others]
    yield _made(entry, first, f"{token.text}{unit}", made, "number", number=True, counted=counted)


def _place(entry: FaqEntry, first: Sentence, world: World) -> Iterator[Candidate]:
    named = [bare_name(e) for e in first.span.ents if e.label_ == "GPE" and places.find(bare_name(e))]
    asked = entry.question.text.split("?")[0].casefold()
    kind = next((word for word in ("country", "city", "state") if word in asked.split()[:3]), "")
    fitting = [name for name in named if (p := places.find(name)) and p.kind == kind and name.casefold() not in asked]
    if len(set(fitting)) == 1 and not world.is_central(fitting[0]):
        others = [places.with_article(other) for other in places.siblings(fitting[0])]
        yield _made(entry, first, fitting[0], others, "place", number=False)
