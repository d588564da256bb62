"""Criteria about the options and how they stand to each other."""

import re
from collections.abc import Iterator
from itertools import combinations

from quizapp.questions.amounts import amount, ascending
from quizapp.questions.flaws.flaw import Flaw
from quizapp.questions.flaws.wording import fold, names, options_with_place, subjects, words
from quizapp.questions.multiple_choice import MultipleChoice

# A key is a giveaway when it is this much longer than the longest distractor, and by this many letters.
LENGTH_RATIO = 1.4
LENGTH_SURPLUS = 15
# Options of more words than this repeat words by chance.
LONGEST_COMBINATION = 6
# A number this many times off is ruled out without knowing anything.
IMPLAUSIBLE_FACTOR = 100

_JOKE = re.compile(r"^(?:i (?:do not|don't) know|don't know|nobody|no one|nothing|nothing happened|it is not known)$")
_THESE = r"(?:the )?(?:above|these|those|them|others?|options?)"
_NONE_OF = re.compile(rf"^(?:none|neither) of {_THESE}")
_ALL_OF = re.compile(rf"^(?:all|both|any|each) of {_THESE}")
_MARK = r"\(?(?:[a-e]|i{1,3}|iv|v|[1-5])\)?"
_K_TYPE = re.compile(
    rf"^(?:both |only |neither )?{_MARK}(?:(?:\s*,\s*|\s*,?\s+(?:and|or|nor)\s+|\s*&\s*){_MARK})+(?: only)?$"
    rf"|^{_MARK} only$"
)
# "Always" and "never" inside a description may be plain fact ("a law never brought into force").
_ABSOLUTE = re.compile(
    r"^(?:always|never)\b|\b(?:may|can|must|will|should|is|are) (?:always|never)\b"
    r"|\b(?:absolutely|entirely|completely|totally|without exception|in every case"
    r"|under no circumstances|under all circumstances)\b"
)
_VAGUE = re.compile(r"\b(?:sometimes|often|frequently|occasionally|seldom|rarely|now and then|usually|generally)\b")
_LIST_BETWEEN = re.compile(
    r"^\s*(?:,|and\b|or\b|as well as\b|&)(?:[^.;:]{0,60}(?:,|\band|\bor|\bas well as|&))?"
    r"\s*(?:the\s+|an?\s+)?$"
)


def _where_matching(pattern: re.Pattern[str], content: MultipleChoice) -> Iterator[tuple[str, str]]:
    return ((where, text) for where, text in options_with_place(content) if pattern.search(fold(text)))


def implausible_distractors(content: MultipleChoice) -> list[Flaw]:
    """Distractors that nobody would choose: jokes, and amounts of another order."""
    found = [
        Flaw("implausible-distractors", f"“{text}” is not a serious answer. Write one that tempts.", where)
        for where, text in _where_matching(_JOKE, content)
        if where != "key"
    ]
    right = amount(content.key)
    for index, distractor in enumerate(content.distractors):
        wrong = amount(distractor)
        if right is None or wrong is None or right.unit != wrong.unit or not right.value * wrong.value > 0:
            continue
        ratio = right.value / wrong.value
        if not 1 / IMPLAUSIBLE_FACTOR < ratio < IMPLAUSIBLE_FACTOR:
            message = f"“{distractor}” is too far from “{content.key}” to tempt anyone."
            found.append(Flaw("implausible-distractors", message, f"distractors.{index}"))
    return found


def none_of_the_above(content: MultipleChoice) -> list[Flaw]:
    """An option that says that no option is right."""
    message = "“None of the above” shows what a learner rules out, not what they know. Replace it."
    return [Flaw("none-of-the-above", message, where) for where, _ in _where_matching(_NONE_OF, content)]


def all_of_the_above(content: MultipleChoice) -> list[Flaw]:
    """An option that says that all are right."""
    message = "“All of the above” is found by knowing two options. Replace it."
    return [Flaw("all-of-the-above", message, where) for where, _ in _where_matching(_ALL_OF, content)]


def complex_or_k_type(content: MultipleChoice) -> list[Flaw]:
    """Options that combine other options ("A and C")."""
    combined = list(_where_matching(_K_TYPE, content))
    # "1 and 3" may be an honest answer; a learner's puzzle has several such options.
    if len(combined) < 2:
        return []
    message = "Options that combine other options test puzzling, not knowledge. Give each its own content."
    return [Flaw("complex-or-k-type", message, combined[0][0])]


