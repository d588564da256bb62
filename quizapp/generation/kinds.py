"""What kind of thing a phrase names, and what else is of that kind: the source of wrong answers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quizapp.generation.english import with_indefinite
from quizapp.generation.gate import is_same_name
from quizapp.generation.parsing import Sentence, beside
from quizapp.knowledge import institutions, named_things
from quizapp.knowledge.siblings import SiblingClass, bare, class_of, class_with_head, same_capital
from quizapp.knowledge.words import ABSTRACT_NOUNS, BODY_NOUNS, synonyms
from quizapp.questions.dates import MONTHS

_ARTICLES = frozenset({"the", "a", "an"})
_SMALL = frozenset({"of", "for", "and", "on", "the", "to", "in", "de", "\u2019s", "'s"})
# Adjectives that only point ("the new budget") and make no kind of their own.
_POINTING = frozenset(
    "new old first second third last next current present former same other own main whole entire great large small "
    "largest second-largest final final proposed recent early late such many several few more most all every each "
    "annual yearly single".split()
)
# "the city budget" is no other budget than "the capital budget" but may hold it.
_ANY_PLACE = frozenset("city town state county public local national federal municipal government typical".split())
_FEWEST_OWN = 4
_FEWEST_ALIKE = 5
# Nouns that name chambers, town councils and mansions alike.
_SAYS_LITTLE = frozenset({"house", "council", "assembly", "chamber"})


@dataclass(frozen=True, slots=True)
class Kind:
    """``question`` asks for one of the kind; ``others`` are wrong answers, the best first, formed like the key.

    ``own`` are those that the article names. ``frame`` is the pack's phrase for things that have no names.
    """

    name: str
    question: str
    key: str
    others: tuple[str, ...]
    own: frozenset[str] = frozenset()
    frame: str = ""


@dataclass(frozen=True, slots=True)
class Things:
    """The article's own named bodies by kind, and its phrases by their last noun."""

    bodies: dict[str, tuple[str, ...]]
    phrases: dict[str, tuple[str, ...]]
    systems: tuple[str, ...]


def things_of(sentences: list[Sentence], systems: tuple[str, ...]) -> Things:
    bodies: dict[str, dict[str, None]] = {}
    phrases: dict[str, dict[str, None]] = {}
    for sentence in sentences:
        for chunk in sentence.span.noun_chunks:
            tokens = proper_run(chunk.root)
            if tokens:
                name = text_of(tokens)
                owned = any(
                    t.tag_ == "POS" and t.doc[t.i - 1].ent_type_ in {"GPE", "PERSON", "NORP"} for t in tokens if t.i
                )
                if owned:
                    continue
                if (kind := _kind_of_name(name)) and not (kind == "event" and name.endswith("Movement")):
                    bodies.setdefault(kind, {}).setdefault(name)
            elif (plain := _plain_phrase(chunk)) and plain.split()[0] not in _ANY_PLACE:
                phrases.setdefault(chunk.root.lemma_.casefold(), {}).setdefault(plain)
    return Things(
        {kind: tuple(names) for kind, names in bodies.items()},
        {head: tuple(names) for head, names in phrases.items()},
        systems,
    )


def proper_run(root: Any) -> list[Any]:
    """The tokens of the name around a noun ("National Conference for Unification"), without its article."""
    if root.pos_ not in {"PROPN", "NOUN"} or not root.text[:1].isupper():
        return []
    doc, start, end = root.doc, root.i, root.i
    while start > root.sent.start:
        if _in_name(doc[start - 1]) and doc[start - 1].dep_ != "det":
            start -= 1
        elif joined := _joined_before(doc, start, root.sent.start):
            start = joined
        else:
            break
    while end + 1 < root.sent.end:
        following = doc[end + 1]
        if _capital(following):
            end += 1
        elif (
            following.lower_ in _SMALL - {"\u2019s", "'s"} and end + 2 < root.sent.end and _reaches(doc, end + 1, root)
        ):
            end += 2
        else:
            break
    while start < end and (not doc[start].text[:1].isupper() or doc[start].lower_ in _ARTICLES):
        start += 1
    return [doc[i] for i in range(start, end + 1)]


