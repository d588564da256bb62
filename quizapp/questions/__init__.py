"""Question types. The table below is the only list of them."""

from types import MappingProxyType

from quizapp.questions import multiple_choice, timeline
from quizapp.questions.content import QuestionType

TYPES: MappingProxyType[str, QuestionType] = MappingProxyType(
    {module.name: module for module in (multiple_choice, timeline)}
)


def question_type(name: str) -> QuestionType:
    """The type with this name. Raises ``KeyError`` for an unknown one."""
    return TYPES[name]
