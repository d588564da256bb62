"""Clauses to questions that stand alone: fronted where grammar allows it, else asked in place."""

import re
from collections.abc import Iterable
from typing import Any

from quizapp.generation.clauses import Clause, say, tidy
from quizapp.generation.english import do_for, is_plural, lower_first, upper_first
from quizapp.generation.leaning import has_modifier, is_past_of_past, leans
from quizapp.generation.losing import is_torn, lacks_complement
from quizapp.generation.meant import entity_text, person_meant
from quizapp.generation.parsing import beside, text_beside
from quizapp.generation.thinness import is_thin
from quizapp.generation.world import World
from quizapp.questions.dates import MONTHS

SHORTEST, LONGEST = 5, 32


_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
_PLAIN_LEADS = frozenset({"which", "who", "how", "what"})
_NO_ADJUNCTS = frozenset({"nsubj", "nsubjpass", "dobj", "appos", "attr", "ccomp", "dep", "nmod", "conj", "parataxis"})
_BARE_SUBJECTS = frozenset("this that these those both one none some many most all few several each ones".split())
_DANGLING = re.compile(r"\b(?:in|on|of|at|to|by|with|for|from|and|or|the|a|an|that|which|who|as|re)\?$")


_DATE_FIRST = re.compile(rf"(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)})\b")
_NOUN_TWICE = re.compile(
    r"\b([Ww]hich (?:\w+ )*?(\w+) (?:became|was|is|were) the (?:first|last|only|[\w-]+(?:st|nd|rd|th))) \2 (?=to|in|of)"
)
# Of which week, only the paper's date tells; what happened is as true without.
_NEWS_DAY = re.compile(
    r" (?:(?:late |early )?on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:next|last|this) week)"
    r"(?: (?:morning|afternoon|evening|night))?(?=[ ?,]|$)(?!,? (?:before|after|in|of|that|which|\d))"
)
# In October of which year, only the text around tells; it happened as well without.
_BARE_MONTH = re.compile(
    rf" (?:in|at the (?:end|start|beginning) of)(?: (?:early|mid|late))?[ -]"
    rf"(?:{'|'.join(MONTHS)})(?=[?,]| [a-z]|\s*$)(?! of)"
)
# A guess at a number is asked for as such.
_HEDGED = re.compile(r"\b(?:perhaps|possibly|probably|maybe) (?=\d)")


class NotAskable(Exception):
    """No question that stands alone can be made here; the argument is the reason code."""


def ask(clause: Clause, slot: Iterable[int], wh: str, world: World) -> str:
    """A question in which ``wh`` ("In which city", "Who", "How many women") asks for the ``slot`` tokens.

    Raises ``NotAskable``.
    """
    slot = frozenset(slot)
    _check_what_follows(clause, slot)
    if clause.subject.i in slot:
        return _about_subject(clause, slot, wh, world)
    front, subject, rest, tail = _inverted(clause, slot, world)
    return _finished(f"{wh} {front} {subject} {rest} {tail}", clause, world)


def _check_what_follows(clause: Clause, slot: frozenset[int]) -> None:
    """What hangs on the slot cannot stay behind when the question word moves to the front."""
    following = next((clause.doc[i] for i in sorted(clause.kept) if i > max(slot)), None)
    if following is not None and following.i == max(slot) + 1 and following.tag_ in {"CC", "WDT", "WP", "WP$"}:
        raise NotAskable("too-short")


def ask_in_place(clause: Clause, slot: Iterable[int], wh: str, world: World) -> str:
    """The clause itself with ``wh`` ("which year") in the place of the slot. Raises ``NotAskable``."""
    slot = frozenset(slot)
    first, last = min(slot), max(slot)
    if first < min(clause.subject_tokens):
        raise NotAskable("leans-on-context")
    after = [i for i in clause.kept - clause.subject_tokens - slot if i > clause.subject.i]
    if first in clause.subject_tokens:
        if clause.subject.pos_ == "PRON" or clause.subject.lower_ in _BARE_SUBJECTS:
            raise NotAskable("leans-on-context")
        opening = clause.subject_tokens - slot
        before = [i for i in opening if i < first]
        text = _subject_words(clause, before, world) if before else ""
        rest = [i for i in opening if i > last]
        return _finished(f"{text} {wh} {named_words(clause, [*rest, *after], world)}", clause, world)
    before = [i for i in after if i < first]
    rest = [i for i in after if i > last]
    text = f"{subject_text(clause, world)} {clause.lent} {named_words(clause, before, world)}"
    return _finished(f"{text} {wh} {named_words(clause, rest, world)}", clause, world)


def statement(clause: Clause, without: Iterable[int], world: World) -> tuple[str, list[int]]:
    """The clause's subject, made to stand alone, and the indexes of what follows its verb, less ``without``."""
    left_out = frozenset(without)
    after = [i for i in sorted(clause.kept - clause.subject_tokens - left_out) if i > clause.verb.i]
    return subject_text(clause, world), after


