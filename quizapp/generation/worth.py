"""Whether a question asks for a detail on the side that no lesson needs."""

import re

from quizapp.generation.model import Candidate
from quizapp.generation.notability import is_house

# A picture drawn by the writer ("who slowly covered his face in paint"), not what was done in public life.
_SCENE = re.compile(
    r"\b(?:slowly|quietly|loudly|nervously|calmly|angrily|cheerfully|softly|gently|proudly|tearfully)\b"
    r"|\b(?:smile|laugh|weep|whisper|shout|stroll|hug|kiss|frown|sigh|shrug|joke|blush)(?:e?d|e?s)?\b|\bwept\b"
    r"|\b(?:hold|holds|held) up an? "
    r"|\b(?:wore|wear|wears|wearing)\b"
    r"|\b(?:his|her|their) (?:face|hair|beard|hat|shoes|shirt|jacket|coat|glasses|eyes|hands?|fists?|head)s?\b",
    re.IGNORECASE,
)
# Where a house stands or somebody comes from that the sentence tells in passing.
_IN_PASSING = re.compile(
    r"\b(?:by|with|at) an? (?:[\w-]+ ){0,3}[\w-]+ (?:in|from|near|of) which (?:city|town|village|place|state)\?$"
    r"|\b(?:is|was|are|were) an? (?:[\w-]+ ){0,3}[\w-]+ (?:from which \w+|in which (?:city|town|village))\?$"
    r"|\b(?:case|example|instance)s? of which \w+\?$"
)
# What was going on or near, without its moment: "was on his first visit to which country".
_GOING_ON = re.compile(
    r"\b(?:was|were)\b[^,?]{0,40} on (?:his|her|their|an?) (?:\w+ )?(?:visit|trip|tour|way|journey)\b"
    r"|\b(?:have|has|had) been \w+ing for (?:how|about how) many\b"
    r"|\babout to\b|\bmore recently\b|\b(?:was|were)\b[^?]* supposed to\b"
)
# Turns of speech that say little of what was done, and votes of which only the article tells what they were on.
_TURNS = re.compile(
    r"\b(?:give|gave|gives) notice\b(?! (?:of|that|to)\b)|\b(?:lose|lost|loses) (?:patience|heart|interest|ground)\b"
    r"|\b(?:go|goes|went) (?:nowhere|on leave|further)\b|\btroubled by what\b|\bwhat (?:had )?happened\b"
    r"|\bvoted? (?:against|for|in favour|in favor)\?$|\bput(?:s|ting)? (?:its|their|his|her) trust in\b"
)
_DATED = re.compile(r"\d{4}")


def is_side_detail(candidate: Candidate) -> bool:
    """Whether the candidate asks for an inn, a scene, what is told in passing or in a turn of speech."""
    stem = candidate.stem
    if candidate.kind in {"thing", "place"} and is_house(candidate.key):
        return True
    if _SCENE.search(stem) or _IN_PASSING.search(stem) or _TURNS.search(stem):
        return True
    return _GOING_ON.search(stem) is not None and not _DATED.search(stem)
