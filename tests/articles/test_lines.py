"""Corrections work on lines; whatever is said about them, spans stay right and no word gets lost."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.articles.errors import ArticleError
from quizapp.articles.lines import (
    BODY,
    CHOICES,
    HEADING,
    MARKER,
    NOISE,
    POINT,
    QUESTION,
    SUMMARY,
    TITLE,
    BadCorrection,
    Correction,
    Line,
    article_of,
    carried_over,
    corrected,
    correction_of,
    cuts,
    lines_of,
)
from quizapp.articles.model import Article
from quizapp.articles.reading import read_article
from quizapp.articles.report import as_json_dict, from_json_dict

PROSE = "The council meets in the old town hall on the first Monday of each month and anyone may come and listen."
TEXT = f"""A Town Hall and Its Rules

{PROSE}

Who Decides

{PROSE}

Listen to this article

FAQ

Who may listen?

Anyone may, even children.

Key Points Details
Founder Maria Keller gave the land.
Voting Age Lowered from 20 to 18 in 1991.

Summary

{PROSE}
"""


def read(text: str, filename: str = "a.txt") -> Article:
    return read_article(text.encode(), filename=filename)


def line(article: Article, text: str) -> Line:
    return next(each for each in lines_of(article) if article.text[each.start : each.end] == text)


def say(article: Article, text: str, kind: str, cut_before: str = "") -> Correction:
    found = line(article, text)
    cut = found.start + text.index(cut_before) if cut_before else None
    return correction_of(article.text, found, kind, cut)


def test_the_lines_name_everything_in_the_text() -> None:
    article = read(TEXT)
    kinds = [(each.kind, article.text[each.start : each.end][:18]) for each in lines_of(article)]
    assert kinds == [
        (TITLE, "A Town Hall and It"), (BODY, PROSE[:18]), (HEADING, "Who Decides"), (BODY, PROSE[:18]),
        (NOISE, "Listen to this art"), (MARKER, "FAQ"), (QUESTION, "Who may listen?"), (BODY, "Anyone may, even c"),
        (MARKER, "Key Points Details"), (POINT, "Founder Maria Kell"), (POINT, "Voting Age Lowered"),
        (MARKER, "Summary"), (SUMMARY, PROSE[:18]),
    ]  # fmt: skip


def test_a_row_can_be_split_at_another_place() -> None:
    article = read(TEXT)
    correction = say(article, "Voting Age Lowered from 20 to 18 in 1991.", POINT, "Age")
    points = [(p.label.text, p.detail.text) for p in corrected(article, [correction]).key_points]
    assert points == [("Founder Maria", "Keller gave the land."), ("Voting", "Age Lowered from 20 to 18 in 1991.")]


def test_a_line_becomes_a_heading_and_what_follows_moves_under_it() -> None:
    article = read(TEXT)
    changed = corrected(article, [say(article, "Who may listen?", HEADING)])
    assert [section.heading.text for section in changed.sections] == ["Who Decides", "Who may listen?"]
    assert [part.text for part in changed.sections[1].paragraphs] == ["Anyone may, even children."]
    assert changed.faq == ()


def test_a_heading_becomes_a_question_and_its_paragraph_the_answer() -> None:
    article = read(TEXT)
    changed = corrected(article, [say(article, "Who Decides", QUESTION)])
    assert next((e.question.text, e.answer.text) for e in changed.faq) == ("Who Decides", PROSE)


def test_a_line_is_left_out_and_a_left_out_line_comes_back() -> None:
    article = read(TEXT)
    changed = corrected(article, [say(article, "Who Decides", NOISE), say(article, "Listen to this article", BODY)])
    assert [part.text for part in changed.noise] == ["Who Decides"]
    assert [part.text for part in changed.lead] == [PROSE, PROSE, "Listen to this article"]


def test_a_question_that_ran_into_its_answer_is_parted() -> None:
    article = read(f"The Hall\n\n{PROSE}\n\nQ: Who may come? A: Anyone may come in.\n\n{PROSE} It is so.\n")
    found = next(each for each in lines_of(article) if "Who may come" in article.text[each.start : each.end])
    text = article.text[found.start : found.end]
    changed = corrected(article, [say(article, text, QUESTION, "A: Anyone")])
    assert changed.faq[0].question.text == "Who may come?"
    assert changed.faq[0].paragraphs[0].text == "Anyone may come in."


def test_a_heading_that_ran_into_its_paragraph_is_parted() -> None:
    article = read(f"The Hall\n\n{PROSE}\n\nCosts: {PROSE}\n")
    changed = corrected(article, [say(article, f"Costs: {PROSE}", HEADING, "The council")])
    assert changed.sections[0].heading.text == "Costs"
    assert [part.text for part in changed.sections[0].paragraphs] == [PROSE]


def test_another_title_makes_the_old_one_a_heading() -> None:
    article = read(TEXT)
    changed = corrected(article, [say(article, "Who Decides", TITLE)])
    assert changed.title is not None
    assert changed.title.text == "Who Decides"
    assert [section.heading.text for section in changed.sections] == ["A Town Hall and Its Rules"]


def test_a_correction_that_cannot_be_is_refused() -> None:
    article = read(TEXT)
    row = line(article, "Founder Maria Keller gave the land.")
    for kind, cut in (("poem", None), (POINT, None), (POINT, row.start), (HEADING, row.end), (POINT, row.start + 2)):
        with pytest.raises(BadCorrection):
            correction_of(article.text, row, kind, cut)


def test_corrections_go_along_to_a_changed_text() -> None:
    article = read(TEXT)
    said = [say(article, "Who Decides", QUESTION), say(article, "Founder Maria Keller gave the land.", POINT, "Maria")]
    newer = read(TEXT.replace(PROSE, f"A new sentence stands here. {PROSE}", 1).replace("Who Decides", "Who Rules"))
    carried = carried_over(said, newer)
    assert [each.text for each in carried] == ["Founder Maria Keller gave the land."]
    assert corrected(newer, carried).key_points[0].label.text == "Founder"


SOURCES = st.sampled_from(
    ["", "Key Points Details", "FAQ", "Summary", "Who may listen?", PROSE, "The Clerk", "Founder Maria Keller gave it.",
     "- Cost: 12 francs", "| a | b |", "# Top", "<p>x", "Q: Why?", "A: Because.", "Voting Age\t18",
     "\t", "Scroll to Top", "\u2028"]
)  # fmt: skip


def spans_hold(article: Article) -> bool:
    return all(
        " ".join(article.text[part.start : part.end].split()) == " ".join(part.text.split()) for part in article.parts()
    )


@settings(max_examples=200, deadline=None)
@given(st.lists(SOURCES, max_size=25), st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_lines_and_articles_are_the_same_thing_twice(pieces: list[str], filename: str) -> None:
    try:
        article = read("\n".join(pieces), filename)
    except ArticleError:
        return
    lines = lines_of(article)
    assert all(a.end <= b.start for a, b in pairwise(lines))
    again = article_of(article.text, lines)
    assert again.faq == article.faq
    assert again.key_points == article.key_points
    assert (again.title, again.summary, again.noise) == (article.title, article.summary, article.noise)
    assert from_json_dict(as_json_dict(article)) == article


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_spans_stay_right_whatever_is_corrected(data: st.DataObject) -> None:
    pieces = data.draw(st.lists(SOURCES, max_size=25))
    try:
        article = read("\n".join(pieces))
    except ArticleError:
        return
    said = []
    for each in lines_of(article):
        kind = data.draw(st.sampled_from(["", *CHOICES]))
        places = cuts(article.text, each)
        if kind and (kind != POINT or places):
            cut = data.draw(st.sampled_from(places if kind == POINT else [None, *places]))
            said.append(correction_of(article.text, each, kind, cut))
    changed = corrected(article, said)
    assert changed.text == article.text
    assert spans_hold(changed)
    assert spans_hold(from_json_dict(as_json_dict(changed)))
    assert corrected(article, []) == article