def _about_subject(clause: Clause, slot: frozenset[int], wh: str, world: World) -> str:
    kept = clause.kept - clause.subject_tokens - slot
    verbs = min([clause.verb.i, *(a.i for a in clause.auxiliaries)])
    if any(clause.subject.i < i < verbs and clause.doc[i].dep_ == "prep" for i in kept):
        # "Roe, at 97, lost ..."
        raise NotAskable("too-short")
    before = [i for i in kept if i < clause.subject.left_edge.i]
    after = [i for i in kept if i > clause.subject.i]
    rest, adjunct = named_words(clause, after, world), _adjunct(clause, before, world)
    asked = f"{wh} {clause.lent} {rest}"
    if not adjunct:
        return _finished(asked, clause, world)
    if wh.split()[0].lower() in _PLAIN_LEADS:
        # "In 1997, which state became the first to ...": said last, the time would seem to belong to what is told.
        return _finished(f"{upper_first(adjunct)}, {asked[:1].lower()}{asked[1:]}", clause, world)
    return _finished(f"{asked}{',' if ',' in rest else ''} {adjunct}", clause, world)


def _inverted(clause: Clause, slot: frozenset[int], world: World) -> tuple[str, str, str, str]:
    rest = set(clause.kept - clause.subject_tokens - slot)
    auxiliaries = sorted((a for a in clause.auxiliaries), key=lambda a: a.i)
    verb_text: str | None = None
    if clause.lent:
        front = clause.lent
    elif auxiliaries and (told := _simple_past(clause, auxiliaries)):
        front, verb_text = told
        rest -= {a.i for a in auxiliaries}
    elif auxiliaries:
        front = {"'s": "is", "'ll": "will", "'d": "would"}.get(auxiliaries[0].text, auxiliaries[0].text)
        rest.discard(auxiliaries[0].i)
    elif clause.verb.lemma_ == "be":
        front, verb_text = clause.verb.text, ""
    elif clause.verb.lemma_ == "do" and not any(c.dep_ == "dobj" for c in clause.verb.children):
        # "did well, taking 73 seats": no "did it do well" says how many.
        raise NotAskable("too-short")
    else:
        front, verb_text = do_for(clause.verb), clause.verb.lemma_
    before = [i for i in rest if i < clause.subject.left_edge.i]
    after = [i for i in rest if i > clause.subject.i or any(a.i == i for a in auxiliaries)]
    text = named_words(clause, after, world, replaced={clause.verb.i: verb_text} if verb_text is not None else {})
    return front.lower(), subject_text(clause, world), text, _adjunct(clause, before, world)


def _simple_past(clause: Clause, auxiliaries: list[Any]) -> tuple[str, str | None] | None:
    """ "had reported" as "did ... report", "had been built" as "was ... built": asked alone, it is past of nothing."""
    if auxiliaries[0].lower_ != "had" or clause.verb.tag_ != "VBN":
        return None
    be = "were" if is_plural(clause.subject) else "was"
    if len(auxiliaries) == 1:
        return (be, "") if clause.verb.lemma_ == "be" else ("did", clause.verb.lemma_)
    passive = len(auxiliaries) == 2 and auxiliaries[1].lower_ == "been" and auxiliaries[1].dep_ == "auxpass"
    return (be, None) if passive else None


def _adjunct(clause: Clause, indexes: list[int], world: World) -> str:
    """What stood before the subject, to be said at the end."""
    indexes = [i for i in indexes if clause.doc[i].dep_ not in {"cc", "mark"} or clause.doc[i].head.i in indexes]
    if not indexes:
        return ""
    if any(_is_no_adjunct(clause.doc[i]) and clause.doc[i].head.i not in indexes for i in indexes):
        # "Article 5 alone, the catalogue of rights, has ...", "'God made idiots,' he wrote".
        raise NotAskable("too-short")
    text = named_words(clause, indexes, world)
    if set(indexes) == clause.when:
        return f"{'on' if re.match(r'[0-9]{1,2} [A-Z]|[A-Z][a-z]+ [0-9]{1,2},', text) else 'in'} {text}"
    first = clause.doc[min(indexes)]
    return lower_first(text, is_name=first.pos_ == "PROPN")


def _is_no_adjunct(token: Any) -> bool:
    is_noun = token.dep_ == "npadvmod" and token.pos_ in {"NOUN", "PROPN"} and token.ent_type_ not in {"DATE", "TIME"}
    return is_noun or token.dep_ in _NO_ADJUNCTS


def subject_text(clause: Clause, world: World) -> str:
    subject = clause.subject
    if clause.subject_as:
        return clause.subject_as
    if subject.lower_ in {"he", "she"}:
        return _person_before(clause, world)
    if subject.pos_ in {"PRON", "NUM", "ADJ"} or subject.lower_ in _BARE_SUBJECTS:
        raise NotAskable("leans-on-context")
    return _subject_words(clause, clause.subject_tokens, world)


