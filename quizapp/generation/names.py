"""Questions that ask for a person, a place, a body or a thing of a known kind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quizapp.generation.clauses import Clause
from quizapp.generation.kinds import Kind, Things, fits_its_frame, kind_of, phrases_in, proper_run, text_of
from quizapp.generation.model import Candidate
from quizapp.generation.parsing import text_beside
from quizapp.generation.slots import Slot, slot_around, stem_for
from quizapp.generation.stems import NotAskable
from quizapp.generation.world import World, bare_name
from quizapp.knowledge import people, places
from quizapp.knowledge.given_names import ordinary
from quizapp.knowledge.siblings import bare
from quizapp.knowledge.words import POWERS, is_person_noun

_WHERE = frozenset({"in", "at", "near", "from", "to", "into", "outside", "of"})
_PLACE_NOUNS = frozenset(
    "city town state canton province territory district village county prefecture island region colony republic".split()
)
_OFFICES = re.compile(
    r"(?:prime minister|president|premier|chancellor|governor(?:[- ]general)?|king|queen|emperor|senator|chief justice"
    r"|justice|judge|general|mayor|speaker|secretary[- ]general|pope|bishop|archbishop)$",
    re.IGNORECASE,
)
_POINTING_ADJECTIVES = frozenset("first last second third new old own then former late same other".split())
_TITLE_WORDS = 2
_TOWNS = frozenset({"city", "town", "village", "port"})
_TOWN_WORDS = 2
# Longer names in capitals are no initials but shouted ("SYDNEY").
_INITIALS = 4
# Where somebody lived or studied is seldom worth asking.
_OF_LIFE = frozenset({"live", "study", "teach", "work", "bear", "grow"})
_ORDINARY = 8
_LIFETIME = 60
_FEWEST_PLACES = 5
TELLS_SEX = re.compile(
    r"\b(?:his|her|himself|herself|woman|female|girl|widow|wife|mother|daughter|sister|queen"
    r"|husband|father|son|brother|king)\b"
)


@dataclass(frozen=True, slots=True)
class Naming:
    """What the writers of names know beside the clause: ``years`` dates a sentence's people by its number."""

    world: World
    things: Things
    years: dict[int, int]


def _is_party(entity: Any) -> bool:
    """Whether the name is a party to a law case ("Roe v. Bristol")."""
    return bool({text_beside(entity[0], -1), text_beside(entity[-1], 1)} & {"v.", "v", "vs.", "vs"})


def name_candidates(clause: Clause, naming: Naming) -> Iterator[Candidate | str]:
    """Candidates for the names and the things of a known kind in the clause, and reason codes of failures."""
    taken: set[int] = set()
    for entity in clause.sentence.span.ents:
        indexes = {t.i for t in entity if t.dep_ != "det" or t.i != entity.start}
        if not indexes or not indexes <= clause.kept or taken & indexes or _is_party(entity):
            continue
        writer = {"PERSON": _person, "GPE": _place, "LOC": _place}.get(entity.label_)
        if writer is None or entity.root.dep_ in {"poss", "compound", "amod", "nmod"}:
            continue
        try:
            made = writer(clause, entity, naming)
        except NotAskable as reason:
            yield str(reason)
            continue
        if made:
            taken |= indexes
            yield made
    for noun in clause.sentence.span:
        # "the canton of X": a place, whatever the parser takes its name for.
        span = _named_after(noun)
        indexes = {t.i for t in span} if span is not None else set()
        if not indexes or not indexes <= clause.kept or taken & indexes:
            continue
        try:
            made = _place(clause, span, naming)
        except NotAskable as reason:
            yield str(reason)
            continue
        if made:
            taken |= indexes
            yield made
    try:
        yield from _named_beside(clause, naming)
    except NotAskable as reason:
        yield str(reason)
    for tokens, root in phrases_in(clause.sentence):
        if taken & {t.i for t in tokens} or naming.world.is_central(bare(text_of(tokens))):
            continue
        try:
            yield from _thing(clause, tokens, root, naming)
        except NotAskable as reason:
            yield str(reason)


