"""Whether a clause that is made shorter, or that the parser cut, has lost a part that it needs."""

from typing import Any

from quizapp.generation.clauses import Clause
from quizapp.generation.parsing import text_beside
from quizapp.knowledge.words import complements

_TAKING_TWO = frozenset("give grant offer send show teach pay award deny bring hand tell cost allow".split())
_CHOOSING = frozenset({"elect", "appoint", "nominate", "name"})
_QUOTED_WORDS = 4
_SAYING = frozenset({"attr", "acomp", "prep", "advmod", "xcomp", "ccomp", "advcl", "npadvmod"})
_MAKING_DO = frozenset("require order allow ask force oblige permit enable urge tell invite help let compel".split())


def is_torn(clause: Clause, text: str) -> bool:
    """Whether the text, made of the clause, says less or something else than its sentence does."""
    return (
        any(c.dep_ in {"csubj", "csubjpass"} for c in clause.verb.children)
        or _opens_with_a_question(clause)
        or breaks_off(clause)
        or loses_and(clause)
        or loses_quotes(clause, text)
        or loses_object(clause)
        or has_two_objects(clause)
        or loses_first(clause)
        or loses_limit(clause)
        or is_bare_participle(clause)
        or says_not_what(clause)
        or loses_share(clause)
        or joins_two(clause)
    )


def joins_two(clause: Clause) -> bool:
    """Whether of "Britain did in the sixties, [India] in the eighties" both times are kept for one of them."""
    doc = clause.doc
    for index in clause.kept:
        token = doc[index]
        if token.dep_ != "prep" or index - 1 in clause.kept or token.head.i == index - 1:
            continue
        before = doc[index - 1] if index else None
        if before is None or before.pos_ not in {"NOUN", "PROPN"} or before.i < clause.verb.i:
            continue
        beside = text_beside(before.left_edge, -1) in {",", "and"}
        if beside and before.ent_type_ not in {"DATE", "TIME"} and before.dep_ not in {"dobj", "attr", "pobj"}:
            return True
    return False


def _opens_with_a_question(clause: Clause) -> bool:
    """Whether the sentence is about a question ("How strong it is was seen in May"), which the parser misreads."""
    return clause.sentence.span[0].lower_ in {"how", "why", "whether", "what", "who", "which"}


def says_not_what(clause: Clause) -> bool:
    """Whether of "Within weeks the country was [in a crisis]" what it was is left out."""
    if clause.verb.lemma_ != "be" or clause.lent or clause.verb.dep_ in {"aux", "auxpass"}:
        return False
    said = [c for c in clause.verb.children if c.dep_ in _SAYING and c.i > min(clause.subject.i, clause.verb.i)]
    return bool(said) and not any(c.i in clause.kept for c in said)


def loses_share(clause: Clause) -> bool:
    """Whether "155 members, [17 of them] in reserved seats" says of all what is true of some."""
    return any(
        token.lower_ in {"them", "which", "whom"}
        and token.head.lower_ == "of"
        and token.i not in clause.kept
        and token.i + 1 in clause.kept
        and not clause.doc[token.i + 1].is_punct
        and clause.doc[token.i + 1].pos_ not in {"VERB", "AUX", "CCONJ"}
        for token in clause.sentence.span
    )


def loses_and(clause: Clause) -> bool:
    """Whether an "and" or "or" was left out between two things that are both kept, or together with one of them."""
    doc, kept = clause.doc, clause.kept
    for token in doc[min(kept) : max(kept) + 1]:
        if token.dep_ == "cc" and token.i not in kept and token.head.i in kept:
            joined = next((c for c in token.head.children if c.dep_ == "conj" and c.i > token.i), None)
            if joined is None or joined.pos_ not in {"VERB", "AUX"} or joined.i in kept:
                return True
    following = doc[max(kept) + 1] if max(kept) + 1 < len(doc) else None
    if following is not None and following.dep_ == "cc" and following.head.i in kept:
        joined = next((c for c in following.head.children if c.dep_ == "conj" and c.i > following.i), None)
        second = joined is None and following.head == clause.verb and text_beside(following, 1) == ","
        if not second and (joined is None or joined.pos_ not in {"VERB", "AUX"}):
            # But "signed a treaty and, on the same day, a second one" is true without the second.
            return True
    return any(
        token.dep_ == "cc"
        and token.i not in kept
        and token.head.i in kept
        and any(c.i in kept for c in token.head.conjuncts)
        for token in doc[min(kept) : max(kept) + 1]
    )


def loses_object(clause: Clause) -> bool:
    """Whether a verb that is kept has lost what follows it at once ("let a senator force [a debate]")."""
    doc = clause.doc
    for index in clause.kept:
        parts = {(c.dep_, c.i in clause.kept) for c in doc[index].children}
        if doc[index].lemma_ in _TAKING_TWO and {("dative", True), ("dobj", False)} <= parts:
            # Of "handed the ministers three papers" the papers are left out.
            return True
        for child in doc[index].children if doc[index].pos_ in {"VERB", "AUX"} else ():
            lost = child.dep_ in {"dobj", "attr", "acomp", "oprd", "xcomp"} and child.i > index
            if lost and child.i not in clause.kept and child.left_edge.i == index + 1:
                return True
            if child.left_edge.tag_ == "TO" and child.left_edge.i == index + 1 and child.i not in clause.kept:
                # Of "was held to offend the principle" only "was held" is left.
                return True
    return False


