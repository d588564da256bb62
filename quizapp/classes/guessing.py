"""Slowing down those who try class codes one after the other."""

import threading
from collections import deque
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=10)
# A whole class sits behind one address: thirty students may each mistype the code twice.
WRONG_CODES = 60

TOO_MANY = "Too many wrong codes came from this network. Wait ten minutes and try again."


class WrongCodes:
    """Wrong codes of the last ten minutes, by address.

    Kept in memory, because a join link is opened with GET, which writes nothing; a restart forgets them.
    """

    def __init__(self) -> None:
        self._moments: dict[str, deque[datetime]] = {}
        self._counting = threading.Lock()

    def record(self, address: str, at: datetime) -> None:
        """Count one wrong code, and forget addresses whose wrong codes are all too old to count."""
        with self._counting:
            fresh = {known: moments for known, moments in self._moments.items() if moments[-1] > at - WINDOW}
            fresh.setdefault(address, deque(maxlen=WRONG_CODES)).append(at)
            self._moments = fresh

    def too_many(self, address: str, at: datetime) -> bool:
        """Whether this address has used up its wrong codes for now."""
        moments = self._moments.get(address)
        return moments is not None and len(moments) == WRONG_CODES and moments[0] > at - WINDOW