# People.


def _person(clause: Clause, entity: Any, naming: Naming) -> Candidate | None:
    world, name = naming.world, bare_name(entity)
    full = world.people.get(name) or world.bearer(name, clause.sentence.number, entity.start)
    if full is None or world.is_central(full) or world.is_central(name):
        return None
    root = entity.root
    if root.dep_ == "appos" and root.head == clause.subject and _has_role(clause):
        # "The Governor of New Zealand, Lord Glasgow, signed ...": the office is in the question.
        tokens = clause.subject_tokens | {t.i for t in root.subtree}
        stem = _asked_by_role(clause, naming)
        return _person_candidate(clause, full, stem, tokens, naming)
    # "the state herald, Frederick Brownell": the noun and the name fill one place together.
    head = root.head if root.dep_ == "appos" and root.head.i in clause.kept else root
    if head != root and not is_person_noun(head.lemma_.casefold()):
        return None
    tokens = frozenset(t.i for t in head.subtree if t.i in clause.kept)
    slot = slot_around(clause, tokens, reported=True)
    if slot is None or root.dep_ == "conj" or head.dep_ == "conj" or any(c.dep_ == "conj" for c in head.children):
        return None
    title = _title(root) if head == root else _title_of(head, [])
    if not title and clause.subject.i not in tokens:
        title = next((_title_of(c, []) for c in root.children if c.dep_ == "appos" and c.i > root.i), "")
    place = Slot(clause, tokens, head, slot.preposition, slot.in_place)
    stem = stem_for(place, "whom", world, subject_word="who")
    # Asked in place, "whom" reads like a slip of the pen.
    if not re.match(r"(?:[^?]+, who\b|Who\b)|(?:By|With|From|To|On|For|Under|Against|After) whom", stem):
        if not title:
            return None
        stem = stem_for(place, f"which {title}", world)
    return _person_candidate(clause, full, stem, tokens, naming)


def _title(root: Any) -> str:
    """What the name is called by before it: "English judge" of "the English judge Jane Roe"."""
    before = [t for t in root.children if t.dep_ in {"compound", "amod", "nmod"} and t.i < root.i]
    before = [t for t in before if t.ent_type_ != "PERSON" and t.lower_ not in _POINTING_ADJECTIVES]
    nouns = [t for t in before if _OFFICES.search(t.text) or is_person_noun(t.lemma_.casefold())]
    return _title_of(nouns[-1], [t for t in before if t.i < nouns[-1].i]) if nouns else ""


def _title_of(noun: Any, before: list[Any]) -> str:
    """The noun with its adjectives, if it says what somebody was ("retired judge")."""
    if not (_OFFICES.search(noun.text) or is_person_noun(noun.lemma_.casefold())) or noun.tag_ in {"NNS", "NNPS"}:
        return ""
    own = [t for t in noun.children if t.dep_ in {"amod", "compound", "nmod"} and t.i < noun.i and t not in before]
    words = [t for t in sorted([*before, *own], key=lambda t: t.i) if t.lower_ not in _POINTING_ADJECTIVES]
    if len(words) > _TITLE_WORDS or any(t.tag_ in {"JJS", "JJR"} or t.like_num for t in words):
        words = []
    text = " ".join([*(t.text for t in words), noun.text])
    return text if any(t.ent_type_ == "NORP" for t in words) or text.islower() else text.lower()


def _has_role(clause: Clause) -> bool:
    return any(child.lower_ == "the" for child in clause.subject.children) and clause.subject.pos_ in {"NOUN", "PROPN"}


def _asked_by_role(clause: Clause, naming: Naming) -> str:
    role = clause.words(
        i for i in clause.subject_tokens if clause.doc[i].lower_ != "the" or clause.doc[i].i > clause.subject.i
    )
    slot = Slot(clause, clause.subject_tokens, clause.subject, None)
    return stem_for(slot, f"which {role}", naming.world, subject_word=f"which {role}")


