"""Clauses that hang on another one, or stand beside a name, made to stand alone."""

from collections.abc import Iterator
from typing import Any

from quizapp.generation.clauses import AUXILIARIES, Clause, is_whole, kept_of, say, subject_of
from quizapp.generation.english import with_indefinite
from quizapp.generation.parsing import Sentence, text_beside
from quizapp.knowledge.words import PLACE_NOUNS, is_person_noun

# What terms are said to be: "one fiscal year, a period of twelve months".
_DEFINING = frozenset(
    "period plan tax fee account body person group meeting vote system rule form kind type method sum charge document "
    "list right power court officer official office law election ballot board loan bond fund payment".split()
)
_SITUATED = frozenset("base locate situate headquarter".split())
_STILL_THERE = frozenset(
    "complex building company firm bridge tower estate "
    "island river valley region province state canton district".split()
)
_GONE = frozenset({"former", "then", "late", "century", "ancient", "medieval"})
_OF_A_STORY = frozenset({"PERSON", "ORG", "NORP", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT"})
_LOCATING = frozenset({"in", "at", "near", "outside"})
_DATIVE = frozenset({"give", "grant", "award", "pay", "call", "name", "offer", "deny", "ask", "tell"})
_SUBORDINATORS = frozenset({"as", "because", "while", "although", "though", "whereas"})
# Clauses with these tell a fact only where they and the main clause tell of the past.
_OF_THE_PAST = frozenset({"after", "before", "until", "when"})


def _subordinate(sentence: Sentence, verb: Any) -> Iterator[Clause]:
    """A clause such as "... as Lee plans a visit", said by itself; its "it" is the main clause's subject."""
    mark = next((c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod"}), "")
    subject = subject_of(verb)
    if mark not in _SUBORDINATORS | _OF_THE_PAST | {"since"} or subject is None or not is_whole(verb):
        return
    if mark in _OF_THE_PAST and not (_is_past(verb) and _is_past(verb.head) and subject.pos_ == "PROPN"):
        return
    if mark == "since" and not (_is_past(verb) and any(t.ent_type_ == "DATE" for t in verb.subtree)):
        return
    if mark == "as" and verb.lemma_ in {"be", "do", "have"} and not any(c.dep_ == "attr" for c in verb.children):
        # "not a right, as it is in France": compared, not told.
        return
    if text_beside(verb.left_edge, -1) in {"soon", "long", "far", "well", "much", "just"}:
        return
    auxiliaries = tuple(child for child in verb.children if child.dep_ in AUXILIARIES)
    if not auxiliaries and verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return
    kept = frozenset(i for i in kept_of(verb) if verb.doc[i].lower_ != mark or verb.doc[i].head != verb)
    kept |= {a.i for a in auxiliaries}
    if subject.lower_ == "it":
        main = subject_of(verb.head)
        if main is None or main.pos_ == "PRON" or main.ent_type_ == "PERSON":
            return
        between = verb.doc[verb.head.i : subject.i] if verb.head.i < subject.i else ()
        if any(t.ent_type_ in {"GPE", "ORG"} and t.ent_type_ != main.ent_type_ for t in between):
            # "The visit is a signal for Delhi as it faces ...": Delhi does.
            return
        kept, subject = kept - {subject.i}, main
    subject_tokens = frozenset(kept_of(subject))
    yield Clause(sentence, verb, subject, auxiliaries, kept | subject_tokens, subject_tokens)


def _is_past(verb: Any) -> bool:
    """Whether the verb tells what happened, not what would have or had not."""
    auxiliaries = [child for child in verb.children if child.dep_ in AUXILIARIES | {"neg"}]
    if any(a.tag_ == "MD" or a.dep_ == "neg" or a.lower_ == "had" for a in auxiliaries):
        return False
    return bool(verb.tag_ == "VBD" or any(a.tag_ == "VBD" for a in auxiliaries))


def _date_before_when(verb: Any) -> Any | None:
    """The date that a clause "..., when ..." tells more about."""
    left = verb.left_edge
    if left.lower_ != "when" or left.head != verb or left.i < 2 or text_beside(left, -1) != ",":
        return None
    return next((entity for entity in verb.doc.ents if entity.end == left.i - 1 and entity.label_ == "DATE"), None)


def _dated_by(sentence: Sentence, verb: Any) -> Iterator[Clause]:
    """ "in 1971, when he beat Kim" as "he beat Kim [in] 1971"."""
    date, subject = _date_before_when(verb), subject_of(verb)
    if date is None or subject is None or not is_whole(verb):
        return
    auxiliaries = tuple(child for child in verb.children if child.dep_ in AUXILIARIES)
    if not auxiliaries and verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return
    when = frozenset(token.i for token in date)
    kept = (frozenset(kept_of(verb)) - {verb.left_edge.i}) | {a.i for a in auxiliaries} | when
    yield Clause(sentence, verb, subject, auxiliaries, kept, frozenset(kept_of(subject)), when=when)


def _placed_by(sentence: Sentence, verb: Any) -> Iterator[Clause]:
    """ "in Florida, where Bush led by 537 votes" as "Bush led by 537 votes [in] Florida"."""
    noun, subject = verb.head, subject_of(verb)
    named = noun.head if noun.dep_ == "appos" else noun
    if named.ent_type_ not in {"GPE", "LOC", "FAC"} or subject is None or not is_whole(verb):
        return
    auxiliaries = tuple(child for child in verb.children if child.dep_ in AUXILIARIES)
    if not auxiliaries and verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return
    place = next(entity for entity in verb.doc.ents if entity.start <= named.i < entity.end)
    where = frozenset(token.i for token in place)
    kept = (frozenset(kept_of(verb)) - {verb.left_edge.i}) | {a.i for a in auxiliaries} | where
    yield Clause(sentence, verb, subject, auxiliaries, kept, frozenset(kept_of(subject)), when=where)


def _meant(sentence: Sentence, verb: Any) -> Iterator[Clause]:
    """ "This means that the treaty will lapse in 2030": what it means is as true as what it follows from."""
    pointer, subject = subject_of(verb.head), subject_of(verb)
    auxiliaries = tuple(child for child in verb.children if child.dep_ in AUXILIARIES)
    if pointer is None or pointer.lower_ not in {"this", "that", "it"} or subject is None or not is_whole(verb):
        return
    if any(child.dep_ in {"aux", "neg"} for child in verb.head.children):
        return
    if auxiliaries or verb.tag_ in {"VBD", "VBZ", "VBP"}:
        kept = frozenset(i for i in kept_of(verb) if verb.doc[i].dep_ != "mark" or verb.doc[i].head != verb)
        subject_tokens = frozenset(kept_of(subject))
        yield Clause(sentence, verb, subject, auxiliaries, kept | {a.i for a in auxiliaries}, subject_tokens)


def _description(sentence: Sentence, noun: Any) -> Iterator[Clause]:
    """ "X, a border village in Sylhet," as "X is a border village in Sylhet"."""
    named = noun.head
    article = next((c.lower_ for c in noun.children if c.dep_ == "det"), "")
    if noun.pos_ != "NOUN" or noun.i < named.i or article not in {"a", "an", "the"}:
        return
    kind = [c for c in named.children if c.dep_ in {"amod", "compound"} and c.i < named.i]
    leads = {c.lower_ for c in named.children if c.dep_ in {"det", "nummod"}}
    one_of_a_kind = named.pos_ == "NOUN" and named.tag_ == "NN" and bool(leads) and leads <= {"a", "an", "one"}
    any_such = one_of_a_kind and bool(kind) and noun.lemma_ in _DEFINING
    if named.pos_ != "PROPN" and not any_such:
        return
    if named.ent_type_ == "PERSON" and not is_person_noun(noun.lemma_.casefold()):
        # "... talks with Roe, the first visit since 2014": a visit is nobody.
        return
    if named.conjuncts or noun.conjuncts or noun.tag_ != "NN" or text_beside(noun.left_edge, -1) != ",":
        return
    subject_tokens = frozenset(i for i in kept_of(named) if i < noun.left_edge.i)
    # Who or what acts in a story was what it was; a place or a building is what it is.
    stands_still = noun.lemma_.casefold() in PLACE_NOUNS | _STILL_THERE
    told = named.ent_type_ in _OF_A_STORY and sentence.span.root.tag_ in {"VBD", "VBN"} and not stands_still
    past = told or any(t.lower_ in _GONE or t.lower_.endswith("-century") for t in noun.subtree)
    kept = frozenset(kept_of(noun)) | subject_tokens
    lent = "was" if past else "is"
    said = with_indefinite(say(named.doc, [*(t.i for c in kind for t in c.subtree), named.i])) if any_such else ""
    yield Clause(sentence, noun, named, (), kept, subject_tokens, lent, subject_as=said, is_description=True)


def side_clauses_of(sentence: Sentence) -> Iterator[Clause]:
    """Clauses that hang on another one ("the Act, passed in 1923,", "as Lee plans a visit") as main clauses."""
    if sentence.span.root.pos_ not in {"VERB", "AUX"}:
        # Without a main verb the parser has gone astray, or there is none.
        return
    for verb in sentence.span:
        if verb.dep_ == "appos":
            yield from _description(sentence, verb)
            continue
        if verb.dep_ in {"advcl", "relcl"} and verb.pos_ in {"VERB", "AUX"} and _date_before_when(verb):
            yield from _dated_by(sentence, verb)
            continue
        if verb.dep_ == "relcl" and verb.pos_ in {"VERB", "AUX"} and verb.left_edge.lower_ == "where":
            yield from _placed_by(sentence, verb)
            continue
        if verb.dep_ == "advcl" and verb.pos_ in {"VERB", "AUX"}:
            yield from _subordinate(sentence, verb)
        if verb.dep_ == "ccomp" and verb.head.lemma_ == "mean" and verb.head == sentence.span.root:
            yield from _meant(sentence, verb)
        noun = verb.head
        if verb.dep_ not in {"acl", "relcl"} or noun.pos_ not in {"NOUN", "PROPN"} or verb.pos_ not in {"VERB", "AUX"}:
            continue
        after_comma = verb.left_edge.i > 0 and verb.doc[verb.left_edge.i - 1].text == ","
        if noun.dep_ == "appos" and noun.head.pos_ == "PROPN":
            # "X, a movement led by ..." tells it of X.
            noun, after_comma = noun.head, True
            if noun.conjuncts:
                continue
        if not is_whole(verb):
            continue
        if verb.dep_ == "relcl":
            yield from _relative(sentence, verb, noun, after_comma=after_comma)
        elif verb.tag_ == "VBN" and verb.i > noun.i:
            yield from _participle(sentence, verb, noun, after_comma=after_comma)


def _noun_alone(noun: Any, verb: Any) -> frozenset[int]:
    inside = frozenset(token.i for token in verb.subtree)
    return frozenset(i for i in kept_of(noun) if i not in inside)


def _relative(sentence: Sentence, verb: Any, noun: Any, *, after_comma: bool) -> Iterator[Clause]:
    pronoun = subject_of(verb)
    auxiliaries = tuple(child for child in verb.children if child.dep_ in AUXILIARIES)
    if pronoun is None or pronoun.lower_ not in {"who", "which", "that"} or verb.lemma_ == "mean":
        return
    is_person = noun.ent_type_ in {"PERSON", "NORP"} or is_person_noun(noun.lemma_.casefold())
    if pronoun.lower_ == "who" and not is_person:
        # "a junior at Roosevelt High School who had collected ...": the school did not.
        return
    if noun.ent_type_ in {"GPE", "LOC", "FAC"} and noun.dep_ == "pobj" and noun.head.lower_ in _LOCATING:
        # "a court in The Hague, which tries ...": the court does.
        return
    if not auxiliaries and verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return
    if not after_comma or not (noun.pos_ == "PROPN" or any(child.lower_ == "the" for child in noun.children)):
        return
    subject_tokens = _noun_alone(noun, verb)
    kept = (frozenset(kept_of(verb)) - {pronoun.i}) | {a.i for a in auxiliaries}
    yield Clause(sentence, verb, noun, auxiliaries, kept | subject_tokens, subject_tokens)


def _participle(sentence: Sentence, verb: Any, noun: Any, *, after_comma: bool) -> Iterator[Clause]:
    if any(child.dep_ in {"ccomp", "dobj"} for child in verb.children) and verb.lemma_ not in _DATIVE:
        # "An expert engaged by X, Y, estimated that ...": no passive.
        return
    by = [c for agent in verb.children if agent.dep_ == "agent" for c in agent.children]
    of_any = noun.dep_ == "attr" and not any(c.ent_type_ == "PERSON" for c in by)
    if of_any or (noun.dep_ == "dobj" and noun.head.lemma_ in {"have", "get", "see", "want", "keep"}):
        # "An X is a body set up by ..." tells of any such body; "had the president chosen by ..." is no noun's clause.
        return
    has_article = any(child.lower_ in {"a", "an", "the"} for child in noun.children)
    if not (after_comma if noun.pos_ == "PROPN" else has_article or (after_comma and noun.tag_ == "NNS")):
        return
    subject_tokens = _noun_alone(noun, verb)
    plural = noun.tag_ in {"NNS", "NNPS"} or bool(noun.conjuncts)
    stands_still = verb.lemma_ in _SITUATED
    lent = ("are" if plural else "is") if stands_still else ("were" if plural else "was")
    kept = frozenset(kept_of(verb))
    for child in verb.children if stands_still else ():
        if child.dep_ == "prep" and child.lower_ == "with":
            # "based in Leeds with 90 employees": told of the firm, not of where it is.
            kept -= {t.i for t in child.subtree}
    yield Clause(sentence, verb, noun, (), kept | subject_tokens, subject_tokens, lent)
