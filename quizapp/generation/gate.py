"""The truth gate and the leak checks: what may not become a question, each with its reason."""

import re
from dataclasses import dataclass
from functools import lru_cache

from quizapp.generation.model import Candidate
from quizapp.generation.parsing import Sentence
from quizapp.knowledge.places import find, gives_away
from quizapp.questions.content import Evidence
from quizapp.questions.contrast import is_set_apart

REASONS = {
    "leans-on-context": "The sentence leans on what stands before it, so a question would not stand alone.",
    "names-nothing": "The question would name nobody and no place, so that nobody could tell what it is about.",
    "two-dates": "The sentence names two times at once, so a question about one would be ambiguous.",
    "too-long": "The question would be too long to read at one go.",
    "too-short": "The sentence says too little to ask about.",
    "key-not-in-quote": "The right answer does not stand in the quoted sentence.",
    "key-in-stem": "The question would name its own answer.",
    "given-away": "A word of the question points to the answer.",
    "central": "The answer is what the whole article is about.",
    "too-few-distractors": "There are not enough wrong answers of the same kind that are surely wrong.",
    "enough": "There are enough questions of this kind already.",
    "asked-already": "Another question asks the same.",
    "answered-elsewhere": "Another question names this answer.",
    "flawed": "The question has an item-writing flaw.",
    "fluff": "The sentence says little that is worth asking.",
    "side-detail": "The question would ask for a detail on the side that no lesson needs.",
    "too-thin": "The sentence holds no fact of a kind that can be asked with proof.",
}


_LOOKED_AT = 6
_FEWEST_SHARING = 2
# The sentences of a long report are looked through for every option.
_SENTENCES_KEPT = 16_384
# More wrong answers than this are never looked at: the best come first.
_MOST_SURE = 16
# Kinds whose wrong answers are true of something else, or made false on purpose.
_BY_CONSTRUCTION = frozenset({"key-point", "term", "event", "order", "statement", "reason", "role"})


@dataclass(frozen=True, slots=True)
class Refused(Exception):
    """The candidate fails; ``code`` is one of ``REASONS``."""

    code: str


@lru_cache(maxsize=_SENTENCES_KEPT)
def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("\u2019", "'").split())


def _words(text: str) -> list[str]:
    return re.findall(r"[\w']+", _folded(text))


@lru_cache(maxsize=_SENTENCES_KEPT)
def _core(phrase: str) -> str:
    return re.sub(r"^(?:the|an?) ", "", _folded(phrase))


def holds(text: str, phrase: str) -> bool:
    """Whether the phrase stands in the text as whole words, whatever its article."""
    core, folded = _core(phrase), _folded(text)
    # Most phrases do not stand there at all, which is cheap to see.
    return core in folded and re.search(rf"(?<!\w){re.escape(core)}(?!\w)", folded) is not None


def check_key(candidate: Candidate) -> None:
    """The quote proves the key, and the stem does not give it away. Raises ``Refused``."""
    if not proves(candidate.evidence, candidate.key, candidate.kind):
        raise Refused("key-not-in-quote")
    if holds(candidate.stem, candidate.key):
        raise Refused("key-in-stem")
    if candidate.kind in {"person", "thing", "term"} and _shares_telling_word(candidate):
        raise Refused("given-away")
    if candidate.kind == "date" and any(month in candidate.stem for month in candidate.key.split() if month.isalpha()):
        raise Refused("given-away")
    if candidate.kind == "place" and any(_points_at(word, candidate) for word in _spoken_names(candidate.stem)):
        raise Refused("given-away")


def _points_at(word: str, candidate: Candidate) -> bool:
    """Whether a name in the stem leads to the key and not to the other options as well."""
    others = candidate.others[:_LOOKED_AT]
    return gives_away(word, candidate.key) and not all(gives_away(word, other) for other in others)


def proves(evidence: Evidence, key: str, kind: str) -> bool:
    """Whether the key stands in the quote; of a person's name one part is enough."""
    if kind in {"event", "order", "statement", "reason", "role"}:
        # Made of the quoted clause itself, with its verb in another form.
        return True
    if kind == "person":
        return any(holds(evidence.quote, part) for part in (key, key.split()[0], key.split()[-1]))
    return holds(evidence.quote, key)


