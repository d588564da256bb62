"""What may not become a question: each reason with a text that has it, and one nearly equal that is asked."""

from dataclasses import replace

import pytest

from quizapp.generation.assembling import assemble
from quizapp.generation.gate import REASONS, Refused, check_key, sure_distractors
from quizapp.generation.model import Candidate
from quizapp.questions.content import Evidence
from tests.generation.written import AT_HOME, asked, candidate, refused

# Code, title of the article, a text that is refused with the code, and one that is asked.
TEXTS = [
    (
        "central",
        AT_HOME,
        "The women of Kirkby sold cloth to New Zealand.",
        "The women of Kirkby sold cloth to Norway.",
    ),
    (
        "leans-on-context",
        AT_HOME,
        "The act was passed in 1923.",
        "The Weaver Act was passed in 1923.",
    ),
    (
        "names-nothing",
        "Stories from Many Towns",
        "About 40 percent of the farmers supported a tax on salt.",
        "About 40 percent of the farmers of Kirkby supported a tax on salt.",
    ),
    (
        "two-dates",
        AT_HOME,
        "In 1923 and in 1931 the women of the Dyers' Guild opened a school.",
        "In 1923 the women of the Dyers' Guild opened a school.",
    ),
    (
        "too-long",
        AT_HOME,
        "In 1923 the women of the Dyers' Guild of the old harbour town of Kirkby on the northern coast gave the "
        "weavers and the bakers and the tailors and the coopers and the masons of Kirkby a new school.",
        "In 1923 the women of the Dyers' Guild of the old harbour town of Kirkby on the northern coast gave the "
        "weavers and the bakers of Kirkby a new school.",
    ),
    (
        "too-short",
        AT_HOME,
        "In 1923 the weavers marched.",
        "In 1923 the weavers of Kirkby marched.",
    ),
    (
        "fluff",
        AT_HOME,
        "The women of the Dyers' Guild sought 30 days of leave.",
        "The women of the Dyers' Guild asked for 30 days of leave.",
    ),
    (
        "side-detail",
        AT_HOME,
        "The women of the Dyers' Guild met at the Westgate Hotel.",
        "The women of the Dyers' Guild met at Fremantle Prison.",
    ),
    (
        "too-thin",
        AT_HOME,
        "The women of the Dyers' Guild opened a school.",
        "The women of the Dyers' Guild opened a school in Lyon.",
    ),
]

# Code, and what is wrong about a candidate that its checks refuse with it.
KEYS = [
    ("key-not-in-quote", {"key": "Paris"}),
    ("key-in-stem", {"stem": "What did Maria Keller found in Lyon?"}),
    ("given-away", {"stem": "In which French city did Maria Keller found it?", "others": ("Vienna", "Porto")}),
]


def _at(start: int, **changes: object) -> Candidate:
    """A candidate whose sentence stands somewhere else."""
    quote = str(changes.pop("quote", "Maria Keller founded the club in Lyon in 1911."))
    return candidate(quote, evidence=Evidence(quote=quote, start=start, end=start + len(quote)), **changes)


SOUND = _at(0)
# Of another sentence about something else.
UNLIKE = _at(
    100,
    quote="Anton Weber sold the garden in Vienna.",
    stem="In which town did Anton Weber sell his garden?",
    key="Vienna",
    others=("Graz", "Linz", "Salzburg", "Innsbruck", "Villach"),
)

# Code, candidates of which one is refused with it, and nearly equal ones that are all asked.
TOGETHER = [
    (
        "enough",
        [_at(0, kind="order", key="A", stem="Which came first?"), _at(99, kind="order", key="B", stem="And last?")],
        [_at(0, kind="order", key="A", stem="Which came first?"), UNLIKE],
    ),
    (
        "asked-already",
        [SOUND, _at(50, stem="Which city saw Maria Keller found a club?")],
        [SOUND, UNLIKE],
    ),
    (
        "answered-elsewhere",
        [SOUND, _at(0, kind="year", stem="In which year was the club of Lyon founded?", key="1911", is_number=True)],
        [SOUND, UNLIKE],
    ),
    (
        "flawed",
        [
            _at(
                0,
                kind="year",
                key="1911",
                stem="In which year was it?",
                others=tuple("May June spring summer Sunday".split()),
            )
        ],
        [
            _at(
                0,
                kind="year",
                key="1911",
                stem="In which year was it?",
                others=tuple("1901 1902 1903 1912 1913".split()),
            )
        ],
    ),
    ("too-few-distractors", [_at(0, others=("Nice", "Nantes", "Toulouse", "Bordeaux"))], [SOUND]),
]


@pytest.mark.parametrize(("code", "title", "text", "_"), TEXTS, ids=[row[0] for row in TEXTS])
def test_a_text_is_refused_with_its_reason(code: str, title: str, text: str, _: str) -> None:
    assert code in refused(text, title=title)
    assert asked(text, title=title) == {}


