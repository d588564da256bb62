"""Questions from the key-points table, examples ("such as ...") and quarrels ("between A and B over C")."""

import re
from collections.abc import Iterator

from quizapp.articles.model import Article
from quizapp.generation.english import lower_first, upper_first
from quizapp.generation.model import SIDE, Candidate
from quizapp.generation.numbers import counted_as
from quizapp.generation.parsing import Sentence
from quizapp.generation.world import World
from quizapp.knowledge import contested, places
from quizapp.knowledge.ladders import neighbours, value_of
from quizapp.knowledge.siblings import SiblingClass, bare, class_of, class_with_head, classes
from quizapp.questions.content import Evidence

_MOST_WORDS = 20
_FEWEST_POINTS = 5
_FEWEST_LABEL_WORDS = 2
_FEWEST_COUNTED = 3
_AMOUNT = re.compile(
    r"^(?:(?P<hedge>[Uu]p to|[Aa]bout|[Aa]t least|[Aa]t most|[Mm]ore than|[Nn]early|[Aa]lmost|[Oo]ver) )?"
    r"(?P<number>[$\u00a3\u20ac]?\d[\d,.]*\d|\d|[A-Za-z-]+)(?P<scale> (?:million|billion))? "
    r"(?P<unit>days?|hours?|weeks?|months?|years?|rupees|dollars|euros|pounds|won|percent|per cent|[a-z]{4,}s)\b"
    r"(?<!ss)(?! of\b| [a-z]+s\b)"
)
_ABOUT = frozenset({"about", "nearly", "almost", "more than", "over"})
_MEASURED = frozenset("day hour week month year rupee dollar euro pound won percent".split()) | {"per cent"}
# Labels that are no noun phrase ("Who may ask", "In force since").
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|may|must|can|will|does|do)\b")
_NO_NOUN = re.compile(r"^(?:who|what|when|where|why|how|in|on|at|by|for|from|to|since|until)\b", re.IGNORECASE)
# The class of the pack that holds what governments talk about.
_TOPICS = "topics of talks between governments"
_AGENDA = re.compile(r"\b(?:agenda|topics?|issues?|themes?|discussed)\b", re.IGNORECASE)
_LIST = re.compile(r"^(?P<first>[\w-]+(?: [\w-]+){0,3}), (?:[^,]+, )*(?:and )?[^,]+$")
_OVER = re.compile(
    r"\b(?P<what>[Tt]ensions|disputes?|conflicts?|quarrels?|rivalry|disagreements?|talks|war) "
    r"between (?P<a>[A-Z][\w. ]+?) and (?P<b>[A-Z][\w. ]+?) over (?P<key>(?:the )?[A-Z][\w]*(?: [A-Z]\w*)*)"
)
_SUCH_AS = re.compile(
    r"\b(?P<kind>[a-z]+ [a-z]+s),? such as "
    r"(?P<key>(?:the )?[A-Z][\w\u2013-]*(?: [\w\u2013-]+){0,3}?)[,.]"
)


def key_point_candidates(article: Article, world: World) -> Iterator[Candidate]:
    """What the key points give as an amount, and what they put under a label."""
    yield from _amounts(article)
    yield from _agenda(article)
    if world.has_many_subjects:
        # Where all points are about one event, each of them is nearly always true under every label.
        yield from _details(article)


def _amounts(article: Article) -> Iterator[Candidate]:
    """An amount that a detail begins with; what is counted, not measured, is named in the question."""
    for point in article.key_points:
        said = _AMOUNT.match(point.detail.text)
        if not said or _NO_NOUN.match(point.label.text) or value_of(said["number"].lstrip("$\u00a3\u20ac")) is None:
            continue
        unit, scale = said["unit"].casefold().removesuffix("s"), said["scale"] or ""
        ladder = "%" if unit.startswith("per") else unit
        measured = unit in _MEASURED
        if not measured and (value_of(said["number"]) or 0) < _FEWEST_COUNTED:
            continue
        if not measured and len(point.label.text.split()) < _FEWEST_LABEL_WORDS:
            # "How many states does the article give for 'Members'?" is no way to ask.
            continue
        tail = f"{scale} {said['unit']}" if measured else scale
        told = (said["hedge"] or "").casefold()
        hedge = "about " if told in _ABOUT else ""
        name = re.sub(r"^(?:[Aa]n?|[Tt]he) ", "", point.label.text)
        label = lower_first(name, is_name=" " in name and name.istitle())
        # "What minimum age does the article give?"
        asked = f"{hedge}what {label} does the article give?"
        if not measured:
            asked = f"{hedge}how many {said['unit']} does the article give for \u201c{point.label.text}\u201d?"
        quote = article.text[point.start : point.end]
        yield Candidate(
            kind="number",
            stem=upper_first(asked),
            key=f"{said['number'].lower()}{tail}",
            others=tuple(f"{other}{tail}" for other in neighbours(said["number"], ladder)),
            evidence=Evidence(quote=quote, start=point.start, end=point.end),
            is_number=True,
            counted=counted_as(f"{said['number']}{scale}", unit),
            rank=SIDE,
        )


