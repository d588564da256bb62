"""Whether what a clause says can be understood without the article, and whether it is all there."""

import re
from typing import Any

from quizapp.generation.anaphora import noun_meant
from quizapp.generation.clauses import Clause
from quizapp.generation.parsing import text_beside
from quizapp.generation.world import World
from quizapp.knowledge.words import BODY_NOUNS, UNIQUE_NOUNS, VAGUE_NOUNS, is_person_noun

_LEANING = re.compile(
    r"\b(?:this|these|those|such|the same|the former|the latter|the other|the others|here|there|then|above|below|"
    r"an? (?:second|third|further) \w+|an? (?:similar|comparable|like|matching) \w+(?! to\b)|"
    r"the (?:second|third|other|next|last|same) (?-i:[a-z]\w*)(?= (?:was|is|are|were|did)|\?)|"
    r"so annoyed|another|we|us|our|you|your|i|both|each other|ones?|"
    r"the (?:top |first |last |other )?(?:two|three|four|five|rest)|"
    r"the (?:first|second|third|last|next)(?=\?| in \d| in which)|"
    r"(?:something|anything|somebody|someone) else|"
    r"did so|do so|to do(?= (?:in|on|at|by|from)\b|\?)|(?:goe?s?|gone|went) further|either|neither|"
    r"the remaining|steps? further|"
    r"(?:its|their|his|her)(?: own)? (?:law|act|bill|version|turn|share|part|reply)|"
    r"\w+['\u2019]s which|in what is|who did(?= [a-z])|"
    r"the first (?:[a-z]+ )?(?:president|chair\w*|head|leader|member|judge|speaker)(?=\?)|"
    r"(?:is|was|are|were) the (?:first|last|only)(?: in (?-i:[A-Z]\w+))?(?=\?)|"
    r"(?:is|was) the (?:example|case|instance)(?! of)|"
    r"later|earlier|even so|that (?:day|year|month|summer|time|document)|"
    r"as well(?! as\b)|too(?=\?))\b",
    re.IGNORECASE,
)
_OF_ANY_TOWN = frozenset({"budget", "city", "town", "ballot", "jury", "fund", "mayor"})
_POINTING_ADJECTIVES = frozenset(
    "new present current final same whole entire old latest first second third last next other previous".split()
)
_PERSONAL = frozenset({"it", "they", "them", "he", "she", "him", "her"})
_POINTERS = frozenset({"this", "that", "these", "those", "such", "another"})
_GIVING = frozenset(
    "give grant win gain have get deny refuse demand obtain extend lose want claim seek right campaign fight "
    "percent cent share half third majority".split()
)


_OF_SOMETHING = frozenset(
    "member expert critic defender supporter opponent delegate negotiator organiser organizer leader observer".split()
)
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "prep", "relcl", "acl", "nummod"})


def has_modifier(token: Any) -> bool:
    """Whether something tells which one is meant; "the present text" and "the first breach" do not."""
    telling = [c for c in token.children if c.dep_ in _MODIFIERS]
    return any(c.lower_ not in _POINTING_ADJECTIVES for c in telling)


def leans(clause: Clause, text: str, world: World) -> bool:
    """Whether the text, made of the clause, cannot be understood without the article."""
    text = re.sub(r"\bwhich of these\b", "which", text, flags=re.IGNORECASE)
    if _LEANING.search(text) or re.search(r"[();:]", text) or not _quotes_close(text):
        return True
    return _vague_reference(clause, world)


def _quotes_close(text: str) -> bool:
    """Whether every quotation mark has its partner in the text."""
    return text.count("\u201c") == text.count("\u201d") and text.count('"') % 2 == 0


def is_past_of_past(clause: Clause) -> bool:
    """ "had received": before something that only the text around tells."""
    return any(a.lower_ == "had" and a.dep_ == "aux" for a in clause.auxiliaries)


def _vague_reference(clause: Clause, world: World) -> bool:
    """Whether the clause says "the act" or "its fee" of something that only the article names."""
    for index in clause.kept:
        token = clause.doc[index]
        if token.lower_ in {"its", "their", "his", "her"} and not _is_own(token) and not _has_antecedent(token, clause):
            meant = noun_meant(token) if token.lower_ in {"its", "their"} else None
            if meant is None or meant.i not in clause.kept:
                return True
        if token.lower_ in _PERSONAL and token.tag_ != "PRP$" and token != clause.subject and index not in clause.swaps:
            if _is_subject_again(token, clause) or token.dep_ == "expl":
                continue
            return True
        if token.dep_ == "det" and token.lower_ in _POINTERS and index not in clause.swaps:
            return True
        alone = token == clause.subject and token.tag_ == "NNS" and not list(token.children)
        if alone and token.lemma_ in _OF_SOMETHING:
            # "Experts met": whose?
            return True
        if token == clause.subject and clause.verb.tag_ in {"VBD", "VBN"} and _is_anyone(token, clause):
            # "A body was set up": rules speak so of any body, a story of one that it named before.
            return True
        if index in clause.swaps or not is_bare(token, world):
            continue
        if world.has_many_subjects and token.text.islower() and _is_any_office(token.lemma_.casefold(), world):
            # A definitional text says "the council" of any council.
            continue
        return True
    return False


