"""How the checks compare wording: whole words, folded case, light stems."""

import re
from collections.abc import Iterator
from functools import lru_cache

from quizapp.questions.multiple_choice import MultipleChoice

_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_ENDINGS = re.compile(r"(?:ing|ed|es|s|ly|e)$")
_LEADING_ARTICLE = re.compile(r"^(?:the|an?)\s+")

# Words that carry no subject of their own, so that sharing them says nothing.
_EMPTY = frozenset(
    _WORD.findall("""
    a about above after again against all also although am among an and any are as at be because been before
    being below between both but by can cannot could did do does doing down during each either else every few
    for from further had has have having he her here hers him his how however i if in into is it its itself
    just least less many may me might more most much must my neither no nor not of off on once one only or
    other others our out over own per rather same several shall she should since so some such than that the
    their them then there these they this those though through to too two under until up upon us very was we
    were what when where whether which while who whom whose why will with within without would you your
    according answer article best called come comes correct describe describes following happen happened
    happens kind known made make makes mean means name named option options question said say says statement
    statements take takes text true false took type use used uses way
    """)
)


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Lower case, single spaces, straight apostrophes, no full stop or article around."""
    plain = " ".join(text.casefold().replace("’", "'").split()).strip(" .;:!?\"'“”")
    return _LEADING_ARTICLE.sub("", plain)


def words(text: str) -> list[str]:
    """The words in lower case, in order, with inner apostrophes, points and hyphens kept."""
    return [word.replace("’", "'").removesuffix("'s") for word in _WORD.findall(text.casefold())]


def stem_of(word: str) -> str:
    """A light stem: "approve", "approved" and "approves" meet; nothing cleverer."""
    if len(word) <= 4 or word[0].isdigit():
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return _ENDINGS.sub("", word)


def subjects(text: str) -> list[str]:
    """Stems of the words that carry a subject, in order."""
    parts = [part for word in words(text) for part in word.split("-")]
    return [stem_of(part) for part in parts if part not in _EMPTY and (len(part) > 2 or part.isdigit())]


def names(text: str, phrase: str) -> bool:
    """Whether the folded phrase stands in the text as whole words."""
    wanted, folded = fold(phrase), fold(text)
    # Most phrases do not stand there at all, which is cheap to see.
    if not wanted or wanted not in folded:
        return False
    return re.search(rf"(?<![\w.,-]){re.escape(wanted)}(?![\w-]|[.,]\d)", folded) is not None


def options_with_place(content: MultipleChoice) -> Iterator[tuple[str, str]]:
    """(where, text) of the key and of every distractor."""
    yield "key", content.key
    for index, distractor in enumerate(content.distractors):
        yield f"distractors.{index}", distractor