@pytest.mark.parametrize(("code", "title", "_", "text"), TEXTS, ids=[row[0] for row in TEXTS])
def test_a_text_that_lacks_the_fault_is_asked(code: str, title: str, _: str, text: str) -> None:
    assert asked(text, title=title)


@pytest.mark.parametrize(("code", "changes"), KEYS, ids=[row[0] for row in KEYS])
def test_a_key_is_refused_with_its_reason(code: str, changes: dict[str, object]) -> None:
    with pytest.raises(Refused) as reason:
        check_key(candidate(**changes))
    assert reason.value.code == code


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="key-in-quote"),
        pytest.param({"stem": "In which city did Anna Lyons found it?"}, id="only-a-piece-of-the-key-in-stem"),
        pytest.param({"stem": "In which French city did Maria Keller found it?"}, id="all-options-french"),
    ],
)
def test_a_sound_key_passes(changes: dict[str, object]) -> None:
    check_key(candidate(**changes))
    assert len(sure_distractors(candidate(**changes), [])) == 5


@pytest.mark.parametrize(
    ("quote", "changes"),
    [
        pytest.param(
            "It was 4 May 1950.", {"kind": "date", "key": "4 May 1950", "stem": "When in May was it?"}, id="month"
        ),
        pytest.param(
            "Keller led it.", {"kind": "person", "key": "Ada Keller", "stem": "Who led the Keller Club?"}, id="name"
        ),
        pytest.param(
            "A debt office pays.", {"kind": "term", "key": "debt office", "stem": "What pays a debt?"}, id="term"
        ),
    ],
)
def test_a_word_that_points_at_the_key_is_refused(quote: str, changes: dict[str, object]) -> None:
    with pytest.raises(Refused, match="given-away"):
        check_key(candidate(quote, **changes))


@pytest.mark.parametrize(
    ("quote", "changes"),
    [
        pytest.param(
            "It was 4 May 1950.", {"kind": "date", "key": "4 May 1950", "stem": "On what day was it?"}, id="month"
        ),
        pytest.param(
            "Keller led it.", {"kind": "person", "key": "Ada Keller", "stem": "Who led the Mill Club?"}, id="name"
        ),
        pytest.param(
            "A debt office pays.",
            {"kind": "term", "key": "debt office", "stem": "What pays a debt?", "others": ("debt bank", "debt board")},
            id="term-whose-options-share-the-word",
        ),
    ],
)
def test_a_word_that_points_at_no_single_option_passes(quote: str, changes: dict[str, object]) -> None:
    check_key(candidate(quote, **changes))
    assert sure_distractors(candidate(quote, **changes), [])


@pytest.mark.parametrize(("code", "pair", "_"), TOGETHER, ids=[row[0] for row in TOGETHER])
def test_of_these_candidates_one_is_refused_with_its_reason(
    code: str, pair: list[Candidate], _: list[Candidate]
) -> None:
    drafts, refusals = assemble(pair, [], seed=1)
    assert [refusal.code for refusal in refusals] == [code]
    assert len(drafts) == len(pair) - 1


@pytest.mark.parametrize(("code", "_", "pair"), TOGETHER, ids=[row[0] for row in TOGETHER])
def test_candidates_that_lack_the_fault_all_become_drafts(code: str, _: list[Candidate], pair: list[Candidate]) -> None:
    drafts, refusals = assemble(pair, [], seed=1)
    assert refusals == []
    assert len(drafts) == len(pair)


def test_weak_candidates_only_fill_up() -> None:
    streets = "Ash Bay Box Elm Fig Fir Gum Ivy Nut Oak Pea Pine Plum Rose Sage Tea Teak Vine Yew".split()
    made = [
        _at(
            100 * n,
            quote=f"The {tree} shop has {n} doors.",
            kind="list",
            key=f"{n}",
            stem=f"Of {tree}?",
            others=tuple("abcde"),
        )
        for n, tree in enumerate(streets)
    ]
    strong = [replace(each, kind=f"kind {n}") for n, each in enumerate(made[:18])]
    _, refusals = assemble([*strong, replace(made[18], rank=6)], [], seed=1)
    assert [refusal.code for refusal in refusals] == ["enough"]


def test_what_the_article_is_about_is_no_key() -> None:
    text = "The women of the Dyers' Guild opened a school in Lyon."
    assert "Lyon" in asked(text).values()
    assert "Lyon" not in asked(text, title="Stories from Lyon").values()


def test_every_reason_has_a_test() -> None:
    tested = {row[0] for rows in (TEXTS, KEYS, TOGETHER) for row in rows}
    assert tested == set(REASONS)
