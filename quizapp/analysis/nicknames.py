"""What may not be a nickname: somebody's name, and what is rude. Plain functions; a teacher removes the rest."""

import re
import unicodedata
from collections.abc import Iterable

from quizapp.knowledge.given_names import is_given

SHORTEST, LONGEST = 2, 24
_LEET = str.maketrans("013457@$!", "oieastasi")
# What no word of a nickname may begin with.
_RUDE = (
    "arsch arse asshol bastard bitch bollock bullshit cunt dickh douche fag fick fuck fotz hitler hure idiot "
    "merde moron nazi nigg penis piss porn puta pussy retard scheiss schlampe shit slut stupid tits twat vagina "
    "wank whore wichs"
).split()


def problem_with(nickname: str, names: Iterable[str]) -> str:
    """Why this may not be a nickname in a class with these names, for the student; "" where it may."""
    if not SHORTEST <= len(nickname) <= LONGEST:
        return f"A nickname has {SHORTEST} to {LONGEST} characters."
    if not all(mark.isalnum() or mark in " -_.!" for mark in nickname) or not any(map(str.isalpha, nickname)):
        return "Use letters, digits, spaces, dots and dashes."
    words = _words(nickname)
    if any(word.startswith(rude) for word in words for rude in _RUDE):
        return "Choose a nickname that nobody minds."
    if any(is_given(word) for word in re.findall(r"[^\W\d_]+", nickname)) or set(words) & _parts(names):
        return "That is somebody's name. Choose something that does not tell who you are."
    return ""


def _words(text: str) -> list[str]:
    """The words without accents, in small letters; digits once as letters that they stand for, once left out."""
    plain = _plain(text)
    read = [plain.translate(_LEET), re.sub(r"[\d_.!-]+", "", plain), re.sub(r"[\W\d_]+", "", plain)]
    return list({word for each in read for word in re.findall(r"[^\W\d_]+", each)})


def _parts(names: Iterable[str]) -> set[str]:
    """Whole names written together, and their parts; initials are in too many words."""
    found = set()
    for name in names:
        parts = re.findall(r"[^\W\d_]+", _plain(name))
        found |= {part for part in parts if len(part) > 1} | {"".join(parts)}
    return found


def _plain(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in spread if not unicodedata.combining(mark))
