"""Join codes: short, easy to read out, hard to mix up.

Seven of 23 letters and digits make 3,400 million codes. Sixty wrong ones in ten minutes are what one
network has (``guessing``): among a hundred classes it would find one in about eleven years. Classes
made before this have six, which still work; a new code is a click away.
"""

import secrets

# Without 0 O, 1 I L, 2 Z, 5 S, 8 B, U V: read aloud or from a board, each is itself.
ALPHABET = "ACDEFGHJKMNPQRTWXY34679"
LENGTH = 7


def new_code() -> str:
    """A new code; whether a class has it already, the caller checks."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normal(typed: str) -> str:
    """A code as stored, whatever spaces, dashes or small letters it was typed with."""
    return "".join(character for character in typed.upper() if character.isalnum())