def lacks_complement(clause: Clause) -> bool:
    """Whether a kept verb says nothing because what it needs stands elsewhere ("Maryland was the first to join")."""
    for index in clause.kept:
        verb = clause.doc[index]
        needed = complements(verb.lemma_) if verb.pos_ == "VERB" else frozenset()
        passive = any(c.dep_ == "auxpass" for c in verb.children) or (verb == clause.verb and bool(clause.lent))
        if passive and verb.lemma_ in _CHOOSING and not _says_to_what(verb, clause):
            return True
        if verb.lemma_ in _MAKING_DO and _loses_what_to_do(verb, clause):
            return True
        if not needed or (passive and "dobj" in needed) or verb.dep_ == "amod":
            continue
        after = [c for c in verb.children if c.i in clause.kept]
        if not any(c.dep_ in needed or c.lower_ in needed for c in after) and verb.dep_ not in {"relcl", "acl"}:
            return True
    return False


def _loses_what_to_do(verb: Any, clause: Clause) -> bool:
    """Whether "required each town [to elect one]" has lost what was required."""
    return any(
        c.dep_ in {"advcl", "xcomp", "ccomp"} and c.i > verb.i and c.i not in clause.kept and c.left_edge.tag_ == "TO"
        for c in verb.children
    )


def _says_to_what(verb: Any, clause: Clause) -> bool:
    """Whether "was elected" goes on with the office, the body or the place ("president", "to the council")."""
    return any(
        c.i in clause.kept and (c.dep_ in {"oprd", "attr", "xcomp", "dobj"} or c.lower_ in {"to", "as", "for", "after"})
        for c in verb.children
        if c.i > verb.i
    )


def loses_limit(clause: Clause) -> bool:
    """Whether "the first state [to abolish them]" has lost what it was the first of."""
    verbs = [clause.doc[i] for i in clause.kept if any(c.dep_ == "neg" for c in clause.doc[i].children)]
    if any(c.dep_ == "advcl" and c.i > verb.i and c.i not in clause.kept for verb in verbs for c in verb.children):
        # "must not be read [so as to harm them]" forbids less than it would seem to.
        return True
    for index in clause.kept:
        token = clause.doc[index]
        if token.lower_ not in {"first", "last", "only", "second", "third"} or token.head.pos_ not in {"NOUN", "PROPN"}:
            continue
        said = [c for c in [*token.head.children, *clause.verb.children] if c.dep_ in {"relcl", "acl", "advcl"}]
        if any(c.i > token.head.i and c.i not in clause.kept and c.tag_ == "VB" for c in said):
            return True
    return False


def loses_quotes(clause: Clause, text: str) -> bool:
    """Whether the words of a quotation are kept without its marks ("did he write in the first place God made us")."""
    if any(mark in text for mark in '"\u201c'):
        return False
    opened: int | None = None
    for token in clause.sentence.span:
        if token.text not in {'"', "\u201c", "\u201d"}:
            continue
        if opened is None:
            opened = token.i
            continue
        said = [i for i in range(opened + 1, token.i) if not clause.doc[i].is_punct]
        if len(said) >= _QUOTED_WORDS and all(i in clause.kept for i in said):
            return True
        opened = None
    return False


def has_two_objects(clause: Clause) -> bool:
    """Whether the verb has a second object, which belongs to something that the parser did not see."""
    objects = [c for c in clause.verb.children if c.dep_ == "dobj" and c.i > clause.verb.i and c.i in clause.kept]
    return len(objects) > 1 and clause.verb.lemma_ not in _TAKING_TWO


def loses_first(clause: Clause) -> bool:
    """Whether a second or an explaining thing is kept, of which the first is left out ("after anger, [a change]")."""
    return any(
        clause.doc[i].dep_ in {"conj", "appos"}
        and clause.doc[i].pos_ in {"NOUN", "PROPN"}
        and clause.doc[i].head.i not in clause.kept
        and clause.doc[i] != clause.subject
        and i not in clause.subject_tokens
        for i in clause.kept
    )


def is_bare_participle(clause: Clause) -> bool:
    """Whether "a scheme launched [in the same year]" has lost all that its participle says."""
    for index in clause.kept:
        token = clause.doc[index]
        after = [c for c in token.children if not c.is_punct and c.i > index]
        if token.dep_ == "acl" and token.tag_ == "VBN" and after and not any(c.i in clause.kept for c in after):
            return True
    return False


def breaks_off(clause: Clause) -> bool:
    """Whether a finite verb follows at once on what is kept: then the parser cut the clause wrongly."""
    last = max(clause.kept)
    if last + 1 >= clause.sentence.span.end:
        return False
    return clause.doc[last + 1].tag_ in {"VBD", "VBZ", "VBP", "MD"}
