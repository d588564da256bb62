"""Articles printed to PDF by a real browser come back with their structure."""

from html import escape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from quizapp.articles.model import Article
from quizapp.articles.reading import read_article, read_file

OWN = Path(__file__).resolve().parents[2] / "question_banks" / "articles"
LAYOUTS = {
    "gaps": "p { margin: 0 0 1em }",
    "small gaps": "p { margin: 0 0 2px } h2, h3 { font-size: 11pt }",
    "indents": "p { margin: 0; text-indent: 1.5em }",
    # Small enough for one page, since browsers cut off what would need a second one. On a single page nothing
    # tells a running title, so there is none.
    "two columns": "body { columns: 2; font-size: 7pt } h1, h2, h3 { font-size: 9pt }",
}
FURNITURE: dict[str, Any] = {
    "display_header_footer": True,
    "header_template": "<p style='font-size:8px;width:100%;text-align:center'>The Town Paper</p>",
    "footer_template": "<p style='font-size:8px;width:100%;text-align:center'>Page <span class=pageNumber></span></p>",
    "margin": {"top": "60px", "bottom": "60px", "left": "60px", "right": "60px"},
}


def page_of(article: Article, style: str) -> str:
    pieces = [f"<h1>{escape(article.title.text if article.title else '')}</h1>"]
    pieces += [f"<p>{escape(part.text)}</p>" for part in article.lead]
    for section in article.sections:
        pieces.append(f"<h2>{escape(section.heading.text)}</h2>")
        pieces += [f"<p>{escape(part.text)}</p>" for part in section.paragraphs]
    pieces.append("<h2>Frequently Asked Questions</h2>")
    pieces += [f"<h3>{escape(e.question.text)}</h3><p>{escape(e.answer.text)}</p>" for e in article.faq]
    rows = [f"<tr><td>{escape(p.label.text)}<td>{escape(p.detail.text)}</tr>" for p in article.key_points]
    pieces.append(f"<h2>Key Points</h2><table>{''.join(rows)}</table><h2>Summary</h2>")
    pieces += [f"<p>{escape(part.text)}</p>" for part in article.summary]
    rules = f"body {{ font: 11pt serif }} td {{ padding: 4px }} {style}"
    return f"<!doctype html><html lang=en><style>{rules}</style><body>{''.join(pieces)}"


def words_of(article: Article) -> list[str]:
    return [" ".join(body.part.text.split()) for body in article.body_parts()]


@pytest.mark.parametrize("style", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_a_printed_article_is_read_back(browser: Browser, style: str) -> None:
    page = browser.new_page()
    for path in sorted(OWN.glob("*.txt")):
        wanted = read_file(path)
        page.set_content(page_of(wanted, style))
        options: dict[str, Any] = {} if "columns" in style else FURNITURE
        found = read_article(page.pdf(format="A4", **options), filename="a.pdf")
        assert found.title is not None
        assert wanted.title is not None
        assert found.title.text == wanted.title.text
        assert [s.heading.text for s in found.sections] == [s.heading.text for s in wanted.sections]
        assert [e.question.text for e in found.faq] == [e.question.text for e in wanted.faq]
        assert [p.label.text for p in found.key_points] == [p.label.text for p in wanted.key_points]
        # A paragraph that a page or a column parts at a sentence's end stays in two.
        read, written = words_of(found), words_of(wanted)
        assert sum(paragraph in read for paragraph in written) >= 0.9 * len(written)
        assert " ".join(read).replace("- ", "-") == " ".join(written).replace("- ", "-")
        assert "Town Paper" not in found.text
    page.close()