def _person_candidate(clause: Clause, full: str, stem: str, tokens: frozenset[int], naming: Naming) -> Candidate | None:
    own, known = other_people(full, clause.sentence.number, naming, certain_sex=bool(TELLS_SEX.search(stem)))
    return Candidate(
        kind="person",
        stem=stem,
        key=full,
        others=tuple(dict.fromkeys([*own, *known])),
        evidence=clause.evidence,
        from_article=frozenset(own),
        predicate=predicate_of(clause, tokens),
        rank=1,
    )


def other_people(full: str, number: int, naming: Naming, *, certain_sex: bool = False) -> tuple[list[str], list[str]]:
    """People of the article, the nearest to the sentence first, and people of its countries and time.

    Those known to be of the other sex are left out, and with ``certain_sex`` those of whom it is not known.
    """
    world = naming.world
    sex = world.sex_of(full)

    def fits(other: str) -> bool:
        theirs = world.sex_of(other)
        return theirs == sex if certain_sex and sex else theirs is None or sex is None or theirs == sex

    distance: dict[str, int] = {}
    for at, _, name in world.mentions:
        distance[name] = min(distance.get(name, 10**6), abs(at - number))
    own = [
        each
        for each in sorted({*world.people.values()}, key=lambda each: (distance.get(each, 10**6), each))
        if each != full and not world.is_central(each) and fits(each)
    ]
    year, home = naming.years.get(number), people.country_of(full)
    peers = [peer for country in ([home] if home else world.systems) for peer in people.peers(country, year, sex)]
    if home is None:
        # Beside somebody whom only the article knows, the famous are no likely answer.
        plain = [name for c in world.systems[:1] for name in ordinary(full, c, sex, count=_ORDINARY)]
        peers = plain or peers
    own = [each for each in own if _same_age(each, full, naming)]
    last_names = {each.split()[-1] for each in [full, *own]}
    peers = [peer for peer in peers if not world.is_central(peer)]
    return own, [peer for peer in dict.fromkeys(peers) if peer.split()[-1] not in last_names]


def _same_age(other: str, full: str, naming: Naming) -> bool:
    """Whether the article tells of both within a lifetime of each other; of people without years nothing is known."""
    told = naming.world.mentions
    theirs, ours = ({naming.years[at] for at, _, name in told if name == each} for each in (other, full))
    return not theirs or not ours or min(abs(one - two) for one in theirs for two in ours) <= _LIFETIME


# Places.


def _place(clause: Clause, entity: Any, naming: Naming) -> Candidate | None:
    world, name, root = naming.world, bare_name(entity), entity.root
    place = places.find(name)
    noun = _noun_before(root)
    if world.is_central(name) or (place is not None and world.is_central(place.name)):
        return None
    if place is not None and places.is_capital(name) and world.is_central(place.country):
        # A title that names a country gives its capital away.
        return None
    preposition = root.head.lower_ if root.dep_ == "pobj" else ""
    if place is None and noun is None and not _is_some_town(entity, preposition):
        return None
    tail = _country_after(entity)
    if root.dep_ in {"conj", "appos"} or any(child.dep_ == "conj" for child in root.children):
        return None
    if preposition == "of" and root.head.head.text[:1].isupper() and noun is None:
        # "the Duke of Wellington", "the Republic of China": a piece of a name.
        return None
    if not noun and not tail and any(child.dep_ == "appos" for child in root.children):
        return None
    if place and place.kind == "city" and preposition not in _WHERE and not noun:
        # "Seoul fears ..." means the government: the city was not asked about.
        return None
    if noun is not None:
        tokens = frozenset(t.i for t in noun.subtree if t.i in clause.kept)
        head, word = noun, noun.lemma_.casefold()
        preposition_token = noun.head if noun.dep_ == "pobj" else None
    else:
        tokens = frozenset([*_with_article(entity), *tail]) & (clause.kept | frozenset(tail))
        head, word = root, place.kind if place else "town"
        preposition_token = root.head if root.dep_ == "pobj" else None
    slot = slot_around(clause, tokens & clause.kept, reported=True)
    if slot is None:
        return None
    own, packed = _other_places(name, word, world)
    word = word if word in _PLACE_NOUNS | {"country", "nation"} and preposition != "at" else "place"
    hangs = preposition_token is not None and preposition_token.i in clause.kept
    widened = Slot(clause, tokens, head, preposition_token if hangs else None, slot.in_place)
    return Candidate(
        kind="place",
        stem=stem_for(widened, f"which {_told_as(noun, word, clause)}", world),
        key=places.with_article(place.name if place and name.isupper() and len(name) > _INITIALS else name),
        others=tuple(dict.fromkeys(places.with_article(o) for o in [*own, *packed] if not world.is_central(o))),
        evidence=clause.evidence,
        from_article=frozenset(places.with_article(each) for each in own),
        predicate=predicate_of(clause, tokens),
        # Where a small place lies is seldom worth asking.
        rank=5 if clause.is_description or clause.verb.lemma_ in _OF_LIFE else 1,
    )


