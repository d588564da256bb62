"""Candidates to drafts: distractors are chosen, checks run, and nothing is asked twice."""

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from quizapp.generation.explaining import explanation
from quizapp.generation.gate import REASONS, Refused, check_key, holds, sure_distractors, telling_words
from quizapp.generation.model import SIDE, Candidate, Draft, Refusal
from quizapp.generation.parsing import Sentence
from quizapp.questions.amounts import amount
from quizapp.questions.contrast import is_set_apart
from quizapp.questions.flaws import flaws
from quizapp.questions.multiple_choice import MultipleChoice

MOST_DRAFTS = 40
_SPARES = 2
# Wrong answers that a refused question keeps, should a teacher want it.
_KEPT = 6
_DISTRACTORS = 3
_ENOUGH = 18
_MOST_OF_A_KIND = {
    "date": 4, "year": 7, "number": 12, "share": 4, "key-point": 4, "section": 2, "event": 2, "order": 1,
    "statement": 1, "role": 3, "list": 3, "reason": 3,
}  # fmt: skip
# A name that is the answer twice is no riddle the third time; where there are enough questions, one must do.
_MOST_OF_A_NAME = 2
_NAMES = frozenset({"person", "place", "thing"})
# What a teacher only has to look at does not stop a draft; these do.
_BLOCKING = frozenset(
    {"key-in-stem", "option-inside-option", "more-than-one-correct", "none-of-the-above", "all-of-the-above",
     "evidence-lacks-key", "logical-cues", "distractor-in-stem", "negative-wording", "grammatical-cues"}
)  # fmt: skip
_ASKING_WORDS = frozenset(
    "which who whom what when where how many the and for was were did does has have had are with from into according "
    "article describe year city town country state place name person date that this".split()
)
_KINDS_FIRST = ("term", "person", "thing", "number", "share", "place")
# Tells the whole sentence, so that no other question may be made of it.
_WHOLE_SENTENCE = frozenset({"event", "order", "statement"})
# How often a key is made the longest option. Of all drafts that is about a fifth: half of them are numbers and years,
# whose options are of one length. More would let a guesser who picks the longest gain by it.
_LONGEST = 0.58
_POOL, _NEAREST = 6, 4
_HONOUR = re.compile(r"^(?:Sir|Dame) (?=\S+ \S)")
# A stem of so few telling words is answered by another that shares one of them.
_FEW_WORDS = 3


def assemble(
    candidates: Iterable[Candidate], sentences: list[Sentence], *, seed: int
) -> tuple[list[tuple[Candidate, MultipleChoice]], list[Refusal]]:
    """Questions in the order of the article, and why the other candidates were refused."""
    drafts: list[tuple[Candidate, MultipleChoice]] = []
    refused: list[Refusal] = []
    kinds: Counter[str] = Counter()
    keys: Counter[str] = Counter()
    for candidate in sorted(candidates, key=_turn):
        try:
            _check_room(candidate, len(drafts), kinds, keys)
            check_key(candidate)
            candidate, moved = _beside(candidate, [other for other, _ in drafts])
            made = (candidate, _content(candidate, sentences, seed=seed))
            for at, other in moved.items():
                drafts[at] = (other, _content(other, sentences, seed=seed))
            drafts.append(made)
            kinds[candidate.kind] += 1
            keys[candidate.key.casefold()] += 1
        except Refused as reason:
            refused.append(refused_question(reason.code, candidate, sentences))
    drafts.sort(key=lambda pair: (pair[0].evidence.start, pair[0].stem))
    return drafts, refused


def named(pairs: list[tuple[Candidate, MultipleChoice]]) -> list[Draft]:
    """The questions with an id each that tells what they ask."""
    names: Counter[str] = Counter()
    return [_draft(candidate, content, names) for candidate, content in pairs]


def _check_room(candidate: Candidate, drafts: int, kinds: Counter[str], keys: Counter[str]) -> None:
    if candidate.rank >= SIDE and drafts >= _ENOUGH:
        raise Refused("enough")
    asked = keys[candidate.key.casefold()] if candidate.kind in _NAMES else 0
    if asked >= (1 if drafts >= _ENOUGH else _MOST_OF_A_NAME):
        raise Refused("enough")
    if drafts >= MOST_DRAFTS or kinds[candidate.kind] >= _MOST_OF_A_KIND.get(candidate.kind, MOST_DRAFTS):
        raise Refused("enough")


