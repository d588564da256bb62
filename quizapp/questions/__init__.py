"""Question types. The table below is the only list of them."""

from types import MappingProxyType

from quizapp.questions import (
    matching,
    multiple_choice,
    multiple_response,
    number,
    short_answer,
    timeline,
    true_false,
)
from quizapp.questions.content import QuestionType

_MODULES: tuple[QuestionType, ...] = (
    multiple_choice,
    multiple_response,
    true_false,
    short_answer,
    number,
    matching,
    timeline,
)
TYPES: MappingProxyType[str, QuestionType] = MappingProxyType({module.name: module for module in _MODULES})


def question_type(name: str) -> QuestionType:
    """The type with this name. Raises ``KeyError`` for an unknown one."""
    return TYPES[name]
