"""Clauses to questions that stand alone: fronted where grammar allows it, else asked in place."""

import re
from collections.abc import Iterable
from typing import Any

from quizapp.generation.anaphora import noun_meant
from quizapp.generation.clauses import Clause, say, tidy
from quizapp.generation.dates import MONTHS
from quizapp.generation.english import do_for, lower_first, upper_first
from quizapp.generation.parsing import beside, text_beside
from quizapp.generation.world import World
from quizapp.knowledge.words import BODY_NOUNS, UNIQUE_NOUNS, VAGUE_NOUNS, complements, is_person_noun

SHORTEST, LONGEST = 5, 32
_LEANING = re.compile(
    r"\b(?:this|these|those|such|the same|the former|the latter|the other|the others|here|there|then|above|below|"
    r"an? (?:second|third|further) \w+|"
    r"the (?:second|third|other|next|last|same) (?-i:[a-z]\w*)(?= (?:was|is|are|were|did)|\?)|"
    r"so annoyed|another|we|us|our|you|your|i|both|each other|ones?|"
    r"the (?:top |first |last |other )?(?:two|three|four|five|rest)|"
    r"the (?:first|second|third|last|next)(?=\?| in \d| in which)|"
    r"did so|do so|later|earlier|even so|that (?:day|year|month|summer|time|document))\b",
    re.IGNORECASE,
)


_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
_OF_ANY_TOWN = frozenset({"budget", "city", "town", "ballot", "jury", "fund", "mayor"})
_PLAIN_LEADS = frozenset({"which", "who", "how", "what"})
_POINTING_ADJECTIVES = frozenset(
    "new present current final same whole entire old latest first second third last next other previous".split()
)
_PERSONAL = frozenset({"it", "they", "them", "he", "she", "him", "her"})
_POINTERS = frozenset({"this", "that", "these", "those", "such", "another"})
_BARE_SUBJECTS = frozenset("this that these those both one none some many most all few several each ones".split())
_DANGLING = re.compile(r"\b(?:in|on|of|at|to|by|with|for|from|and|or|the|a|an|that|which|who|as|re)\?$")


_GIVING = frozenset(
    "give grant win gain have get deny refuse demand obtain extend lose want claim seek right campaign fight "
    "percent cent share half third majority".split()
)
_DATE_FIRST = re.compile(rf"(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)})\b")
_NOUN_TWICE = re.compile(
    r"\b([Ww]hich (?:\w+ )*?(\w+) (?:became|was|is|were) the (?:first|last|only|[\w-]+(?:st|nd|rd|th))) \2 (?=to|in|of)"
)
_SAYING_NOTHING = frozenset(
    "about many much what which that this were have does with from when there people person thing things year years "
    "according article than least most more into first last over under".split()
)


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
    elif auxiliaries:
        front = {"'s": "is", "'ll": "will", "'d": "would"}.get(auxiliaries[0].text, auxiliaries[0].text)
        rest.discard(auxiliaries[0].i)
    elif clause.verb.lemma_ == "be":
        front, verb_text = clause.verb.text, ""
    else:
        front, verb_text = do_for(clause.verb), clause.verb.lemma_
    before = [i for i in rest if i < clause.subject.left_edge.i]
    after = [i for i in rest if i > clause.subject.i or any(a.i == i for a in auxiliaries)]
    text = named_words(clause, after, world, replaced={clause.verb.i: verb_text} if verb_text is not None else {})
    return front.lower(), subject_text(clause, world), text, _adjunct(clause, before, world)


def _adjunct(clause: Clause, indexes: list[int], world: World) -> str:
    """What stood before the subject, to be said at the end."""
    indexes = [i for i in indexes if clause.doc[i].dep_ not in {"cc", "mark"} or clause.doc[i].head.i in indexes]
    if not indexes:
        return ""
    text = named_words(clause, indexes, world)
    if set(indexes) == clause.when:
        return f"{'on' if re.match(r'[0-9]{1,2} [A-Z]|[A-Z][a-z]+ [0-9]{1,2},', text) else 'in'} {text}"
    first = clause.doc[min(indexes)]
    return lower_first(text, is_name=first.pos_ == "PROPN")


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
    if beside_it and not _has_modifier(clause.subject) and (full := world.people.get(_entity_text(beside_it[0]))):
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
    return lower_first(text, is_name=is_name and first.dep_ != "det")


