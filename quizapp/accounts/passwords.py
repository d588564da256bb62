"""Passwords: hashed with argon2id, checked in constant effort, and readable new ones made."""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

SHORTEST = 8

# 19 MiB, two passes, one lane (OWASP's second recommendation): a class of 30 signs in within a
# second on a small machine, where the library's defaults take several.
_HASHER = PasswordHasher(memory_cost=19 * 1024, time_cost=2, parallelism=1)
_NOBODY = _HASHER.hash("nobody")

_SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]


def hash_password(password: str) -> str:
    return _HASHER.hash(password)


def is_right(password: str, stored_hash: str | None) -> bool:
    """Whether the password fits. Without a stored hash the same work is done, and the answer is no."""
    try:
        _HASHER.verify(stored_hash or _NOBODY, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return stored_hash is not None


def readable_password() -> str:
    """A new password that is easy to read out and type, of about 35 bits."""
    word = "".join(secrets.choice(_SYLLABLES) for _ in range(4))
    return f"{word}-{secrets.randbelow(9000) + 1000}"
