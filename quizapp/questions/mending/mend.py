"""What a mend is."""

from dataclasses import dataclass
from typing import Any

from quizapp.questions.content import Content

# What a button says, and the fields of the content that change.
Change = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Mend:
    """``label`` is what a button says; ``content`` is the whole content with the mend in it."""

    label: str
    content: Content