def _shares_telling_word(candidate: Candidate) -> bool:
    stem = {word[:6] for word in _words(candidate.stem) if len(word) > 3}
    key = {word[:6] for word in _words(candidate.key) if len(word) > 3}
    # What most options share tells nothing ("Which bond ...": "a revenue bond", "a savings bond").
    options = [{word[:6] for word in _words(other)} for other in candidate.others[:_LOOKED_AT]]
    key = {word for word in key if sum(word in option for option in options) < _FEWEST_SHARING}
    if candidate.kind == "term" and len(candidate.key.split()) > 5:
        return len(stem & key) > 1
    return bool(stem & key)


def _spoken_names(stem: str) -> list[str]:
    """Every capitalised word and pair of words of the stem: places and peoples."""
    words = re.findall(r"[A-Z][\w.\u2019'-]*(?: [A-Z][\w.\u2019'-]*)*", stem)
    singles = [part for name in words for part in name.split()]
    return [re.sub(r"['\u2019]s$", "", word) for word in [*words, *singles]]


def sure_distractors(candidate: Candidate, sentences: list[Sentence]) -> list[str]:
    """The candidate's others that are surely wrong and fit beside the key, the best first."""
    kept: list[str] = []
    for other in candidate.others:
        if len(kept) == _MOST_SURE:
            break
        if _clashes(other, candidate.key, kept) or holds(candidate.stem, other):
            continue
        if not candidate.is_number and candidate.kind not in _BY_CONSTRUCTION:
            quote = candidate.evidence.quote
            in_quote = holds(quote, other)
            set_apart = in_quote and is_set_apart(other, candidate.key, stem=candidate.stem, quote=quote)
            if in_quote and not set_apart:
                continue
            if _said_too(other, candidate, sentences, but_for_its_own=set_apart):
                continue
            if candidate.kind == "place" and _is_near_kin(other, candidate):
                continue
        elif candidate.is_number and holds(candidate.evidence.quote, other):
            continue
        kept.append(other)
    return kept


def is_same_name(one: str, other: str) -> bool:
    """Whether two names may mean one thing: one holds the other's initials, or all its words."""
    ours, theirs = ({w.casefold() for w in name.split()} - {"the", "a"} for name in (one, other))
    return is_abbreviated(one, other) or ours <= theirs or theirs <= ours


def is_abbreviated(one: str, other: str) -> bool:
    """Whether one name holds initials of the other ("the RTI Act", "the Right to Information Act")."""
    for short, long in ((one, other), (other, one)):
        words = re.findall(r"\w+", long)
        initials = {"".join(word[0] for word in words).upper()}
        initials.add("".join(word[0] for word in words if word[0].isupper()))
        marks = [word for word in re.findall(r"\b[A-Z]{2,}\b", short.replace(".", "")) if word not in long]
        if any(mark in each for mark in marks for each in initials):
            return True
    return False


def _clashes(other: str, key: str, kept: list[str]) -> bool:
    """Whether an option is, holds or is held by another one."""
    same = find(other)
    if key.casefold().replace("-", " ") == other.casefold().replace("-", " "):
        return True
    return any(
        holds(other, option)
        or holds(option, other)
        or (same is not None and same == find(option))
        or is_abbreviated(other, option)
        for option in [key, *kept]
    )


def _said_too(other: str, candidate: Candidate, sentences: list[Sentence], *, but_for_its_own: bool = False) -> bool:
    """Whether some sentence that names ``other`` also speaks of what was asked: then it may be right too."""
    if other not in candidate.from_article or not candidate.predicate:
        return False
    needed = 1 if len(candidate.predicate) <= 2 else 2
    for sentence in sentences:
        if but_for_its_own and sentence.text in candidate.evidence.quote:
            continue
        if holds(sentence.text, other) or (candidate.kind == "person" and holds(sentence.text, other.split()[-1])):
            lemmas = {token.lemma_.casefold() for token in sentence.span}
            if len(lemmas & candidate.predicate) >= needed:
                return True
    return False


def _is_near_kin(other: str, candidate: Candidate) -> bool:
    """Whether a place lies in, or is the country of, something that the stem names, or of the key."""
    if gives_away(other, candidate.key) and (place := find(other)) and place.kind != "city":
        return place.kind == "country"
    return (
        any(gives_away(word, other) for word in _spoken_names(candidate.stem))
        and candidate.kind == "place"
        and ((found := find(other)) is not None and found.kind == "country")
    )


def telling_words(text: str) -> set[str]:
    """Words that carry meaning, cut to their first letters, to see what two questions share."""
    common = {"which", "what", "when", "where", "how", "many", "year", "date", "article", "whom", "does", "that"}
    return {word.removesuffix("s")[:6] for word in _words(text) if len(word) > 3 and word not in common}
