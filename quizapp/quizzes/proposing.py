"""From what a teacher says is wrong with a question to a ruling on it."""

from collections.abc import Mapping, Sequence
from typing import Any

from quizapp.accounts.models import User
from quizapp.banks.models import QuestionVersion
from quizapp.questions import question_type
from quizapp.questions.content import Evidence
from quizapp.questions.rekeying import key_form, rekeyed, says
from quizapp.questions.rulings import DROP, EVERYONE, KEY, NEVER, Act, Ruling, ruled, ruling
from quizapp.quizzes.models import Challenge
from quizapp.quizzes.reading import article_of
from quizapp.quizzes.rescoring import Refused, ruling_before

_TICKED = frozenset({"multiple-choice", "multiple-response", "true-false"})

ACTS: dict[Act, str] = {
    KEY: "Something else is right, or is right too",
    EVERYONE: "Give everyone the credit",
    DROP: "Leave the question out of the score",
}


def proposed(
    version: QuestionVersion,
    teacher: User,
    form: Mapping[str, Sequence[str]],
    challenge: Challenge | None = None,
) -> Ruling:
    """The ruling that the form asks for. Its fields are ``act``, ``lower`` (some may lose) and those of the type.

    A ``challenge`` gives its sentence as proof. Raises ``rekeying.InvalidKey``, and ``Refused`` for what changes
    nothing.
    """
    before = ruling_before(version, teacher)
    act = next((each for each in ACTS if [each] == list(form.get("act", ()))), None)
    if act is None:
        raise Refused("Choose what to do with the question.")
    raise_only = "lower" not in form
    if act != KEY:
        found = ruling(act, before, version.content, raise_only=raise_only)
        if found == before or (act == EVERYONE and before and before.all_earn and before.drops == NEVER):
            raise Refused("That is how it counts already.")
        return found
    kind = question_type(version.question.type)
    contents = [kind.to_dict(each) for each in rekeyed(kind.name, kind.parse(version.content), form)]
    now_right = before.contents if before and before.contents else (kind.to_dict(kind.parse(version.content)),)
    if challenge is not None:
        contents = [_proven_by(challenge, each, version) for each in contents]
    found = ruling(KEY, before, version.content, contents, raise_only=raise_only)
    is_plain = before is None or (before.drops == NEVER and not before.all_earn)
    if tuple(contents) == tuple(now_right) and is_plain and (raise_only or not (before and before.kept)):
        raise Refused("That is what counts as right already.")
    return found


def _proven_by(challenge: Challenge, content: dict[str, Any], version: QuestionVersion) -> dict[str, Any]:
    """The content with the challenge's sentence as its proof, where the article has it still."""
    article = article_of(version)
    end = challenge.start + len(challenge.quote)
    if "evidence" not in content or article is None or article.text[challenge.start : end] != challenge.quote:
        return content
    quote = Evidence(quote=challenge.quote, start=challenge.start, end=end).model_dump(mode="json")
    if quote in content["evidence"]:
        return content
    is_told_anew = {**content, "evidence": ()} != {**version.content, "evidence": ()}
    # What proved another key proves this one no longer.
    return {**content, "evidence": [quote] if is_told_anew else [*content["evidence"], quote]}


def options(version: QuestionVersion) -> list[tuple[str, str]]:
    """(value, text) of what could be ticked, in stored order; none where answers are written."""
    kind = question_type(version.question.type)
    content: Any = kind.parse(version.content)
    return sorted(kind.presented(content, 0), key=lambda option: option[0]) if kind.name in _TICKED else []


def fields_now(version: QuestionVersion, teacher: User) -> dict[str, list[str]]:
    """The type's fields for what is right so far."""
    kind = question_type(version.question.type)
    content = ruled(kind, kind.parse(version.content), ruling_before(version, teacher))
    return key_form(kind.name, content.content, content.right)


def fields_to_accept(version: QuestionVersion, teacher: User, answer: str) -> dict[str, list[str]]:
    """The type's fields for what is right so far and an answer, told in words, besides.

    A judgement has one right answer: it is the other one then.
    """
    fields = fields_now(version, teacher)
    more = says(question_type(version.question.type).parse(version.content), answer)
    if version.question.type == "true-false":
        return {**fields, **more}
    merged = {name: [*fields.get(name, ()), *values] for name, values in more.items()}
    return {**fields, **{name: list(dict.fromkeys(values)) for name, values in merged.items()}}
