"""Questions from the key-points table, examples ("such as ...") and quarrels ("between A and B over C")."""

import re
from collections.abc import Iterator

from quizapp.articles.model import Article
from quizapp.generation.model import Candidate
from quizapp.generation.parsing import Sentence
from quizapp.generation.world import World
from quizapp.knowledge import places
from quizapp.knowledge.siblings import bare, class_of
from quizapp.questions.content import Evidence

_MOST_WORDS = 20
_FEWEST_POINTS = 5
_OVER = re.compile(
    r"\b(?P<what>tensions|disputes?|conflicts?|quarrels?|rivalry|disagreements?|talks|war) "
    r"between (?P<a>[A-Z][\w. ]+?) and (?P<b>[A-Z][\w. ]+?) over (?P<key>(?:the )?[A-Z][\w]*(?: [A-Z]\w*)*)"
)
_SUCH_AS = re.compile(
    r"\b(?P<kind>[a-z]+ [a-z]+s),? such as "
    r"(?P<key>(?:the )?[A-Z][\w\u2013-]*(?: [\w\u2013-]+){0,3}?)[,.]"
)


def key_point_candidates(article: Article) -> Iterator[Candidate]:
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
        others = [_plain(p.detail.text) for p in by_length if not label_words & _content_words(p.detail.text)]
        yield Candidate(
            kind="key-point",
            stem=f"Which of these does the article list under the key point \u201c{point.label.text}\u201d?",
            key=_plain(point.detail.text),
            others=tuple(others),
            evidence=Evidence(quote=quote, start=point.detail.start, end=point.detail.end),
            from_article=frozenset(others),
            rank=8,
        )


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
        kind = class_of(said["key"])
        others = [m for m in kind.members if bare(m) != bare(said["key"])] if kind else places.siblings(said["key"])
        verb = "is" if not said["what"].endswith("s") else "are"
        yield Candidate(
            kind="place",
            stem=f"Over which place {verb} there {said['what']} between {said['a']} and {said['b']}, "
            "according to the article?",
            key=said["key"],
            others=tuple(others),
            evidence=sentence.quote,
            rank=1,
        )


def example_candidates(sentences: list[Sentence], world: World) -> Iterator[Candidate]:
    """What the article gives as an example of something."""
    for sentence in sentences:
        said = _SUCH_AS.search(sentence.text)
        kind = class_of(said["key"]) if said else None
        if not said or not kind or world.is_central(said["key"]):
            continue
        yield Candidate(
            kind="example",
            stem=f"Which of these does the article name as an example of {said['kind']}?",
            key=said["key"],
            others=tuple(m for m in kind.members if bare(m) != bare(said["key"])),
            evidence=sentence.quote,
            rank=2,
        )
