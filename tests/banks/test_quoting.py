from hypothesis import given
from hypothesis import strategies as st

from quizapp.banks.quoting import located, one_line
from quizapp.questions.content import Evidence

ARTICLE = "The hall opened\nin 1911. It burned. It burned. (Twice.)"


def test_a_quote_is_found_whatever_its_line_breaks():
    found = located(" The hall  opened in 1911. ", ARTICLE)
    assert found == Evidence(quote="The hall opened\nin 1911.", start=0, end=24)


def test_signs_are_taken_as_they_stand():
    assert located("(Twice.)", ARTICLE) is not None
    assert located("(Twice!)", ARTICLE) is None


def test_a_known_quote_keeps_its_place_where_the_words_stand_twice():
    second = Evidence(quote="It burned.", start=36, end=46)
    assert located("It burned.", ARTICLE, [second]) == second


def test_nothing_is_found_nowhere():
    assert located("  ", ARTICLE) is None


@given(st.text(st.sampled_from("ab. \n"), max_size=30), st.data())
def test_every_part_of_an_article_is_found_with_a_span_that_holds_it(article, data):
    start = data.draw(st.integers(0, len(article)))
    part = article[start : data.draw(st.integers(start, len(article)))]
    found = located(one_line(part), article)
    assert (found is None) == (not part.strip())
    assert found is None or article[found.start : found.end] == found.quote