def _reaches(doc: Any, index: int, root: Any) -> bool:
    """Whether a small word joins the next capital to the name: "of Justice", not "and Parliament"."""
    word, after = doc[index], doc[index + 1]
    is_time = after.ent_type_ == "DATE" or after.is_digit or after.text in MONTHS
    of_a_body = word.lower_ == "on" and doc[index - 1].lower_ in BODY_NOUNS and word.head == doc[index - 1]
    return (word.lower_ in {"of", "for"} or of_a_body) and _capital(after) and not is_time


def _joined_before(doc: Any, start: int, first: int) -> int | None:
    """Where a name goes on to the left over a small word: "Right to", "Representation of the"."""
    small = start - 1
    if small > first and doc[small].lower_ == "the" and doc[small - 1].lower_ == "of":
        small -= 1
    before = small - 1
    if before < first or doc[small].lower_ not in {"of", "to", "for"} or not _capital(doc[before]):
        return None
    is_joined = doc[small].head == doc[before] and doc[before].ent_type_ not in {"PERSON", "GPE", "DATE"}
    # At the start of a sentence a capital proves nothing.
    return before if is_joined and before > first else None


def _capital(token: Any) -> bool:
    return bool(token.text[:1].isupper()) and token.pos_ in {"PROPN", "NOUN", "ADJ"}


def _in_name(token: Any) -> bool:
    return _capital(token) or (
        token.text in {"-", "\u2019s", "'s"} and token.i > 0 and token.doc[token.i - 1].text[:1].isupper()
    )


def text_of(tokens: list[Any]) -> str:
    return "".join(token.text_with_ws for token in tokens).strip()


def _kind_of_name(name: str) -> str | None:
    if len(name.split()) < 2:
        return None
    groups = institutions.groups_of(name)
    if not groups and name.split()[-1] == "House":
        # A mansion, for all that is known.
        return None
    return groups[0].kind if groups else institutions.kind_of_head(_head_of_name(name))


def kind_of(tokens: list[Any], root: Any, things: Things) -> Kind | None:
    """The kind of a noun phrase (``tokens`` in text order, article included), or None if it has none that is known."""
    phrase = text_of([token for token in tokens if not token.is_space])
    if tokens[0].lower_ in _ARTICLES or (tokens[0].pos_ in {"NOUN", "ADJ"} and not tokens[0].ent_type_):
        phrase = phrase[:1].lower() + phrase[1:]
    name = proper_run(root)
    before = beside(name[0], -1 if tokens[0].lower_ not in _ARTICLES else -2) if name else None
    if before is not None and before.lower_ in {"of", "on", "for"} and before.head.text[:1].isupper():
        # "European Union" of "the Treaty on European Union" is a piece of a name.
        return None
    if name and len(name) > 1:
        found = _body(text_of(name), tokens, things)
        if found:
            return found
    listed = class_of(phrase)
    if listed:
        return _of_class(phrase, listed, things)
    people, _, rest = phrase.partition(" ")
    if tokens[0].ent_type_ == "NORP" and (listed := class_of(rest)) and _article(listed.members[0]) == "":
        # "Korean pop culture": others from the same country.
        made = _of_class(rest, listed, things)
        return Kind(made.name, made.question, phrase, tuple(f"{people} {other}" for other in made.others))
    return _listed_office(phrase, things) or _by_head(tokens, root, phrase, things)


def _ranked_groups(phrase: str, things: Things) -> list[institutions.Group]:
    """The pack's groups that hold the phrase, those of the article's systems first."""
    groups = [g for g in institutions.groups_of(phrase) if _is_at_home(g, things)]
    return sorted(groups, key=lambda g: things.systems.index(g.system) if g.system in things.systems else len(groups))


def _is_at_home(group: institutions.Group, things: Things) -> bool:
    """Whether the group's system is one of the article's: "the Federation" of Zambia is no event of Australia."""
    return not things.systems or group.system in {*things.systems, *institutions.OF_NO_COUNTRY}


def _listed_office(phrase: str, things: Things) -> Kind | None:
    """Offices and bodies that the pack lists ("the city manager"), those of the article's systems first."""
    ranked = _ranked_groups(phrase, things)
    if not ranked or not phrase.startswith("the "):
        return None
    others = [other for other in institutions.members(ranked[0].kind, things.systems) if bare(other) != bare(phrase)]
    others = [other for other in others if other.startswith("the ") and same_capital(other, phrase)]
    return Kind(ranked[0].kind, ranked[0].question, phrase, tuple(others))