def _person_before(clause: Clause, world: World) -> str:
    person = person_meant(clause.subject, clause.sentence.number, world)
    if person is None:
        raise NotAskable("leans-on-context")
    return person


def person_meant(pronoun: Any, number: int, world: World) -> str | None:
    """The one person that "he", "she", "his" or "her" can mean.

    The only one whom the paragraph names so far; of several the last one named, if it is the subject of
    its sentence as the pronoun is of its own.
    """
    named: list[tuple[str, Any]] = []
    for token in pronoun.doc[: pronoun.i]:
        if token.pos_ != "PROPN" or not (token.text in world.people or token.text in world.shared_names):
            if token.ent_type_ == "PERSON" and token.ent_iob_ == "B" and not _known(token, world):
                return None
            continue
        whole = re.sub(r"['\u2019]s$", "", _entity_text(token))
        if whole not in world.people and whole != token.text:
            # A longer name that is nobody known ("John Stuart Mill" beside a known John).
            return None
        full = world.people.get(whole) or world.people.get(token.text) or world.bearer(token.text, number, token.i)
        if full is None:
            return None
        named.append((full, token))
    sex = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}.get(pronoun.lower_)
    fitting = [(full, token) for full, token in named if world.sex_of(full) in {None, sex}]
    if len({full for full, _ in fitting}) == 1:
        return fitting[0][0]
    if not fitting:
        return None
    full, token = fitting[-1]
    entity = next((e for e in token.doc.ents if e.start <= token.i < e.end), None)
    subject = token if entity is None else entity.root
    return full if subject.dep_ in {"nsubj", "nsubjpass"} and pronoun.dep_ in {"nsubj", "nsubjpass"} else None


def _known(token: Any, world: World) -> bool:
    entity = next((e for e in token.doc.ents if e.start <= token.i < e.end), None)
    return entity is None or any(t.text in world.people or t.text in world.shared_names for t in entity)


def _entity_text(token: Any) -> str:
    return str(next((e.text for e in token.doc.ents if e.start <= token.i < e.end), token.text))


def named_words(clause: Clause, indexes: Iterable[int], world: World, *, replaced: dict[int, str] | None = None) -> str:
    """The tokens as text, short names written out and changed words put in."""
    doc, replaced = clause.doc, clause.swaps | (replaced or {})
    pieces: list[str] = []
    run: list[int] = []
    for index in sorted(set(indexes)):
        token = doc[index]
        full = _full_name(token, world, clause)
        if index in replaced or full:
            if run:
                pieces.append(say(doc, run))
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
    if token.text in world.bodies and token.text[0].isupper() and not _has_modifier(token) and not numbered:
        return world.bodies[token.text]
    return None


_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "prep", "relcl", "acl", "nummod"})


def _has_modifier(token: Any) -> bool:
    """Whether something tells which one is meant; "the present text" and "the first breach" do not."""
    telling = [c for c in token.children if c.dep_ in _MODIFIERS]
    return any(c.lower_ not in _POINTING_ADJECTIVES for c in telling)


def _finished(text: str, clause: Clause, world: World) -> str:
    """The question with capital and question mark, if it can be understood without the article."""
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
    if re.search(r"\w- |\bthat is,", text):
        raise NotAskable("too-short")
    if _DANGLING.search(text) or _breaks_off(clause) or _loses_and(clause) or re.search(r"\b(\w+) \1\b", text):
        raise NotAskable("too-short")
    if leans(clause, text, world):
        raise NotAskable("leans-on-context")
    if _is_past_of_past(clause) and not re.search(r"(?<!^)\b[A-Z0-9]", text):
        raise NotAskable("leans-on-context")
    if lacks_complement(clause):
        raise NotAskable("leans-on-context")
    if _loses_object(clause) or _loses_limit(clause) or _is_bare_participle(clause):
        raise NotAskable("too-short")
    if _is_thin(text):
        raise NotAskable("too-short")
    return text


