"""Word and PDF files: what is kept, what is dropped, and what is refused in seconds."""

import json
import time
import zlib

import pytest

from quizapp.articles import converting
from quizapp.articles.errors import (
    ArticleError,
    Empty,
    NoTextInPdf,
    NotPdf,
    NotWord,
    Protected,
    TooHard,
    TooLarge,
    TooManyPages,
    UnpacksTooLarge,
)
from quizapp.articles.model import Article
from quizapp.articles.reading import read_article, read_guarded, read_source
from quizapp.articles.report import as_json_dict
from tests.documents import a_docx, a_pdf, flowing, paragraph, table

PROSE = "The council meets in the old town hall on the first Monday of each month, and anyone may come and listen."
LONGER = f"{PROSE} Its members are chosen for four years, and they may be chosen again only once."


def spans_hold(article: Article) -> bool:
    return all(
        " ".join(article.text[part.start : part.end].split()) == " ".join(part.text.split()) for part in article.parts()
    )


def test_a_word_document_keeps_its_headings_its_table_and_its_faq() -> None:
    data = a_docx(
        paragraph("The Town Hall", "Title"),
        paragraph(PROSE),
        paragraph("Who Decides", "Heading1"),
        paragraph(LONGER),
        paragraph("FAQ", "Heading1"),
        paragraph("Who may listen?", "Heading2"),
        paragraph("Anyone may."),
        paragraph("Key Points", "Heading1"),
        table([("Key Points", "Details"), ("Founder", "Maria Keller"), ("Cost", "12 francs & no more")]),
        paragraph("Summary", "Heading1"),
        paragraph(PROSE),
    )
    article = read_article(data, filename="Hall.DOCX")
    assert article.title is not None
    assert article.title.text == "The Town Hall"
    assert [part.text for part in article.lead] == [PROSE]
    assert [section.heading.text for section in article.sections] == ["Who Decides"]
    assert [(entry.question.text, entry.answer.text) for entry in article.faq] == [("Who may listen?", "Anyone may.")]
    points = [(point.label.text, point.detail.text) for point in article.key_points]
    assert points == [("Founder", "Maria Keller"), ("Cost", "12 francs & no more")]
    assert [part.text for part in article.summary] == [PROSE]
    assert spans_hold(article)


def test_bold_lines_of_a_word_document_are_headings_although_no_style_says_so() -> None:
    bold = [paragraph("Who Decides", bold=True), paragraph(LONGER), paragraph("Not. A heading.", bold=True)]
    article = read_article(a_docx(paragraph("The Town Hall"), paragraph(PROSE), *bold), filename="a.docx")
    assert article.title is not None
    assert article.title.text == "The Town Hall"
    assert [section.heading.text for section in article.sections] == ["Who Decides"]


def test_a_word_document_without_any_style_is_read_like_plain_text() -> None:
    lines = [PROSE, LONGER, "Frequently Asked Questions", "Who may listen?", "Anyone may."]
    article = read_article(a_docx(*map(paragraph, lines)), filename="a.docx")
    assert [(entry.question.text, entry.answer.text) for entry in article.faq] == [("Who may listen?", "Anyone may.")]


def test_notes_of_a_word_document_do_not_get_into_its_sentences() -> None:
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = f'<w:footnotes {names}><w:footnote w:id="1">{paragraph("See the archive.")}</w:footnote></w:footnotes>'
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>'
        "</Relationships>"
    )
    extra = [("word/footnotes.xml", notes.encode()), ("word/_rels/document.xml.rels", relations.encode())]
    noted = paragraph(PROSE).replace("</w:p>", '<w:r><w:footnoteReference w:id="1"/></w:r></w:p>')
    article = read_article(a_docx(paragraph("The Hall", "Title"), noted, extra=extra), filename="a.docx")
    assert [part.text for part in article.lead] == [PROSE]
    assert "archive" not in article.text


