"""What "the island" or "the ban" means: the one fuller phrase with the same noun that came shortly before."""

from typing import Any

from quizapp.generation.kinds import proper_run
from quizapp.generation.parsing import Sentence, entity_of
from quizapp.knowledge.places import find
from quizapp.knowledge.words import BODY_NOUNS, is_person_noun

# So many sentences back a noun is still in a reader's mind.
_NEAR = 3
_TAIL_WORDS = 5
_NOT_BEHIND = frozenset({"VERB", "AUX", "PRON", "PUNCT", "NUM"})
_LEFT = frozenset({"amod", "compound", "nmod"})
# Where one of these stands before the noun, the article tells of more than one.
_OTHER_ONES = frozenset("a an another other each every any no some two three four five several many".split())
_POINTING = frozenset(
    "new old first second third last next current present former same other own main whole entire such this that large "
    "small recent early late final possible similar different earlier later".split()
)


def fuller_name(noun: Any, sentence: Sentence, sentences: list[Sentence]) -> str | None:
    """The only fuller phrase for a bare "the ``noun``" in the sentences before it (and before it in its own)."""
    if not noun.text.islower() or any(c.dep_ in {"amod", "compound", "nummod"} for c in noun.children):
        return None
    found: dict[frozenset[str], str] = {}
    for number in range(max(0, sentence.number - _NEAR), sentence.number + 1):
        for token in sentences[number].span:
            if number == sentence.number and token.i >= noun.i:
                break
            if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ == "compound":
                continue
            if token.lemma_.casefold() != noun.lemma_.casefold():
                continue
            if (token.tag_ in {"NNS", "NNPS"}) != (noun.tag_ in {"NNS", "NNPS"}):
                continue
            if phrase := _phrase(token):
                found.setdefault(frozenset(phrase.casefold().split()), phrase)
    # One that only says less than another is the same thing.
    longest = [words for words in found if not any(words < other for other in found)]
    if not found:
        return _introduced(noun, sentence, sentences)
    return found[longest[0]] if len(longest) == 1 else None


def _introduced(noun: Any, sentence: Sentence, sentences: list[Sentence]) -> str | None:
    """The only name that the article has introduced as one ("Acme, a company from Leeds"), if it tells of no other."""
    named: set[str] = set()
    # A dispute far back may be another dispute; a body of which the article names one is that one.
    is_body = noun.lemma_.casefold() in BODY_NOUNS
    for earlier in sentences[: sentence.number]:
        for token in earlier.span:
            if is_body and token.text == noun.text.capitalize() and (name := _name_ending_in(token)):
                named.add(name)
                continue
            if token.lemma_.casefold() != noun.lemma_.casefold() or token.pos_ != "NOUN":
                continue
            told = token.head if token.dep_ == "appos" else None
            if token.dep_ == "attr" and token.head.lemma_ == "be":
                told = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
            name = _name_introduced(told, token) if told is not None else None
            if name is None and told is None and is_body and token.tag_ == noun.tag_:
                name = _phrase(token)
            if name:
                named.add(name)
            elif any(c.lower_ in _OTHER_ONES for c in token.children):
                return None
    by_words = {frozenset(name.casefold().split()): name for name in sorted(named)}
    longest = [words for words in by_words if not any(words < other for other in by_words)]
    return by_words[longest[0]] if len(longest) == 1 and noun.tag_ == "NN" else None


def _name_ending_in(token: Any) -> str | None:
    """ "the Ganges Water Treaty" for "Treaty"; None where it stands alone or its name goes on."""
    run = proper_run(token)
    if len(run) < 2 or run[-1] != token or run[0].i == token.sent.start:
        return None
    return "the " + "".join(t.text_with_ws for t in run).strip()


def _name_introduced(named: Any, noun: Any) -> str | None:
    if named.pos_ != "PROPN" or named.ent_type_ in {"DATE", "NORP"} or find(named.text) is not None:
        return None
    if is_person_noun(noun.lemma_.casefold()):
        return None
    if not any(c.lower_ in {"a", "an", "the"} for c in noun.children):
        return None
    run = [t for t in named.subtree if t.i <= named.i]
    if any(t.pos_ not in {"PROPN", "ADP", "PUNCT"} and t.dep_ != "det" for t in run):
        return None
    name = "".join(t.text_with_ws for t in run).strip()
    return f"the {name[4:]}" if name.startswith("The ") else name


def _phrase(noun: Any) -> str | None:
    """The noun with what tells which one it is, led by "the"; the name itself where the noun only explains a name."""
    if noun.dep_ == "appos" and noun.head.pos_ == "PROPN" and noun.head.ent_type_ not in {"PERSON", "DATE"}:
        entity = entity_of(noun.head)
        return str(entity.text) if entity is not None else None
    left = [c for c in noun.children if c.dep_ in _LEFT and c.i < noun.i and not c.is_punct]
    if any(c.lower_ in _POINTING or c.tag_ in {"JJS", "JJR"} for c in left):
        return None
    words = [t for c in left for t in c.subtree]
    owners = [c for c in noun.children if c.dep_ == "poss"]
    if owners:
        if owners[0].pos_ != "PROPN":
            return None
        words = [*owners[0].subtree, *words]
    preps = [c for c in noun.children if c.dep_ == "prep" and c.i == noun.i + 1 and c.lower_ in {"of", "on", "for"}]
    tail = preps[0] if preps else None
    after = list(tail.subtree) if tail is not None else []
    if len(after) > _TAIL_WORDS or any(t.pos_ in _NOT_BEHIND or t.dep_ == "conj" for t in after):
        after = []
    if not words and not after:
        return None
    if any(t.pos_ in {"PRON", "NUM"} or t.lower_ in {"its", "their", "his", "her"} for t in words):
        return None
    tokens = sorted([*words, noun, *after], key=lambda t: t.i)
    text = "".join(t.text_with_ws for t in tokens).strip()
    return text if owners else f"the {text}"
