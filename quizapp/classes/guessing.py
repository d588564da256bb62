"""Slowing down those who try class codes and card codes one after the other.

Wrong codes are counted by network. Counting alone would let one student with a script lock out the
whole class behind the school's one address; so a network also remembers which classes belong to it:
those whose code was used there, or whose page its teacher opened there, within the last day. For
these, and for the cards of their students, the door stays open; guessing them learns nothing about
any other class.
"""

import ipaddress
import threading
from collections import deque
from collections.abc import Iterable
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=10)
# A whole class sits behind one address: thirty students may each mistype the code twice.
WRONG_CODES = 60
BELONGS = timedelta(days=1)

TOO_MANY = (
    "Too many wrong codes came from this network. Wait ten minutes and try again, "
    "or ask your teacher to open the page of your class here: then its codes work at once."
)


def network(address: str | None) -> str:
    """What is counted as one visitor: an address, or the part of an IPv6 address that a household shares."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return address or ""
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, 64), strict=False))


class WrongCodes:
    """Wrong codes of the last ten minutes, and the classes of the last day, by network.

    Kept in memory, because a join link is opened with GET, which writes nothing; a restart forgets them.
    """

    def __init__(self) -> None:
        self._moments: dict[str, deque[datetime]] = {}
        self._classes: dict[tuple[str, int], datetime] = {}
        self._counting = threading.Lock()

    def record(self, address: str | None, at: datetime) -> None:
        """Count one wrong code, and forget networks whose wrong codes are all too old to count."""
        with self._counting:
            fresh = {known: moments for known, moments in self._moments.items() if moments[-1] > at - WINDOW}
            fresh.setdefault(network(address), deque(maxlen=WRONG_CODES)).append(at)
            self._moments = fresh

    def too_many(self, address: str | None, at: datetime) -> bool:
        """Whether this network has used up its wrong codes for now."""
        moments = self._moments.get(network(address))
        return moments is not None and len(moments) == WRONG_CODES and moments[0] > at - WINDOW

    def admit(self, address: str | None, class_id: int, at: datetime) -> None:
        """Remember that the class belongs to this network."""
        with self._counting:
            fresh = {known: moment for known, moment in self._classes.items() if moment > at - BELONGS}
            self._classes = fresh | {(network(address), class_id): at}

    def admits(self, address: str | None, class_ids: Iterable[int], at: datetime) -> bool:
        """Whether one of the classes belongs to this network, so that its codes work whatever was guessed."""
        here = network(address)
        moments = (self._classes.get((here, class_id)) for class_id in class_ids)
        return any(moment > at - BELONGS for moment in moments if moment)
