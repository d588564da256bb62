"""Questions about who held an office or did a part, and about what a person was."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quizapp.generation.meant import person_meant
from quizapp.generation.model import SIDE, Candidate
from quizapp.generation.naming import Naming
from quizapp.generation.parsing import Sentence
from quizapp.generation.persons import TELLS_SEX, other_people
from quizapp.generation.world import World, bare_name
from quizapp.knowledge import places
from quizapp.knowledge.words import is_person_noun

_ROLE_WORDS = (2, 14)
_LEANS = re.compile(
    r"\b(?:his|her|its|their|this|that|these|those|such|same|another|other|who|which|whose|also|then)\b|[\u201c\u201d\"();:,]",
    re.IGNORECASE,
)
_FEWEST_ROLES = 4
_FOREMOST = re.compile(r"\b(?:first|last|only|youngest|oldest|leader|founder)\b")
# Countries change their presidents; a report about a town knows one mayor.
_TITLED = re.compile(r"\bMayor\s+$")
_RELATIONS = frozenset({"successor", "predecessor", "deputy", "running mate"})


@dataclass(frozen=True, slots=True)
class Role:
    """What the article says a person was, in a phrase that stands alone."""

    person: str
    phrase: str
    sentence: Sentence


def roles_of(sentences: list[Sentence], world: World) -> list[Role]:
    """The roles told beside a name ("Sir John Hall, the former Premier of New Zealand,"), one for each person."""
    found: dict[str, Role] = {}
    for sentence in sentences:
        for entity in sentence.span.ents:
            full = world.people.get(bare_name(entity))
            if entity.label_ != "PERSON" or full is None or full in found:
                continue
            phrase = _phrase_beside(entity, sentence)
            if phrase:
                found[full] = Role(full, phrase, sentence)
    for role in _by_title(sentences, world):
        if role.person not in found or re.match(r"an? ", found[role.person].phrase):
            found[role.person] = role
    return sorted(found.values(), key=lambda role: role.sentence.number)


def _by_title(sentences: list[Sentence], world: World) -> Iterator[Role]:
    """ "Mayor Jane Roe" in an article about one town, if it speaks of one mayor only."""
    place = places.find(world.home)
    held: dict[str, Sentence] = {}
    for sentence in sentences if world.home and (place is None or place.kind == "city") else []:
        for entity in sentence.span.ents:
            full = world.people.get(bare_name(entity)) if entity.label_ == "PERSON" else None
            first = full.split()[0] if full else ""
            if not full or first not in entity.text:
                continue
            at = entity.start_char - sentence.span.start_char + entity.text.find(first)
            if _TITLED.search(sentence.span.text[:at]):
                held.setdefault(full, sentence)
    for person, sentence in held.items() if len(held) == 1 else ():
        yield Role(person, f"the mayor of {world.home}", sentence)


def _phrase_beside(entity: Any, sentence: Sentence) -> str | None:
    root = entity.root
    for child in root.children:
        if child.dep_ == "appos" and child.i > root.i and child.ent_type_ != "PERSON":
            return _standing(child, sentence)
    if root.dep_ in {"nsubj"} and root.head.lemma_ == "be":
        attribute = next((c for c in root.head.children if c.dep_ == "attr"), None)
        if attribute is not None and attribute.ent_type_ != "PERSON":
            return _standing(attribute, sentence)
    if root.dep_ == "appos" and root.head.pos_ in {"NOUN", "PROPN"} and root.head.ent_type_ != "PERSON":
        inside = {t.i for t in root.subtree}
        return _standing(root.head, sentence, without=inside)
    return None


def _standing(head: Any, sentence: Sentence, without: set[int] | None = None) -> str | None:
    """The noun phrase, if it names somebody's part and can be understood alone."""
    if not is_person_noun(head.lemma_.casefold()):
        return None
    if head.tag_ in {"NNS", "NNPS"} or head.conjuncts:
        return None
    dropped = set(without or ())
    for child in head.children:
        if child.dep_ in {"relcl", "acl", "appos", "conj", "cc"}:
            dropped |= {t.i for t in child.subtree}
    tokens = [t for t in head.subtree if t.i not in dropped and t.sent == sentence.span]
    text = "".join(t.text_with_ws for t in tokens).strip(" ,.")
    if _is_office_of(head, text):
        text = f"the {text}"
    owner = next((c for c in head.children if c.dep_ == "poss"), None)
    if owner is not None and owner.pos_ == "PROPN" and owner.ent_type_ != "PERSON" and not _LEANS.search(text):
        return text if _ROLE_WORDS[0] < len(text.split()) <= _ROLE_WORDS[1] else None
    first, words = text.split()[0].lower() if text else "", text.split()
    if first not in {"the", "a", "an"} or not _ROLE_WORDS[0] < len(words) <= _ROLE_WORDS[1] or _LEANS.search(text):
        return None
    if first == "the" and not any(c.dep_ in {"prep", "poss"} or c.tag_ == "JJS" for c in head.children):
        return None
    return text[:1].lower() + text[1:]


