"""Bank files: a bank of questions as TOML, in and out.

Everything in a file is checked at once, and every error names its place and its line.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field, SerializeAsAny, StringConstraints, ValidationError, field_validator
from pydantic_core import ErrorDetails

from quizapp.banks.toml_lines import Path as TomlPath
from quizapp.banks.toml_lines import line_numbers, nearest_line
from quizapp.banks.toml_writing import is_list_of_tables, toml
from quizapp.questions import TYPES
from quizapp.questions.content import Content, Frozen
from quizapp.questions.content import Place as ContentPlace

# Some editors put it at the beginning of a file; TOML has no place for it.
BYTE_ORDER_MARK = "\ufeff"

_SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
_SHA256 = r"^[0-9a-f]{64}$"
_FORMS = {
    _SLUG: "may hold small letters, digits and single hyphens only",
    _SHA256: "must be the 64 hexadecimal digits that `quizapp check` tells",
}
Slug = Annotated[str, StringConstraints(pattern=_SLUG, max_length=120)]
Status = Literal["draft", "approved", "retired"]
_Model = TypeVar("_Model", bound=Frozen)

# A file names a list of tables by one of them: [[question.event]] holds one of the events.
_NAME_IN_FILE = {"events": "event", "pairs": "pair"}
_NAME_IN_CONTENT = {in_file: in_content for in_content, in_file in _NAME_IN_FILE.items()}


def slug(text: str) -> str:
    """The text as a name for addresses and files: at most 80 small letters, digits and hyphens, or nothing."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].rstrip("-")


def free_slug(name: str, taken: Set[str]) -> str:
    """The name, with a number behind it where it is taken."""
    if name not in taken:
        return name
    return next(new for number in count(2) if (new := f"{name}-{number}") not in taken)


def lies_beside(file: str) -> bool:
    """Whether the file is named by a path that stays in or below the folder of the bank, on any system."""
    return not (file.startswith("/") or "\\" in file or ":" in file or ".." in file.split("/"))


class BankArticle(Frozen):
    """The article of a bank. ``file`` lies beside the bank file; ``sha256`` is of its text as read."""

    title: str = Field(min_length=1, max_length=300)
    file: str = Field(min_length=1, max_length=255)
    sha256: str = Field(pattern=_SHA256)

    @field_validator("file")
    @classmethod
    def _stays_beside_the_bank(cls, value: str) -> str:
        if not lies_beside(value):
            raise ValueError("must be a path below the folder of the bank file, with forward slashes")
        return value


class _QuestionHead(Frozen):
    id: Slug
    type: str
    status: Status = "draft"
    tags: tuple[Annotated[str, StringConstraints(min_length=1)], ...] = ()

    @field_validator("type")
    @classmethod
    def _is_known(cls, value: str) -> str:
        if value not in TYPES:
            raise ValueError(f"must be one of {', '.join(TYPES)}")
        return value


class BankQuestion(_QuestionHead):
    """One question of a bank file; ``content`` fits its type."""

    content: SerializeAsAny[Content]


class _BankHead(Frozen):
    format: Literal[1] = 1
    slug: Slug
    title: str = Field(min_length=1, max_length=300)
    language: str = Field(default="en", min_length=2, max_length=16)
    licence: str = Field(default="", max_length=64)
    article: BankArticle | None = None


class BankFile(_BankHead):
    """A bank as a file holds it. Question ids are unique."""

    questions: tuple[BankQuestion, ...] = ()


