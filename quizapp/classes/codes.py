"""Join codes: short, easy to read out, hard to mix up."""

import secrets

# Without 0 O, 1 I L, 2 Z, 5 S, 8 B, U V: read aloud or from a board, each is itself.
ALPHABET = "ACDEFGHJKMNPQRTWXY34679"
LENGTH = 6


def new_code() -> str:
    """A new code, one of about 150 million."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normal(typed: str) -> str:
    """A code as stored, whatever spaces, dashes or small letters it was typed with."""
    return "".join(character for character in typed.upper() if character.isalnum())