def _is_office_of(head: Any, text: str) -> bool:
    """Whether the phrase is "president of the Owners Association", whose one holder needs no article."""
    named = [o for c in head.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children]
    return text[:1].islower() and text.split()[0] == head.text and any(o.pos_ == "PROPN" for o in named)


def relation_candidates(sentences: list[Sentence], naming: Naming) -> Iterator[Candidate]:
    """Who was whose successor or deputy."""
    for sentence in sentences:
        for entity in sentence.span.ents:
            full = naming.world.people.get(bare_name(entity)) if entity.label_ == "PERSON" else None
            if full is None or naming.world.is_central(full):
                continue
            yield from _successor(entity, full, sentence, naming)


def _successor(entity: Any, full: str, sentence: Sentence, naming: Naming) -> Iterator[Candidate]:
    """ "His successor, Richard Roe, ..." with an owner that is certain."""
    noun = entity.root.head
    said = f"{next((f'{c.lower_} ' for c in noun.children if c.dep_ == 'compound'), '')}{noun.lower_}"
    if entity.root.dep_ != "appos" or said not in _RELATIONS:
        return
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is None:
        return
    if owner.pos_ == "PRON":
        whose = person_meant(owner, sentence.number, naming.world) if owner.lower_ in {"his", "her"} else None
    else:
        whose = naming.world.people.get(owner.text)
    if whose is None or whose == full:
        return
    own, known = other_people(full, sentence.number, naming)
    own = [other for other in own if other != whose]
    # Whether a deputy still is one, the article does not say; who came next in office stays so.
    asked = "Who was" if said in {"successor", "predecessor"} else "Who does the article name as"
    yield Candidate(
        kind="person",
        stem=f"{asked} {whose}\u2019s {said}?",
        key=full,
        others=tuple(dict.fromkeys([*own, *(other for other in known if other != whose)])),
        evidence=sentence.quote,
        from_article=frozenset(own),
        predicate=frozenset({noun.lower_}),
        rank=1,
    )


def role_candidates(sentences: list[Sentence], naming: Naming) -> Iterator[Candidate]:
    """Who was the (one) holder of a role; and, where there are roles enough, what a person was."""
    roles = [role for role in roles_of(sentences, naming.world) if not naming.world.is_central(role.person)]
    for number, role in enumerate(roles):
        same_form = [other for other in roles if other is not role and other.phrase[:2] == role.phrase[:2]]
        if number % 2 and len(same_form) >= _FEWEST_ROLES:
            yield _what_was(role, same_form)
        elif not re.match(r"an? ", role.phrase):
            yield _who_was(role, naming)


def _who_was(role: Role, naming: Naming) -> Candidate:
    own, known = other_people(
        role.person, role.sentence.number, naming, certain_sex=bool(TELLS_SEX.search(role.phrase))
    )
    return Candidate(
        kind="person",
        stem=f"According to the article, who was {role.phrase}?",
        key=role.person,
        others=tuple(dict.fromkeys([*own, *known])),
        evidence=role.sentence.quote,
        from_article=frozenset(own),
        predicate=frozenset(re.findall(r"[a-z]{5,}", role.phrase)),
        # Who held an office at some time is worth less than who was the first to.
        rank=1 if _FOREMOST.search(role.phrase) else SIDE,
    )


def _what_was(role: Role, rivals: list[Role]) -> Candidate:
    ordered = sorted(rivals, key=lambda other: (abs(len(other.phrase) - len(role.phrase)), other.phrase))
    return Candidate(
        kind="role",
        stem=f"Who was {role.person}, according to the article?",
        key=role.phrase,
        others=tuple(other.phrase for other in ordered),
        evidence=role.sentence.quote,
        from_article=frozenset(other.phrase for other in ordered),
        rank=1,
    )
