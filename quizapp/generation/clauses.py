"""Main clauses with the parts that a question may keep, and their words in readable order."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from quizapp.generation.parsing import Sentence, text_beside
from quizapp.questions.content import Evidence

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
AUXILIARIES = frozenset({"aux", "auxpass"})
_DISCOURSE = frozenset(
    "however moreover furthermore also too then thus therefore hence overall ultimately meanwhile instead nevertheless "
    "indeed finally still additionally consequently even so but and yet or first secondly undoubtedly just nonetheless"
    " regardless".split()
)
_ASIDE_NOUNS = frozenset(
    "example instance fact contrast comparison turn addition particular general effect practice all short sum".split()
)
_SAY_LITTLE = frozenset({"thing", "item", "matter", "purpose", "case", "reason", "subject", "area", "field"})
_ASIDES = frozenset({"including", "despite", "amid", "unlike", "like", "such", "with"})
_CONDITIONS = frozenset({"if", "unless", "when", "where", "once"})
_KEPT_SUBCLAUSES = frozenset({"if", "unless", "when", "where", "until", "before", "after", "once", "that", "whether"})


_POINTERS = frozenset("such this that these those it them so him her".split())
_LEANING_TIME = re.compile(
    r"(?:(?:in|on|at|by|during|from|until|since|for) )?(?:(?:the|that|this) (?:same |following |next |previous )?"
    r"(?:time|moment|hour|day|night|week|month|year|decade|summer|autumn|winter|spring|morning)"
    r"(?: (?:before|after)\b.*)?"
    r"|(?:[\w-]+ ){1,3}(?:later|earlier|afterwards?|before)|(?:soon|shortly|long) (?:after|afterwards|before)"
    r"|within (?:hours|days|weeks|months|years)|then|later|afterwards?|earlier|today|now|nowadays)$",
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
        if verb.pos_ not in {"VERB", "AUX"} or sum(child.dep_ in _SUBJECTS for child in verb.lefts) > 1:
            # Two subjects of one verb: a list that the parser cut in two.
            continue
        leader = _leader(verb)
        subject = subject_of(leader)
        if subject is None or not is_whole(verb) or _sees_something_happen(verb):
            continue
        subject_tokens = frozenset(kept_of(subject))
        auxiliaries = tuple(child for child in verb.children if child.dep_ in AUXILIARIES)
        if leader is not verb and not auxiliaries and verb.tag_ == "VBN":
            # "was convicted in 1996 and pardoned in 1997": the second verb shares the first one's auxiliary.
            auxiliaries = tuple(child for child in leader.children if child.dep_ in AUXILIARIES)
        if auxiliaries and auxiliaries[0].tag_ == "VB":
            # "must be 18 and have lived here": without its "must" it would say something else.
            continue
        if not auxiliaries and verb.tag_ not in {"VBD", "VBZ", "VBP"}:
            continue
        if len(auxiliaries) == 1 and auxiliaries[0].lemma_ == "do" and verb.tag_ != "VB":
            # "did well, taking 73 seats": no "did" belongs to "taking".
            continue
        if not _follows(subject, verb, subject_tokens) or (verb is not root and _is_conditional(root)):
            continue
        kept = frozenset(kept_of(verb)) | subject_tokens | {a.i for a in auxiliaries}
        yield Clause(sentence, verb, subject, auxiliaries, with_whole_dates(kept, verb.doc), subject_tokens)


def _leader(verb: Any) -> Any:
    """The verb whose subject this one has: itself, or the nearest one that it is joined to."""
    while subject_of(verb) is None and verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
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
    first = min([verb.i, *(c.i for c in verb.lefts if c.dep_ in AUXILIARIES)])
    before = verb.doc[first - 1] if first > verb.sent.start else None
    if before is None or before.pos_ not in {"NOUN", "PROPN"} or before.ent_type_ in {"DATE", "TIME"}:
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


def subject_of(verb: Any) -> Any | None:
    return next((child for child in verb.lefts if child.dep_ in _SUBJECTS), None)


def kept_of(token: Any) -> Iterator[int]:
    """The token and what hangs on it, without asides, second verbs and what would not stand alone."""
    yield token.i
    for child in token.children:
        if not _is_dropped(child, token):
            yield from kept_of(child)


def _is_dropped(child: Any, head: Any) -> bool:
    before = text_beside(child.left_edge, -1)
    after_comma = bool(before) and child.doc[child.left_edge.i - 1].is_punct and before not in {"%", "$", "-", "/"}
    if before in {"(", "["}:
        return True
    if child.dep_ in {"parataxis", "intj", "meta", "discourse", "preconj", "dep"}:
        # The parser stumbles over given names that it does not know.
        return not (child.pos_ == head.pos_ == "PROPN" and child.i == head.i - 1)
    if child.dep_ == "conj" and child.pos_ == "VERB" and head.dep_ == "ccomp" and subject_of(child) is not None:
        # "... said that it would pay, and a fund was opened": told beside what was said.
        return True
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
        if not mark and child.tag_ == "VB" and not after_comma and head.lemma_ in {"be", "become", "meet"}:
            # "the first country to give women the vote", "meets him to mend ties": what was first, and which of many
            # meetings it was, belongs to what is said.
            return any(t.lower_ in _POINTERS for t in child.subtree)
        return mark not in _KEPT_SUBCLAUSES or (after_comma and child.i > head.i)
    if child.dep_ == "ccomp" and head.pos_ in {"VERB", "AUX"} and child.i < head.i:
        return True
    if child.dep_ == "punct":
        # Commas come back where both their sides are kept; see say().
        return child.text not in {"-", "\u2013", "/", "%", "$"}
    if child.dep_ == "prep" and head.ent_type_ == "PERSON" and _after_apposition(child, head):
        return True
    if child.lower_ == "first" and child.i > head.i and head.lemma_ in {"come", "finish", "rank", "stand"}:
        # "came first with 23 seats"
        return False
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


def is_whole(verb: Any) -> bool:
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