def test_a_pdf_gives_back_paragraphs_without_its_running_lines() -> None:
    head = (60.0, 810.0, 8.0, "The Town Paper", False)
    numbers = [(290.0, 30.0, 8.0, f"Page {number} of 2", False) for number in (1, 2)]
    first = flowing(
        [
            "# The Town Hall and Its Rules",
            "The council meets in the old town hall on the first Monday of each month, and any-",
            "one may come and listen. Its twenty-two members are chosen for four years by the",
            "voters of the town, and they may be chosen again only once.",
            "",
            "Twenty-two seats were enough, the founder thought, for a town of this size. The pub-",
            "lic gallery was added later, because more and more people came to",
        ]
    )
    second = flowing(
        [
            "listen to the public debates.",
            "# Who Pays",
            "The town pays for the hall, and no member is paid for coming to its meetings.",
        ]
    )
    article = read_article(a_pdf([head, *first, numbers[0]], [head, *second, numbers[1]]), filename="a.pdf")
    assert article.title is not None
    assert article.title.text == "The Town Hall and Its Rules"
    assert [part.text for part in article.lead] == [
        "The council meets in the old town hall on the first Monday of each month, and anyone may come and listen. "
        "Its twenty-two members are chosen for four years by the voters of the town, and they may be chosen again only "
        "once.",
        "Twenty-two seats were enough, the founder thought, for a town of this size. The public gallery was added "
        "later, because more and more people came to listen to the public debates.",
    ]
    assert [section.heading.text for section in article.sections] == ["Who Pays"]
    assert "Page" not in article.text
    assert "Paper" not in article.text
    assert spans_hold(article)


def test_a_table_of_a_pdf_becomes_key_points() -> None:
    rows = [("Founder", "Maria Keller gave the land."), ("Cost", "12 francs a year.")]
    cells = [
        (x, 500.0 - 20 * number, 11.0, text, False)
        for number, row in enumerate(rows)
        for x, text in zip((60.0, 200.0), row, strict=True)
    ]
    page = [*flowing(["# The Town Hall", LONGER[:90], LONGER[91:], "# Key Points"]), *cells]
    article = read_article(a_pdf(page), filename="a.pdf")
    assert [(point.label.text, point.detail.text) for point in article.key_points] == rows


def test_a_pdf_without_text_says_that_it_holds_pictures() -> None:
    with pytest.raises(NoTextInPdf):
        read_article(a_pdf([]), filename="a.pdf")


BOMB = b"\0" * 30_000_000
DEEP = "<w:tbl><w:tr><w:tc>" * 20_000


def pdf_with(stream: bytes) -> bytes:
    packed = zlib.compress(stream, 9)
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj\n"
    body = b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n" % len(packed)
    return head + page + body + packed + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


LOOP = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF"
)


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (b"", "a.docx", Empty),
        (b" \n", "a.pdf", Empty),
        (b"PK\x03\x04 and then nothing", "a.docx", NotWord),
        (a_docx(paragraph(PROSE))[:-200], "a.docx", NotWord),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "a.docx", NotWord),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a.docx", Protected),
        (a_docx(paragraph(PROSE), extra=[("word/media/x.bin", BOMB)]), "a.docx", UnpacksTooLarge),
        (a_docx(paragraph(PROSE), extra=[(f"x/{n}", b"") for n in range(4000)]), "a.docx", UnpacksTooLarge),
        (a_docx(DEEP), "a.docx", ArticleError),
        (a_docx(DEEP + "</w:tc></w:tr></w:tbl>" * 20_000), "a.docx", ArticleError),
        (b"no PDF at all", "a.pdf", NotPdf),
        (a_pdf(flowing([PROSE]))[:300], "a.pdf", NotPdf),
        (a_pdf(*[flowing(["x"])] * 151), "a.pdf", TooManyPages),
        (LOOP, "a.pdf", ArticleError),
        (pdf_with(b"BT /F1 9 Tf (x) Tj ET " * 4_000_000), "a.pdf", ArticleError),
        (b"%PDF-1.4" + b"x" * 5_000_000, "a.pdf", TooLarge),
    ],
    ids=[
        "empty docx", "blank pdf", "no archive", "cut docx", "old doc", "password", "zip bomb", "many entries",
        "unclosed", "deep tables", "no pdf", "cut pdf", "many pages", "page loop", "stream bomb", "too large",
    ],
)  # fmt: skip
def test_hostile_and_broken_files_are_refused_in_seconds(data: bytes, name: str, error: type[ArticleError]) -> None:
    begun = time.monotonic()
    with pytest.raises(error) as refusal:
        read_article(data, filename=name)
    assert time.monotonic() - begun < 25
    assert "\n" not in str(refusal.value)


