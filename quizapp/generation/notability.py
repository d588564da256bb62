"""Who is worth asking for: public figures, holders of an office, and people whom the article comes back to."""

import re
from collections import defaultdict

from quizapp.generation.parsing import Sentence
from quizapp.generation.world import World
from quizapp.knowledge import people
from quizapp.knowledge.named_things import head_of

# In so many sentences an article tells more of somebody than a passing word.
_OFTEN = 4
# An office stands this close to the name, in letters.
_BESIDE = 60
_HOUSES = frozenset(
    "hotel inn pub tavern cafe restaurant airport street road avenue theatre theater cinema stadium landfill shop "
    "store mall market chapel farm mill yard garage brewery".split()
)
_VENUES = _HOUSES | frozenset(
    "school college square park hospital station bank hall centre center church cathedral mosque temple house "
    "consulting company firm".split()
)
_OFFICE = (
    r"(?:president|premier|(?:prime |foreign |chief |home |finance |state )?minister|chancellor|governor(?:-general)?"
    r"|king|queen|emperor|empress|prince|princess|senator|justice|judge|general|mayor|speaker|secretary"
    r"|pope|archbishop|bishop|leader|commissioner|ambassador|envoy|chair(?:man|woman|person)?|ombudsman"
    r"|representative|congress(?:man|woman)|mp|chief executive|director[- ]general|founder|suffragette|suffragist"
    r"|reformer|revolutionary|dictator|delegate|deputy|councillor|registrar|laureate)"
)


def bystanders(sentences: list[Sentence], world: World) -> frozenset[str]:
    """Full names of people whom the article names in passing, whom no public office and no pack makes known."""
    said: defaultdict[str, set[int]] = defaultdict(set)
    for number, _, name in world.mentions:
        said[name].add(number)
    return frozenset(
        name
        for name, numbers in said.items()
        if people.country_of(name) is None
        and len(numbers) < _OFTEN
        and not any(_holds_office(name, each.text) for each in sentences if name.split()[-1] in each.text)
    )


def _holds_office(name: str, text: str) -> bool:
    last = re.escape(name.split()[-1])
    before = rf"\b{_OFFICE}\b[^.;:]{{0,{_BESIDE}}}?\b{last}\b"
    after = rf"\b{last}\b,? (?:who )?(?:was |is |became )?(?:an?|the|its)\b[^.;:]{{0,{_BESIDE}}}?\b{_OFFICE}\b"
    return re.search(f"{before}|{after}", text, re.IGNORECASE) is not None


def is_venue(name: str) -> bool:
    """Whether the name is that of a house, a street or a firm: where something was, not what it was."""
    return _noun_of(name) in _VENUES


def is_house(name: str) -> bool:
    """Whether the name is that of an inn, a street, a shop or the like."""
    return _noun_of(name) in _HOUSES


def _noun_of(name: str) -> str:
    """The last word of the head that the pack knows of the name, or ""."""
    return (head_of(name) or "").split(" ")[-1]