def _is_any_office(lemma: str, world: World) -> bool:
    is_body = lemma in BODY_NOUNS or lemma in _OF_ANY_TOWN or is_person_noun(lemma)
    return is_body and lemma in world.common_nouns


def is_vague_subject(clause: Clause, world: World) -> bool:
    """Whether the clause's subject is "the agreement" or the like, which says little when it is repeated elsewhere."""
    return not clause.subject_as and clause.subject.i not in clause.swaps and is_bare(clause.subject, world)


def is_bare(noun: Any, world: World) -> bool:
    """Whether the token is "the island" or "the act" with nothing to tell which."""
    if noun.lemma_ in {"year", "month", "week", "day"} and noun.head.lower_ in {"within", "of", "during", "through"}:
        # "within the year": of any year.
        return False
    if noun.pos_ not in {"NOUN", "PROPN"} or has_modifier(noun) or noun.text in world.bodies or _is_franchise(noun):
        return False
    if any(c.dep_ == "appos" and c.ent_type_ == "PERSON" and not c.left_edge.nbor(-1).is_punct for c in noun.children):
        # "the printer John Roe"
        return False
    if text_beside(noun, 1) == "itself":
        # "the income of the project itself": of whatever it is.
        return False
    has_the = any(child.lower_ == "the" for child in noun.children)
    if any(c.lower_ in {"first", "last"} for c in noun.children) and _in_title(noun, world):
        # "the first veto" in an article about vetoes
        return False
    return has_the and (noun.lemma_.casefold() in VAGUE_NOUNS or _is_definite(noun))


def _in_title(noun: Any, world: World) -> bool:
    """Whether the title names such things ("Five Vetoes"), so that a reader knows what they are."""
    lemma = noun.lemma_.casefold()
    return any(word.startswith(lemma) and len(word) <= len(lemma) + 1 for word in world.title)


def _is_definite(token: Any) -> bool:
    """Whether "the island" with nothing else says which one only to who has read on: not of what there is one of."""
    return token.pos_ == "NOUN" and token.text.islower() and token.lemma_ not in UNIQUE_NOUNS and token.tag_ == "NN"


def _is_anyone(token: Any, clause: Clause) -> bool:
    told = [c for c in token.children if c.dep_ in _MODIFIERS and c != clause.verb]
    return any(c.lower_ in {"a", "an"} for c in token.children) and all(c.lower_ in _POINTING_ADJECTIVES for c in told)


def _is_franchise(token: Any) -> bool:
    """Whether "the vote" is the right to vote ("gave women the vote"), not some ballot."""
    return bool(token.lower_ == "vote" and token.dep_ in {"dobj", "pobj"} and _governor(token) in _GIVING)


def _governor(token: Any) -> str:
    head = token.head.head if token.dep_ == "pobj" else token.head
    return str(head.lemma_)


def _is_subject_again(pronoun: Any, clause: Clause) -> bool:
    """Whether "it" or "he" in a clause under this one takes up this one's named subject ("... before it chose ...")."""
    if pronoun.dep_ not in {"nsubj", "nsubjpass"} or pronoun.head == clause.verb or pronoun.i < clause.subject.i:
        return False
    subject = clause.subject
    if subject.pos_ not in {"NOUN", "PROPN"} or clause.subject_as:
        return False
    plural = subject.tag_ in {"NNS", "NNPS"} or any(child.dep_ == "conj" for child in subject.children)
    person = subject.ent_type_ == "PERSON" or is_person_noun(subject.lemma_.casefold())
    fits = {"they": plural, "it": not plural and not person}.get(pronoun.lower_, person and not plural)
    # Another noun of the same kind between them might be meant instead.
    between = [t for t in clause.doc[subject.i + 1 : pronoun.i] if t.dep_ in {"dobj", "pobj"} and t.i in clause.kept]
    if pronoun.lower_ in {"he", "she"}:
        between = [t for t in between if t.ent_type_ == "PERSON" or is_person_noun(t.lemma_.casefold())]
    between = [t for t in between if t.pos_ in {"NOUN", "PROPN"} and t.ent_type_ != "DATE"]
    return bool(fits) and not any((t.tag_ in {"NNS", "NNPS"}) == plural for t in between)


def _is_own(pronoun: Any) -> bool:
    """Whether it is the "its" of "a law of its own", which points at nothing outside."""
    return text_beside(pronoun, -1) == "of" and text_beside(pronoun, 1) == "own"


def _has_antecedent(pronoun: Any, clause: Clause) -> bool:
    """Whether a possessive can mean the clause's own subject."""
    subject = clause.subject
    if clause.subject_as or pronoun.i in clause.swaps:
        return True
    if pronoun.i in clause.subject_tokens or (subject.pos_ == "PRON" and subject.lower_ not in {"he", "she"}):
        return False
    plural = subject.tag_ in {"NNS", "NNPS"} or any(child.dep_ == "conj" for child in subject.children)
    if plural != (pronoun.lower_ == "their"):
        return False
    if pronoun.lower_ in {"his", "her"}:
        return subject.ent_type_ == "PERSON" or subject.lower_ in {"he", "she"}
    return subject.ent_type_ != "PERSON" and subject.pos_ in {"NOUN", "PROPN"}