def _told_as(noun: Any | None, word: str, clause: Clause) -> str:
    """ "American territory" of "the American territory of X"."""
    if noun is None:
        return word
    said = [t.i for t in noun.lefts if t.dep_ in {"amod", "compound"} and t.tag_ not in {"JJS", "JJR"}]
    return clause.words([*said, noun.i]) if word in _PLACE_NOUNS else word


def _noun_before(root: Any) -> Any | None:
    """ "city" of "the city of Gwangju"."""
    if root.dep_ == "pobj" and root.head.lower_ == "of" and root.head.head.lemma_.casefold() in _PLACE_NOUNS:
        noun = root.head.head
        # "the Northern Province of Sri Lanka" is a part of it, not it.
        return noun if noun.text.islower() else None
    return None


def _named_after(noun: Any) -> Any | None:
    """The name in "the canton of X", as a span."""
    if noun.lemma_.casefold() not in _PLACE_NOUNS:
        return None
    names = [c for of in noun.children if of.lower_ == "of" for c in of.children if c.dep_ == "pobj"]
    run = proper_run(names[0]) if names else []
    return noun.doc[run[0].i : run[-1].i + 1] if run else None


def _country_after(entity: Any) -> list[int]:
    """The tokens of ", Brazil" after "Porto Alegre"."""
    doc, end = entity.doc, entity.end
    place = places.find(bare_name(entity))
    if place is None or end + 1 >= len(doc) or doc[end].text != ",":
        return []
    following = next((e for e in doc.ents if e.start == end + 1 and e.label_ == "GPE"), None)
    if following is None or place.kind == "country" or places.country_behind(bare_name(following)) != place.country:
        return []
    closing = [following.end] if following.end < len(doc) and doc[following.end].text == "," else []
    return [*range(end, following.end), *closing]


def _is_some_town(entity: Any, preposition: str) -> bool:
    """Whether a name that the pack lacks is surely a town: "in X" or "mayor of X"."""
    if entity.label_ != "GPE" or len(entity) > _TOWN_WORDS or not all(t.text[:1].isupper() for t in entity):
        return False
    if preposition == "of":
        return entity.root.head.head.lemma_ in {"mayor", "citizen", "resident", "port"}
    after = entity.doc[entity.end] if entity.end < len(entity.doc) else None
    listed = after is not None and (after.text == "," or after.tag_ == "CC")
    return preposition in {"in", "at", "near"} and not listed


def _with_article(entity: Any) -> list[int]:
    first = entity[0]
    before = [first.i - 1] if text_beside(first, -1) == "the" else []
    return before + [t.i for t in entity]


