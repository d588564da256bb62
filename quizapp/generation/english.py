"""The little morphology that questions and event labels need."""

import re
from typing import Any

_IRREGULAR = {"be": "is", "have": "has", "do": "does", "go": "goes"}


def third_person(lemma: str) -> str:
    """The present form for he, she or it ("ratify" -> "ratifies")."""
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if re.search(r"[^aeiou]y$", lemma):
        return f"{lemma[:-1]}ies"
    return f"{lemma}es" if re.search(r"(?:s|x|z|ch|sh|o)$", lemma) else f"{lemma}s"


def is_plural(noun: Any) -> bool:
    """Whether a subject (a spaCy token) takes a plural verb."""
    return (
        noun.tag_ in {"NNS", "NNPS"}
        or noun.lower_ in {"they", "we"}
        or any(child.dep_ == "conj" for child in noun.children)
    )


def do_for(verb: Any) -> str:
    """The form of "do" that a question needs for a verb without an auxiliary."""
    return {"VBD": "did", "VBZ": "does"}.get(verb.tag_, "do")


def lower_first(text: str, *, is_name: bool) -> str:
    """The text as it stands inside a sentence."""
    keeps = is_name or re.match(r"[A-Z]['\u2019]?[A-Z]", text)
    return text if keeps else text[:1].lower() + text[1:]


def with_indefinite(noun: str) -> str:
    """The noun with "a" or "an"."""
    return f"an {noun}" if re.match(r"[aeio]|un(?!i|a)|hono|hour|heir", noun, re.IGNORECASE) else f"a {noun}"


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
