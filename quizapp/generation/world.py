"""Who and what an article is about: names, their short forms, and what is too central to be asked."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quizapp.articles.model import Article
from quizapp.generation.law import charter_of, law_of
from quizapp.generation.parsing import Sentence, beside
from quizapp.generation.recognising import HONOURS, is_part_of_name, kind_told
from quizapp.knowledge import named_things, people
from quizapp.knowledge.given_names import is_given, sex_of_given
from quizapp.knowledge.places import country_behind, find, with_article
from quizapp.knowledge.words import BODY_NOUNS, is_person_noun

# What more than this share of the sentences name is what the article is about: a worthless key.
_CENTRAL_SHARE = 0.2
_DEMONYM_AND_NOUN = 2
_LONG_NAME = 2
_PARTICLES = frozenset("von van der den de la le da dos del di bin al ten zu".split())
_MANY_SENTENCES, _MOST_SENTENCES = 5, 15
_DATELINE = re.compile(r"([A-Z]{2,}(?: [A-Z]{2,}){0,3})(?:, [A-Z][\w. ]+?)? ?(?:\u2014|\u2013|-|:|\()")
# An article is about a town that this share of its sentences names; about nothing that is named less often than this.
_HOME_SHARE, _FEWEST_HOME = 0.08, 3
# A country that is named once is no country that the article is about.
_FEWEST_MENTIONS = 2
_DEFINITION_QUESTION = re.compile(r"^what (?:is|are|was|were|does .+ mean)\b", re.IGNORECASE)
_DEFINITIONS_FOR_SUBJECTS = 4
_TITLES = frozenset(
    "President Premier Minister Governor General Major Justice Judge Senator Mr Mrs Ms Dr Colonel Captain Councillor "
    "Councilman Councilwoman Councilmember Mayor Chancellor Professor Commissioner Secretary Chairman Chairwoman "
    "Chair Representative Ambassador Attorney Sheriff Chief Speaker Director Superintendent Reverend Bishop".split()
)
# Verbs whose subject is a person.
_SPEAKING = frozenset(
    "say tell write ask add argue explain recall reply insist warn note die marry speak announce fear hope doubt "
    "believe joke testify resign retire weep".split()
)
_WOMAN = frozenset("woman girl mother wife widow daughter sister queen princess lady actress empress".split())
_MAN = frozenset("man boy father husband widower son brother king prince lord emperor".split())
_FEMALE, _MALE = (
    frozenset({"Dame", "Lady", "Queen", "Empress", "Princess", "Mrs", "Ms"}),
    frozenset({"Sir", "Lord", "King", "Emperor", "Prince", "Pope", "Mr"}),
)


@dataclass(frozen=True, slots=True)
class World:
    """``people`` maps short and full names to full names; ``bodies`` maps "Court" to its one long name.

    ``shared_names`` are short names that more than one person in the article bears; ``mentions`` are the
    full names as they come, each with its sentence's number and its first token.

    ``has_many_subjects``: a definitional article, whose clauses are about different things.
    ``often`` are the names that many sentences hold, ``everywhere`` those that are in nearly every paragraph.
    ``is_international``: about more than one country. ``home`` is the place that the article is about, as it is
    said in a sentence ("the Netherlands"), or "". ``law`` is the one law that it is about, or "".
    """

    people: dict[str, str]
    shared_names: frozenset[str]
    bodies: dict[str, str]
    places: tuple[str, ...]
    central: frozenset[str]
    title: frozenset[str]
    has_many_subjects: bool
    common_nouns: frozenset[str]
    mentions: tuple[tuple[int, int, str], ...]
    systems: tuple[str, ...]
    is_international: bool
    home: str
    often: frozenset[str]
    everywhere: frozenset[str]
    sexes: dict[str, str]
    law: str
    charter: str

    def sex_of(self, name: str) -> str | None:
        """ "f" or "m" where the pack or the article tells."""
        return self.sexes.get(name) or people.sex_of(name) or sex_of_given(name.split()[0])

    def bearer(self, short: str, number: int, token: int) -> str | None:
        """Who a shared short name means there: the only bearer whom the article has named until then."""
        named = {name for at, index, name in self.mentions if (at, index) <= (number, token) and short in _shorts(name)}
        return named.pop() if len(named) == 1 else None

    def is_central(self, phrase: str) -> bool:
        """Whether the phrase names what the whole article is about."""
        bare = re.sub(r"^(?:the|an?) ", "", phrase.casefold())
        if bare.replace("-", " ") in {each.replace("-", " ") for each in self.central}:
            return True
        words = {word.rstrip("s") for word in re.findall(r"\w+", bare)}
        behind = country_behind(bare.split()[0]) if bare else None
        if behind and len(bare.split()) == _DEMONYM_AND_NOUN and find(bare) is None:
            # "the Korean Peninsula" in an article about South Korea.
            return behind.casefold() in self.central
        return bare in self.central or (bool(words) and words <= self.title)


def world_of(article: Article, sentences: list[Sentence]) -> World:
    definitions = [entry for entry in article.faq if _DEFINITION_QUESTION.match(entry.question.text)]
    nouns = Counter(token.lemma_.casefold() for s in sentences for token in s.span if token.pos_ == "NOUN")
    full = _full_names(sentences)
    shared = _shared_names(full, sentences)
    countries = _countries(article, sentences).most_common(3)
    is_international = len(countries) > 1 and countries[1][1] >= countries[0][1] / 2
    return World(
        people={short: name for short, name in _people(full).items() if short not in shared or short == name},
        shared_names=shared,
        bodies=_bodies(sentences),
        places=_places(sentences),
        central=_central(article, sentences),
        title=frozenset(
            word.rstrip("s") for word in re.findall(r"\w+", article.title.text.casefold() if article.title else "")
        ),
        has_many_subjects=len(definitions) >= _DEFINITIONS_FOR_SUBJECTS,
        common_nouns=frozenset(noun for noun, count in nouns.items() if count >= 3),
        mentions=tuple(_mentions(sentences, set(full))),
        systems=tuple(country for country, count in countries if count >= _FEWEST_MENTIONS),
        is_international=is_international,
        home=_home(article, sentences, countries, is_international=is_international),
        often=_often(sentences, _people(full), _MANY_SENTENCES),
        everywhere=_often(sentences, _people(full), _MOST_SENTENCES),
        sexes=_sexes(sentences, set(full)),
        law=law_of(article, sentences),
        charter=charter_of(sentences),
    )


def bare_name(entity: Any) -> str:
    """An entity's name without article and possessive ending."""
    text = re.sub(r"['\u2019]s?$", "", entity.text.strip())
    # "The Hague" keeps its article wherever it stands.
    owned = text.startswith("The ") and find(text) is not None and entity[0].i > entity.sent.start
    words = (text if owned else re.sub(r"^[Tt]he ", "", text)).split()
    while len(words) > 1 and words[0].rstrip(".") in _TITLES and entity.label_ == "PERSON":
        words = words[1:]
    return " ".join(words)


