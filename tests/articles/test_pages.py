"""Whole web pages in the usual layouts: the article comes out complete, and nothing around it comes along."""

from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from quizapp.articles import converting
from quizapp.articles.model import Article
from quizapp.articles.reading import read_article, read_file

OWN = Path(__file__).resolve().parents[2] / "question_banks" / "articles"

MENU = "<div class=menu><ul><li><a href=/w>World</a></li><li><a href=/c>Contact us</a></li></ul></div>"
TEASERS = [
    "Council votes to keep the old bridge open until spring",
    "Five things to know about the new tram line",
    "Minister resigns after budget leak, party says",
]
POPULAR = (
    "<div class=sidebar><h3>Most popular</h3><ul>"
    + "".join(f"<li><a href=/{number}>{teaser}</a></li>" for number, teaser in enumerate(TEASERS))
    + "</ul><p>Sign up for our weekly letter and get the best of our journalism every Friday.</p></div>"
)
COOKIES = "<div id=cookie><p>We value your privacy. We and our partners store information on devices.</p></div>"
FOOT = "<div class=footer><p>The Town Paper is published by Town Media Ltd, registered in England.</p></div>"
COMMENTS = "<div id=comments><h3>Comments (1)</h3><div class=comment><p>Great article, I never knew.</p></div></div>"
RELATED = "<div class=related><h4>Related</h4><h5>How the lords lost their veto</h5><p>A short story.</p></div>"
FURNITURE = [
    *TEASERS,
    "weekly letter",
    "value your privacy",
    "Town Media",
    "Great article",
    "lost their veto",
    "short story",
]


def _faq(article: Article, form: str) -> str:
    pairs = [(escape(entry.question.text), escape(entry.answer.text)) for entry in article.faq]
    return "".join(form.format(question, answer) for question, answer in pairs)


def body(article: Article, faq: str = "<h3>{}</h3><p>{}</p>") -> str:
    pieces = [f"<p>{escape(part.text)}</p>" for part in article.lead]
    for section in article.sections:
        pieces.append(f"<h2>{escape(section.heading.text)}</h2>")
        pieces += [f"<p>{escape(part.text)}</p>" for part in section.paragraphs]
    pieces.append(f"<h2>Frequently Asked Questions</h2>{_faq(article, faq)}<h2>Key Points</h2><table>")
    pieces += [f"<tr><td>{escape(p.label.text)}</td><td>{escape(p.detail.text)}</td></tr>" for p in article.key_points]
    pieces.append("</table><h2>Conclusion</h2>")
    return "".join([*pieces, *(f"<p>{escape(part.text)}</p>" for part in article.summary)])


def page(article: Article, before: str, inside: str, after: str) -> str:
    title = escape(article.title.text if article.title else "")
    return f"<html><head><title>{title} | Paper</title></head><body>{before}{inside.format(title)}{after}</body></html>"


DETAILS = "<details><summary>{}</summary><p>{}</p></details>"
TERMS = "<dl><dt>{}</dt><dd>{}</dd></dl>"
LAYOUTS: dict[str, Callable[[Article], str]] = {
    "semantic": lambda a: page(
        a,
        f"<header>{MENU}</header>",
        f"<main><article><h1>{{}}</h1>{body(a)}</article></main><aside>{POPULAR}</aside>",
        f"<footer>{FOOT}</footer>",
    ),
    "related inside": lambda a: page(
        a,
        f"<nav>{MENU}</nav>",
        f"<main><article><h1>{{}}</h1>{body(a, DETAILS)}{RELATED}</article></main>",
        COMMENTS + FOOT,
    ),
    "divs": lambda a: page(
        a,
        COOKIES + MENU,
        f"<div id=wrap><div class=content><h1>{{}}</h1>{body(a)}</div>{POPULAR}</div>",
        COMMENTS + FOOT,
    ),
    "divs and terms": lambda a: page(
        a,
        COOKIES + MENU,
        f"<div id=wrap><div class=post-content><h1>{{}}</h1>{body(a, TERMS)}</div>{POPULAR}</div>",
        FOOT,
    ),
    "main holds all": lambda a: page(
        a,
        MENU,
        f"<main><div class=entry><h1>{{}}</h1>{body(a, DETAILS)}</div>{RELATED}{POPULAR}{COMMENTS}</main>",
        FOOT,
    ),
}


@pytest.mark.parametrize("path", sorted(OWN.glob("*.txt")), ids=lambda path: path.stem)
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_a_page_gives_its_whole_article_and_nothing_around_it(layout: Callable[[Article], str], path: Path) -> None:
    wanted = read_file(path)
    found = read_article(layout(wanted).encode(), filename="page.html")
    assert [part.part.text for part in found.body_parts()] == [
        " ".join(part.part.text.split()) for part in wanted.body_parts()
    ]
    assert [section.heading.text for section in found.sections] == [section.heading.text for section in wanted.sections]
    assert [entry.question.text for entry in found.faq] == [entry.question.text for entry in wanted.faq]
    assert [point.label.text for point in found.key_points] == [point.label.text for point in wanted.key_points]
    prose = "\n".join(part.text for part in found.parts() if part not in found.noise)
    assert [piece for piece in FURNITURE if piece in prose] == []


def test_teasers_marked_up_as_articles_are_not_taken_for_the_article() -> None:
    wanted = read_file(OWN / "how-a-bill-becomes-law.txt")
    teasers = "".join(f"<article><h3>{teaser}</h3><p>It will stay so until spring.</p></article>" for teaser in TEASERS)
    found = read_article(
        page(wanted, MENU, f"<div class=story>{body(wanted)}</div>", teasers + FOOT).encode(), filename="a.html"
    )
    assert len(found.faq) == len(wanted.faq)
    assert len(found.key_points) == len(wanted.key_points)


def test_a_page_is_still_read_where_its_second_reader_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(converting.WALL_SECONDS, "html", 0.01)
    wanted = read_file(OWN / "how-a-bill-becomes-law.txt")
    found = read_article(LAYOUTS["semantic"](wanted).encode(), filename="a.html")
    assert [entry.question.text for entry in found.faq] == [entry.question.text for entry in wanted.faq]
