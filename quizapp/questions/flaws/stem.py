"""Criteria about the stem."""

import re

from quizapp.questions.content import Content
from quizapp.questions.flaws.flaw import Flaw
from quizapp.questions.flaws.wording import options_with_place, subjects, words
from quizapp.questions.multiple_choice import MultipleChoice

LONGEST_STEM_IN_WORDS = 45

_BLANK = re.compile(r"_{2,}|\[\s*\.*\s*\]|\(\s*\.{2,}\s*\)|\.{3,}\s*\S|…\s*\S|\bblank\b\s*\?")
_LOOSE_PRONOUN = re.compile(
    r"^(?:(?:what|when|why|how|where|which|who|did|do|does|was|were|is|are|has|had|have|will|can|to|in|on|by"
    r"|much|many|long|often|year)\s+)+(?:he|she|they|it|this|these|those)\b(?!\s+(?:that|to)\b)",
    re.I,
)
_CALENDAR = "week|month|year|spring|summer|autumn|winter|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_LOOSE_TIME = re.compile(
    rf"\b(?:yesterday|tonight|tomorrow|(?:last|next|this)\s+(?:{_CALENDAR})|days ago|recently)\b"
    rf"(?!\s+(?:of|in|before|after)\b)",
    re.I,
)
_TRUTH_STEM = re.compile(
    r"^(?:true or false\b"
    r"|which\b.{0,60}\b(?:is|are)\s+(?:not\s+)?(?:true|correct|false|incorrect|untrue|right|wrong)\b)",
    re.I,
)
_TRUTH_OPTION = re.compile(r"^(?:true|false|yes|no)\b[.,]?(?:\s|$)", re.I)
_SUBORDINATE = re.compile(
    r"(?<=\s)(?:if|when|where|because|after|before|until|unless|although|since|that|while|whether)\s.*$",
    re.I | re.S,
)
_NEGATIVE = re.compile(r"\b(?:which|what|who|whom|whose|all of)\b.*\b(?:not|never|cannot)\b|n['’]t\b", re.I | re.S)
# "Exempt except where ..." states a rule; only these ask for the exception.
_ASKS_EXCEPTION = re.compile(
    r"\bexcept\s*[:?.]?\s*$|\ball\b.*\bexcept\b|\bexcept (?:for )?(?:which|what|who|whom)\b|\bleast likely\b",
    re.I | re.S,
)
# Capitals keep readers from missing it, though not from stumbling over it.
_EMPHASISED = re.compile(r"\b(?:NOT|NEVER|CANNOT|EXCEPT|LEAST)\b")
_CAPITAL_NOT = re.compile(r"\bNOT\b")
_INSTRUCTION = re.compile(r"^(?:choose|select|name|complete|give|pick|mark|find|identify|put|match)\b", re.I)


def ambiguous_information(content: MultipleChoice) -> list[Flaw]:
    """A pronoun that stands for nothing, or a time that depends on the day of reading."""
    found = []
    if _LOOSE_PRONOUN.match(content.stem):
        found.append(
            Flaw(
                "ambiguous-information",
                "The stem speaks of someone or something it has not named. Name it.",
                "stem",
            )
        )
    for where, text in (("stem", content.stem), *options_with_place(content)):
        loose = _LOOSE_TIME.search(text)
        if loose:
            found.append(
                Flaw(
                    "ambiguous-information",
                    f"“{loose[0]}” depends on the day of reading. Give the date.",
                    where,
                )
            )
    return found


def gratuitous_information(content: Content) -> list[Flaw]:
    """A stem that takes longer to read than it needs."""
    length = len(words(content.stem))
    if length <= LONGEST_STEM_IN_WORDS:
        return []
    message = f"The stem has {length} words. Leave out what is not needed to answer."
    return [Flaw("gratuitous-information", message, "stem")]


def true_false_question(content: MultipleChoice) -> list[Flaw]:
    """Options that are judged one by one, as true or false."""
    if _TRUTH_STEM.match(content.stem) or all(_TRUTH_OPTION.match(option) for option in content.options):
        message = "Each option has to be judged true or false by itself. Ask one thing that has one answer."
        return [Flaw("true-false-question", message, "stem")]
    return []


def fill_in_the_blank(content: Content) -> list[Flaw]:
    """A gap inside the stem."""
    if not _BLANK.search(content.stem):
        return []
    return [Flaw("fill-in-the-blank", "The stem has a gap. Ask a whole question instead.", "stem")]


def unfocused_stem(content: Content) -> list[Flaw]:
    """A stem that asks nothing until the options are read."""
    stem = content.stem.strip()
    asks = stem.endswith("?") or _INSTRUCTION.match(stem)
    if subjects(stem) and (asks or len(words(stem)) >= 5):
        return []
    message = "The stem asks nothing by itself. A reader should be able to answer with the options covered."
    return [Flaw("unfocused-stem", message, "stem")]


def negative_wording(content: Content) -> list[Flaw]:
    """A stem that asks for what is not so. A "not" inside a condition or a reason is none."""
    main_clause = _SUBORDINATE.sub("", content.stem)
    why_or_how = re.match(r"(?:why|how|when|where)\b", content.stem, re.I)
    negative = _NEGATIVE.search(main_clause) and not why_or_how
    if negative or _ASKS_EXCEPTION.search(content.stem) or _CAPITAL_NOT.search(content.stem):
        if _EMPHASISED.search(content.stem):
            message = "The stem asks for what is not so. Ask for what is so where you can."
        else:
            message = "The stem asks for what is not so, which readers miss. Ask for what is so."
        return [Flaw("negative-wording", message, "stem")]
    return []


# These read nothing but the stem.
STEM_CHECKS_OF_ANY_TYPE = (gratuitous_information, fill_in_the_blank, unfocused_stem, negative_wording)
STEM_CHECKS = (
    ambiguous_information,
    gratuitous_information,
    true_false_question,
    fill_in_the_blank,
    unfocused_stem,
    negative_wording,
)