def _other_places(name: str, word: str, world: World) -> tuple[list[str], list[str]]:
    """Places of the kind: those of the article, then the pack's; towns of the same country before all others."""
    place = places.find(name)
    kinds = {place.kind} if place else {word, "city"} if word in {"city", "town"} else {word}
    home = place.country if place else next(iter(world.systems), None)
    own: list[tuple[bool, str]] = []
    for each in world.places:
        other = places.find(each)
        if other and other.kind in kinds and (place is None or other.name != place.name):
            own.append((other.country != home, each))
    if place is not None and place.kind == "country":
        powers = list(POWERS) if place.name in POWERS else []
        named = {found.name for _, each in own if (found := places.find(each))}
        known = [other for other in dict.fromkeys([*powers, *places.siblings(name)]) if other not in named]
        nearest = sorted(own, key=lambda pair: _distance(pair[1], place))
        return [each for _, each in nearest], [other for other in known if other != place.name]
    abroad = place is not None and (world.is_international or place.country != next(iter(world.systems), None))
    if place is not None and abroad and places.is_capital(name):
        # Between countries it is capitals that are visited and that hold talks.
        visited = [each for _, each in own if places.is_capital(each)]
        met = {found.name for each in visited if (found := places.find(each))}
        return visited, [other for other in places.other_capitals(name) if other not in met]
    # Of a town that the pack lacks it is not known in which country it lies.
    near = [each for abroad, each in own if not abroad or place is None]
    wanted = kinds | ({"city"} if word in _TOWNS else set())
    named = {found.name for each in near if (found := places.find(each))} | ({place.name} if place else set())
    known = [other for other in places.of_country(home, wanted) if other not in named] if home else []
    if len(near) + len(known) >= _FEWEST_PLACES:
        return near, known
    far = places.siblings(name) if place is not None else places.of_kind(word)
    return [each for _, each in sorted(own)], [*known, *(other for other in far if other not in known)]


def _distance(name: str, key: places.Place) -> int:
    """How likely a country seems beside the key: of its part of the world, a power like it, or any other."""
    other = places.find(name)
    if other is None:
        return 3
    if key.name in POWERS:
        return 0 if other.name in POWERS else 1 if other.region == key.region else 2
    return 0 if other.region == key.region else 1 if other.name in POWERS else 2


# Bodies and things.


def _thing(clause: Clause, tokens: list[Any], root: Any, naming: Naming) -> Iterator[Candidate]:
    called = next((c for c in root.children if c.lower_ in {"called", "named", "titled"} and c.dep_ == "acl"), None)
    if called is not None:
        yield from _called(clause, root, called, naming)
        return
    if any(child.dep_ in {"conj", "appos"} for child in root.children) or root.dep_ in {"appos", "compound", "poss"}:
        return
    if root.dep_ == "conj" or root.ent_type_ in {"PERSON", "DATE", "GPE", "MONEY", "CARDINAL", "PERCENT"}:
        return
    if any(clause.doc[i].lower_ == "any" for i in clause.kept):
        # What holds of any such thing is no fact about one.
        return
    if clause.verb.lower_ in {"known", "called", "named"}:
        # What something is called is asked by the writer of terms.
        return
    for phrase in _widths(tokens, root):
        kind = kind_of(phrase, root, naming.things)
        if kind is None or len(kind.others) < 3 or not fits_its_frame(kind, root):
            continue
        indexes = frozenset(t.i for t in phrase)
        slot = slot_around(clause, indexes, reported=True)
        if slot is None or naming.world.is_central(bare(kind.key)):
            return
        after = {t.i for t in root.subtree if t.i > max(indexes)} & clause.kept
        if after:
            # What says more about the noun would be lost, or left behind when the question word moves to the front.
            return
        yield _thing_candidate(clause, indexes, root, kind, slot, naming)
        return


def _named_beside(clause: Clause, naming: Naming) -> Iterator[Candidate]:
    """ "The first attempt, the Freedom of Information Act of 2002, was ..." asks which act it was."""
    said = next((c for c in clause.subject.children if c.dep_ == "appos" and c.i > clause.subject.i), None)
    name = proper_run(said) if said is not None and clause.subject.pos_ == "NOUN" and not clause.subject_as else []
    if said is None or len(name) < 2 or said.ent_type_ in {"PERSON", "GPE", "DATE"}:
        return
    if clause.doc[clause.subject.i + 1 : said.left_edge.i].text != ",":
        # Further off it may explain something else.
        return
    before = clause.doc[name[0].i - 1]
    kind = kind_of([*([before] if before.lower_ == "the" else []), *name], said, naming.things)
    if kind is None or len(kind.others) < _FEWEST_PLACES or naming.world.is_central(bare(kind.key)):
        return
    slot = Slot(clause, clause.subject_tokens, clause.subject, None)
    yield _thing_candidate(clause, clause.subject_tokens, clause.subject, kind, slot, naming)


