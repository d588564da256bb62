"""Reading articles: real ones where they are at hand, and small ones of our own."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.articles.errors import ArticleError, Empty, NotEnglish, NotText, TooLarge
from quizapp.articles.model import Article, Part
from quizapp.articles.reading import read_article, read_file
from quizapp.articles.report import as_json_dict, as_text

SHARED = Path(__file__).resolve().parents[3] / "shared" / "articles"
OWN = Path(__file__).resolve().parents[2] / "question_banks" / "articles"
EXPECTED = sorted(SHARED.glob("*.json"))

PROSE = "The council meets in the old town hall on the first Monday of each month and anyone may come and listen. "


def read(text: str, filename: str = "article.txt") -> Article:
    return read_article(text.encode(), filename=filename)


def parts_of(article: Article) -> list[Part]:
    parts = [body.part for body in article.body_parts()]
    parts += [section.heading for section in article.sections]
    parts += [entry.question for entry in article.faq] + [point.label for point in article.key_points]
    return parts + list(article.noise) + ([article.title] if article.title else [])


def spans_hold(article: Article) -> bool:
    return all(" ".join(article.text[p.start : p.end].split()) == " ".join(p.text.split()) for p in parts_of(article))


@pytest.mark.skipif(not EXPECTED, reason="the shared articles are not beside this checkout")
@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_a_real_article_is_read_exactly(expected: Path) -> None:
    source = next(path for path in SHARED.glob(f"{expected.stem}.*") if path.suffix != ".json")
    wanted = json.loads(expected.read_text())
    article = read_file(source)
    found = as_json_dict(article)
    assert found["title"]["text"] == wanted["title"]
    assert [section["heading"] for section in found["sections"]] == wanted["sections"]
    assert [{k: e[k] for k in ("question", "answer")} for e in found["faq"]] == wanted["faq"]
    assert [{k: e[k] for k in ("label", "detail")} for e in found["key_points"]] == wanted["key_points"]
    assert [part["text"] for part in found["noise"]] == wanted["noise_lines"]
    assert bool(found["summary"]) == wanted["summary_present"]
    assert spans_hold(article)


@pytest.mark.parametrize("path", sorted(OWN.glob("*.txt")), ids=lambda path: path.stem)
def test_every_article_of_the_banks_has_its_full_structure(path: Path) -> None:
    article = read_file(path)
    assert article.text == path.read_text(encoding="utf-8")
    assert (len(article.faq), len(article.key_points), len(article.noise)) == (10, 8, 0)
    assert article.summary
    assert len(article.sections) >= 6
    assert all(section.paragraphs for section in article.sections)


ROWS = [
    ("Opening Date", "The hall opened its doors in 1911."),
    ("Number of Seats", "Forty members sit in the chamber."),
    ("Right of Appeal", "Any resident may appeal within 30 days."),
    ("Length of Term", "Four years, renewable once."),
    ("First Session", "Held on 4 May 1912 in the old library."),
    ("Founder", "Maria Keller gave the land and the money."),
    ("Role of the Clerk", "The clerk keeps the minutes and counts the votes."),
    ("Cost", "12,000 francs a year."),
    ("Voting Age", "Lowered from 20 to 18 in 1991."),
    ("Public Access", "Keller insisted that every meeting be open."),
    ("Quorum", "At least twenty members must be present."),
    ("Languages Used", "German and French are both allowed."),
]
LEAD = f"{PROSE}Its founder, Maria Keller, wanted it so, and when Keller died the town kept her rule. "


@pytest.mark.parametrize("gap", [" ", "\t", "   ", " | ", ": ", " – "])
def test_key_points_are_split_whatever_parts_their_columns(gap: str) -> None:
    rows = "\n".join(f"{label}{gap}{detail}" for label, detail in ROWS)
    article = read(f"A Town Hall and Its Rules\n\n{LEAD * 2}\n\nKey Points{gap}Details\n{rows}\n\nSummary\n\n{PROSE}\n")
    assert [(point.label.text, point.detail.text) for point in article.key_points] == ROWS
    assert [part.text for part in article.summary] == [PROSE.strip()]


@pytest.mark.parametrize(
    "line",
    [
        "image 4af1 99 town hall.webp",
        "town-hall_front_1280x720.jpg",
        "Photo: town archive",
        "Listen to this article",
        "Advertisement",
        "Subscribe to our newsletter",
        "Share this article on Facebook",
        "Scroll to Top",
        "Back to top",
        "By Anna Meier",
        "5 min read",
        "Last updated: 3 March 2024",
        "© 2024 The Town Paper. All rights reserved.",
        "Related articles",
        "We use cookies to improve your experience.",
    ],
)
def test_page_furniture_is_left_out(line: str) -> None:
    article = read(f"A Town Hall and Its Rules\n\n{line}\n\n{LEAD}\n\n{LEAD}\n")
    assert [part.text for part in article.noise] == [line]
    assert len(article.lead) == 2


@pytest.mark.parametrize(
    "line",
    ["The photo was taken in 1911 by the clerk.", "Readers may subscribe.", "Voters share the cost of the hall."],
)
def test_sentences_about_such_things_stay(line: str) -> None:
    assert read(f"A Town Hall and Its Rules\n\n{line}\n\n{LEAD}\n").noise == ()


def test_a_heading_that_ran_into_its_paragraph_is_recovered() -> None:
    heading = "Counting the Votes: How the Clerk and Two Witnesses Check Every Ballot in the Town"
    article = read(f"A Town Hall and Its Rules\n\n{LEAD}\n\n{heading}: {LEAD}\n\n{LEAD}\n")
    assert [section.heading.text for section in article.sections] == [heading]
    assert [part.text for part in article.sections[0].paragraphs] == [LEAD.strip()] * 2


FAQS = {
    "bare lines": "{q1}\n\n{a1}\n\n{q2}\n\n{a2}\n",
    "Q and A": "Q: {q1}\nA: {a1}\n\nQ: {q2}\nA: {a2}\n",
    "numbered": "1. {q1}\n\n{a1}\n\n2. {q2}\n\n{a2}\n",
    "no blank lines": "{q1}\n{a1}\n{q2}\n{a2}\n",
}


@pytest.mark.parametrize("form", FAQS.values(), ids=FAQS.keys())
def test_an_faq_is_read_in_every_usual_form(form: str) -> None:
    pairs = [("Who may listen?", "Anyone may listen, even children."), ("When is it?", "Once a month, at seven.")]
    (q1, a1), (q2, a2) = pairs
    faq = form.format(q1=q1, a1=a1, q2=q2, a2=a2)
    article = read(f"A Town Hall and Its Rules\n\n{LEAD}\n\nFrequently Asked Questions\n\n{faq}\nSummary\n\n{PROSE}\n")
    assert [(entry.question.text, entry.answer.text) for entry in article.faq] == pairs
    assert len(article.summary) == 1


def test_hard_wrapped_paragraphs_are_joined() -> None:
    words, lines, line = (LEAD * 3).split(), [], ""
    for word in words:
        if len(line) + 1 + len(word) > 72:
            lines, line = [*lines, line], ""
        line = f"{line} {word}".strip()
    wrapped = "\n".join([*lines, line])
    article = read(f"A Town Hall and Its Rules\n\n{wrapped}\n\nThe Clerk\n\n{wrapped}\n")
    assert [part.text for part in article.lead] == [(LEAD * 3).strip()]
    assert [section.heading.text for section in article.sections] == ["The Clerk"]


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm() -> None:
    plain = f"A Town Hall and Its Rules\n\n{LEAD}\n"
    article = read_article(b"\xef\xbb\xbf" + plain.replace("\n", "\r\n").encode(), filename="a.txt")
    assert article.text == plain


def test_an_older_encoding_is_recognised() -> None:
    text = f"A Café and Its Rules\n\n{LEAD} The café’s owner paid £5. Müller, José and Zoë came too.\n"
    assert "Müller" in read_article(text.encode("cp1252"), filename="a.txt").text


def test_markdown_is_rendered_and_its_table_read() -> None:
    source = (
        f"# A *Town* Hall\n\n![hall](hall.webp)\n\n{LEAD}\n\n## The [Clerk](http://example.org)\n\n{LEAD}\n\n"
        "## FAQ\n\n**Who may listen?**\n\nAnyone may.\n\n### When does it meet?\n\nOnce a month.\n\n"
        "## Key Points\n\n| Key Points | Details |\n| --- | --- |\n"
        "| Founder | Maria **Keller** |\n| Cost | 12 francs |\n"
    )
    article = read(source, "a.md")
    assert article.title is not None
    assert article.title.text == "A Town Hall"
    assert [section.heading.text for section in article.sections] == ["The Clerk"]
    assert [(e.question.text, e.answer.text) for e in article.faq] == [
        ("Who may listen?", "Anyone may."),
        ("When does it meet?", "Once a month."),
    ]
    assert [(p.label.text, p.detail.text) for p in article.key_points] == [
        ("Founder", "Maria Keller"),
        ("Cost", "12 francs"),
    ]
    assert [part.text for part in article.noise] == ["![hall](hall.webp)"]
    assert spans_hold(article)


HTML = f"""<!doctype html><html><head><title>Hall | Paper</title><style>p{{}}</style></head><body>
<nav><a href="/">Home</a></nav><header><p>The Town Paper</p></header>
<main><article><h1>A Town Hall &amp; Its Rules</h1><figure><img src=x><figcaption>The hall</figcaption></figure>
<p>{LEAD}</p><h2>The Clerk</h2><p>{LEAD}<script>alert(1)</script></p><p>Advertisement</p>
<h2>FAQ</h2><details><summary>Who may listen?</summary><p>Anyone <b>may</b>.</p></details>
<details><summary>When does it meet?</summary><p>Once a month.</p><p>At seven.</p></details>
<h2>Key facts</h2><table><tr><th>Founder</th><td>Maria Keller</td></tr><tr><td>Cost<td>12 francs</table>
<h2>Conclusion</h2><p>{PROSE}</p></article></main><footer>Imprint</footer></body></html>"""


def test_html_loses_its_boilerplate_and_keeps_its_structure() -> None:
    article = read(HTML, "a.html")
    assert article.title is not None
    assert article.title.text == "A Town Hall & Its Rules"
    assert [part.text for part in article.lead] == [LEAD.strip()]
    assert [section.heading.text for section in article.sections] == ["The Clerk"]
    assert [(e.question.text, e.answer.text) for e in article.faq] == [
        ("Who may listen?", "Anyone may."),
        ("When does it meet?", "Once a month.\n\nAt seven."),
    ]
    assert [(p.label.text, p.detail.text) for p in article.key_points] == [
        ("Founder", "Maria Keller"),
        ("Cost", "12 francs"),
    ]
    assert len(article.summary) == 1
    assert {part.text for part in article.noise} == {"The hall", "Advertisement"}
    assert spans_hold(article)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", Empty),
        (b" \n\t ", Empty),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", NotText),
        (b"text\x01\x02\x03\x04\x05\x06\x07\x08" * 20, NotText),
        (b"a" * 5_000_001, TooLarge),
        (("Der Rat tagt im alten Rathaus und jeder darf zuhören, wenn er will. " * 8).encode(), NotEnglish),
        (("Совет собирается в старой ратуше. " * 8).encode(), NotEnglish),
    ],
    ids=["empty", "blank", "picture", "controls", "too large", "German", "Russian"],
)
def test_what_is_no_english_text_is_refused_in_one_line(data: bytes, error: type[ArticleError]) -> None:
    with pytest.raises(error) as refusal:
        read_article(data, filename="a.txt")
    assert "\n" not in str(refusal.value)


def test_hostile_html_is_read_in_linear_time_and_depth() -> None:
    article = read("<div>" * 50_000 + f"<p>{LEAD}</p>", "a.html")
    assert article.text.strip() == "" or LEAD.strip() in article.text


def test_the_terminal_report_names_every_part() -> None:
    report = as_text(read(HTML, "a.html"))
    assert "FAQ      2 entries" in report
    assert "Founder: Maria Keller" in report


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_no_bytes_ever_crash_the_reader(data: bytes, filename: str) -> None:
    try:
        article = read_article(data, filename=filename)
    except ArticleError:
        return
    assert spans_hold(article)


LINES = st.sampled_from(
    ["", "Key Points Details", "FAQ", "Summary", "Who may listen?", PROSE, "The Clerk", "Founder Maria Keller gave it.",
     "- Cost: 12 francs", "| a | b |", "# Top", "<p>x", "Q: Why?", "A: Because.",
     "\t", "Scroll to Top", "\u2028", "\x0c"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=25), st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_spans_hold_for_any_mixture_of_lines(lines: list[str], filename: str) -> None:
    try:
        article = read("\n".join(lines), filename)
    except ArticleError:
        return
    assert spans_hold(article)


@pytest.mark.parametrize("furniture", ["image 9b40aa12 77fe.jpg", "Listen to this article", "Advertisement"])
def test_page_furniture_that_is_marked_up_as_a_heading_is_left_out(furniture: str) -> None:
    fact = "The council met in May 1911 and decided to build a hall for the town. It opened two years later."
    body = f"<h1>The Hall</h1><h2>{furniture}</h2><p>{fact}</p><h2>The Vote</h2><p>{fact}</p>"
    article = read(f"<html><body><article>{body}</article></body></html>", "article.html")
    assert [part.text for part in article.noise] == [furniture]
    assert [section.heading.text for section in article.sections if section.heading] == ["The Vote"]
    assert spans_hold(article)