def test_a_converter_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(converting.WALL_SECONDS, "docx", 0.01)
    with pytest.raises(TooHard):
        read_article(a_docx(paragraph(PROSE)), filename="a.docx")


def test_an_article_that_was_read_before_is_read_again_as_it_was() -> None:
    article = read_article(a_docx(paragraph("The Hall", "Title"), paragraph(PROSE)), filename="a.docx")
    printed = json.dumps(as_json_dict(article)).encode()
    assert read_article(printed, filename="a.json") == article


@pytest.mark.parametrize("data", [b"[]", b"{", b'{"text": "x"}', b"\xff"])
def test_what_was_never_an_article_is_no_article(data: bytes) -> None:
    with pytest.raises(ArticleError):
        read_article(data, filename="a.json")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_long_article_is_read_in_its_own_process_just_as_here(name: str) -> None:
    text = f"The Hall\n\n{LONGER} Zoë came too.\n\n" + f"{LONGER}\n\n" * 400
    for data, encoding in ((text.encode(), None), (text.encode("cp1252"), "cp1252")):
        here = read_source(data, filename=name, encoding=encoding)
        assert read_guarded(data, filename=name, encoding=encoding) == here


def test_a_word_document_is_read_the_same_with_and_without_limits() -> None:
    data = a_docx(paragraph("The Hall", "Title"), paragraph(PROSE))
    assert read_guarded(data, filename="a.docx") == read_source(data, filename="a.docx")
    with pytest.raises(NotWord):
        read_guarded(b"PK", filename="a.docx")


def test_an_article_made_to_be_slow_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(converting.WALL_SECONDS, "article", 2)
    rows = "Founder Maria Keller gave the land.\n" * 8000
    slow = f"The Hall\n\n{PROSE * 2500}\n\nKey Points Details\n{rows}"
    begun = time.monotonic()
    with pytest.raises(TooHard, match="stopped"):
        read_guarded(slow.encode(), filename="a.txt")
    assert time.monotonic() - begun < 10


def test_lines_with_a_tab_between_two_columns_are_rows() -> None:
    rows = [("Key Points", "Details"), ("Founder", "Maria Keller gave the land."), ("Opening", "Held in 1911.")]
    body = [paragraph("The Town Hall", "Title"), paragraph(PROSE), *(tabbed(*row) for row in rows)]
    article = read_article(a_docx(*body, paragraph("Summary", "Heading1"), paragraph(PROSE)), filename="a.docx")
    assert [(point.label.text, point.detail.text) for point in article.key_points] == rows[1:]


def test_numbers_before_a_tab_begin_points_of_a_list() -> None:
    lines = [tabbed("1.", "The hall was built."), tabbed("2.", "The hall burned down.")]
    article = read_article(a_docx(paragraph("The Town Hall", "Title"), paragraph(PROSE), *lines), filename="a.docx")
    assert article.key_points == ()
    assert "The hall burned down." in article.text


def tabbed(label: str, detail: str) -> str:
    return paragraph(f"{label}|{detail}").replace("|", "</w:t><w:tab/><w:t>")