def _is_thin(text: str) -> bool:
    """Whether the question names nobody and nothing in particular ("About how many people died?")."""
    names = re.search(r"(?<!^)\b[A-Z0-9]", text)
    return not names and len(set(re.findall(r"[a-z]{4,}", text.lower())) - _SAYING_NOTHING) < 3


def leans(clause: Clause, text: str, world: World) -> bool:
    """Whether the text, made of the clause, cannot be understood without the article."""
    text = re.sub(r"\bwhich of these\b", "which", text, flags=re.IGNORECASE)
    if _LEANING.search(text) or re.search(r"[();:]", text) or not _quotes_close(text):
        return True
    return _vague_reference(clause, world)


def _quotes_close(text: str) -> bool:
    """Whether every quotation mark has its partner in the text."""
    return text.count("\u201c") == text.count("\u201d") and text.count('"') % 2 == 0


def _loses_and(clause: Clause) -> bool:
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
        if joined is None or joined.pos_ not in {"VERB", "AUX"}:
            return True
    return any(
        token.dep_ == "cc"
        and token.i not in kept
        and token.head.i in kept
        and any(c.i in kept for c in token.head.conjuncts)
        for token in doc[min(kept) : max(kept) + 1]
    )


def _is_past_of_past(clause: Clause) -> bool:
    """ "had received": before something that only the text around tells."""
    return any(a.lower_ == "had" and a.dep_ == "aux" for a in clause.auxiliaries)


def _loses_object(clause: Clause) -> bool:
    """Whether a verb that is kept has lost what follows it at once ("let a senator force [a debate]")."""
    doc = clause.doc
    for index in clause.kept:
        for child in doc[index].children if doc[index].pos_ in {"VERB", "AUX"} else ():
            lost = child.dep_ in {"dobj", "attr", "acomp", "oprd", "xcomp"} and child.i > index
            if lost and child.i not in clause.kept and child.left_edge.i == index + 1:
                return True
    return False


def lacks_complement(clause: Clause) -> bool:
    """Whether a kept verb says nothing because what it needs stands elsewhere ("Maryland was the first to join")."""
    for index in clause.kept:
        verb = clause.doc[index]
        needed = complements(verb.lemma_) if verb.pos_ == "VERB" else frozenset()
        passive = any(c.dep_ == "auxpass" for c in verb.children) or (verb == clause.verb and bool(clause.lent))
        if not needed or (passive and "dobj" in needed) or verb.dep_ == "amod":
            continue
        after = [c for c in verb.children if c.i in clause.kept]
        if not any(c.dep_ in needed or c.lower_ in needed for c in after) and verb.dep_ not in {"relcl", "acl"}:
            return True
    return False


def _loses_limit(clause: Clause) -> bool:
    """Whether "the first state [to abolish them]" has lost what it was the first of."""
    for index in clause.kept:
        token = clause.doc[index]
        if token.lower_ not in {"first", "last", "only", "second", "third"} or token.head.pos_ not in {"NOUN", "PROPN"}:
            continue
        said = [c for c in [*token.head.children, *clause.verb.children] if c.dep_ in {"relcl", "acl", "advcl"}]
        if any(c.i > token.head.i and c.i not in clause.kept and c.tag_ == "VB" for c in said):
            return True
    return False


def _is_bare_participle(clause: Clause) -> bool:
    """Whether "a scheme launched [in the same year]" has lost all that its participle says."""
    for index in clause.kept:
        token = clause.doc[index]
        after = [c for c in token.children if not c.is_punct and c.i > index]
        if token.dep_ == "acl" and token.tag_ == "VBN" and after and not any(c.i in clause.kept for c in after):
            return True
    return False


def _breaks_off(clause: Clause) -> bool:
    """Whether a finite verb follows at once on what is kept: then the parser cut the clause wrongly."""
    last = max(clause.kept)
    if last + 1 >= clause.sentence.span.end:
        return False
    return clause.doc[last + 1].tag_ in {"VBD", "VBZ", "VBP", "MD"}


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
    if noun.pos_ not in {"NOUN", "PROPN"} or _has_modifier(noun) or noun.text in world.bodies or _is_franchise(noun):
        return False
    if any(c.dep_ == "appos" and c.ent_type_ == "PERSON" and not c.left_edge.nbor(-1).is_punct for c in noun.children):
        # "the printer John Roe"
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