def _widths(tokens: list[Any], root: Any) -> list[list[Any]]:
    """The phrase with what follows its noun, and without."""
    whole = [root.doc[i] for i in range(tokens[0].i, root.right_edge.i + 1)]
    return [whole, tokens] if len(whole) > len(tokens) and len(whole) < 9 else [tokens]


def _thing_candidate(
    clause: Clause, indexes: frozenset[int], root: Any, kind: Kind, slot: Slot, naming: Naming
) -> Candidate:
    named = any(c.dep_ == "attr" and c.lemma_ in {"name", "term", "word", "title"} for c in clause.verb.children)
    asked = "what" if named and root == clause.subject else kind.question
    return Candidate(
        kind="thing",
        stem=stem_for(Slot(clause, indexes, root, slot.preposition, slot.in_place), asked, naming.world),
        key=kind.key,
        others=kind.others,
        evidence=clause.evidence,
        from_article=kind.own,
        predicate=predicate_of(clause, indexes),
        rank=1 if kind.own else 2,
    )


def _called(clause: Clause, root: Any, verb: Any, naming: Naming) -> Iterator[Candidate]:
    """ "a body called the National Conference": asks which body."""
    name = next((c for c in verb.children if c.dep_ == "oprd"), None)
    if name is None:
        return
    tokens = [t for t in name.subtree if not t.is_punct]
    kind = kind_of(tokens, name, naming.things)
    indexes = frozenset(t.i for t in root.subtree if t.i in clause.kept)
    slot = slot_around(clause, indexes, reported=True)
    if slot is None or kind is None or len(kind.others) < 3:
        return
    modifiers = [t.i for t in root.children if t.dep_ in {"amod", "compound"} and t.i < root.i]
    asked = f"which {clause.words([*modifiers, root.i])}"
    yield Candidate(
        kind="thing",
        stem=stem_for(Slot(clause, indexes, root, slot.preposition, slot.in_place), asked, naming.world),
        key=kind.key,
        others=kind.others,
        evidence=clause.evidence,
        from_article=kind.own,
        predicate=predicate_of(clause, indexes),
        rank=1,
    )


def list_candidates(clause: Clause, naming: Naming) -> Iterator[Candidate]:
    """Which of these a list of three or more holds, where what else is of its kind is known."""
    for first in clause.sentence.span:
        members = [first, *first.conjuncts] if first.dep_ in {"dobj", "pobj", "attr", "nsubj", "nsubjpass"} else []
        if len(members) < 3 or any(m.pos_ not in {"NOUN", "PROPN"} for m in members):
            continue
        indexes = frozenset(t.i for t in first.subtree if t.i in clause.kept)
        slot = slot_around(clause, indexes) if first.i in clause.kept else None
        if slot is None or any(t.pos_ == "VERB" for t in first.subtree):
            continue
        for member in members:
            conjuncts = {t.i for c in member.children if c.dep_ in {"conj", "cc", "punct"} for t in c.subtree}
            tokens = [t for t in member.subtree if t.i not in conjuncts]
            kind = kind_of(tokens, member, naming.things)
            if kind is None or kind.own or len(kind.others) < 3:
                continue
            try:
                stem = stem_for(Slot(clause, indexes, first, slot.preposition), "which of these", naming.world)
            except NotAskable:
                break
            yield Candidate("list", stem, kind.key, kind.others, clause.evidence, rank=2)
            break


def predicate_of(clause: Clause, slot: frozenset[int]) -> frozenset[str]:
    """Lemmas of what is said about the slot: enough to find another sentence that says it too."""
    return frozenset(
        clause.doc[i].lemma_.casefold()
        for i in clause.kept - slot
        if clause.doc[i].pos_ in {"NOUN", "VERB"} and not clause.doc[i].is_stop
    )
