"""Main clauses with the parts that a question may keep, and their words in readable order."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from quizapp.generation.english import with_indefinite
from quizapp.generation.parsing import Sentence, text_beside
from quizapp.knowledge.words import is_person_noun
from quizapp.questions.content import Evidence

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_DISCOURSE = frozenset(
    "however moreover furthermore also too then thus therefore hence overall ultimately meanwhile instead nevertheless "
    "indeed finally still additionally consequently even so but and yet or first secondly undoubtedly just".split()
)
_ASIDE_NOUNS = frozenset(
    "example instance fact contrast comparison turn addition particular general effect practice all short sum".split()
)
_SAY_LITTLE = frozenset({"thing", "item", "matter", "purpose", "case", "reason", "subject", "area", "field"})
_ASIDES = frozenset({"including", "despite", "amid", "unlike", "like", "such", "with"})
_CONDITIONS = frozenset({"if", "unless", "when", "where", "once"})
# What terms are said to be: "one fiscal year, a period of twelve months".
_DEFINING = frozenset(
    "period plan tax fee account body person group meeting vote system rule form kind type method sum charge document "
    "list right power court officer official office law election ballot board loan bond fund payment".split()
)
_GONE = frozenset({"former", "then", "late", "century", "ancient", "medieval"})
_DATIVE = frozenset({"give", "grant", "award", "pay", "call", "name", "offer", "deny", "ask", "tell"})
_KEPT_SUBCLAUSES = frozenset({"if", "unless", "when", "where", "until", "before", "after", "once", "that", "whether"})


_POINTERS = frozenset("such this that these those it them so him her".split())
_LEANING_TIME = re.compile(
    r"(?:(?:in|on|at|by|during|from|until|since|for) )?(?:(?:the|that|this) (?:same |following |next |previous )?"
    r"(?:time|moment|hour|day|night|week|month|year|decade|summer|autumn|winter|spring|morning)"
    r"(?: (?:before|after)\b.*)?"
    r"|(?:[\w-]+ ){1,3}(?:later|earlier|afterwards?|before)|(?:soon|shortly|long) (?:after|afterwards|before)"
    r"|then|later|afterwards?|earlier|today|now|nowadays)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """``kept`` are the tokens (by index) that a question about the clause may use.

    ``lent`` is the auxiliary that a shortened clause has lost ("a law [that was] passed in 1923").
    ``subject_as`` is what a pronoun in the subject's place means, ``swaps`` what other pronouns mean by their
    index; ``proof`` then reaches back to it. ``when`` are the tokens of a date or place that stands outside the
    clause but belongs to it ("in 1971, when ...", "in Florida, where ..."). ``is_description``: what an
    apposition says, as "X is a ...".
    """

    sentence: Sentence
    verb: Any
    subject: Any
    auxiliaries: tuple[Any, ...]
    kept: frozenset[int]
    subject_tokens: frozenset[int] = field(default=frozenset())
    lent: str = ""
    subject_as: str = ""
    proof: Evidence | None = None
    swaps: dict[int, str] = field(default_factory=dict)
    when: frozenset[int] = field(default=frozenset())
    is_description: bool = False

    @property
    def doc(self) -> Any:
        return self.verb.doc

    @property
    def evidence(self) -> Evidence:
        """The quote that proves the clause."""
        return self.proof or self.sentence.quote

    def words(self, indexes: Iterable[int]) -> str:
        """The tokens in text order as running text."""
        return say(self.doc, indexes)


def clauses_of(sentence: Sentence) -> Iterator[Clause]:
    """The finite main clauses of the sentence: its root and the verbs joined to it."""
    root = sentence.span.root
    verbs = [root, *(t for t in root.conjuncts if t.pos_ in {"VERB", "AUX"} and t.i > root.i)]
    for verb in verbs:
        if verb.pos_ not in {"VERB", "AUX"}:
            continue
        leader = _leader(verb)
        subject = _subject(leader)
        if subject is None or not _is_whole(verb) or _sees_something_happen(verb):
            continue
        subject_tokens = frozenset(_kept(subject))
        auxiliaries = tuple(child for child in verb.children if child.dep_ in _AUXILIARIES)
        if leader is not verb and not auxiliaries and verb.tag_ == "VBN":
            # "was convicted in 1996 and pardoned in 1997": the second verb shares the first one's auxiliary.
            auxiliaries = tuple(child for child in leader.children if child.dep_ in _AUXILIARIES)
        if auxiliaries and auxiliaries[0].tag_ == "VB":
            # "must be 18 and have lived here": without its "must" it would say something else.
            continue
        if not auxiliaries and verb.tag_ not in {"VBD", "VBZ", "VBP"}:
            continue
        if not _follows(subject, verb, subject_tokens) or (verb is not root and _is_conditional(root)):
            continue
        kept = frozenset(_kept(verb)) | subject_tokens | {a.i for a in auxiliaries}
        yield Clause(sentence, verb, subject, auxiliaries, with_whole_dates(kept, verb.doc), subject_tokens)


def _leader(verb: Any) -> Any:
    """The verb whose subject this one has: itself, or the nearest one that it is joined to."""
    while _subject(verb) is None and verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        verb = verb.head
    return verb


def _sees_something_happen(verb: Any) -> bool:
    """ "see the fee rise": neither the fee nor the rise is what the verb is about."""
    parts = {child.dep_ for child in verb.children}
    return verb.lemma_ in {"see", "watch", "hear", "feel", "notice"} and {"dobj", "ccomp"} <= parts


def _is_conditional(root: Any) -> bool:
    """Whether "If it rains, ..." before the sentence's main verb also limits the verbs joined to it."""
    before = [child for child in root.children if child.dep_ == "advcl" and child.i < root.i]
    return any(child.left_edge.lower_ in _CONDITIONS for child in before)


