"""Generation as a whole: proof, determinism, no crash, and what a question may not be."""

import json
import os
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.articles.errors import ArticleError, TooThin
from quizapp.articles.reading import read_article, read_file
from quizapp.generation import Generation, generate
from quizapp.generation.gate import check_key, holds, sure_distractors
from quizapp.generation.parsing import sentences_of
from quizapp.questions import TYPES
from quizapp.questions.multiple_choice import MultipleChoice
from quizapp.questions.timeline import Timeline
from tests.generation.written import PADDING, asked, candidate, choices

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "articles"
OWN = sorted((ROOT / "question_banks" / "articles").glob("*.txt"))
ALL = [*OWN, *sorted(path for path in SHARED.glob("*") if path.suffix in {".txt", ".md", ".html"})]


@cache
def drafted(path: Path) -> Generation:
    return generate(read_file(path), seed=1)


def own_choices() -> list[MultipleChoice]:
    return [content for path in OWN for content in choices(drafted(path))]


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_every_quote_stands_verbatim_at_its_span(path: Path) -> None:
    text = read_file(path).text
    for draft in drafted(path).questions:
        content = draft.content
        quotes = [e.evidence for e in content.events] if isinstance(content, Timeline) else content.evidence
        assert quotes
        for quote in quotes:
            assert quote is not None
            assert text[quote.start : quote.end] == quote.quote


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_an_own_article_gives_at_least_five_questions(path: Path) -> None:
    assert len(choices(drafted(path))) >= 5


def test_the_own_articles_together_give_at_least_forty_drafts() -> None:
    assert sum(len(drafted(path).questions) for path in OWN) >= 40


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_no_stem_is_asked_twice(path: Path) -> None:
    stems = [content.stem for content in choices(drafted(path))]
    assert len(set(stems)) == len(stems)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_no_stem_names_its_key(path: Path) -> None:
    assert [content.stem for content in choices(drafted(path)) if holds(content.stem, content.key)] == []


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_every_question_has_three_distractors_and_two_to_spare(path: Path) -> None:
    assert all(len(each.distractors) == 3 and len(each.spare_distractors) >= 2 for each in choices(drafted(path)))


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_all_options_of_a_question_are_distinct(path: Path) -> None:
    for content in choices(drafted(path)):
        options = [option.casefold() for option in (*content.options, *content.spare_distractors)]
        assert len(set(options)) == len(options)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_every_explanation_quotes_the_evidence(path: Path) -> None:
    for content in choices(drafted(path)):
        # A very long quote is cut short.
        opening = " ".join(content.evidence[0].quote.split())[:200].rstrip()
        assert content.explanation.startswith(f"The article says: \u201c{opening}")


def test_the_right_answers_are_spread_over_all_places() -> None:
    made = own_choices()
    places = Counter(
        [number for number, _ in TYPES["multiple-choice"].presented(content, 1)].index("0") for content in made
    )
    assert all(0.10 <= places[place] / len(made) <= 0.45 for place in range(4))


def test_the_right_answer_is_the_longest_about_as_often_as_chance_would_have_it() -> None:
    made = own_choices()
    longest = sum(len(content.key) > max(len(option) for option in content.distractors) for content in made)
    assert 0.10 <= longest / len(made) <= 0.35


def test_the_same_seed_gives_the_same_drafts() -> None:
    assert generate(read_file(OWN[0]), seed=1) == drafted(OWN[0])


def test_another_seed_gives_other_drafts_where_there_is_choice() -> None:
    assert generate(read_file(OWN[0]), seed=2).questions != drafted(OWN[0]).questions


def test_the_published_article_gives_ten_questions_and_two_timelines() -> None:
    path = SHARED / "00-lee-xi-summit.txt"
    if not path.is_file():
        pytest.skip("the shared articles are not beside this checkout")
    drafts = drafted(path).questions
    made = [draft for draft in drafts if isinstance(draft.content, Timeline)]
    assert len(made) == 2
    assert len(drafts) - len(made) >= 10
    assert "With whom is President Lee Jae Myung of South Korea meeting to reset ties?" in [
        draft.content.stem for draft in drafts
    ]
    assert "order-inferred" in made[0].tags
    assert len(made[0].content.decidable_pairs()) >= 3


@pytest.mark.parametrize("hash_seed", ["0", "4711"])
def test_drafts_are_the_same_under_every_hash_seed(hash_seed: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "quizapp.generation", "article.txt", "1"],
        input=OWN[0].read_bytes(),
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
    )
    here = [draft.content.model_dump(mode="json") for draft in drafted(OWN[0]).questions]
    assert [question["content"] for question in json.loads(run.stdout)["questions"]] == here


def test_every_refusal_has_a_reason_in_words() -> None:
    refused = drafted(OWN[0]).refused
    assert refused
    assert all(refusal.message.endswith(".") and " " in refusal.message for refusal in refused)


def test_a_thin_article_is_refused_in_one_line() -> None:
    with pytest.raises(TooThin, match="too short"):
        generate(read_article(b"The hall opened in 1911. It is old.", filename="a.txt"))


