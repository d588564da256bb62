"""Whether a question says enough to know what it is about."""

import re

from quizapp.generation.english import lower_first
from quizapp.questions.dates import MONTHS

_SAYING_NOTHING = frozenset(
    "about many much what which that this were have does with from when there people person thing things year years "
    "according article than least most more into first last over under usually often named called listed".split()
)
_ASKING = frozenset(
    "who whom whose which what how when where in on at by to for from with of under over after before during did do "
    "does was were is are has have had can may will would must be been a an the and or that as it its their "
    "aim aims hope hopes plan plans want wants seek seeks according article country city town state year".split()
)
# Where somebody went, with nothing said of when or why, is no question.
_JUST_WENT = re.compile(r"\b(?:go|come|return|travel|arrive|move)\?$")
_NAME = r"[A-Z][\w.\u2019'-]*"
# A name of several words, with the small words in it, tells one thing.
_NAMES = re.compile(
    rf"(?:[Tt]he )?{_NAME}(?:(?: (?:of|for|and|the|on|to|de|von|van))* {_NAME})*(?:['\u2019]s)?|\d[\d.,]*"
)
# What happened when may be asked of the shortest story: the year tells which one.
_WHEN = re.compile(r"(?:In|On|By|Until|Since|From|During|When|For) (?:which|what) (?:year|month|date|decade)|When ")
_FEWEST_TOLD = 3
# How many of something: with a name, that it has, or they did; without one, enough to know where.
_COUNTING = re.compile(
    r"(?:(?:about|at least|up to) )?(?:what (share|percentage)|how many(?: (?:\w+ )?(?:year|month|week|day|hour|"
    r"decade)s)?)",
    re.IGNORECASE,
)
_FEWEST_NAMED, _FEWEST_UNNAMED = 2, 3
_MONTH = "|".join(MONTHS)
_DATE = re.compile(
    rf",? ?(?:[Oo]n|[Ii]n)? ?(?:(?:{_MONTH})(?: \d{{1,2}})?|\d{{1,2}} (?:{_MONTH}))?,? ?(?:1\d|20)\d\d\b,?"
)
# Many people do these, and often: with nothing said but who, the question could be about any of the times.
_OFTEN_DONE = re.compile(
    r"\b(?:write|wrote|meets?|met|meeting|spoke|speaks?|votes?d?|talks?|talked|based|works?|worked|lives?|lived|"
    r"collaborated?|comes?|came|rules?|ruled|decides?|decided)\b"
)


# What somebody won, ruled or decided must be told with it: "In which year did the court rule?"
_OF_NO_YEAR = re.compile(r"\b(?:win|won|lose|rule|decide|agree|vote|act|speak|write|meet|disagree|impose|accept)s?\b")


def is_thin(stem: str) -> bool:
    """Whether the stem could be asked of many things ("About how many people died?", "Who wrote to the Times?").

    A question after a year or a date needs to name something; one about what is done often needs three things told,
    of which a name of however many words is one.
    """
    if _JUST_WENT.search(stem) and not re.search(r"\d", stem):
        return True
    names = re.search(r"(?<!^)\b[A-Z0-9]", stem)
    if not names and len(set(re.findall(r"[a-z]{4,}", stem.lower())) - _SAYING_NOTHING) < _FEWEST_TOLD:
        return True
    if counted := _COUNTING.search(stem):
        fewest = _FEWEST_TOLD if counted[1] else _FEWEST_NAMED if names else _FEWEST_UNNAMED
        if things_told(_COUNTING.sub(" ", stem)) < fewest:
            return True
    often = _OF_NO_YEAR if _WHEN.match(stem) else _OFTEN_DONE
    told = stem if _WHEN.match(stem) else _DATE.sub("", stem)
    return often.search(stem) is not None and things_told(told) < _FEWEST_TOLD


def things_told(stem: str) -> int:
    """How many names, numbers and words of meaning the stem holds, less the word that asks."""
    text = lower_first(stem, is_name=False)
    rest = _NAMES.sub(" ", text)
    words = set(re.findall(r"[a-z][\w-]*", rest)) - _ASKING
    return len(words) + len(_NAMES.findall(text))


def is_thin_event(label: str) -> bool:
    """Whether an event's label does not tell what was won, ruled or decided ("The court rules")."""
    return _OF_NO_YEAR.search(label) is not None and things_told(label) < _FEWEST_TOLD
