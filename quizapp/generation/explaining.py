"""Why the key is right and where each wrong answer came from, in words for a student."""

import re

from quizapp.generation.gate import holds
from quizapp.generation.model import Candidate
from quizapp.generation.parsing import Sentence

_QUOTE = 260
_AROUND = 70


def explanation(candidate: Candidate, chosen: list[str], sentences: list[Sentence]) -> str:
    """One sentence for the key, then one for each wrong answer that the article names, then the rest."""
    parts = [f"The article says: \u201c{_shortened(candidate.evidence.quote)}\u201d"]
    unnamed: list[str] = []
    for option in chosen:
        origin = _origin(option, candidate, sentences)
        if origin:
            parts.append(origin)
        else:
            unnamed.append(option)
    if unnamed and candidate.kind != "statement":
        subject = _listed(unnamed)
        parts.append(f"The article does not mention {subject}.")
    return " ".join(parts)


def _origin(option: str, candidate: Candidate, sentences: list[Sentence]) -> str | None:
    for label, evidence in candidate.origins:
        if label == option:
            if candidate.kind == "statement":
                return f"Instead of \u201c{_upper(option)}\u201d it says: \u201c{_shortened(evidence.quote)}\u201d"
            return f"\u201c{_upper(option)}\u201d is told elsewhere: \u201c{_shortened(evidence.quote)}\u201d"
    named = [s for s in sentences if holds(s.text, option) and s.quote.start != candidate.evidence.start]
    if not named:
        return None
    where = _around(named[0].text, option)
    only = "only " if len(named) == 1 else ""
    if candidate.is_number and not re.search(r"\b\d{4}\b", option):
        return f"{_upper(option)} is said of something else: \u201c{where}\u201d."
    return f"{_upper(option)} is named {only}elsewhere: \u201c{where}\u201d."


def _shortened(quote: str) -> str:
    plain = " ".join(quote.split())
    return plain if len(plain) <= _QUOTE else f"{plain[:_QUOTE].rsplit(' ', 1)[0]} \u2026"


def _around(text: str, phrase: str) -> str:
    plain = " ".join(text.split())
    core = re.sub(r"^(?:the|an?) ", "", phrase, flags=re.IGNORECASE)
    at = max(plain.casefold().find(core.casefold()), 0)
    start, end = max(0, at - _AROUND), min(len(plain), at + len(core) + _AROUND)
    left = plain[start:at].partition(" ")[2] if start else plain[:at]
    right = plain[at:end].rpartition(" ")[0] if end < len(plain) else plain[at:end]
    opening, ending = "\u2026 " if start else "", " \u2026" if end < len(plain) else ""
    return f"{opening}{left}{right.rstrip('.')}{ending}"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _listed(options: list[str]) -> str:
    return options[0] if len(options) == 1 else f"{', '.join(options[:-1])} or {options[-1]}"
