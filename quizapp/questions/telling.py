"""An answer in words, for those who read many of them."""

from typing import Any

from quizapp.questions.content import Answer
from quizapp.questions.number import NotANumber, number_in
from quizapp.questions.short_answer import fold


def told(type_name: str, content: Any, answer: Answer) -> list[str]:
    """What was answered, a line for each part of it; "nothing" where a part was left open."""
    if type_name == "multiple-choice":
        return [content.options[int(answer["choice"])]]
    if type_name == "multiple-response":
        return [content.options[int(number)] for number in answer["choices"]]
    if type_name == "true-false":
        return [str(answer["choice"]).capitalize()]
    if type_name == "matching":
        matches = answer["matches"]
        return [
            f"{pair.left}: {content.options[int(matches[str(number)])] if str(number) in matches else 'nothing'}"
            for number, pair in enumerate(content.pairs)
        ]
    if type_name == "timeline":
        return [content.event(event_id).label for event_id in answer["order"]]
    return [str(answer["written"])]


def sameness(type_name: str, content: Any, answer: Answer) -> str:
    """What two answers share that mean the same to whoever grades them."""
    if type_name == "short-answer":
        return fold(answer["written"], accents_optional=content.accents_optional)
    if type_name == "number":
        try:
            return str(number_in(answer["written"], unit=content.unit))
        except NotANumber:
            return str(answer["written"])
    if type_name == "multiple-response":
        return "\n".join(sorted(answer["choices"]))
    return "\n".join(told(type_name, content, answer))