def longest_answer_correct(content: MultipleChoice) -> list[Flaw]:
    """A key that stands out by its length."""
    longest = max(len(distractor) for distractor in content.distractors)
    length = len(content.key)
    if length < longest * LENGTH_RATIO or length < longest + LENGTH_SURPLUS:
        return []
    message = "The right option is much longer than the others, which gives it away. Even them out."
    return [Flaw("longest-answer-correct", message, "key")]


def absolute_terms(content: MultipleChoice) -> list[Flaw]:
    """Words without exception in distractors only, which practised guessers rule out."""
    if _ABSOLUTE.search(fold(content.key)):
        return []
    return [
        Flaw("absolute-terms", "“Always”, “never” and the like mark an option as wrong. Reword it.", where)
        for where, _ in _where_matching(_ABSOLUTE, content)
    ]


def vague_terms(content: MultipleChoice) -> list[Flaw]:
    """Frequency words that readers take differently. What the evidence says so itself may stay."""
    quotes = fold(" ".join(evidence.quote for evidence in content.evidence))
    vague = [
        (where, found[0])
        for where, text in options_with_place(content)
        if (found := _VAGUE.search(fold(text))) and not (where == "key" and names(quotes, found[0]))
    ]
    if len(vague) == len(content.options):
        return []
    return [
        Flaw("vague-terms", f"“{term}” means something else to every reader. Say how often.", where)
        for where, term in vague
    ]


def lost_sequence(content: MultipleChoice) -> list[Flaw]:
    """Amounts or dates that cannot be shown in order, because each is written in another form."""
    all_short_numbers = all(amount(option) and len(words(option)) <= 4 for option in content.options)
    if not all_short_numbers or ascending(content.options) is not None:
        return []
    message = "The options are amounts in different forms, so they cannot stand in order. Write all alike."
    return [Flaw("lost-sequence", message, "options")]


def convergence_cues(content: MultipleChoice) -> list[Flaw]:
    """A key that shares different parts with different distractors is where the options meet."""
    if max(len(words(option)) for option in content.options) > LONGEST_COMBINATION:
        return []
    parts = [set(subjects(option)) for option in content.options]
    shared_by_all = set.intersection(*parts)
    shared = [
        {part for part in own - shared_by_all if any(part in other for other in parts if other is not own)}
        for own in parts
    ]
    lone_partners = [index for index in range(1, len(parts)) if len(shared[0] & parts[index] - shared_by_all) == 1]
    meets_different_ones = len({next(iter(shared[0] & parts[index])) for index in lone_partners}) > 1
    if len(shared[0]) >= 2 and meets_different_ones and all(len(own) < len(shared[0]) for own in shared[1:]):
        message = "The right option repeats parts of several others, so that it shows where they meet."
        return [Flaw("convergence-cues", message, "options")]
    return []


def more_than_one_correct(content: MultipleChoice) -> list[Flaw]:
    """A distractor that says the same as the key, or that the evidence lists beside it."""
    right = amount(content.key)
    found = []
    for index, distractor in enumerate(content.distractors):
        if (right and right == amount(distractor)) or _listed_together(content, distractor):
            message = f"“{distractor}” may be right as well as “{content.key}”. Check it against the article."
            found.append(Flaw("more-than-one-correct", message, f"distractors.{index}"))
    return found


def _listed_together(content: MultipleChoice, distractor: str) -> bool:
    for evidence in content.evidence:
        quote = fold(evidence.quote)
        for first, second in ((content.key, distractor), (distractor, content.key)):
            begin, end = _span(quote, first), _span(quote, second)
            if begin is None or end is None or begin[1] > end[0]:
                continue
            is_range = re.search(r"\b(?:between|from)\s+(?:the\s+)?$", quote[: begin[0]])
            if _LIST_BETWEEN.match(quote[begin[1] : end[0]]) and not is_range:
                return True
    return False


def _span(quote: str, phrase: str) -> tuple[int, int] | None:
    found = re.search(rf"(?<!\w){re.escape(fold(phrase))}(?!\w)", quote)
    return found.span() if found else None


def option_inside_option(content: MultipleChoice) -> list[Flaw]:
    """An option whose words all stand inside another one."""
    found = []
    for (where, text), (other_where, other) in combinations(options_with_place(content), 2):
        if names(other, text) or names(text, other):
            inner, outer, place = (text, other, where) if names(other, text) else (other, text, other_where)
            message = f"“{inner}” is part of “{outer}”, so both or neither may seem right."
            found.append(Flaw("option-inside-option", message, place))
    return found


OPTION_CHECKS = (
    implausible_distractors,
    none_of_the_above,
    all_of_the_above,
    complex_or_k_type,
    longest_answer_correct,
    absolute_terms,
    vague_terms,
    lost_sequence,
    convergence_cues,
    more_than_one_correct,
    option_inside_option,
)