def refusal(code: str, quote: str) -> Refusal:
    return Refusal(code, REASONS.get(code, code), quote)


def refused_question(code: str, candidate: Candidate, sentences: list[Sentence]) -> Refusal:
    """Why a question that was written is not asked, with what it would have asked."""
    return replace(
        refusal(code, candidate.evidence.quote),
        start=candidate.evidence.start,
        stem=candidate.stem,
        key=_as_option(candidate.key, candidate),
        distractors=tuple(_as_option(other, candidate) for other in sure_distractors(candidate, sentences)[:_KEPT]),
    )


def _turn(candidate: Candidate) -> tuple[int, int, int, int, str]:
    """What is taken first; of one sentence a name before a number, and a number before a place or a year."""
    kind = _KINDS_FIRST.index(candidate.kind) if candidate.kind in _KINDS_FIRST else len(_KINDS_FIRST)
    return candidate.rank, -candidate.weight, candidate.evidence.start, kind, candidate.stem


def _beside(candidate: Candidate, drafts: list[Candidate]) -> tuple[Candidate, dict[int, Candidate]]:
    """The candidate as it can be asked beside the others, and those of them that must be asked shorter for it.

    Raises ``Refused``.
    """
    try:
        _check_new(candidate, drafts)
    except Refused as reason:
        if reason.code != "answered-elsewhere":
            raise
    else:
        return candidate, {}
    short = replace(candidate, stem=candidate.shorter) if candidate.shorter else candidate
    moved: dict[int, Candidate] = {}
    for at, other in enumerate(drafts):
        try:
            _check_new(short, [other])
        except Refused:
            if not other.shorter:
                raise
            moved[at] = replace(other, stem=other.shorter)
            check_key(moved[at])
            _check_new(moved[at], [short, *drafts[:at], *drafts[at + 1 :]])
    check_key(short)
    return short, moved


def _check_new(candidate: Candidate, drafts: list[Candidate]) -> None:
    words = telling_words(candidate.stem)
    for other in drafts:
        shared = words & telling_words(other.stem)
        same_key = candidate.key.casefold() == other.key.casefold()
        same_sentence = candidate.evidence.start < other.evidence.end and other.evidence.start < candidate.evidence.end
        if candidate.stem == other.stem or (same_key and len(shared) >= 1 and candidate.kind != "key-point"):
            raise Refused("asked-already")
        if candidate.counted and candidate.counted == other.counted:
            # "within 30 days" and "the normal limit is 30 days": one rule told twice.
            raise Refused("asked-already")
        if same_sentence and {candidate.kind, other.kind} & _WHOLE_SENTENCE:
            raise Refused("asked-already")
        if len(shared) >= 0.75 * max(len(words), 1) and same_sentence and same_key:
            raise Refused("asked-already")
        named = (holds(candidate.stem, other.key), holds(other.stem, candidate.key))
        if same_sentence and any(named) and (all(named) or _linked(candidate, other)):
            raise Refused("answered-elsewhere")
        if _tells(candidate, other, shared) or _tells(other, candidate, shared):
            raise Refused("answered-elsewhere")


def _linked(one: Candidate, other: Candidate) -> bool:
    """Whether two questions about one sentence ask of one act: a word of both that is no part of a key."""
    keys = _beginnings(one.key) | _beginnings(other.key)
    return bool((_beginnings(one.stem) & _beginnings(other.stem)) - keys)


def _beginnings(text: str) -> set[str]:
    """The words by their first letters, so that "die" and "died" are one."""
    words = re.findall(r"[a-z0-9]{3,}", text.casefold())
    return {word[:3] for word in words if word not in _ASKING_WORDS}


def _tells(teller: Candidate, asked: Candidate, shared: set[str]) -> bool:
    """Whether the one's stem names the other's key and speaks of the same thing."""
    if len(asked.key) < 3 or not holds(teller.stem, asked.key):
        return False
    of_key = telling_words(asked.key)
    few = len(telling_words(asked.stem) - of_key) <= _FEW_WORDS
    needed = 3 if re.fullmatch(r"\d{4}", asked.key) else 1 if few else 2
    return len(shared - of_key) >= needed


