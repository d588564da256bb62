"""What a list or a group of radio buttons offers, in the form that WTForms wants."""

from collections.abc import Iterable
from typing import Any

from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs


def offered(pairs: Iterable[tuple[Any, str]]) -> list[Any]:
    """The choices of a field, from values and their labels."""
    return [SelectChoice(value, label) for value, label in pairs]
