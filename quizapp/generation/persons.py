"""Questions that ask for a person, and the people to stand beside one."""

import re
from typing import Any

from quizapp.generation.clauses import Clause
from quizapp.generation.model import Candidate
from quizapp.generation.naming import Naming, predicate_of
from quizapp.generation.slots import Slot, slot_around, stem_for
from quizapp.generation.stems import NotAskable
from quizapp.generation.world import World, bare_name
from quizapp.knowledge import people
from quizapp.knowledge.given_names import ordinary
from quizapp.knowledge.words import MONARCHS, POWERS, is_person_noun

_OFFICES = re.compile(
    r"(?:prime minister|president|premier|chancellor|governor(?:[- ]general)?|king|queen|emperor|senator|chief justice"
    r"|justice|judge|general|mayor|speaker|secretary[- ]general|pope|bishop|archbishop)$",
    re.IGNORECASE,
)
_POINTING_ADJECTIVES = frozenset("first last second third new old own then former late same other".split())
_KIN = frozenset("father mother son daughter wife husband widow brother sister cousin".split())
_TITLED = re.compile(
    r"\b[Ww]hich (?:\w+ ){0,2}(?:prime minister|president|premier|chancellor|king|queen|emperor|chief justice)\b",
    re.IGNORECASE,
)
_TITLE_WORDS = 2
_ORDINARY = 8
_FEW = 7
_FEWEST_OWN = 2
_OF_LATE = 2020
_LIFETIME = 60
# So many years before and after their public life people are still likely answers.
_SOON = 10
# And where they are few, those of their country who lived so many years before or after.
_NEAR = 40
TELLS_SEX = re.compile(
    r"\b(?:his|her|himself|herself|woman|female|girl|widow|wife|mother|daughter|sister|queen"
    r"|husband|father|son|brother|king"
    r"|(?:spokes|chair|congress|council|business|police|crafts|states|country)(?:wo)?man)\b"
)


def person(clause: Clause, entity: Any, naming: Naming) -> Candidate | None:
    world, name = naming.world, bare_name(entity)
    full = world.people.get(name) or world.bearer(name, clause.sentence.number, entity.start)
    if full is None:
        return None
    if world.is_central(full) or world.is_central(name) or full in world.everywhere:
        raise NotAskable("central")
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
    if noun.lemma_.casefold() in _KIN:
        # "named after which father": whose?
        return ""
    if not (_OFFICES.search(noun.text) or is_person_noun(noun.lemma_.casefold())) or noun.tag_ in {"NNS", "NNPS"}:
        return ""
    own = [t for t in noun.children if t.dep_ in {"amod", "compound", "nmod"} and t.i < noun.i and t not in before]
    pointing = _POINTING_ADJECTIVES - {"former"}
    words = [t for t in sorted([*before, *own], key=lambda t: t.i) if t.lower_ not in pointing]
    if len(words) > _TITLE_WORDS or any(t.tag_ in {"JJS", "JJR"} or t.like_num for t in words):
        words = []
    said = [t.text if t.ent_type_ == "NORP" or t.pos_ == "ADJ" else t.text.lower() for t in words]
    return " ".join([*said, noun.text.lower()])


def _has_role(clause: Clause) -> bool:
    return any(child.lower_ == "the" for child in clause.subject.children) and clause.subject.pos_ in {"NOUN", "PROPN"}


def _asked_by_role(clause: Clause, naming: Naming) -> str:
    role = clause.words(
        i for i in clause.subject_tokens if clause.doc[i].lower_ != "the" or clause.doc[i].i > clause.subject.i
    )
    slot = Slot(clause, clause.subject_tokens, clause.subject, None)
    return stem_for(slot, f"which {role}", naming.world, subject_word=f"which {role}")


def _person_candidate(clause: Clause, full: str, stem: str, tokens: frozenset[int], naming: Naming) -> Candidate | None:
    own, known = other_people(
        full,
        clause.sentence.number,
        naming,
        certain_sex=bool(TELLS_SEX.search(stem)),
        titled=bool(_TITLED.search(stem)),
    )
    return Candidate(
        kind="person",
        stem=stem,
        key=full,
        others=tuple(dict.fromkeys([*own, *known])),
        evidence=clause.evidence,
        from_article=frozenset(own),
        predicate=predicate_of(clause, tokens),
        # Whom the article names again and again is the last to be asked for.
        rank=3 if full in naming.world.often else 1,
    )