def _content(candidate: Candidate, sentences: list[Sentence], *, seed: int) -> MultipleChoice:
    sure = sure_distractors(candidate, sentences)
    if len(sure) < _DISTRACTORS + _SPARES:
        raise Refused("too-few-distractors")
    chance = random.Random(f"{seed}:{candidate.stem}:{candidate.key}")
    chosen = _balanced(candidate, sure, chance)
    spares = [other for other in sure if other not in chosen][:_SPARES]
    content = MultipleChoice(
        stem=candidate.stem,
        key=_as_option(candidate.key, candidate),
        distractors=tuple(_as_option(other, candidate) for other in chosen),
        spare_distractors=tuple(_as_option(other, candidate) for other in spares),
        explanation=explanation(candidate, chosen, sentences),
        evidence=(candidate.evidence,),
    )
    if any(flaw.code in _BLOCKING for flaw in flaws(content)):
        raise Refused("flawed")
    return content


def _balanced(candidate: Candidate, sure: list[str], chance: random.Random) -> list[str]:
    """Three distractors; of numbers a seeded share lies below the key, so that its place varies."""
    if candidate.is_number:
        return _around(candidate.key, sure, chance)
    key, stem, quote = candidate.key, candidate.stem, candidate.evidence.quote
    if against := [other for other in sure if is_set_apart(other, key, stem=stem, quote=quote)]:
        # What the sentence itself sets against the key is the likeliest mistake.
        rest = [other for other in sure[:_POOL] if other != against[0]]
        return [against[0], *_spread(rest, candidate, chance)[: _DISTRACTORS - 1]]
    own = [other for other in sure if other in candidate.from_article]
    pool = [*own[:_POOL], *(other for other in sure if other not in own)][: max(_POOL, len(own[:_POOL]) + 2)]
    # Where no near one is longer than the key, a farther one is.
    if candidate.kind == "person" and len(own) >= _DISTRACTORS:
        # People of the story, and nobody from elsewhere.
        sure = pool = own[:_POOL]
    longer = [other for other in pool if len(other) > len(candidate.key)]
    longer = longer or [other for other in sure if len(other) > len(candidate.key)][:_DISTRACTORS]
    shorter = [other for other in pool if len(other) < len(candidate.key)]
    if chance.random() < _LONGEST and len(shorter) >= _DISTRACTORS:
        return _spread(shorter, candidate, chance)
    if longer:
        first = longer[0] if longer[0] in own else chance.choice(longer)
        rest = [other for other in pool if other != first]
        return [first, *_spread(rest, candidate, chance)[: _DISTRACTORS - 1]]
    return _spread(pool, candidate, chance)


def _spread(pool: list[str], candidate: Candidate, chance: random.Random) -> list[str]:
    """Two from the article where there are, the rest by lot from the nearest others."""
    own = [other for other in pool if other in candidate.from_article][: _DISTRACTORS - 1]
    # Places come by nearness: the farther ones are no likely answers.
    rest = [other for other in pool if other not in own][: _NEAREST if candidate.kind == "place" else _POOL]
    chance.shuffle(rest)
    return [*own, *rest][:_DISTRACTORS]


def _around(key: str, sure: list[str], chance: random.Random) -> list[str]:
    value = _sortable(key)
    below = [other for other in sure if _sortable(other) < value]
    above = [other for other in sure if _sortable(other) >= value]
    wanted = chance.choice([0, 1, 2, 3])
    wanted = max(min(wanted, len(below)), _DISTRACTORS - len(above))
    return [*below[:wanted], *above[: _DISTRACTORS - wanted]]


def _sortable(text: str) -> tuple[float, str]:
    found = amount(text)
    if found is not None:
        return (float(found.value), "")
    number = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    return (float(number[0].replace(",", "")) if number else 0.0, text)


def _as_option(text: str, candidate: Candidate) -> str:
    """Options of one question begin alike: with a capital where they are phrases or sentences."""
    capital = {"key-point", "role", "reason", "event", "order", "statement"}
    if candidate.kind == "person":
        # One "Sir" among plain names would stand out.
        return _HONOUR.sub("", text)
    return text[:1].upper() + text[1:] if candidate.kind in capital else text


def _draft(candidate: Candidate, content: MultipleChoice, names: Counter[str]) -> Draft:
    words = unicodedata.normalize("NFKD", content.key).encode("ascii", "ignore").decode().lower()
    base = "-".join(re.findall(r"[a-z0-9]+", f"{candidate.kind} {words}")[:6])[:60].strip("-") or candidate.kind
    names[base] += 1
    name = base if names[base] == 1 else f"{base}-{names[base]}"
    return Draft(name, "multiple-choice", content, (candidate.kind,))
