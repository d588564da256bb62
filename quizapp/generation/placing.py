"""Questions that ask for a place, and the places to stand beside one."""

from dataclasses import replace
from typing import Any

from quizapp.generation.clauses import Clause
from quizapp.generation.kinds import proper_run
from quizapp.generation.model import SIDE, Candidate
from quizapp.generation.naming import Naming, predicate_of
from quizapp.generation.parsing import text_beside
from quizapp.generation.slots import Slot, slot_around, stem_for
from quizapp.generation.stems import NotAskable
from quizapp.generation.world import World, bare_name
from quizapp.knowledge import named_things, places
from quizapp.knowledge.words import LANDS, LANGUAGES, POWERS, SINCE, SUCCESSORS

_WHERE = frozenset({"in", "at", "near", "from", "to", "into", "outside", "of"})
_PLACE_NOUNS = frozenset(
    "city town state canton province territory district village county prefecture island region colony republic".split()
)
_TOWNS = frozenset({"city", "town", "village", "port"})
_TOWN_WORDS = 2
# Longer names in capitals are no initials but shouted ("SYDNEY").
_INITIALS = 4
# Where somebody lived or studied is seldom worth asking.
_OF_LIFE = frozenset({"live", "study", "teach", "work", "bear", "grow"})
_FEWEST_PLACES = 5
_NEARBY = frozenset({"neighboring", "neighbouring", "nearby"})


def place(clause: Clause, entity: Any, naming: Naming) -> Candidate | None:
    world, name, root = naming.world, bare_name(entity), entity.root
    place = places.find(name)
    noun = _noun_before(root)
    if world.is_central(name) or (place is not None and world.is_central(place.name)):
        raise NotAskable("central")
    if place is not None and places.is_capital(name) and world.is_central(place.country):
        # A title that names a country gives its capital away.
        return None
    if clause.verb.lower_ in {"called", "known", "named"}:
        # What a place is called is no place of something.
        return None
    if clause.is_description and any(c.lemma_ in {"woman", "man"} for c in clause.verb.children):
        # "Jane Roe was a woman from which city?" says nothing of her.
        return None
    preposition = root.head.lower_ if root.dep_ == "pobj" else ""
    if place is None and noun is None and not _is_some_town(entity, preposition):
        return None
    tail = _country_after(entity)
    beside = [c for c in root.children if c.dep_ == "amod" and c.i < root.i]
    if noun is None and any(c.lower_ not in _NEARBY for c in beside):
        # "of ancient Rome"
        return None
    if root.dep_ in {"conj", "appos"} or any(child.dep_ == "conj" for child in root.children):
        return None
    governor = root.head.head if root.dep_ == "pobj" else None
    if governor is not None and governor.text[:1].isupper() and governor.pos_ == "PROPN" and noun is None:
        # "the Duke of Wellington", "the Court of Justice in Luxembourg": a piece of a name.
        return None
    if any(c.tag_ == "POS" for c in root.children):
        # "Quebec's was the last to go": its senate.
        return None
    ruled = any(a.tag_ == "MD" for a in clause.auxiliaries) and preposition in {"in", "at"}
    if ruled and root.head.i and root.doc[root.head.i - 1].text[:1].isupper():
        # "may be taken to the Court of Justice in Luxembourg": where the court is.
        return None
    if root.dep_ == "attr" and any(c.lower_ == "what" for c in root.head.children):
        # "in what is now Ukraine"
        return None
    if preposition in {"than", "like", "as", "unlike"}:
        # "older than Canada"
        return None
    if preposition == "of" and noun is None and place is not None and places.is_capital(name):
        # "the exclusion of Beijing" means the government.
        return None
    if root == clause.subject and _is_one_of_many(clause):
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
        tokens = frozenset([*_with_article(entity), *tail, *(c.i for c in beside)]) & (clause.kept | frozenset(tail))
        head, word = root, place.kind if place else "town"
        preposition_token = root.head if root.dep_ == "pobj" else None
    clause = replace(clause, kept=clause.kept - _region_after(entity))
    slot = slot_around(clause, tokens & clause.kept, reported=True)
    if slot is None:
        return None
    own, packed = other_places(name, word, world)
    year = naming.years.get(clause.sentence.number)
    packed = [other for other in packed if year is None or SINCE.get(other, year) <= year]
    if noun is None and place is not None and places.is_part_too(place):
        # "in New York": the city or the state.
        word = "place"
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
        rank=SIDE if clause.is_description or clause.verb.lemma_ in _OF_LIFE else 3 if name in world.often else 1,
    )


def _is_one_of_many(clause: Clause) -> bool:
    """Whether what is said of the subject may be said of others too: "is a large lender", "is wary of it"."""
    said = [c for c in clause.verb.children if c.dep_ in {"attr", "acomp"}] if clause.verb.lemma_ == "be" else []
    return any(noun.dep_ == "acomp" or any(c.lower_ in {"a", "an"} for c in noun.children) for noun in said)


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


