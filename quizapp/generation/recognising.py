"""Names that the parser takes for the wrong kind or overlooks, put right where the words around them prove it."""

from collections.abc import Iterator
from typing import Any

from spacy.tokens import Span

from quizapp.knowledge import named_things
from quizapp.knowledge.places import find
from quizapp.knowledge.words import BODY_NOUNS, PLACE_NOUNS, is_person_noun

# A name that begins with one of these is a person's, and the title is part of it ("Lord Byron").
HONOURS = frozenset("Sir Dame Lord Lady King Queen Pope Emperor Empress Prince Princess Saint".split())
_SURELY_PLACES = frozenset({"country", "state", "province", "canton"})
_LEADING_TO_PLACES = frozenset({"in", "at", "near", "from", "to", "outside", "of"})
# Labels of names that may be people's all the same.
_SHORTEST_COUNTRY = 4
_DOUBTFUL = frozenset({"ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "NORP", ""})


def correct_names(docs: list[Any], *, known: list[Any] | None = None) -> None:
    """Sets the entities of the documents right, in place.

    What can only be a place is one, whatever the parser takes it for; a name beside "who" or a role is a person's,
    one beside "a village" a place's; and what a name is proved to be once, it is throughout.
    ``known`` are documents set right before.
    """
    for doc in docs:
        doc.set_ents(_corrected(doc))
    for doc in docs:
        proved = list(_proved(doc))
        taken = {i for span in proved for i in range(span.start, span.end)}
        rest = [entity for entity in doc.ents if not taken & set(range(entity.start, entity.end))]
        doc.set_ents([*rest, *proved])
    read = [*docs, *(known or ())]
    people = {part for doc in read for e in doc.ents if e.label_ == "PERSON" for part in _surname(e)}
    others = {t.text for doc in read for e in doc.ents if e.label_ in {"GPE", "NORP"} for t in e} - people
    for doc in docs:
        _spread(doc, {name for name in people - others if find(name) is None})


def _surname(entity: Any) -> Iterator[str]:
    """The last word of a name of two words or more; a name of one word only where its role is told."""
    words = entity.text.split()
    if (len(words) > 1 or kind_told(entity) == "PERSON") and words[-1][:1].isupper() and len(words[-1]) > 3:
        yield words[-1]


def _spread(doc: Any, people: set[str]) -> None:
    """Marks surnames that stand alone as people's."""
    found = []
    for token in doc:
        alone = not any(other.pos_ == "PROPN" for other in _neighbours(token))
        if token.text in people and token.pos_ == "PROPN" and token.ent_type_ in {"", "ORG", "GPE"} and alone:
            found.append(Span(doc, token.i, token.i + 1, label="PERSON"))
    taken = {span.start for span in found}
    doc.set_ents([*(e for e in doc.ents if not taken & set(range(e.start, e.end))), *found])


def _neighbours(token: Any) -> list[Any]:
    return [token.doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(token.doc)]


def _proved(doc: Any) -> Iterator[Any]:
    """Names whose kind the words beside them tell, where the parser has none or a doubtful one."""
    for token in doc:
        if country := _unmarked_country(token):
            yield country
            continue
        if token.pos_ != "PROPN" or token.dep_ == "compound" or token.ent_type_ not in _DOUBTFUL | {"PERSON"}:
            continue
        start = token.i
        while start > token.sent.start and doc[start - 1].pos_ == "PROPN" and doc[start - 1].head == token:
            start -= 1
        span = doc[start : token.i + 1]
        one_word = token.i == start
        if token.ent_type_ == "PERSON" and not one_word:
            continue
        marked = any(t.ent_type_ not in _DOUBTFUL | {"PERSON"} for t in span)
        if marked or any(not t.text[:1].isupper() for t in span) or is_part_of_name(span):
            continue
        kind = kind_told(span)
        following = doc[span.end] if span.end < len(doc) else None
        if following is None or following.text not in {",", "(", "\u2014"} or find(span.text) is not None:
            continue
        if kind and token.ent_type_ != kind and (kind == "PERSON" or token.ent_type_ in {"", "PERSON", "ORG"}):
            yield Span(doc, span.start, span.end, label=kind)


def _unmarked_country(token: Any) -> Any | None:
    """A country that the parser overlooked, as the subject of its verb or after a preposition."""
    place = find(token.text) if token.ent_type_ == "" and token.text.istitle() and token.tag_ in {"NN", "NNP"} else None
    stands = token.dep_ in {"nsubj", "nsubjpass", "pobj"} and not any(t.text[:1].isupper() for t in token.children)
    if place is None or place.kind != "country" or not stands or len(token.text) < _SHORTEST_COUNTRY:
        return None
    return Span(token.doc, token.i, token.i + 1, label="GPE")


def is_part_of_name(span: Any) -> bool:
    """Whether the words are cut out of a longer name or name a body ("... at Roosevelt High School, who ...")."""
    before = span.doc[span.start - 1] if span.start > span.sent.start else None
    opens = before is not None and before.i == span.sent.start and before.pos_ in {"ADP", "ADV", "SCONJ"}
    is_piece = before is not None and (before.text[:1].isupper() or before.lower_ in {"of", "the"})
    head = span[-1].lower_
    return (is_piece and not opens) or head in BODY_NOUNS or named_things.head_of(span.text) is not None


def kind_told(name: Any) -> str:
    """ "PERSON" of "Roe, who ..." and "Roe, a baker", "GPE" of "Ashby, a village"; else ""."""
    root = name.root
    if root.head.pos_ in {"NOUN", "PROPN"} and root.dep_ in {"pobj", "conj", "compound"} and root.head.text == "of":
        return ""
    for child in root.children:
        if child.dep_ == "relcl" and child.left_edge.lower_ == "who" and child.i > root.i:
            return "PERSON"
        led = root.dep_ == "pobj" and root.head.lower_ in {"in", "at", "near"}
        if child.dep_ == "relcl" and child.left_edge.lower_ == "where" and led:
            return "GPE"
        if child.dep_ != "appos" or child.pos_ != "NOUN" or child.tag_ != "NN" or child.i < root.i:
            continue
        if not any(c.lower_ in {"a", "an", "the"} for c in child.children) or child.conjuncts:
            continue
        if child.lemma_.casefold() in PLACE_NOUNS:
            return "GPE"
        if is_person_noun(child.lemma_.casefold()):
            return "PERSON"
    return ""


def _is_place(entity: Any, before: Any | None) -> bool:
    """Countries and the like wherever they stand, cities after "in", "at", "from" and so on."""
    place = find(entity.text)
    if place is None:
        return False
    led = before is not None and before.lower_ in _LEADING_TO_PLACES
    return place.kind in _SURELY_PLACES or (place.kind == "city" and led)


def _corrected(doc: Any) -> list[Any]:
    """The parser's entities; one after "Lord" or "Sir" is a person together with that word."""
    entities = []
    for entity in doc.ents:
        before = doc[entity.start - 1] if entity.start else None
        titled = before is not None and before.text in HONOURS and before.ent_iob_ == "O"
        if titled and entity.label_ in {"PERSON", "GPE", "ORG"} and entity[0].pos_ == "PROPN":
            entities.append(Span(doc, entity.start - 1, entity.end, label="PERSON"))
        elif entity.label_ == "PERSON" and len(entity) > 1 and named_things.head_of(entity.text) is not None:
            # "Victor Verster Prison"
            entities.append(Span(doc, entity.start, entity.end, label="FAC"))
        elif entity.label_ in {"PERSON", "ORG"} and _is_place(entity, before):
            entities.append(Span(doc, entity.start, entity.end, label="GPE"))
        else:
            entities.append(entity)
    return entities
