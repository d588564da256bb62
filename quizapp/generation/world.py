"""Who and what an article is about: names, their short forms, and what is too central to be asked."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from quizapp.articles.model import Article
from quizapp.generation.parsing import Sentence
from quizapp.knowledge.places import find
from quizapp.knowledge.words import BODY_NOUNS

# What more than this share of the sentences name is what the article is about: a worthless key.
_CENTRAL_SHARE = 0.2
_DEFINITION_QUESTION = re.compile(r"^what (?:is|are|was|were|does .+ mean)\b", re.IGNORECASE)
_DEFINITIONS_FOR_SUBJECTS = 4
_TITLES = frozenset(
    "President Premier Minister Governor Sir Lord Lady King Queen General Major Justice Mr Mrs Ms Dr".split()
)


@dataclass(frozen=True, slots=True)
class World:
    """``people`` maps short and full names to full names; ``bodies`` maps "Court" to its one long name.

    ``shared_names`` are short names that more than one person in the article bears.

    ``has_many_subjects``: a definitional article, whose clauses are about different things.
    """

    people: dict[str, str]
    shared_names: frozenset[str]
    bodies: dict[str, str]
    places: tuple[str, ...]
    central: frozenset[str]
    has_many_subjects: bool
    common_nouns: frozenset[str]

    def is_central(self, phrase: str) -> bool:
        """Whether the phrase names what the whole article is about."""
        return phrase.casefold().removeprefix("the ") in self.central


def world_of(article: Article, sentences: list[Sentence]) -> World:
    definitions = [entry for entry in article.faq if _DEFINITION_QUESTION.match(entry.question.text)]
    nouns = Counter(
        token.lemma_.casefold() for s in sentences for token in s.span if token.pos_ == "NOUN"
    )
    return World(
        people=_people(_full_names(sentences)),
        shared_names=_shared_names(_full_names(sentences)),
        bodies=_bodies(sentences),
        places=_places(sentences),
        central=_central(article, sentences),
        has_many_subjects=len(definitions) >= _DEFINITIONS_FOR_SUBJECTS,
        common_nouns=frozenset(noun for noun, count in nouns.items() if count >= 3),
    )


def bare_name(entity: Any) -> str:
    """An entity's name without article and possessive ending."""
    text = re.sub(r"['\u2019]s?$", "", entity.text.strip())
    return re.sub(r"^[Tt]he ", "", text)


def _full_names(sentences: list[Sentence]) -> list[str]:
    names = {bare_name(entity) for s in sentences for entity in s.span.ents if entity.label_ == "PERSON"}
    plain = {
        name
        for name in names
        if 2 <= len(name.split()) <= 4
        and all(re.match(r"[A-Z]", word) for word in name.split())
        and name.split()[0].rstrip(".") not in _TITLES
        and not any(find(word) for word in name.split())
    }
    # "Ada Lovelace Prize" is no second Ada: a name that only lengthens another one is dropped.
    return sorted(name for name in plain if not any(name.startswith(f"{other} ") for other in plain))


def _shorts(name: str) -> set[str]:
    return {name.split()[0], name.split()[-1]}


def _people(full: list[str]) -> dict[str, str]:
    names = {name: name for name in full}
    for short in sorted({short for name in full for short in _shorts(name)}):
        owners = [name for name in full if short in _shorts(name)]
        if len(owners) == 1:
            names[short] = owners[0]
    return names


def _shared_names(full: list[str]) -> frozenset[str]:
    counts = Counter(short for name in full for short in _shorts(name))
    return frozenset(short for short, count in counts.items() if count > 1)


def _bodies(sentences: list[Sentence]) -> dict[str, str]:
    """Heads such as "Court" with the only long name that ends with them."""
    found: dict[str, set[str]] = {}
    for sentence in sentences:
        for chunk in sentence.span.noun_chunks:
            words = [t for t in chunk if t.dep_ != "det" and not t.is_punct and t.tag_ != "POS"]
            if len(words) >= 2 and all(t.text[0].isupper() for t in words) and words[-1].lower_ in BODY_NOUNS:
                found.setdefault(words[-1].text, set()).add(" ".join(t.text for t in words))
    return {head: min(names) for head, names in found.items() if len(names) == 1}


def _places(sentences: list[Sentence]) -> tuple[str, ...]:
    names = {bare_name(e) for s in sentences for e in s.span.ents if e.label_ in {"GPE", "LOC"}}
    return tuple(sorted(names))


def _central(article: Article, sentences: list[Sentence]) -> frozenset[str]:
    named = Counter(
        name for s in sentences for name in {bare_name(entity).casefold() for entity in s.span.ents}
    )
    often = {name for name, count in named.items() if count > _CENTRAL_SHARE * max(len(sentences), 5)}
    title = article.title.text.casefold() if article.title else ""
    return frozenset(often | {name for name in named if len(name) > 2 and re.search(rf"\b{re.escape(name)}\b", title)})