def _subject_words(clause: Clause, indexes: Iterable[int], world: World) -> str:
    beside_it = [c for c in clause.subject.children if c.dep_ == "appos" and c.ent_type_ == "PERSON"]
    if beside_it and not has_modifier(clause.subject) and (full := world.people.get(entity_text(beside_it[0]))):
        # "the Premier, John Ballance, died": he, not any premier.
        return full
    text = named_words(clause, indexes, world)
    first = clause.doc[min(clause.subject_tokens)]
    led = beside(first, -2)
    if first.text[:1].isupper() and text_beside(first, -1) == "of" and led is not None and led.text[:1].isupper():
        # "the Abolition of Racially Based Land Measures Act": not from the middle of its name.
        raise NotAskable("leans-on-context")
    if first.i in clause.swaps:
        return lower_first(text, is_name=not re.match(r"(?:The|An?) ", text))
    is_name = first.pos_ == "PROPN" or first.ent_type_ in _NAMES
    if first.i == first.sent.start and first.text.casefold() in world.common_nouns and not first.ent_type_:
        # "Debate may last four days": a capital at the start of a sentence makes no name.
        is_name = False
    return lower_first(text, is_name=is_name and first.dep_ != "det")


def _person_before(clause: Clause, world: World) -> str:
    person = person_meant(clause.subject, clause.sentence.number, world)
    if person is None:
        raise NotAskable("leans-on-context")
    return person


def named_words(clause: Clause, indexes: Iterable[int], world: World, *, replaced: dict[int, str] | None = None) -> str:
    """The tokens as text, short names written out and changed words put in."""
    doc, replaced, indexes = clause.doc, clause.swaps | (replaced or {}), frozenset(indexes)
    pieces: list[str] = []
    run: list[int] = []
    for index in sorted(set(indexes)):
        token = doc[index]
        full = _full_name(token, world, clause)
        if index in replaced or full:
            if run:
                pieces.append(say(doc, run))
            if pieces and index > 1 and doc[index - 1].text == "," and index - 2 in indexes:
                pieces[-1] += ","
            pieces.append(replaced.get(index, full or ""))
            run = []
        elif token.tag_ == "POS" and not run and pieces:
            pieces[-1] += token.text
        else:
            run.append(index)
    if run:
        pieces.append(say(doc, run))
    return tidy(" ".join(piece for piece in pieces if piece))


def _full_name(token: Any, world: World, clause: Clause) -> str | None:
    """The full name for a surname standing alone, or the long name of a body such as "the Court"."""
    neighbours = [beside(token, -1), beside(token, 1)]
    after = beside(token, 2)
    owned = neighbours[1] is not None and neighbours[1].tag_ == "POS"
    if owned and token.text in world.people and (after is None or after.pos_ in {"VERB", "AUX", "PUNCT", "ADP"}):
        # "Palmer's went out of business": a firm, not its founder.
        raise NotAskable("leans-on-context")
    stands_alone = not any(n is not None and n.pos_ == "PROPN" and n.text[0].isupper() for n in neighbours)
    if not stands_alone:
        return None
    if token.text in world.shared_names and token.pos_ == "PROPN":
        bearer = world.bearer(token.text, clause.sentence.number, token.i)
        if bearer is None:
            raise NotAskable("leans-on-context")
        return bearer
    if token.pos_ == "PROPN" and token.text in world.people and world.people[token.text] != token.text:
        return world.people[token.text]
    numbered = any(c.i < token.i and c.dep_ != "det" for c in token.children)
    if token.text in world.bodies and token.text[0].isupper() and not has_modifier(token) and not numbered:
        return world.bodies[token.text]
    return None


def _finished(text: str, clause: Clause, world: World) -> str:
    """The question with capital and question mark, if it can be understood without the article."""
    text = _HEDGED.sub("about ", _BARE_MONTH.sub("", _NEWS_DAY.sub("", text)))
    text = upper_first(tidy(text))
    text = re.sub(r"[\s.,;:!?\u2014-]+$", "", text) + "?"
    text = re.sub(r",? for (?:example|instance)\b[^?]*\?$", "?", text)
    # "Which state became the first state to ...": once is enough.
    text = _NOUN_TWICE.sub(r"\1 ", text)
    words = text.split()
    if not SHORTEST <= len(words) <= LONGEST:
        raise NotAskable("too-long" if len(words) > LONGEST else "too-short")
    if _DATE_FIRST.match(text) or re.match(r"[A-Z][a-z]+,", text):
        # A date that the parser took into the subject.
        raise NotAskable("too-short")
    if re.search(r"\w- |\bthat is,|, by (?:some|all|most) accounts\b", text):
        raise NotAskable("too-short")
    if _DANGLING.search(text) or re.search(r"\b(\w+) \1\b", text):
        raise NotAskable("too-short")
    if leans(clause, text, world):
        raise NotAskable("leans-on-context")
    if is_past_of_past(clause) and not re.search(r"(?<!^)\b[A-Z0-9]", text):
        raise NotAskable("leans-on-context")
    if lacks_complement(clause):
        raise NotAskable("leans-on-context")
    if is_torn(clause, text) or is_thin(text):
        raise NotAskable("too-short")
    return text