def _follows(subject: Any, verb: Any, subject_tokens: frozenset[int]) -> bool:
    """Whether nothing but the subject can be the verb's subject: no other noun stands right before the verb."""
    before = verb.doc[verb.i - 1] if verb.i > verb.sent.start else None
    if before is None or before.pos_ not in {"NOUN", "PROPN"}:
        return True
    return before.i in subject_tokens or before.i < subject.i


def with_whole_dates(kept: frozenset[int], doc: Any) -> frozenset[int]:
    """A date of which one word is kept is kept whole."""
    whole = set(kept)
    for entity in doc.ents:
        tokens = {token.i for token in entity}
        if entity.label_ == "DATE" and tokens & kept:
            whole |= tokens
    return frozenset(whole)


_SUBORDINATORS = frozenset({"as", "because", "while", "although", "though", "whereas"})
# Clauses with these tell a fact only where they and the main clause tell of the past.
_OF_THE_PAST = frozenset({"after", "before", "until", "when"})


def _subordinate(sentence: Sentence, verb: Any) -> Iterator[Clause]:
    """A clause such as "... as Lee plans a visit", said by itself; its "it" is the main clause's subject."""
    mark = next((c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod"}), "")
    subject = _subject(verb)
    if mark not in _SUBORDINATORS | _OF_THE_PAST | {"since"} or subject is None or not _is_whole(verb):
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
    auxiliaries = tuple(child for child in verb.children if child.dep_ in _AUXILIARIES)
    if not auxiliaries and verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return
    kept = frozenset(i for i in _kept(verb) if verb.doc[i].lower_ != mark or verb.doc[i].head != verb)
    kept |= {a.i for a in auxiliaries}
    if subject.lower_ == "it":
        main = _subject(verb.head)
        if main is None or main.pos_ == "PRON" or main.ent_type_ == "PERSON":
            return
        kept, subject = kept - {subject.i}, main
    subject_tokens = frozenset(_kept(subject))
    yield Clause(sentence, verb, subject, auxiliaries, kept | subject_tokens, subject_tokens)


def _is_past(verb: Any) -> bool:
    """Whether the verb tells what happened, not what would have or had not."""
    auxiliaries = [child for child in verb.children if child.dep_ in _AUXILIARIES | {"neg"}]
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
    date, subject = _date_before_when(verb), _subject(verb)
    if date is None or subject is None or not _is_whole(verb):
        return
    auxiliaries = tuple(child for child in verb.children if child.dep_ in _AUXILIARIES)
    if not auxiliaries and verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return
    when = frozenset(token.i for token in date)
    kept = (frozenset(_kept(verb)) - {verb.left_edge.i}) | {a.i for a in auxiliaries} | when
    yield Clause(sentence, verb, subject, auxiliaries, kept, frozenset(_kept(subject)), when=when)


def _placed_by(sentence: Sentence, verb: Any) -> Iterator[Clause]:
    """ "in Florida, where Bush led by 537 votes" as "Bush led by 537 votes [in] Florida"."""
    noun, subject = verb.head, _subject(verb)
    named = noun.head if noun.dep_ == "appos" else noun
    if named.ent_type_ not in {"GPE", "LOC", "FAC"} or subject is None or not _is_whole(verb):
        return
    auxiliaries = tuple(child for child in verb.children if child.dep_ in _AUXILIARIES)
    if not auxiliaries and verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return
    place = next(entity for entity in verb.doc.ents if entity.start <= named.i < entity.end)
    where = frozenset(token.i for token in place)
    kept = (frozenset(_kept(verb)) - {verb.left_edge.i}) | {a.i for a in auxiliaries} | where
    yield Clause(sentence, verb, subject, auxiliaries, kept, frozenset(_kept(subject)), when=where)


def _meant(sentence: Sentence, verb: Any) -> Iterator[Clause]:
    """ "This means that the treaty will lapse in 2030": what it means is as true as what it follows from."""
    pointer, subject = _subject(verb.head), _subject(verb)
    auxiliaries = tuple(child for child in verb.children if child.dep_ in _AUXILIARIES)
    if pointer is None or pointer.lower_ not in {"this", "that", "it"} or subject is None or not _is_whole(verb):
        return
    if any(child.dep_ in {"aux", "neg"} for child in verb.head.children):
        return
    if auxiliaries or verb.tag_ in {"VBD", "VBZ", "VBP"}:
        kept = frozenset(i for i in _kept(verb) if verb.doc[i].dep_ != "mark" or verb.doc[i].head != verb)
        subject_tokens = frozenset(_kept(subject))
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
    subject_tokens = frozenset(i for i in _kept(named) if i < noun.left_edge.i)
    # Who or what acts in a story was what it was; a place or a building is what it is.
    told = named.ent_type_ in {"PERSON", "ORG", "NORP", "EVENT"} and sentence.span.root.tag_ in {"VBD", "VBN"}
    past = told or any(t.lower_ in _GONE or t.lower_.endswith("-century") for t in noun.subtree)
    kept = frozenset(_kept(noun)) | subject_tokens
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
        if not _is_whole(verb):
            continue
        if verb.dep_ == "relcl":
            yield from _relative(sentence, verb, noun, after_comma=after_comma)
        elif verb.tag_ == "VBN" and verb.i > noun.i:
            yield from _participle(sentence, verb, noun, after_comma=after_comma)


def _noun_alone(noun: Any, verb: Any) -> frozenset[int]:
    inside = frozenset(token.i for token in verb.subtree)
    return frozenset(i for i in _kept(noun) if i not in inside)


def _relative(sentence: Sentence, verb: Any, noun: Any, *, after_comma: bool) -> Iterator[Clause]:
    pronoun = _subject(verb)
    auxiliaries = tuple(child for child in verb.children if child.dep_ in _AUXILIARIES)
    if pronoun is None or pronoun.lower_ not in {"who", "which", "that"} or verb.lemma_ == "mean":
        return
    is_person = noun.ent_type_ in {"PERSON", "NORP"} or is_person_noun(noun.lemma_.casefold())
    if pronoun.lower_ == "who" and not is_person:
        # "a junior at Roosevelt High School who had collected ...": the school did not.
        return
    if not auxiliaries and verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return
    if not after_comma or not (noun.pos_ == "PROPN" or any(child.lower_ == "the" for child in noun.children)):
        return
    subject_tokens = _noun_alone(noun, verb)
    kept = (frozenset(_kept(verb)) - {pronoun.i}) | {a.i for a in auxiliaries}
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
    lent = "were" if noun.tag_ in {"NNS", "NNPS"} or noun.conjuncts else "was"
    yield Clause(sentence, verb, noun, (), frozenset(_kept(verb)) | subject_tokens, subject_tokens, lent)


def _subject(verb: Any) -> Any | None:
    return next((child for child in verb.lefts if child.dep_ in _SUBJECTS), None)


def _kept(token: Any) -> Iterator[int]:
    """The token and what hangs on it, without asides, second verbs and what would not stand alone."""
    yield token.i
    for child in token.children:
        if not _is_dropped(child, token):
            yield from _kept(child)


def _is_dropped(child: Any, head: Any) -> bool:
    before = text_beside(child.left_edge, -1)
    after_comma = bool(before) and child.doc[child.left_edge.i - 1].is_punct and before not in {"%", "$", "-", "/"}
    if child.dep_ in {"parataxis", "intj", "meta", "discourse", "preconj", "dep"}:
        # The parser stumbles over given names that it does not know.
        return not (child.pos_ == head.pos_ == "PROPN" and child.i == head.i - 1)
    if child.dep_ in {"conj", "cc"}:
        first = _first_conjunct(head)
        # "voters who were ill or away": who is meant needs both.
        who = first.left_edge.lower_ in {"who", "that", "which"}
        limits = first.dep_ == "relcl" and who and text_beside(first.left_edge, -1) != ","
        return head.pos_ in {"VERB", "AUX"} and first.dep_ in {"ROOT", "relcl", "acl", "advcl"} and not limits
    if child.dep_ in {"relcl", "acl"} and after_comma:
        return True
    if child.dep_ == "appos" and child.ent_type_ == "PERSON" and head.pos_ == "NOUN" and not after_comma:
        # "the printer John Roe": the name is no aside.
        return False
    if child.dep_ == "appos" or _is_leaning_time(child):
        return True
    if child.dep_ == "advcl":
        mark = next((c.lower_ for c in child.children if c.dep_ in {"mark", "advmod"}), "")
        if not mark and child.tag_ == "VB" and not after_comma and head.lemma_ in {"be", "become"}:
            # "the first country to give women the vote": what was first belongs to what is said.
            return any(t.lower_ in _POINTERS for t in child.subtree)
        return mark not in _KEPT_SUBCLAUSES or (after_comma and child.i > head.i)
    if child.dep_ == "ccomp" and head.pos_ in {"VERB", "AUX"} and child.i < head.i:
        return True
    if child.dep_ == "punct":
        # Commas come back where both their sides are kept; see say().
        return child.text not in {"-", "\u2013", "/", "%", "$"}
    if child.dep_ == "prep" and head.ent_type_ == "PERSON" and _after_apposition(child, head):
        return True
    if child.dep_ == "advmod" and (child.lower_ in _DISCOURSE or any(c.dep_ == "advcl" for c in child.children)):
        # "as soon as ..." goes whole.
        return True
    if child.dep_ == "amod" and after_comma and child.i > head.i:
        # "each delegation, large or small, ..."
        return True
    if child.dep_ == "prep" and child.lower_ == "among" and any(c.lower_ == "others" for c in child.children):
        return True
    if child.dep_ == "prep" and any(c.lower_ in _ASIDE_NOUNS and len(list(c.subtree)) == 1 for c in child.children):
        return True
    examples = child.lower_ == "such" and head.lemma_ in _SAY_LITTLE
    if child.dep_ == "prep" and after_comma and child.i > head.i and head.pos_ in {"NOUN", "PROPN"} and not examples:
        return True
    if child.dep_ in {"npadvmod", "attr", "dobj", "oprd"} and after_comma and child.i > head.i:
        # "..., a decision they have not accepted": said beside the clause. Dates stay.
        return child.ent_type_ not in {"DATE", "TIME"}
    if child.lower_ == "such" and head.lemma_ in _SAY_LITTLE:
        # "things that last, such as bridges": the examples say what is meant.
        return False
    return child.dep_ == "prep" and after_comma and child.i > head.i and child.lower_ in _ASIDES


def _after_apposition(child: Any, head: Any) -> bool:
    """Whether what follows an apposition was meant for it ("Roe, a classmate of Doe at school")."""
    return any(other.dep_ == "appos" and head.i < other.i < child.i for other in head.children)


def _is_leaning_time(child: Any) -> bool:
    """Whether an adjunct dates its verb by what was said before ("in the same year", "three years later")."""
    if child.dep_ not in {"prep", "npadvmod", "advmod"} or child.head.pos_ not in {"VERB", "AUX"}:
        return False
    text = child.doc[child.left_edge.i : child.right_edge.i + 1].text
    return _LEANING_TIME.match(text) is not None


def _first_conjunct(token: Any) -> Any:
    while token.dep_ == "conj":
        token = token.head
    return token


def _is_whole(verb: Any) -> bool:
    """Whether the verb is a word of its own, not a piece of "re-elected" or of "that is,"."""
    return text_beside(verb, 1) != "-" and verb.lower_ != "re"


def say(doc: Any, indexes: Iterable[int]) -> str:
    """Tokens as text, a space where tokens between them are left out, without stray commas."""
    pieces: list[str] = []
    last = None
    for index in sorted(set(indexes)):
        if last is not None and index != last + 1:
            between = doc[last + 1 : index]
            pieces.append(", " if len(between) == 1 and between[0].text == "," else " ")
        pieces.append(doc[index].text_with_ws)
        last = index
    return tidy("".join(pieces))


def tidy(text: str) -> str:
    """Spaces and commas as they should be after words were taken out."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"\s+([,;:.?!%])", r"\1", text)
    text = re.sub(r",(\s*,)+", ",", text)
    text = re.sub(r"^[,;:\s]+|[,;:\s]+$", "", text)
    return re.sub(r",\?", "?", text)