def named_after(noun: Any) -> Any | None:
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


def _region_after(entity: Any) -> frozenset[int]:
    """The tokens of ", in the Crimea" after "Yalta", which would give it away."""
    doc, end = entity.doc, entity.end
    if end + 2 >= len(doc) or doc[end].text != "," or doc[end + 1].lower_ not in {"in", "near"}:
        return frozenset()
    last = end + 2 + (doc[end + 2].lower_ == "the")
    first = last
    while last < len(doc) and doc[last].pos_ == "PROPN":
        last += 1
    return frozenset(range(end, last)) if last > first else frozenset()


def _goes_on(entity: Any) -> bool:
    """Whether another name follows ("in Ashby, Corby and ...", "in Ashby, Ohio"), so that this one is a part."""
    doc, end = entity.doc, entity.end
    if end + 1 >= len(doc) or doc[end].text != ",":
        return bool(end < len(doc) and doc[end].tag_ == "CC")
    return bool(doc[end + 1].text[:1].isupper())


def _is_some_town(entity: Any, preposition: str) -> bool:
    """Whether a name that the pack lacks is surely a town: "in X" or "mayor of X"."""
    if (
        entity.text in LANGUAGES | LANDS
        or entity.label_ != "GPE"
        or len(entity) > _TOWN_WORDS
        or not all(t.text[:1].isupper() for t in entity)
    ):
        return False
    if named_things.head_of(entity.text) is not None:
        # "Monmouth Prison", whatever the parser takes it for.
        return False
    if preposition == "of":
        return entity.root.head.head.lemma_ in {"mayor", "citizen", "resident", "port"}
    listed = bool(entity.root.conjuncts) or _goes_on(entity)
    return preposition in {"in", "at", "near"} and not listed


def _with_article(entity: Any) -> list[int]:
    first = entity[0]
    before = [first.i - 1] if text_beside(first, -1) == "the" else []
    return before + [t.i for t in entity]


def other_places(name: str, word: str, world: World) -> tuple[list[str], list[str]]:
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
        heir = SUCCESSORS.get(place.name, place.name)
        powers = _powers_near(world) if heir in POWERS else []
        # "Russia" beside "the Soviet Union" would be half right.
        same = {heir, *(old for old, new in SUCCESSORS.items() if new == place.name)} - {place.name}
        own = [(abroad, each) for abroad, each in own if not ((at := places.find(each)) and at.name in same)]
        named = {found.name for _, each in own if (found := places.find(each))}
        known = [other for other in dict.fromkeys([*powers, *places.siblings(name)]) if other not in named]
        # Far countries that the article happens to name are no likelier than the neighbours that it does not.
        nearest = sorted((each for _, each in own), key=lambda each: _distance(each, place))
        likely = [each for each in nearest if not _distance(each, place)]
        far = [each for each in nearest if each not in likely]
        known = [other for other in known if other != place.name and other not in same]
        neighbours = [other for other in known if not _distance(other, place)]
        return likely, [*neighbours, *far, *(other for other in known if other not in neighbours)]
    abroad = place is not None and (world.is_international or place.country != next(iter(world.systems), None))
    if place is not None and abroad and places.is_capital(name):
        # Between countries it is capitals that are visited and that hold talks.
        capitals = [each for _, each in own if places.is_capital(each)]
        visited = [each for each in capitals if places.regions_of([each]) == {place.region}]
        if world.is_international:
            visited += [each for each in capitals if each not in visited]
        met = {found.name for each in visited if (found := places.find(each))}
        return visited, [other for other in places.other_capitals(name) if other not in met]
    # Of a town that the pack lacks it is not known in which country it lies.
    near = [each for abroad, each in own if not abroad or (place is None and not places.is_capital(each))]
    wanted = kinds | ({"city"} if word in _TOWNS else set())
    named = {found.name for each in near if (found := places.find(each))} | ({place.name} if place else set())
    known = [other for other in places.of_country(home, wanted) if other not in named] if home else []
    if len(near) + len(known) >= _FEWEST_PLACES:
        return near, known
    far = places.siblings(name) if place is not None else places.of_kind(word)
    return [each for _, each in sorted(own)], [*known, *(other for other in far if other not in known)]


def _powers_near(world: World) -> list[str]:
    """Countries that world news is full of, those in the part of the world that the article tells of first."""
    regions = places.regions_of(world.systems)
    return sorted(POWERS, key=lambda each: not places.regions_of([each]) & regions)


def _distance(name: str, key: places.Place) -> int:
    """How likely a country seems beside the key: of its part of the world, a power like it, or any other."""
    other = places.find(name)
    if other is None:
        return 3
    if SUCCESSORS.get(key.name, key.name) in POWERS:
        return 0 if other.name in POWERS else 1 if other.region == key.region else 2
    return 0 if other.region == key.region else 1 if other.name in POWERS else 2