def other_people(
    full: str, number: int, naming: Naming, *, certain_sex: bool = False, titled: bool = False
) -> tuple[list[str], list[str]]:
    """People of the article, the nearest to the sentence first, and people of its countries and time.

    Those known to be of the other sex are left out, and with ``certain_sex`` those of whom it is not known. With
    ``titled``, where the question names the office, people of no known office come last.
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
        # A name of one word among full ones would stand out.
        if (" " in each or " " not in full)
        and each != full
        and not world.is_central(each)
        and fits(each)
        and is_regnal(each) == is_regnal(full)
    ]
    year, figure = naming.years.get(number), people.find(full)
    home = figure.country if figure else None
    told_in = home or naming.countries.get(number)
    if told_in:
        # The chief justice of one country is no likely minister of another.
        own = [each for each in own if people.country_of(each) in {None, told_in, *_visiting(world)}]
    role = figure.role if figure else None
    near = [home] if home else world.systems
    peers = [peer for country in near for peer in people.peers(country, year, sex, role=role)]
    if is_regnal(full):
        # Beside a monarch only others are likely, those of the same name last.
        first = full.split()[-2]
        peers = sorted((each for each in MONARCHS if each != full), key=lambda each: each.split()[0] == first)
    elif home is None:
        # Beside somebody whom only the article knows, the famous are no likely answer.
        told = year or _OF_LATE
        near = [told_in] if told_in else world.systems[:1]
        plain = [name for c in near for name in ordinary(full, c, sex, count=_ORDINARY, year=told)]
        peers = plain or [peer for country in near for peer in people.peers(country, year, sex)]
    own = [each for each in own if _same_age(each, full, naming) and _was_active(each, year)]
    if home is not None and not is_regnal(full) and (titled or not world.is_international):
        peers += people.peers(home, year, sex, role=role, within=_NEAR)
    if home is not None and len(own) + len(peers) >= _FEW:
        # Beside a public figure whoever is named in passing comes last.
        last = [each for each in own if each in naming.passing or (titled and people.find(each) is None)]
        peers += last
        own = [each for each in own if each not in last]
    if home is None and len(own) < _FEWEST_OWN and _is_of_public_figures(world) and not is_regnal(full):
        # In a story of well-known people made-up names stand out.
        peers = []
    elif len(own) + len(peers) < _FEW and not is_regnal(full):
        # Beside people of the story, those of a far country stand out too.
        nearby = world.systems if own and world.systems and not world.is_international else [*world.systems, *POWERS]
        peers += [peer for country in nearby for peer in people.peers(country, year, sex)]
    # The famous are the least likely among people whom only the article knows, and these among the famous.
    own.sort(key=lambda each: (people.find(each) is None) != (figure is None))
    last_names = {each.split()[-1] for each in [full, *own]}
    peers = [peer for peer in peers if not world.is_central(peer)]
    return own, [peer for peer in dict.fromkeys(peers) if peer.split()[-1] not in last_names]


def _is_of_public_figures(world: World) -> bool:
    return any(people.country_of(name) for name in world.people.values())


def _visiting(world: World) -> tuple[str, ...]:
    """The countries whose people meet, where the article tells of a meeting between countries."""
    return world.systems[:2] if world.is_international and not world.has_many_subjects else ()


def is_regnal(name: str) -> bool:
    """Whether the name is a monarch's or a pope's ("Henry II")."""
    return re.search(r" [IVX]+$", name) is not None


def _was_active(name: str, year: int | None) -> bool:
    """Whether somebody whom the pack knows was in public life about that year; of others nothing is known."""
    figure = people.find(name)
    return figure is None or year is None or figure.first - _SOON <= year <= figure.last + _SOON


def _same_age(other: str, full: str, naming: Naming) -> bool:
    """Whether the article tells of both within a lifetime of each other; of people without years nothing is known."""
    told = naming.world.mentions
    theirs, ours = ({naming.years[at] for at, _, name in told if name == each} for each in (other, full))
    return not theirs or not ours or min(abs(one - two) for one in theirs for two in ours) <= _LIFETIME
