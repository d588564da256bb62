"""Whether a text says something, told by its words alone: numbers, names, forms of words, opposites.

No grammar is read, so that this runs while somebody types. What is said in quite other words cannot be told from
what is not said at all; where that is likely, the answer is "yes".
"""

import re
from datetime import date
from fractions import Fraction
from functools import lru_cache
from math import ceil

from quizapp.knowledge.places import country_behind, find
from quizapp.knowledge.words import contrasts
from quizapp.questions.dates import MONTHS, interval
from quizapp.questions.flaws.wording import fold, names, stem_of, subjects, words
from quizapp.questions.numerals import NUMBER_WORDS, Numeral, numerals

# Sentences of an article, and the quotes of a large bank.
_TEXTS_KEPT = 4096
_SMALL_IN_NAMES = frozenset({"of", "the", "and", "for", "on", "in", "de", "von", "van", "al"})
_YEAR = range(1000, 2200)
# Earlier years are written in too many ways to compare.
_FIRST_DAY = date(1000, 1, 1).toordinal()
# Letters that the forms of one word share: "elected" and "election", "Constitution" and "constitutional".
_SHARED_LETTERS = 5
_IRREGULAR = {
    form: base
    for base, forms in {
        "tell": "told", "say": "said", "choose": "chose chosen", "fall": "fell fallen", "rise": "rose risen",
        "win": "won", "lose": "lost", "leave": "left", "lead": "led", "hold": "held", "give": "gave given",
        "take": "took taken", "begin": "began begun", "become": "became", "speak": "spoke spoken speech",
        "write": "wrote written", "bring": "brought", "buy": "bought", "think": "thought", "fight": "fought",
        "seek": "sought", "teach": "taught", "keep": "kept", "meet": "met", "send": "sent", "spend": "spent",
        "build": "built", "find": "found", "grow": "grew grown growth", "draw": "drew drawn", "know": "knew known",
        "sell": "sold sale", "stand": "stood", "pay": "paid", "break": "broke broken", "drive": "drove driven",
        "see": "saw seen", "sit": "sat", "woman": "women", "man": "men", "child": "children", "person": "people",
        "die": "dead death", "live": "life lives", "vote": "voter voters ballot", "strike": "struck",
        "year": "yearly annual annually", "day": "daily", "month": "monthly", "week": "weekly",
    }.items()
    for form in forms.split()
}  # fmt: skip


def says(text: str, phrase: str, *, asked: str = "") -> bool:
    """Whether the text can be taken to say what the phrase says in answer to what is asked.

    The phrase stands in it, or all its numbers do, and half of its names, and a third of its other telling words in
    some form, and none of its words is turned into its opposite. Words that the question has too tell nothing.
    """
    if names(text, phrase):
        return True
    if any(not has_number(text, each) for each in telling_numbers(phrase)) or _turns_round(text, phrase):
        return False
    asked_parts = set(telling(asked))
    parts = [part for part in telling(phrase) if part not in asked_parts] or telling(phrase)
    named = [part for part in names_in(phrase) if part in parts]
    said = said_by(text)
    if named and sum(map(said.has, named)) * 2 < len(named) and not said.has_initials(phrase):
        return False
    if _names_another(text, phrase):
        return False
    if len(telling(phrase)) == 1 and len(words(fold(phrase))) > 2:
        # One telling word among several small ones ("telling each other more") is easily put in other words.
        return True
    return sum(map(said.has, parts)) >= ceil(len(parts) / 3) or said.has_initials(phrase)


def telling(text: str) -> list[str]:
    """Stems of the words that carry a subject, without numbers."""
    return [part for part in subjects(text) if not part[0].isdigit() and part not in _NUMBER_STEMS]


class Said:
    """The words of a text, to look up forms of other words in."""

    def __init__(self, text: str) -> None:
        self._parts = frozenset(map(_root, subjects(text)))
        self._heads = frozenset(part[:_SHARED_LETTERS] for part in self._parts if len(part) >= _SHARED_LETTERS)
        self._words = re.findall(r"[\w.]+", text)
        self._countries: frozenset[str] | None = None

    def has(self, part: str) -> bool:
        """Whether the word whose stem is given stands in the text in some form."""
        part = _root(part)
        if part in self._parts or (len(part) >= _SHARED_LETTERS and part[:_SHARED_LETTERS] in self._heads):
            return True
        country = _country(part.capitalize())
        return country is not None and country in self._behind()

    def _behind(self) -> frozenset[str]:
        """The countries that the text names or whose people it names."""
        if self._countries is None:
            found = {_country(word) for word in self._words if word[:1].isupper()}
            self._countries = frozenset(country for country in found if country)
        return self._countries

    def has_initials(self, name: str) -> bool:
        """Whether the text shortens the name to its initials, or the name those in the text ("EU")."""
        initials = "".join(word[0] for word in name.split() if word[0].isupper())
        short = {word.replace(".", "") for word in self._words if word.replace(".", "").isupper()}
        if len(initials) > 1 and initials in short:
            return True
        capitals = "".join(word[0] for word in self._words if word[0].isupper())
        return any(word.isupper() and len(word) > 1 and word in capitals for word in name.split())


