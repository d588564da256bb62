"""Questions for the name of a law case: "In Roe v Doe the Supreme Court held that ..."."""

import re
from collections.abc import Iterator

from quizapp.generation.model import Candidate
from quizapp.generation.parsing import Sentence
from quizapp.knowledge.siblings import class_of, classes

_CASE = re.compile(
    r"\b(?:[A-Z][\w.\u2019'-]*(?: (?:of|and|the))? ?){1,5}? ?v\.? (?:the )?[A-Z][\w\u2019'-]*(?: [A-Z][\w-]*)*"
)
_HELD = re.compile(
    r"\bIn (?P<case>[A-Z][^,;]*? v\.? [A-Z][^,;]*?),(?: (?:decided|heard) in \d{4},)? "
    r"(?P<court>the [A-Z]\w*(?: \w+)*? Court|the House of Lords|the Court of Appeal) "
    r"(?P<verb>held|ruled|decided|found|declared)(?: unanimously)? that (?P<rest>[^;\u201c\u201d\"]+?)\.$",
    re.IGNORECASE,
)
_BASE = {"held": "hold", "ruled": "rule", "decided": "decide", "found": "find", "declared": "declare"}
_POINTING = re.compile(r"\b(?:it|its|this|these|that (?:law|act|case)|they|them|he|she|his|her)\b", re.IGNORECASE)
_CLASS = "landmark law cases"
_MOST_WORDS = 30


def case_candidates(sentences: list[Sentence]) -> Iterator[Candidate]:
    """In which case a court held something; other cases of the article come before famous ones."""
    own = {_tidy(found[0]): None for s in sentences for found in _CASE.finditer(s.text)}
    packed = next(each for each in classes() if each.name == _CLASS).members
    for sentence in sentences:
        said = _HELD.search(sentence.text)
        if said is None or _POINTING.search(said["rest"]) or len(said["rest"].split()) > _MOST_WORDS:
            continue
        key = _tidy(said["case"])
        rest = re.sub(r", (?:too|however|therefore),", "", said["rest"])
        dot = "v." in key
        others = [each for each in own if each != key] + [m if dot else m.replace(" v. ", " v ") for m in packed]
        yield Candidate(
            kind="thing",
            stem=f"In which case did {said['court']} {_BASE[said['verb'].lower()]} that {rest}?",
            key=key,
            others=tuple(other for other in dict.fromkeys(others) if class_of(other) is None or other != key),
            evidence=sentence.quote,
            from_article=frozenset(own),
            rank=0,
        )


def _tidy(name: str) -> str:
    return re.sub(r"^(?:In|The|But|And|Since|After) ", "", " ".join(name.split()))