PLAIN = """Maria Keller and the Town Hall of Bern

Maria Keller founded the club in Lyon in 1911. In 1923 Anton Weber sold the garden to the city of Vienna.
The Weaver Club of Lyon has forty members. Maria Keller died in Madrid on 4 May 1950.
"""


def test_questions_are_fronted_with_the_right_helping_verb() -> None:
    made = asked(PLAIN)
    assert made["How many members does the Weaver Club of Lyon have?"] == "forty"
    assert made["How many members does the Weaver Club of Lyon have?"] == "forty"


def test_a_sound_candidate_passes_the_gate() -> None:
    check_key(candidate())
    assert sure_distractors(candidate(), []) == ["Marseille", "Bordeaux", "Strasbourg", "Nantes", "Toulouse"]


def test_a_wrong_answer_that_the_article_says_too_is_never_used() -> None:
    text = f"A Town\n\nMaria Keller founded the club in Lyon. Later she founded a second club in Vienna.\n\n{PADDING}\n"
    sentences = sentences_of(read_article(text.encode(), filename="a.txt"))
    doubtful = candidate(
        others=("Vienna", "Marseille"), from_article=frozenset({"Vienna"}), predicate=frozenset({"found", "club"})
    )
    assert sure_distractors(doubtful, sentences) == ["Marseille"]


def test_options_never_hold_each_other() -> None:
    kept = sure_distractors(candidate(others=("the city of Lyon", "Nice", "Nice and Cannes")), [])
    assert kept == ["Nice"]


ODD = [
    "",
    "One line without an end",
    PADDING,
    PLAIN,
    OWN[1].read_text(encoding="utf-8")[:3000],
    "\x0b",
    "\x00\x01\x07\x1b[31m",
    "?" * 50,
    "Q: Who?\nA: He.",
    "- - -",
    "\uff11\uff19",
    "\uc6b0\ub9ac \ub098\ub77c\uc758 \ub300\ud1b5\ub839\uc740 1987\ub144\uc5d0 \uc120\ucd9c\ub418\uc5c8\ub2e4. " * 5,
    "Die Stadt Wien wurde 1923 von Anton Weber regiert, und die B\u00fcrger w\u00e4hlten ihn. " * 5,
    "\u0648\u0644\u062f \u0627\u0644\u0631\u0626\u064a\u0633 \u0641\u064a "
    "\u0627\u0644\u0642\u0627\u0647\u0631\u0629 \u0639\u0627\u0645 1918. ",
    "<div><p class='x'>In 1923 <b>Anton</p></b> sold &nbsp; &amp;<script>alert(1)</script><table><tr><td>it",
    "w" * 5000,
    "\U0001f600\U0001f3fb \U0001f1f3\U0001f1ff won 53% of \U0001f4b0 in 1923 \u2764\ufe0f.",
    "The women of Kirkby lost the case of Some v. Other",
    "The women of Kirkby lost in 1923 in Some v. Other. Roe v. Bristol v. Lyon was heard in 1924.",
    "In 1923, in 1924 and in 1925 he, she, it and they met him, her, it and them.",
    "He was the first. It was the last. They were both.",
    "What is it?\nIt is a thing.\n\nWhen was it?\nIn 1923.",
    "Key Points\n\n- : 30 days\n- Fee: \n- Agenda: a, b, c",
    "The the the of of in in was was by by 20 votes to 18 to 19 percent of $ million.",
    "\u201cWho \u2018said (this [1923] {Lyon}\u201d; and: by -- John \u2014 Harper's' \u2026",
]


def _survives(data: bytes, *, filename: str = "a.txt") -> bool:
    """Whether the text is drafted, or refused in words, without a crash."""
    try:
        made = generate(read_article(data, filename=filename))
    except ArticleError as error:
        return bool(str(error))
    return all(draft.id for draft in made.questions)


@pytest.mark.parametrize("filename", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize("piece", ODD, ids=range(len(ODD)))
def test_no_odd_piece_crashes_the_generator(piece: str, filename: str) -> None:
    assert _survives(f"A Title\n\n{piece}\n\n{PADDING}\n\n{piece}\n".encode(), filename=filename)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(ODD), max_size=6), st.sampled_from(["\n\n", " ", "\n"]))
def test_no_row_of_odd_pieces_crashes_the_generator(pieces: list[str], between: str) -> None:
    assert _survives(between.join(pieces).encode())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=400))
def test_no_text_crashes_the_generator(text: str) -> None:
    assert _survives(f"A Title\n\n{text}\n\n{PADDING}\n".encode(errors="replace"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PLAIN.split()), min_size=3, max_size=60))
def test_no_shuffled_words_crash_the_generator(words: list[str]) -> None:
    assert _survives(f"A Title\n\n{' '.join(words)}\n\n{PADDING}\n".encode())


def test_a_book_of_sixty_thousand_characters_is_drafted() -> None:
    text = OWN[0].read_text(encoding="utf-8")
    book = "\n\n".join([text] * (60_000 // len(text) + 1))
    made = generate(read_article(book.encode(), filename="a.txt"))
    assert len(choices(made)) >= 5
