"""Sign-in cards: each student's personal code, which signs in by itself.

A code is three made-up words and two digits, such as ``bado-lefi-rumo-47``. A word is two of 65
syllables without the few pairs that no card should bear, so there are about 7.5 million million
codes (42.8 bits). Sixty wrong ones from a network in ten minutes are the limit (``guessing``): with
a thousand cards in use, somebody would have to go on for about 2,400 years to expect one hit, and
if nothing slowed them down, at a hundred guesses a second, for more than two years.

Codes must be printable again, so a hash alone will not do; and whoever gets hold of the database
file, a backup say, must not be able to sign in as anybody. So a code is worked out from the
student's number, the card's serial and the app's secret key, which lies in another file. With
another secret key every old code stops, and ``issue`` gives new ones.
"""

import hmac
import secrets
import unicodedata
from collections.abc import Iterable

from flask import current_app
from sqlalchemy import select

from quizapp.accounts import users
from quizapp.accounts.models import User
from quizapp.classes.models import SignInCard
from quizapp.clock import now
from quizapp.database import db

# No letters that look or sound like others: c k q, g j, p b, v w, x, y, z.
_SYLLABLES = [first + second for first in "bdfhjlmnrstvw" for second in "aeiou"]
_NOT_ON_A_CARD = frozenset("bobo fufu homo hore jude nude nudo sodo titi tute".split())
WORDS = [a + b for a in _SYLLABLES for b in _SYLLABLES if a + b not in _NOT_ON_A_CARD]
_WORDS_IN_CODE = 3
CODES = 100 * len(WORDS) ** _WORDS_IN_CODE

_LETTERS_LIKE_DIGITS = str.maketrans("01", "ol")
_SERIALS = 2**30
_DIGITS_LIKE_LETTERS = str.maketrans("ol", "01")


def issue(user: User) -> None:
    """Make sure that the student has a card whose code works. The caller commits."""
    card = db.session.get(SignInCard, user.id)
    if card is None:
        # SQLite gives the number of a removed account anew: an old paper must not open the new one.
        card = SignInCard(user_id=user.id, serial=secrets.randbelow(_SERIALS))
        _renew(card)
        db.session.add(card)
        db.session.flush()
    elif not _works(card):
        _renew(card)


def renew(user: User) -> None:
    """Give the student a new code; the old one stops, and so does every sign-in. The caller commits."""
    card = db.session.get(SignInCard, user.id)
    if card is None:
        issue(user)
    else:
        _renew(card)
    users.end_sign_ins(user)


def _renew(card: SignInCard) -> None:
    while True:
        card.serial += 1
        card.lookup = _lookup(_code(card.user_id, card.serial))
        with db.session.no_autoflush:
            if db.session.scalar(select(SignInCard.user_id).where(SignInCard.lookup == card.lookup)) is None:
                break
    card.issued_at = now()


def codes_of(people: Iterable[User]) -> dict[int, str]:
    """The codes that work, by the id of the user; whoever is missing has no card."""
    query = select(SignInCard).where(SignInCard.user_id.in_([user.id for user in people]))
    return {card.user_id: _code(card.user_id, card.serial) for card in db.session.scalars(query) if _works(card)}


def code_of(user: User) -> str | None:
    """The student's code, or None without a card."""
    return codes_of([user]).get(user.id)


def holder(typed: str) -> User | None:
    """Whose code this is, however it is spaced; None if it is nobody's."""
    card = db.session.scalar(select(SignInCard).where(SignInCard.lookup == _lookup(typed)))
    return card.user if card else None


def normal(typed: str) -> str:
    """A code as compared: small letters and digits only; 0 and o, 1 and l are what they must be there."""
    marks = [mark for mark in unicodedata.normalize("NFKC", typed).casefold() if mark.isalnum()]
    letters, digits = "".join(marks[:-2]), "".join(marks[-2:])
    return letters.translate(_LETTERS_LIKE_DIGITS) + digits.translate(_DIGITS_LIKE_LETTERS)


def _code(user_id: int, serial: int) -> str:
    number = int.from_bytes(_keyed("code", f"{user_id}:{serial}")) % CODES
    number, digits = divmod(number, 100)
    words = []
    for _ in range(_WORDS_IN_CODE):
        number, word = divmod(number, len(WORDS))
        words.append(WORDS[word])
    return "-".join([*words, f"{digits:02d}"])


def _lookup(code: str) -> str:
    return _keyed("lookup", normal(code)).hex()


def _works(card: SignInCard) -> bool:
    return hmac.compare_digest(card.lookup, _lookup(_code(card.user_id, card.serial)))


def _keyed(purpose: str, message: str) -> bytes:
    key = current_app.config["SECRET_KEY"]
    secret = key if isinstance(key, bytes) else str(key).encode()
    return hmac.digest(secret, f"sign-in card {purpose}:{message}".encode(), "sha256")
