"""The article beside a question, cut into sentences with what proves and what is asked."""

from quizapp.articles.reading import read_article
from quizapp.banks.highlighting import ArticleView, article_view, quote_spans
from quizapp.banks.models import StoredArticle
from quizapp.banks.structuring import set_reading
from quizapp.questions.content import Evidence
from tests.factories import one_of_each

TEXT = """The town hall

The hall opened in 1911. It seats 450 guests. The mayor lives nearby.

When is it open?
It is open on Mondays. It is closed in June.
"""


def view(*proof: str, asked: tuple[str, ...] = ()) -> ArticleView:
    article = StoredArticle()
    set_reading(article, read_article(TEXT.encode(), filename="a.txt"))
    spans = [(article.text.index(quote), article.text.index(quote) + len(quote)) for quote in asked]
    quotes = [Evidence(quote=q, start=article.text.index(q), end=article.text.index(q) + len(q)) for q in proof]
    return article_view(article, quotes, spans)


def marks(shown: ArticleView) -> list[tuple[str, str]]:
    return [
        (segment.mark, segment.text)
        for block in shown.blocks
        for sentence in block.sentences
        for segment in sentence.segments
        if segment.mark
    ]


def test_sentences_know_their_places_and_count_where_something_asks_about_them() -> None:
    shown = view(asked=("The hall opened in 1911.", "on Mondays"))
    sentences = [sentence for block in shown.blocks if block.is_prose for sentence in block.sentences]
    assert [sentence.text for sentence in sentences if sentence.is_asked] == [
        "The hall opened in 1911.",
        "It is open on Mondays.",
    ]
    assert (shown.asked, shown.total) == (2, 5)
    assert all(TEXT[sentence.start : sentence.end] == sentence.text for sentence in sentences)


def test_the_proof_is_marked_above_what_others_ask_and_its_first_part_is_known() -> None:
    shown = view("The hall opened in 1911. It seats", asked=("The hall opened in 1911.", "It seats 450 guests."))
    assert marks(shown) == [
        ("proof", "The hall opened in 1911."),
        ("proof", "It seats"),
        ("asked", " 450 guests."),
    ]
    firsts = [s.text for block in shown.blocks for each in block.sentences for s in each.segments if s.is_first_proof]
    assert firsts == ["The hall opened in 1911."]


def test_an_article_that_nothing_asks_about_is_shown_whole() -> None:
    shown = view()
    assert (shown.asked, marks(shown)) == (0, [])
    assert shown.blocks[0].kind == "title"
    assert "".join(sentence.text for sentence in shown.blocks[0].sentences) == "The town hall"


def test_the_quotes_of_every_type_are_found_in_stored_content() -> None:
    for content in one_of_each():
        stored = content.model_dump(mode="json")
        assert set(quote_spans(stored)) == {(quote.start, quote.end) for _, quote in content.quotes()}