@lru_cache(maxsize=_TEXTS_KEPT)
def said_by(text: str) -> Said:
    """The words of the text; a sentence is looked through for many questions."""
    return Said(text)


@lru_cache(maxsize=8192)
def _root(part: str) -> str:
    return _IRREGULAR.get(part) or _IRREGULAR_STEMS.get(part) or part


_IRREGULAR_STEMS = {stem_of(form): base for form, base in _IRREGULAR.items()}
_NUMBER_STEMS = frozenset(map(stem_of, NUMBER_WORDS))


@lru_cache(maxsize=8192)
def _country(word: str) -> str | None:
    """The country of this name or people; none for its cities and parts."""
    place = find(word)
    return country_behind(word) if place is None or place.kind == "country" else None


def _names_another(text: str, phrase: str) -> bool:
    """Whether the text has the first name of a person and another surname behind it."""
    listed = phrase.split()
    if len(listed) < 2 or not all(word[0].isupper() for word in listed):
        return False
    behind = re.findall(rf"\b{re.escape(listed[0])}\s+([A-Z][\w’'-]*)", text)
    rest = {part for word in listed[1:] for part in subjects(word)}
    return bool(behind) and not any(set(subjects(word)) & rest for word in [*behind, *re.findall(r"\w+", text)])


def names_in(phrase: str) -> list[str]:
    """Stems of capitalised words; the capital at the start counts only where the whole phrase is a name."""
    listed = phrase.split()
    is_name = all(word[0].isupper() or word in _SMALL_IN_NAMES or not word[0].isalpha() for word in listed)
    return [part for word in (listed if is_name else listed[1:]) if word[0].isupper() for part in subjects(word)]


def _turns_round(text: str, phrase: str) -> bool:
    """Whether the text has the opposite of a word of the phrase, and not the word."""
    said, wanted = set(words(text)), set(words(phrase))
    return any(
        one in wanted and one not in said and other in said and other not in wanted for one, other in contrasts()
    )


def has_number(text: str, number: Numeral) -> bool:
    """Whether the text states the number in digits or words, as a share, or as the years between two years."""
    if not number.is_count:
        return any(each.is_rank and each.value == number.value for each in numerals(text))
    stated = _stated(text)
    return number.value in stated or number.value * 100 in stated


@lru_cache(maxsize=_TEXTS_KEPT)
def _stated(text: str) -> frozenset[Fraction]:
    """Every number that the text states, and the years between two of its years."""
    readings = {reading for each in numerals(text) for reading in each.readings()}
    years = [each for each in readings if each in _YEAR]
    return frozenset(readings) | {later - earlier for earlier in years for later in years if later > earlier}


def telling_numbers(phrase: str) -> list[Numeral]:
    """The numbers of a phrase; one ("a single day") and nought are words rather than numbers."""
    return [each for each in numerals(phrase) if each.value not in (0, 1)]


def is_dated(quote: str, when: str, article: str | None) -> bool:
    """Whether the quote leaves room for the event to have this EDTF date.

    Where the quote gives years, one of them fits; where it gives none, the article has a year that does. Where it
    gives months and the date one month, that one is among them.
    """
    span = interval(when)
    if not _FIRST_DAY < span.earliest <= span.latest < date.max.toordinal():
        return True
    first, last = date.fromordinal(span.earliest), date.fromordinal(span.latest)
    stated = _years_in(quote) or (_years_in(article) if article else set())
    if stated and not any(first.year <= year <= last.year for year in stated):
        return False
    months = {number for number, month in enumerate(MONTHS, start=1) if re.search(rf"\b{month}\b", quote)}
    is_in_one_month = (first.year, first.month) == (last.year, last.month)
    return not (months and is_in_one_month) or first.month in months


def _years_in(text: str) -> set[int]:
    """The years of a text; "the 1890s" are ten of them."""
    found: set[int] = set()
    for year, decade in re.findall(r"(?<![\d.,])([12]\d{3})(s?)\b", text):
        found |= set(range(int(year), int(year) + 10)) if decade else {int(year)}
    return found
