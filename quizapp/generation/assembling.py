"""Candidates to drafts: distractors are chosen, checks run, and nothing is asked twice."""

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from quizapp.generation.gate import REASONS, Refused, check_key, holds, sure_distractors, telling_words
from quizapp.generation.model import Candidate, Draft, Refusal
from quizapp.generation.parsing import Sentence
from quizapp.generation.world import World
from quizapp.questions.flaws import flaws
from quizapp.questions.multiple_choice import MultipleChoice

MOST_DRAFTS = 30
_SPARES = 2
# Questions about labels share their options, so they only fill up what the rest leaves.
_ENOUGH_WITHOUT_KEY_POINTS = 16
_MOST_OF_A_KIND = {"date": 5, "year": 6, "key-point": 6, "section": 3}
# What a teacher only has to look at does not stop a draft; these do.
_BLOCKING = frozenset(
    {"key-in-stem", "option-inside-option", "more-than-one-correct", "none-of-the-above", "all-of-the-above",
     "evidence-lacks-key"}
)  # fmt: skip


def assemble(
    candidates: Iterable[Candidate], sentences: list[Sentence], world: World, *, seed: int
) -> tuple[list[Draft], list[Refusal]]:
    """Drafts in the order of the article, and why the other candidates were refused."""
    drafts: list[tuple[Candidate, MultipleChoice]] = []
    refused: list[Refusal] = []
    kinds: Counter[str] = Counter()
    for candidate in sorted(candidates, key=lambda c: (c.rank, c.evidence.start, c.stem)):
        try:
            _check_room(candidate, len(drafts), kinds)
            check_key(candidate)
            _check_new(candidate, drafts)
            drafts.append((candidate, _content(candidate, sentences, world, seed=seed)))
            kinds[candidate.kind] += 1
        except Refused as reason:
            refused.append(refusal(reason.code, candidate.evidence.quote))
    drafts.sort(key=lambda pair: (pair[0].evidence.start, pair[0].stem))
    names: Counter[str] = Counter()
    return [_draft(candidate, content, names) for candidate, content in drafts], refused


def _check_room(candidate: Candidate, drafts: int, kinds: Counter[str]) -> None:
    if candidate.kind == "key-point" and drafts >= _ENOUGH_WITHOUT_KEY_POINTS:
        raise Refused("enough")
    if drafts >= MOST_DRAFTS or kinds[candidate.kind] >= _MOST_OF_A_KIND.get(candidate.kind, MOST_DRAFTS):
        raise Refused("enough")


def refusal(code: str, quote: str) -> Refusal:
    return Refusal(code, REASONS.get(code, code), quote)


def _check_new(candidate: Candidate, drafts: list[tuple[Candidate, MultipleChoice]]) -> None:
    words = telling_words(candidate.stem)
    for other, _ in drafts:
        shared = words & telling_words(other.stem)
        same_key = candidate.key.casefold() == other.key.casefold()
        if candidate.stem == other.stem or (same_key and len(shared) >= 1 and candidate.kind != "key-point"):
            raise Refused("asked-already")
        if len(shared) >= 0.75 * max(len(words), 1) and candidate.evidence.start == other.evidence.start and same_key:
            raise Refused("asked-already")
        tells = holds(candidate.stem, other.key) or holds(other.stem, candidate.key)
        if tells and len(shared) >= 3 and len(candidate.key) > 2 and not other.key.isdigit():
            raise Refused("answered-elsewhere")


def _content(candidate: Candidate, sentences: list[Sentence], world: World, *, seed: int) -> MultipleChoice:
    sure = sure_distractors(candidate, sentences)
    if len(sure) < 3:
        raise Refused("too-few-distractors")
    chance = random.Random(f"{seed}:{candidate.stem}:{candidate.key}")
    chosen = _balanced(candidate, sure, chance)
    spares = [other for other in sure if other not in chosen][:_SPARES]
    content = MultipleChoice(
        stem=candidate.stem,
        key=_as_option(candidate.key, candidate),
        distractors=tuple(_as_option(other, candidate) for other in chosen),
        spare_distractors=tuple(_as_option(other, candidate) for other in spares),
        explanation=_explained(candidate, chosen),
        evidence=(candidate.evidence,),
    )
    if any(flaw.code in _BLOCKING for flaw in flaws(content)):
        raise Refused("flawed")
    return content


def _balanced(candidate: Candidate, sure: list[str], chance: random.Random) -> list[str]:
    """Three distractors; of numbers a seeded share lies below the key, so that its place varies."""
    if candidate.is_number:
        return _around(candidate.key, sure, chance)
    if candidate.kind in {"term", "key-point"}:
        # The key must not stand out by its length: at least one distractor is longer where one can be had.
        near = sorted(sure[:8], key=lambda other: abs(len(other) - len(candidate.key)))
        longer = [other for other in near if len(other) > len(candidate.key)][:1]
        rest = [other for other in near if other not in longer]
        return [*longer, *rest][:3]
    own = [other for other in sure if other in candidate.from_article][:2]
    rest = [other for other in sure if other not in own][:5]
    chance.shuffle(rest)
    return [*own, *rest][:3]


def _around(key: str, sure: list[str], chance: random.Random) -> list[str]:
    value = _sortable(key)
    below = [other for other in sure if _sortable(other) < value]
    above = [other for other in sure if _sortable(other) >= value]
    wanted = chance.choice([0, 1, 2, 3])
    wanted = max(min(wanted, len(below)), 3 - len(above))
    return [*below[:wanted], *above[: 3 - wanted]]


def _sortable(text: str) -> tuple[float, str]:
    number = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    return (float(number[0].replace(",", "")) if number else 0.0, text)


def _as_option(text: str, candidate: Candidate) -> str:
    """Options of one question begin alike: with a capital, except for numbers in words and terms."""
    return text[:1].upper() + text[1:] if candidate.kind in {"key-point"} else text


def _explained(candidate: Candidate, chosen: list[str]) -> str:
    own = [other for other in chosen if other in candidate.from_article]
    text = "The quoted sentence says so."
    if own and candidate.kind not in {"term", "key-point"}:
        names = " and ".join(own)
        verb = "is" if len(own) == 1 else "are"
        text += f" {names} {verb} named in the article too, but not for this."
    elif candidate.kind == "term" and own:
        text += " The other answers are about other terms of the article."
    return text


def _draft(candidate: Candidate, content: MultipleChoice, names: Counter[str]) -> Draft:
    words = unicodedata.normalize("NFKD", content.key).encode("ascii", "ignore").decode().lower()
    base = "-".join(re.findall(r"[a-z0-9]+", f"{candidate.kind} {words}")[:6])[:60].strip("-") or candidate.kind
    names[base] += 1
    name = base if names[base] == 1 else f"{base}-{names[base]}"
    return Draft(name, "multiple-choice", content, (candidate.kind,))
