"""What the forms of all question types share."""

from collections.abc import Mapping
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from pydantic import ValidationError as ContentError
from wtforms import Field, HiddenField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length

from quizapp.banks.files import message_for_people
from quizapp.banks.quoting import located, one_line
from quizapp.questions.content import Content, Evidence, Place, QuestionType, evidence_of

NOT_FOUND = "does not stand in the article. Copy the sentence word for word."
# What a part of the content is called in the form, where that differs.
_FIELDS = {"evidence": "proof", "options": ""}


class QuestionForm(FlaskForm):  # type: ignore[misc]
    """What every type has. ``main`` is the field that shows what is wrong with the question as a whole.

    ``lists`` are its fields with one item a line. ``began_from`` is the version that the author started with,
    ``draft`` the name under which the browser keeps what is not stored yet.
    """

    main: ClassVar[str] = "stem"
    lists: ClassVar[tuple[str, ...]] = ()

    stem = TextAreaField("Question", validators=[DataRequired("Write the question."), Length(max=600)])
    explanation = TextAreaField("Explanation", validators=[Length(max=1200)])
    note = StringField("What did you change?", validators=[Length(max=300)])
    began_from = HiddenField()
    draft = HiddenField()

    article: str = ""
    known: tuple[Evidence, ...] = ()

    def prove_by(self, article: str, content: Content | None) -> None:
        """Give the text that quotes are looked up in, and the content whose quotes keep their places."""
        self.article = article
        self.known = tuple(quote for quote in (evidence_of(content) if content else ()) if not self._moved(quote))

    def _moved(self, quote: Evidence) -> bool:
        stands = self.article[quote.start : quote.end].split() == quote.quote.split()
        return not stands and located(quote.quote, self.article) is not None

    def shown(self, content: Any) -> dict[str, Any]:
        """What the fields hold for this content, rows aside."""
        return {"stem": content.stem, "explanation": content.explanation}

    def fill(self, content: Any) -> None:
        """Show the content in the fields."""
        for name, value in self.shown(content).items():
            self[name].data = value

    def fill_empty(self) -> None:
        """Make the form ready for a new question."""

    def fills(self, before: Any, after: Any) -> dict[str, Any]:
        """The fields, by name, that have to change for ``before``, which this form says, to become ``after``."""
        old, new = self.shown(before), self.shown(after)
        return {name: new[name] for name in new if new[name] != old[name]}

    def put(self, fills: Mapping[str, Any]) -> None:
        """Change fields by name."""
        for name, value in fills.items():
            self[name].data = value

    def without_repeats(self) -> dict[str, Any]:
        """What ``put`` needs so that no item stands in the lists twice; empty where none does."""
        seen = {self.same(self["key"].data or "")} if "key" in self else set()
        changed = {}
        for name in self.lists:
            kept = []
            for item in lines(self[name].data):
                if self.same(item) not in seen:
                    kept.append(item)
                    seen.add(self.same(item))
            if len(kept) < len(lines(self[name].data)):
                changed[name] = "\n".join(kept)
        return changed

    def same(self, item: str) -> str:
        """What two items share that count as one."""
        return " ".join(item.casefold().split())

    def begin_with(self, quote: str) -> None:
        """Put a sentence of the article where its proof belongs, for a question about it; "" changes nothing."""

    def changed(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        """The stored content ({} for a new question) with what the form says."""
        return {**stored, "stem": self.stem.data, "explanation": self.explanation.data or ""}

    def judged(self, kind: QuestionType, stored: Mapping[str, Any]) -> tuple[dict[str, Any], Any | None]:
        """What the form makes of the stored content, and that as the type's content, None where it does not fit.

        Every error is beside its field afterwards; ``errors`` may name some although the content fits.
        """
        self.validate()
        data = self.changed(stored)
        try:
            return data, kind.parse(data)
        except ContentError as problems:
            self.show_errors(problems)
            return data, None

    def forget_errors(self) -> None:
        """Say nothing beside the fields: nobody has been asked yet."""
        for field in self:
            field.errors = ()

    def told(self) -> list[tuple[str, str]]:
        """(label, text) of every part of the question as the form has it, to compare two forms by."""
        return [(self[name].label.text, _text(self[name].data)) for name in self.parts()]

    def parts(self) -> list[str]:
        """The names of the fields that make up the question, rows aside."""
        aside = {"csrf_token", "note", "began_from", "draft"}
        return [field.name for field in self if field.name not in aside and field.type != "FieldList"]

    def field_at(self, place: Place) -> Field:
        """The field that is about a part of the content."""
        field: Field = self[str(place[0])] if place and str(place[0]) in self else self[self.main]
        return field

    def field_about(self, where: str, code: str) -> Field:
        """The field to mend a finding in: ``where`` and ``code`` are those of a flaw or doubt."""
        part = where.partition(".")[0]
        name = _FIELDS.get(part, part) or self.main
        field: Field = self[name] if name in self else self[self.main]
        return field

    def name_of(self, field: Field) -> str:
        """What to call a field when speaking of it away from its place."""
        return str(field.label.text).partition(",")[0]

    def show_errors(self, error: ContentError) -> None:
        """Put everything that the content model objects to beside the field it is about."""
        for problem in error.errors(include_url=False):
            field = self.field_at(problem["loc"])
            message = "fill this in" if problem["type"] == "string_too_short" else message_for_people(problem)
            field.errors = [*field.errors, message[:1].upper() + message[1:] + "."]

    def quoted(self, quote: str | None, before: Any) -> Any:
        """A quote as evidence: what was there before where the form has no field for it, None where it is empty."""
        if quote is None:
            return before
        found = located(quote, self.article, self.known)
        return found.model_dump() if found else None


class ProvenForm(QuestionForm):
    """A question whose quotes prove it as a whole."""

    proof = TextAreaField("What the article says, one quote a line")

    def validate_proof(self, field: Field) -> None:
        lost = [line for line in lines(field.data) if not located(line, self.article, self.known)]
        if lost:
            raise ValidationError(" ".join(f"“{line}” {NOT_FOUND}" for line in lost))

    def begin_with(self, quote: str) -> None:
        self.proof.data = quote or self.proof.data

    def shown(self, content: Any) -> dict[str, Any]:
        return super().shown(content) | {"proof": "\n".join(one_line(each.quote) for each in content.evidence)}

    def changed(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        content = super().changed(stored)
        if self.proof.data is not None:
            quotes = [self.quoted(line, None) for line in lines(self.proof.data)]
            content["evidence"] = [quote for quote in quotes if quote]
        return content


def lines(text: str | None) -> list[str]:
    """The filled lines of a box."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _text(data: Any) -> str:
    if isinstance(data, bool):
        return "yes" if data else "no"
    return " ".join(str(data or "").split("\r"))