def _full_names(sentences: list[Sentence]) -> list[str]:
    entities = [e for s in sentences for e in s.span.ents if e.label_ == "PERSON" and not _is_told_as_name(e)]
    names = {bare_name(entity) for entity in entities if not _is_piece(entity)}
    borne = {bare_name(entity) for entity in entities if _is_person(entity)}
    plain = {
        name
        for name in names
        if 2 <= len([word for word in name.split() if word not in _PARTICLES]) <= 4
        and (name in borne or is_given(name.split()[0]) or people.sex_of(name))
        and all(re.match(r"[A-Z](?:[^A-Z\W]|\W|$)|[IVX]+$", word) or word in _PARTICLES for word in name.split())
        and name.split()[0].rstrip(".") not in _TITLES
        and name.split()[-1].casefold() not in BODY_NOUNS
        and named_things.head_of(name) is None
        and (name.split()[0] in HONOURS or not any(find(word) for word in name.split()))
    }
    # A name of one word ("Jayalalithaa") only where its role is told and nobody of that name has a longer one.
    longer = {word for name in names if len(name.split()) > 1 for word in name.split()}
    told = {bare_name(e) for e in entities if kind_told(e) == "PERSON" and not is_part_of_name(e)}
    plain |= {n for n in told - longer if re.fullmatch(r"[A-Z][a-z\u00c0-\u024f]{4,}", n) and find(n) is None}
    # "Ada Lovelace Prize" is no second Ada: a name that only lengthens another one is dropped.
    return sorted(name for name in plain if not any(name.startswith(f"{other} ") for other in plain))


def _is_told_as_name(entity: Any) -> bool:
    """Whether the text speaks of the name itself ("under the name of Ram Setu"), which may be anything's."""
    before = entity.doc[entity.start - 1] if entity.start else None
    return before is not None and before.lower_ == "of" and before.head.lemma_ in {"name", "title", "word"}