def _agenda(article: Article) -> Iterator[Candidate]:
    """Which topic the article lists as one of a meeting's; wrong answers are topics of which it has no word."""
    text = article.text.casefold()
    kind = next(each for each in classes() if each.name == _TOPICS)
    others = [m for m in kind.members if not any(word[:6] in text for word in m.split() if len(word) > 3)]
    for point in article.key_points:
        listed = _LIST.match(point.detail.text)
        if not listed or not _AGENDA.search(point.label.text):
            continue
        quote = article.text[point.start : point.end]
        yield Candidate(
            kind="list",
            stem=f"Which of these topics does the article list under the key point \u201c{point.label.text}\u201d?",
            key=lower_first(listed["first"], is_name=listed["first"].istitle() and " " in listed["first"]),
            others=tuple(others),
            evidence=Evidence(quote=quote, start=point.start, end=point.end),
            rank=3,
        )


def _details(article: Article) -> Iterator[Candidate]:
    """Which detail belongs to a label. Only where label and detail share no word, and details are many."""
    points = [p for p in article.key_points if 4 <= len(p.detail.text.split()) <= _MOST_WORDS]
    if len(points) < _FEWEST_POINTS:
        return
    for point in points:
        label_words = _content_words(point.label.text)
        if label_words & _content_words(point.detail.text):
            continue
        quote = article.text[point.detail.start : point.detail.end]
        by_length = sorted(
            (p for p in points if p is not point),
            key=lambda p: (abs(len(p.detail.text) - len(point.detail.text)), p.start),
        )
        others = [
            _plain(p.detail.text)
            for p in by_length
            if not label_words & _content_words(p.detail.text) and _is_alike(p.detail.text, point.detail.text)
        ]
        yield Candidate(
            kind="key-point",
            stem=f"Which of these does the article list under the key point \u201c{point.label.text}\u201d?",
            key=_plain(point.detail.text),
            others=tuple(others),
            evidence=Evidence(quote=quote, start=point.detail.start, end=point.detail.end),
            from_article=frozenset(others),
            rank=8,
        )


def _is_alike(one: str, other: str) -> bool:
    """Whether both details are phrases or both sentences, both with figures or both without."""
    figures = [any(letter.isdigit() for letter in text) for text in (one, other)]
    sentences = [_FINITE.search(text) is not None for text in (one, other)]
    return figures[0] == figures[1] and sentences[0] == sentences[1]


def _plain(detail: str) -> str:
    return detail.rstrip(".")


def _content_words(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"[a-z]{4,}", text.casefold())}


def quarrel_candidates(sentences: list[Sentence], world: World) -> Iterator[Candidate]:
    """What two sides quarrel over."""
    for sentence in sentences:
        said = _OVER.search(sentence.text)
        if not said or world.is_central(said["key"]):
            continue
        # What the two quarrel over lies near them.
        others = dict.fromkeys([*contested.rivals(said["key"], (said["a"], said["b"])), *_near(said["key"])])
        verb = "is" if not said["what"].endswith("s") else "are"
        yield Candidate(
            kind="place",
            stem=f"Over which place {verb} there {said['what']} between {said['a']} and {said['b']}, "
            "according to the article?",
            key=said["key"],
            others=tuple(other for other in others if not world.is_central(other)),
            evidence=sentence.quote,
            rank=1,
        )


def _near(name: str) -> list[str]:
    """Countries of the same part of the world."""
    place = places.find(name)
    if place is None or place.kind != "country":
        return []
    return [
        places.with_article(other)
        for other in places.siblings(name)
        if (found := places.find(other)) is not None and found.region == place.region
    ]


def example_candidates(sentences: list[Sentence], world: World) -> Iterator[Candidate]:
    """What the article gives as an example of something."""
    for sentence in sentences:
        said = _SUCH_AS.search(sentence.text)
        kind = (class_of(said["key"]) or _of_head(said["key"])) if said else None
        if not said or not kind or world.is_central(said["key"]):
            continue
        yield Candidate(
            kind="example",
            stem=f"Which of these does the article name as an example of {said['kind']}?",
            key=said["key"],
            others=tuple(_in_number(m, said["key"]) for m in kind.members if bare(m) != bare(said["key"])),
            evidence=sentence.quote,
            rank=2,
        )


def _of_head(phrase: str) -> SiblingClass | None:
    """The class of things that end in the phrase's last noun, in the singular or plural."""
    head = bare(phrase).split()[-1]
    return class_with_head(head) or class_with_head(head.removesuffix("s"))


def _in_number(member: str, key: str) -> str:
    """The member in the plural where the key is: "the Vienna summits" beside other summits."""
    plural = key.endswith("s") and not member.endswith(("s", "a")) and bare(key).split()[-1][:-1] == member.split()[-1]
    return f"{member}s" if plural else member
