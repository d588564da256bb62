"""Mends of stems, statements and numbers."""

import re
from collections.abc import Iterator

from quizapp.questions.content import Content
from quizapp.questions.flaws import Flaw
from quizapp.questions.mending.mend import Change
from quizapp.questions.number import Number
from quizapp.questions.true_false import TrueFalse

_ASKS = re.compile(r"(?:who|whom|whose|what|which|when|where|why|how|in|on|to|by|at|for)\b", re.IGNORECASE)
_QUIET = re.compile(r"\b(?:not|never|cannot|except|least)\b")
_SHORTENED = re.compile(r"\b(\w+?)n['’]t\b", re.IGNORECASE)
_LONG_FORMS = {"ca": "can", "wo": "will", "sha": "shall"}
# "All were not" and "did not open" change more than their truth without the "not".
_SAYABLE_NOT = re.compile(r"\b(is|are|was|were|will|can|could|may|must|should|has|have|had) not\b|\bcannot\b")
_OF_MANY = re.compile(r"^(?:all|every|each|some|many|most|both|any|no|none|neither)\b", re.IGNORECASE)
_DROPPABLE = re.compile(r"\s*\b(?:always|only|completely|entirely)\b", re.IGNORECASE)


def of_stem(content: Content, flaw: Flaw) -> Iterator[Change]:
    if flaw.where != "stem":
        return
    if flaw.code == "unfocused-stem" and _ASKS.match(content.stem):
        yield "End with a question mark", {"stem": content.stem.rstrip(" .:;…") + "?"}
    if flaw.code == "negative-wording":
        long = _SHORTENED.sub(lambda found: f"{_LONG_FORMS.get(found[1].lower(), found[1])} not", content.stem)
        loud = _QUIET.sub(lambda found: found[0].upper(), long)
        if loud != content.stem:
            yield "Write it in capitals", {"stem": loud}


def of_statement(content: TrueFalse, flaw: Flaw) -> Iterator[Change]:
    if flaw.code == "negative-wording" and not _OF_MANY.match(content.stem):
        positive = _SAYABLE_NOT.sub(lambda found: found[1] or "can", content.stem, count=1)
        if positive != content.stem:
            new_key = "false" if content.key else "true"
            yield f"Say it without “not”, and make it {new_key}", {"stem": positive, "key": not content.key}
    if flaw.code == "false-but-stated":
        yield "Mark it as true", {"key": True}
    if flaw.code == "absolute-terms":
        without = _DROPPABLE.sub("", content.stem).strip()
        if without != content.stem:
            yield "Leave the word out", {"stem": without[:1].upper() + without[1:]}


def of_number(content: Number, flaw: Flaw) -> Iterator[Change]:
    if flaw.code in {"rough-number-without-tolerance", "wide-tolerance"}:
        for share in ("5 %", "10 %"):
            yield f"Accept {share} more or less", {"tolerance": share}
    if flaw.code == "year-with-share":
        yield "Accept one year more or less", {"tolerance": "1"}
        yield "Accept only the very year", {"tolerance": ""}