def _body(name: str, tokens: list[Any], things: Things) -> Kind | None:
    """Named bodies: those that the pack lists among their peers, others among names with the same last noun."""
    article = tokens[0].lower_ if tokens[0].lower_ in _ARTICLES else ""
    if text_of([t for t in tokens if t.lower_ not in _ARTICLES]).removesuffix("\u2019s") not in name:
        # "the first female Prime Minister" is more than its name.
        return None
    kind, head = _kind_of_name(name), _head_of_name(name)
    own = [other for other in things.bodies.get(kind or "", ()) if not is_same_name(other, name)]
    ranked = _ranked_groups(name, things)
    if ranked:
        question = ranked[0].question
        known = [*ranked[0].members, *institutions.members(ranked[0].kind, [ranked[0].system])]
        same_head = sum(_head_of_name(m) == head for m in {*own, *known} if not is_same_name(m, name))
        if same_head >= _FEWEST_ALIKE and head not in _SAYS_LITTLE:
            # "Which act ...?" is clearer than "Which law or document ...?" where there are acts enough.
            question = f"which {head}"
            own = [other for other in own if _head_of_name(other) == head]
            known = [m for m in known if _head_of_name(m) == head]
    else:
        question = f"which {head}"
        own = [other for other in own if _head_of_name(other) == head]
        home = things.systems[:1] or ("generic",)
        known = [m for m in institutions.members(kind, home) if _head_of_name(m) == head] if kind else []
        alike = named_things.others(f"{article} {name}".strip(), things.systems)
        if alike is not None and alike.article == (article == "the"):
            question = alike.question
            known += [_formed(member, article) for member in alike.members]
    known = [m for m in known if not is_same_name(m, name) and m.startswith("the ") == (article == "the")]
    with_article = [_formed(other, article) for other in own]
    others = tuple(dict.fromkeys(m for m in [*with_article, *known] if same_capital(m, name)))
    return Kind(kind or head, question, f"{article} {name}".strip(), others, frozenset(with_article))


def _head_of_name(name: str) -> str:
    """The noun that says what a name names: "commission" of "the Commission of Inquiry"."""
    words = bare(name).casefold().split()
    return next((words[at - 1] for at, word in enumerate(words) if word in {"of", "for", "on"} and at), words[-1])


def _of_class(phrase: str, listed: SiblingClass, things: Things) -> Kind:
    member = next(m for m in listed.members if bare(m) == bare(phrase))
    article = _article(phrase)
    # Options of one form: "an electoral college" stands beside no "proportional representation".
    alike = [m for m in listed.members if m != member and bool(_article(m)) == bool(_article(member))]
    if article == "the" and not _article(member):
        # "the Methodists" among "the Baptists", though the pack lists them without article.
        packed = [f"the {other}" for other in alike]
    else:
        packed = [_formed(_without(other), article, like=other) for other in alike]
    plain = bare(phrase)
    own = [
        _formed(other, article)
        for other in things.phrases.get(plain.split()[-1], ())
        if " " in plain and other != plain and not _nested(other, plain) and other.endswith("s") == plain.endswith("s")
    ]
    others = tuple(dict.fromkeys([*own, *packed]))
    question = _which_kind(listed.question) if article in {"a", "an"} else listed.question
    return Kind(listed.name, question, phrase, others, frozenset(own), frame=listed.frame)


def fits_its_frame(kind: Kind, root: Any) -> bool:
    """Whether a thing without a name stands where its class is at home, or where the article has others like it.

    "hold a memorial service" asks for a ceremony; "the soldiers are provided by members" for no group of people.
    """
    if not kind.frame or kind.own or kind.name.endswith("officers"):
        return True
    core = re.sub(r"^(?:the|an?) ", "", kind.key)
    if any(letter.isupper() for letter in core):
        return True
    governor = root.head.head if root.dep_ == "pobj" else root.head
    words = set(kind.frame.split())
    if root.dep_ == "pobj":
        return bool(governor.lemma_ in words or root.head.lower_ in words)
    return root.dep_ == "dobj" and any(word in synonyms(governor.lemma_) for word in words)


