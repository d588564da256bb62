"""What "it", "they", "he" and "she" mean, where the text leaves no doubt."""

from dataclasses import dataclass
from typing import Any

from quizapp.generation.parsing import Sentence, start_of_whole
from quizapp.knowledge.words import is_person_noun
from quizapp.questions.content import Evidence

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ENTITIES = frozenset({"PERSON"})
# Nouns that "it" does not take up: times and amounts.
_HEADS = frozenset({"oprd", "nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "dative"})
_NO_THINGS = frozenset({"PERSON", "DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "QUANTITY", "ORDINAL"})
_TIMES = frozenset("year month day week time date century decade morning evening".split())


_SAME = {"it": {"it"}, "they": {"them"}, "he": {"him"}, "she": {"her"}}
# "Most laws are settled in talks. They save time.": not the laws.
_SOME = frozenset("most some many few several all every each no any".split())


@dataclass(frozen=True, slots=True, eq=False)
class Antecedent:
    """``head`` is the noun that a pronoun takes up; ``evidence`` reaches from its sentence to the pronoun's."""

    head: Any
    evidence: Evidence


def antecedent(pronoun: Any, sentence: Sentence, before: Sentence | None) -> Antecedent | None:
    """The subject of the sentence before, if it is the only thing there that the pronoun can mean.

    For "it", "they", "he" and "she" as the subject of ``sentence``.
    """
    if before is None or before.offset != sentence.offset or before.number != sentence.number - 1:
        return None
    if _is_expletive(pronoun):
        return None
    if _names_before(pronoun, sentence):
        return None
    if any(t.lower_ in _SAME[pronoun.lower_] and t.dep_ in {"dobj", "pobj", "dative"} for t in before.span):
        # "The board proposed it. It was signed in May.": the same thing again.
        return None
    subject = next((t for t in before.span.root.children if t.dep_ in _SUBJECTS), None)
    if subject is None or subject.pos_ not in {"NOUN", "PROPN"} or subject.lemma_.casefold() in _TIMES:
        return None
    if not _agree(pronoun, subject) or any(c.lower_ in _SOME for c in subject.children):
        return None
    whole = before.span.doc[start_of_whole(before.span) : before.span.end]
    rivals = [t for t in whole if _is_rival(t, subject) and _agree(pronoun, t)]
    if rivals:
        return None
    return Antecedent(subject, evidence_over(before.quote, sentence))


def evidence_over(first: Evidence, sentence: Sentence) -> Evidence:
    """The quote from the first piece of evidence to the end of the sentence, both of one paragraph."""
    start, end = first.start, sentence.quote.end
    text = sentence.span.doc.text[start - sentence.offset : end - sentence.offset]
    return Evidence(quote=text, start=start, end=end)


def noun_meant(pronoun: Any) -> Any | None:
    """What "it", "them", "its" or "their" takes up inside its own sentence: the only noun before it that agrees.

    For pronouns that are no subject. A noun that is the subject of the pronoun's own verb is not meant by
    "it" or "them", but may be meant by "its" or "their".
    """
    possessive = pronoun.lower_ in {"its", "their"}
    if _is_expletive(pronoun):
        return None
    own = _own_verbs(pronoun)
    within = {t.i for verb in own for c in pronoun.doc[verb].children if c.dep_ in _SUBJECTS for t in c.subtree}
    agreeing = [
        token
        for token in pronoun.sent
        if token.i < pronoun.i
        and token.pos_ in {"NOUN", "PROPN"}
        and token.dep_ in _HEADS
        and token.ent_type_ not in _NO_THINGS
        and token.lemma_.casefold() not in _TIMES
        and (possessive or token.i not in within)
        and not _is_idiom(token)
        and not any(ancestor == token for ancestor in pronoun.ancestors)
        and _agree(pronoun, token)
    ]
    # A subject or object is taken up before what only a preposition brings in.
    fitting = [token for token in agreeing if token.dep_ not in {"pobj", "conj", "appos"}] or agreeing
    return fitting[0] if len(fitting) == 1 else None


def _is_idiom(noun: Any) -> bool:
    """Whether the noun is a piece of "take effect" or "have force", which nothing takes up."""
    return bool(noun.dep_ == "dobj" and noun.head.lemma_ in {"take", "have", "come"} and not list(noun.children))


def _own_verbs(pronoun: Any) -> set[int]:
    """The verbs above the pronoun up to the first finite one: their subjects are not what "it" or "them" means."""
    found: set[int] = set()
    for above in pronoun.ancestors:
        if above.pos_ in {"VERB", "AUX"}:
            found.add(above.i)
            if above.tag_ in {"VBD", "VBZ", "VBP"} or any(c.dep_ in _SUBJECTS for c in above.children):
                break
    return found


def _is_expletive(pronoun: Any) -> bool:
    """Whether "it" stands for nothing ("it is clear that ...", "it took a year to ...")."""
    verb = pronoun.head
    clauses = {"ccomp", "csubj", "csubjpass", "advcl", "xcomp"}
    return pronoun.lower_ == "it" and (
        pronoun.dep_ == "expl"
        # What is tried is what was told before, not a thing.
        or (pronoun.dep_ == "nsubjpass" and verb.lemma_ in {"try", "attempt", "repeat"})
        or (verb.lemma_ in {"be", "take", "seem"} and any(c.dep_ in clauses for c in verb.children))
    )


def _agree(pronoun: Any, noun: Any) -> bool:
    plural = noun.tag_ in {"NNS", "NNPS"} or any(child.dep_ == "conj" for child in noun.children)
    person = noun.ent_type_ in _ENTITIES or (noun.pos_ == "NOUN" and is_person_noun(noun.lemma_.casefold()))
    if pronoun.lower_ in {"they", "them", "their"}:
        return plural
    if pronoun.lower_ in {"he", "she"}:
        return person and not plural
    return not plural and not person


def _is_rival(token: Any, subject: Any) -> bool:
    """Whether another noun of the sentence could be taken up as well: objects and other clauses' subjects."""
    if token.i == subject.i or token.pos_ not in {"NOUN", "PROPN"}:
        return False
    if any(ancestor.i == subject.i for ancestor in token.ancestors):
        return False
    if token.dep_ == "pobj" and any(child.dep_ in {"appos", "relcl"} for child in token.children):
        # What is explained at once is what the text goes on about.
        return True
    return token.dep_ in {"dobj", "nsubj", "nsubjpass", "conj", "dative"} or (
        token.dep_ == "pobj" and token.head.dep_ == "agent"
    )


def _names_before(pronoun: Any, sentence: Sentence) -> bool:
    """Whether the pronoun's own sentence names something before it ("In Rome, it ...")."""
    return any(
        t.pos_ in {"NOUN", "PROPN"} and t.ent_type_ not in {"DATE", "TIME"} for t in sentence.span if t.i < pronoun.i
    )