def _is_person(entity: Any) -> bool:
    """Whether the words around a name prove that it is a person's: a title, a role beside it, what it does."""
    first, root = entity[0], entity.root
    before = entity.doc[entity.start - 1] if entity.start else None
    if first.text.rstrip(".") in _TITLES | HONOURS or (before is not None and before.text.rstrip(".") in _TITLES):
        return True
    beside = [c for c in root.children if c.dep_ in {"appos", "relcl"}] + ([root.head] if root.dep_ == "appos" else [])
    if before is not None and before.dep_ == "compound" and before.head == root:
        beside.append(before)
    for token in beside:
        if token.dep_ == "relcl" and any(c.lower_ == "who" for c in token.children):
            return True
        if token.pos_ == "NOUN" and is_person_noun(token.lemma_.casefold()):
            return True
    return root.dep_ in {"nsubj", "nsubjpass"} and root.head.lemma_ in _SPEAKING


def _is_piece(entity: Any) -> bool:
    """Whether the parser cut the name out of a longer one ("Mazdoor Kisan" of "Mazdoor Kisan Sangathan")."""
    doc = entity.doc
    after = doc[entity.end] if entity.end < len(doc) else None
    before = doc[entity.start - 1] if entity.start else None
    longer = after is not None and after.pos_ == "PROPN" and after.ent_type_ != "DATE"
    led = before is not None and before.pos_ == "PROPN" and before.ent_type_ == "PERSON"
    return longer or led


def _shorts(name: str) -> set[str]:
    words = name.split()
    # "de Klerk" is two words in the text, so its last one alone is no name.
    last = [] if len(words) > 1 and words[-2] in _PARTICLES else words[-1:]
    return {word for word in [*words[:1], *last] if not re.fullmatch(r"[IVX]+", word)} - HONOURS


def _people(full: list[str]) -> dict[str, str]:
    names = {name: name for name in full}
    for short in sorted({short for name in full for short in _shorts(name)}):
        owners = [name for name in full if short in _shorts(name)]
        if len(owners) == 1 and (find(short) is None or short == owners[0].split()[0]):
            names[short] = owners[0]
    return names


def _mentions(sentences: list[Sentence], full: set[str]) -> Iterator[tuple[int, int, str]]:
    for sentence in sentences:
        for entity in sentence.span.ents:
            if bare_name(entity) in full:
                yield sentence.number, entity.start, bare_name(entity)


def _often(sentences: list[Sentence], people: dict[str, str], fewest: int) -> frozenset[str]:
    counts = Counter(name for s in sentences for name in {people[t.text] for t in s.span if t.text in people})
    places = [{bare_name(e) for e in s.span.ents if e.label_ in {"GPE", "LOC", "ORG"}} for s in sentences]
    counts.update(name for named in places for name in named)
    return frozenset(name for name, count in counts.items() if count >= fewest)


def _sexes(sentences: list[Sentence], full: set[str]) -> dict[str, str]:
    """Sex by the pronoun that takes up a name alone in its sentence ("Jane Roe ... her husband")."""
    found: dict[str, str] = {}
    for sentence in sentences:
        for entity in sentence.span.ents:
            told = _sex_beside(entity) if entity.label_ == "PERSON" and bare_name(entity) in full else None
            if told:
                found[bare_name(entity)] = told
        named = {bare_name(e) for e in sentence.span.ents if e.label_ == "PERSON"}
        pronouns = {t.lower_ for t in sentence.span if t.pos_ == "PRON"} & {"he", "him", "his", "she", "her"}
        if len(named) == 1 and named <= full and pronouns:
            sexes = {"f" if word in {"she", "her"} else "m" for word in pronouns}
            if len(sexes) == 1:
                found.setdefault(named.pop(), sexes.pop())
    return found


def _sex_beside(entity: Any) -> str | None:
    """The sex that a title or a role beside the name tells ("Jane Roe, the first woman to ...")."""
    root = entity.root
    titles = {t.text.rstrip(".") for t in entity.doc[max(entity.start - 1, 0) : entity.start + 1]}
    if titles & (_FEMALE | _MALE):
        return "f" if titles & _FEMALE else "m"
    beside = [c for c in root.children if c.dep_ == "appos"] + ([root.head] if root.dep_ == "appos" else [])
    if root.dep_ in {"nsubj", "nsubjpass"} and root.head.lemma_ in {"be", "become"}:
        beside += [c for c in root.head.children if c.dep_ == "attr"]
    if root.dep_ == "attr":
        beside += [c for c in root.head.children if c.dep_ == "nsubj"]
    for noun in beside:
        words = {noun.lemma_.casefold(), *(c.lower_ for c in noun.children if c.dep_ in {"amod", "compound"})}
        if words & (_WOMAN | {"female"}):
            return "f"
        if words & (_MAN | {"male"}):
            return "m"
    return None