@dataclass(frozen=True, slots=True)
class BankError:
    """One thing wrong with a bank file. ``path`` counts questions and events from 1, as people do."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.path}: {self.message}" if self.path else f"line {self.line}: {self.message}"


class BankErrors(ValueError):
    """The file is no bank: ``errors`` holds every reason, in the order of the file."""

    def __init__(self, errors: Iterable[BankError]) -> None:
        self.errors = sorted(errors, key=lambda error: error.line)
        super().__init__("\n".join(map(str, self.errors)))


def place_in_file(place: ContentPlace) -> TomlPath:
    """The place of a part of a content, under the names that a file uses."""
    return tuple(_NAME_IN_FILE.get(str(part), part) for part in place)


def error_at(path: TomlPath, message: str, *, lines: Mapping[TomlPath, int]) -> BankError:
    """An error at a path of a file, given where everything in the file stands."""
    shown = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    return BankError(shown.removeprefix("."), nearest_line(lines, path), message)


def read_bank(source: Path | str) -> BankFile:
    """The bank in a file (a path) or in a TOML text (a string).

    Raises ``BankErrors`` with everything that is wrong, and ``OSError`` for a file that cannot be opened.
    """
    try:
        written = source.read_bytes().decode() if isinstance(source, Path) else source
        toml = written.removeprefix(BYTE_ORDER_MARK)
        data = tomllib.loads(toml)
    except UnicodeDecodeError as error:
        raise BankErrors([BankError("", 1, "the file is not UTF-8 text")]) from error
    except tomllib.TOMLDecodeError as error:
        raise BankErrors([_syntax_error(error)]) from error
    except RecursionError as error:
        raise BankErrors([BankError("", 1, "lists stand inside lists too deeply")]) from error
    return _Reader(toml).bank(data)


def _syntax_error(error: tomllib.TOMLDecodeError) -> BankError:
    message, _, place = str(error).partition(" (at ")
    line = re.match(r"line (\d+)", place)
    if line:
        return BankError("", int(line[1]), f"not TOML: {message}")
    return BankError("", 1, f"not TOML: {error}")


class _Reader:
    """Collects the errors of one file."""

    def __init__(self, toml: str) -> None:
        self.lines = line_numbers(toml)
        self.errors: list[BankError] = []

    def bank(self, data: dict[str, Any]) -> BankFile:
        written = data.pop("question", [])
        if isinstance(written, list) and all(isinstance(question, dict) for question in written):
            questions = [self.question(index, question) for index, question in enumerate(written)]
            self.refuse_equal_ids(written)
        else:
            questions = []
            self.add(("question",), "must be written as [[question]]")
        head = self.checked(_BankHead, data, ())
        if head is None or self.errors:
            raise BankErrors(self.errors)
        return BankFile(**dict(head), questions=tuple(question for question in questions if question))

    def question(self, index: int, written: dict[str, Any]) -> BankQuestion | None:
        path: TomlPath = ("question", index)
        head_fields = {name: value for name, value in written.items() if name in _QuestionHead.model_fields}
        rest = {_NAME_IN_CONTENT.get(name, name): value for name, value in written.items() if name not in head_fields}
        head = self.checked(_QuestionHead, head_fields, path)
        kind = TYPES.get(head_fields["type"]) if isinstance(head_fields.get("type"), str) else None
        if kind is None:
            return None
        try:
            content = kind.parse(rest)
        except ValidationError as error:
            self.add_all(error, path)
            return None
        return BankQuestion(**dict(head), content=content) if head else None

    def refuse_equal_ids(self, written: list[dict[str, Any]]) -> None:
        seen: dict[str, int] = {}
        for index, question in enumerate(written):
            id_ = str(question.get("id"))
            if "id" in question and id_ in seen:
                self.add(("question", index, "id"), f"question {seen[id_] + 1} has the same id {id_!r}")
            seen.setdefault(id_, index)

    def checked(self, model: type[_Model], data: Mapping[str, Any], path: TomlPath) -> _Model | None:
        try:
            return model.model_validate(data)
        except ValidationError as error:
            self.add_all(error, path)
            return None

    def add_all(self, error: ValidationError, path: TomlPath) -> None:
        for detail in error.errors(include_url=False):
            if detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]:
                continue  # Enough were written; the ones that are wrong are reported by themselves.
            self.add((*path, *place_in_file(detail["loc"])), message_for_people(detail))

    def add(self, path: TomlPath, message: str) -> None:
        self.errors.append(error_at(path, message, lines=self.lines))


def message_for_people(detail: ErrorDetails) -> str:
    """What is wrong with one value, to follow its name: "is empty", "needs at least 2"."""
    match detail["type"]:
        case "missing":
            return "is missing"
        case "extra_forbidden":
            return "is not a field that belongs here"
        case "string_type":
            return "must be text in quotation marks"
        case "tuple_type":
            return "must be a list in square brackets"
        case "bool_type":
            return "must be true or false"
        case "string_too_long":
            return f"takes at most {detail['ctx']['max_length']} characters"
        case "string_pattern_mismatch":
            return _FORMS.get(detail["ctx"]["pattern"], _FORMS[_SLUG])
        case "string_too_short":
            return "is empty"
        case "too_short":
            return f"needs at least {detail['ctx']['min_length']}"
        case "too_long":
            return f"takes at most {detail['ctx']['max_length']}"
        case "value_error":
            return str(detail["ctx"]["error"])
        case _:
            return detail["msg"][0].lower() + detail["msg"][1:]


def write_bank(bank: BankFile) -> str:
    """The bank as TOML. Reading it gives an equal bank; the same bank always gives the same text."""
    head = _filled(bank.model_dump(mode="json", exclude={"article", "questions"}))
    article = {"article": _filled(bank.article.model_dump(mode="json"))} if bank.article else {}
    questions = {"question": [_fields(question) for question in bank.questions]} if bank.questions else {}
    return toml(head | article | questions)


def _fields(question: BankQuestion) -> dict[str, Any]:
    """The fields of a question under the names and in the order of a file."""
    fields = type(question.content).model_fields
    content = {
        _NAME_IN_FILE.get(name, name): value
        for name, value in TYPES[question.type].to_dict(question.content).items()
        if value != fields[name].default
    }
    head = {"id": question.id, "type": question.type, "status": question.status}
    filled: dict[str, Any] = _filled(head | content | {"tags": list(question.tags)})
    return filled


def _filled(value: Any) -> Any:
    """The value without the fields that say nothing: what is left out comes back as empty."""
    if isinstance(value, dict):
        return {name: _filled(inner) for name, inner in value.items() if inner not in (None, "", [], {})}
    if is_list_of_tables(value):
        return [_filled(inner) for inner in value]
    return value
