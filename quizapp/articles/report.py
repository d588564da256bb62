"""An article's structure for programs (JSON) and for people (text)."""

from collections.abc import Iterable, Mapping
from typing import Any

from quizapp.articles.model import Article, FaqEntry, KeyPoint, Part, Section


def as_json_dict(article: Article) -> dict[str, Any]:
    """The structure as JSON data; every ``start`` and ``end`` counts characters in ``text``."""
    return {
        "title": _part(article.title) if article.title else None,
        "lead": [_part(part) for part in article.lead],
        "sections": [
            {
                "heading": section.heading.text,
                "paragraphs": [_part(part) for part in section.paragraphs],
                **_span(section.heading, "heading_"),
                "start": section.start,
                "end": section.end,
            }
            for section in article.sections
        ],
        "faq": [
            {
                "question": entry.question.text,
                "answer": entry.answer.text,
                **_span(entry.question, "question_"),
                **_span(entry.answer, "answer_"),
                "paragraphs": [_part(part) for part in entry.paragraphs],
                "start": entry.start,
                "end": entry.end,
            }
            for entry in article.faq
        ],
        "key_points": [
            {
                "label": point.label.text,
                "detail": point.detail.text,
                **_span(point.label, "label_"),
                **_span(point.detail, "detail_"),
                "start": point.start,
                "end": point.end,
            }
            for point in article.key_points
        ],
        "summary": _summary(article.summary),
        "noise": [_part(part) for part in article.noise],
        "text": article.text,
    }


def _summary(parts: tuple[Part, ...]) -> dict[str, Any] | None:
    if not parts:
        return None
    return {
        "text": "\n\n".join(part.text for part in parts),
        "start": parts[0].start,
        "end": parts[-1].end,
        "paragraphs": [_part(part) for part in parts],
    }


def _part(part: Part) -> dict[str, Any]:
    return {"text": part.text, "start": part.start, "end": part.end}


def _span(part: Part, prefix: str) -> dict[str, int]:
    return {f"{prefix}start": part.start, f"{prefix}end": part.end}


def from_json_dict(data: Mapping[str, Any]) -> Article:
    """The article that ``as_json_dict`` described. Raises ``KeyError``, ``TypeError`` or ``ValueError``.

    Structures stored before answers and summaries named their paragraphs are taken as one paragraph each.
    """
    summary = data["summary"]
    article = Article(
        text=str(data["text"]),
        title=_read(data["title"]) if data["title"] else None,
        lead=_read_all(data["lead"]),
        sections=tuple(
            Section(
                _read(each, "heading", "heading_"), _read_all(each["paragraphs"]), int(each["start"]), int(each["end"])
            )
            for each in data["sections"]
        ),
        faq=tuple(_read_entry(each) for each in data["faq"]),
        key_points=tuple(
            KeyPoint(
                _read(each, "label", "label_"), _read(each, "detail", "detail_"), int(each["start"]), int(each["end"])
            )
            for each in data["key_points"]
        ),
        summary=_read_all(summary.get("paragraphs", [summary])) if summary else (),
        noise=_read_all(data["noise"]),
    )
    if not all(0 <= part.start <= part.end <= len(article.text) for part in article.parts()):
        raise ValueError("a span lies outside the text")
    return article


def _read(data: Mapping[str, Any], name: str = "text", prefix: str = "") -> Part:
    return Part(str(data[name]), int(data[f"{prefix}start"]), int(data[f"{prefix}end"]))


def _read_all(parts: Iterable[Mapping[str, Any]]) -> tuple[Part, ...]:
    return tuple(_read(part) for part in parts)


def _read_entry(data: Mapping[str, Any]) -> FaqEntry:
    answer = _read(data, "answer", "answer_")
    paragraphs = _read_all(data["paragraphs"]) if "paragraphs" in data else (answer,)
    return FaqEntry(_read(data, "question", "question_"), answer, paragraphs, int(data["start"]), int(data["end"]))


def as_text(article: Article) -> str:
    """The structure as lines for a terminal, each with its span."""
    lines = [f"Title    {_line(article.title)}" if article.title else "Title    (none)"]
    lines += [f"Lead     {_line(part)}" for part in article.lead]
    for section in article.sections:
        lines.append(f"Section  {_line(section.heading)}")
        lines += [f"         {_line(part)}" for part in section.paragraphs]
    lines.append(f"FAQ      {len(article.faq)} entries")
    for entry in article.faq:
        lines += [f"  Q      {_line(entry.question)}", f"  A      {_line(entry.answer)}"]
    lines.append(f"Key points  {len(article.key_points)}")
    for point in article.key_points:
        lines.append(f"  {point.label.text}: {point.detail.text}  [{point.start}-{point.end}]")
    lines += [f"Summary  {_line(part)}" for part in article.summary] or ["Summary  (none)"]
    lines.append(f"Left out as noise  {len(article.noise)}")
    lines += [f"         {_line(part)}" for part in article.noise]
    return "\n".join(lines)


def _line(part: Part) -> str:
    text = part.text if len(part.text) <= 96 else f"{part.text[:93]}..."
    return f"{text}  [{part.start}-{part.end}]"