def _which_kind(question: str) -> str:
    """ "a revenue bond" is no certain bond but a kind of one."""
    return re.sub(r"^which (?!kind\b)", "which kind of ", question)


def _by_head(tokens: list[Any], root: Any, phrase: str, things: Things) -> Kind | None:
    head = root.lemma_.casefold()
    plain = _plain_phrase_of(tokens, root)
    if plain is None or head in ABSTRACT_NOUNS or plain.split()[0] in _ANY_PLACE:
        return None
    article = _article(phrase)
    plural = root.tag_ == "NNS"
    own = [
        other
        for other in things.phrases.get(head, ())
        if bare(other) != plain and not _nested(other, plain) and other.endswith("s") == plain.endswith("s")
    ]
    listed = class_with_head(head) or class_with_head(root.lower_)
    members = listed.members if listed is not None else ()
    packed = [_without(m) for m in members if bare(m) != plain and m.endswith("s") == plural]
    packed = [other for other in packed if not _nested(other, plain)]
    if listed is None and len(own) < _FEWEST_OWN:
        return None
    others = tuple(dict.fromkeys(_formed(other, article) for other in [*own, *packed]))
    asked = listed.question if listed and packed else f"which {root.text.lower()}"
    asked = _which_kind(asked) if article in {"a", "an"} or (plural and not packed) else asked
    formed = frozenset(_formed(o, article) for o in own)
    return Kind(listed.name if listed else head, asked, phrase, others, formed, frame=listed.frame if listed else "")


def _nested(one: str, other: str) -> bool:
    return one in other or other in one


def _article(phrase: str) -> str:
    first = phrase.split()[0].lower()
    return first if first in _ARTICLES else ""


def _without(member: str) -> str:
    words = member.split()
    return " ".join(words[1:]) if words[0] in _ARTICLES else member


def _formed(other: str, article: str, *, like: str = "") -> str:
    """The other phrase with the key's kind of article: "a" becomes "an" where it must."""
    other = _without(other)
    if article == "the":
        # A member that never takes an article ("proportional representation") stays as it is.
        return other if like and _article(like) == "" else f"the {other}"
    if article in {"a", "an"}:
        if like and _article(like) != "a" and _article(like) != "an":
            return like
        return with_indefinite(other)
    return other if not like or _article(like) in {"a", "an", ""} else like


def _plain_phrase(chunk: Any) -> str | None:
    return _plain_phrase_of(list(chunk), chunk.root)


def _plain_phrase_of(tokens: list[Any], root: Any) -> str | None:
    """ "operating budget" of "the operating budget": modifiers that make a kind, and the noun; else None."""
    if root.pos_ != "NOUN":
        return None
    inner = [t for t in tokens if t.lower_ not in _ARTICLES and t.i <= root.i]
    if inner and inner[0].is_punct:
        return None
    if [t for t in tokens if t.i > root.i] or not 2 <= len(inner) <= 4:
        return None
    if any(t.dep_ not in {"amod", "compound", "punct", "nmod"} for t in inner if t.i != root.i):
        return None
    if any(t.lower_ in _POINTING or t.text[:1].isupper() or t.like_num or t.tag_ in {"JJS", "JJR"} for t in inner):
        return None
    if any(t.ent_type_ in {"DATE", "TIME", "CARDINAL", "ORDINAL"} for t in inner):
        return None
    return text_of(inner).casefold()


def phrases_in(sentence: Sentence) -> Iterator[tuple[list[Any], Any]]:
    """The noun phrases of a sentence as (tokens with their article, head), names taken whole."""
    seen: set[int] = set()
    for chunk in sentence.span.noun_chunks:
        root = chunk.root
        run = proper_run(root)
        tokens = list(chunk)
        if len(run) > 1:
            root = run[-1] if run[-1].i in {t.i for t in chunk} else root
            start = min(run[0].i, chunk.start)
            tokens = [root.doc[i] for i in range(start, max(run[-1].i, chunk.end - 1) + 1)]
        if tokens and not seen & {t.i for t in tokens}:
            seen |= {t.i for t in tokens}
            yield tokens, chunk.root