def _countries(article: Article, sentences: list[Sentence]) -> Counter[str]:
    """How often the article names each country, by itself or by its people and cities; the title counts most."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        for entity in sentence.span.ents:
            country = country_behind(bare_name(entity)) if entity.label_ in {"GPE", "NORP", "LOC"} else None
            counts.update([country] if country else [])
    for word in re.findall(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?", article.title.text if article.title else ""):
        if country := country_behind(word):
            counts[country] += 5
    return counts


def _home(
    article: Article, sentences: list[Sentence], countries: list[tuple[str, int]], *, is_international: bool
) -> str:
    """The town that a report is dated from and its title names, or that many sentences name; else the one country."""
    title = article.title.text if article.title else ""
    dateline = _DATELINE.match(sentences[0].text) if sentences else None
    if dateline and dateline[1].title() in title:
        return dateline[1].title()
    towns = Counter(
        name
        for s in sentences
        for name in (bare_name(entity) for entity in s.span.ents if entity.label_ == "GPE")
        if (place := find(name)) is None or place.kind == "city"
    )
    name, count = next(iter(towns.most_common(1)), ("", 0))
    country = country_behind(name) if name else None
    others = max((n for c, n in countries if c != country), default=0)
    if count >= max(_HOME_SHARE * len(sentences), _FEWEST_HOME) and count >= others:
        return name
    if is_international or not countries or countries[0][1] < _FEWEST_HOME:
        return ""
    return with_article(countries[0][0])


def _shared_names(full: list[str], sentences: list[Sentence]) -> frozenset[str]:
    """Short names of more than one bearer, whether or not the parser took them all for people ("Roh Tae" and so on)."""
    bearers: dict[str, set[str]] = {}
    for name in full:
        for short in _shorts(name):
            bearers.setdefault(short, set()).update({*name.split()} - {short})
    counts = Counter(short for name in full for short in _shorts(name))
    shared = {short for short, count in counts.items() if count > 1}
    for sentence in sentences:
        for token in sentence.span:
            if token.text not in bearers or token.pos_ != "PROPN":
                continue
            for other in (beside(token, -1), beside(token, 1)):
                if other is None or other.pos_ != "PROPN" or not other.text[:1].isupper() or other.dep_ == "poss":
                    continue
                if other.ent_type_ in {"DATE", "GPE", "NORP"} or other.text.rstrip(".") in _TITLES | HONOURS:
                    continue
                if not any(other.text in part or part in other.text for part in bearers[token.text]):
                    shared.add(token.text)
    return frozenset(shared)


# "The Constitution" is the one in force, not the one that the article also names.
_SHORTENED = BODY_NOUNS - {"constitution", "treaty", "declaration"}


def _bodies(sentences: list[Sentence]) -> dict[str, str]:
    """Heads such as "Court" with the only long name that ends with them."""
    found: dict[str, set[str]] = {}
    for sentence in sentences:
        for chunk in sentence.span.noun_chunks:
            words = [t for t in chunk if t.dep_ != "det" and not t.is_punct and t.tag_ != "POS"]
            if len(words) < _LONG_NAME or not all(t.text[0].isupper() for t in words):
                continue
            before = beside(words[0], -1)
            if before is not None and before.lower_ == "of" and before.head.text[:1].isupper():
                # "the Abolition of Racially Based Land Measures Act": not from its middle.
                continue
            if words[-1].lower_ in _SHORTENED:
                found.setdefault(words[-1].text, set()).add(" ".join(t.text for t in words))
    text = " ".join(sentence.text for sentence in sentences)
    # "The Council" may be the Council of Ministers as well as the Parish Council.
    return {
        head: min(names)
        for head, names in found.items()
        if len(names) == 1 and not re.search(rf"\b{re.escape(head)} of (?:the )?[A-Z]", text)
    }


def _places(sentences: list[Sentence]) -> tuple[str, ...]:
    names = {bare_name(e) for s in sentences for e in s.span.ents if e.label_ in {"GPE", "LOC"}}
    # A dateline shouts its town ("SYDNEY").
    return tuple(sorted(name.title() if name.isupper() and len(name) > 4 else name for name in names))


def _central(article: Article, sentences: list[Sentence]) -> frozenset[str]:
    named = Counter(name for s in sentences for name in {bare_name(entity).casefold() for entity in s.span.ents})
    often = {name for name, count in named.items() if count > _CENTRAL_SHARE * max(len(sentences), 5)}
    title = article.title.text.casefold() if article.title else ""
    return frozenset(often | {name for name in named if len(name) > 2 and re.search(rf"\b{re.escape(name)}\b", title)})
