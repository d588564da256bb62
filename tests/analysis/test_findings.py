"""What is said about a question, and what is kept back while chance could explain it."""

from dataclasses import replace

import numpy as np

from quizapp.analysis.findings import Seen, SeenOption, findings
from quizapp.analysis.intervals import Interval, correlation_interval
from quizapp.analysis.statistics import discrimination

KEY = SeenOption("Busan", True, 20, 0.9, 0.4)
OTHER = SeenOption("Seoul", False, 10, 0.1, -0.3)
GOOD = Seen(
    learners=30,
    facility=0.6,
    facility_interval=Interval(0.45, 0.75),
    guessing=0.25,
    discrimination=0.4,
    discrimination_interval=Interval(0.1, 0.65),
    options=(KEY, OTHER, replace(OTHER, text="Daegu")),
)


def texts(seen: Seen) -> str:
    return " ".join(finding.text for finding in findings(seen))


def test_nothing_is_said_of_a_good_question() -> None:
    assert findings(GOOD) == []


def test_a_negative_discrimination_is_called_out_from_thirty_learners() -> None:
    bad = replace(GOOD, discrimination=-0.1, discrimination_interval=Interval(-0.4, 0.3))
    assert "Check the key" in texts(bad)
    assert findings(replace(bad, learners=29)) == []
    assert "Check the key" in texts(replace(bad, learners=12, discrimination_interval=Interval(-0.9, -0.1)))
    assert findings(replace(bad, learners=9, discrimination_interval=Interval(-0.9, -0.1))) == []


def test_a_distractor_that_the_best_choose_is_called_out() -> None:
    tempting = SeenOption("Seoul", False, 12, 0.95, 0.2)
    assert "“Seoul” was chosen by 95%" in texts(replace(GOOD, options=(KEY, tempting)))
    assert findings(replace(GOOD, learners=20, options=(KEY, tempting))) == []
    assert findings(replace(GOOD, options=(KEY, replace(tempting, upper=0.5)))) == []


def test_a_distractor_that_nobody_chooses_does_no_work() -> None:
    idle = SeenOption("Ulsan", False, 1, 0.0, -0.1)
    assert "“Ulsan” tempts almost nobody (1 of 30)" in texts(replace(GOOD, options=(KEY, OTHER, idle)))
    assert findings(replace(GOOD, learners=29, options=(KEY, OTHER, idle))) == []
    assert findings(replace(GOOD, options=(KEY, idle))) == []


def test_fewer_right_than_guessing_gives_is_called_out() -> None:
    assert "guessing would give" in texts(replace(GOOD, facility=0.1, facility_interval=Interval(0.04, 0.2)))
    assert findings(replace(GOOD, facility=0.25, facility_interval=Interval(0.1, 0.4))) == []


def test_a_question_that_tells_little_is_named() -> None:
    assert "hardly more often right" in texts(replace(GOOD, discrimination=0.05))
    assert "Nearly everybody" in texts(replace(GOOD, facility=0.98, facility_interval=Interval(0.9, 1.0)))


def test_good_questions_are_seldom_called_faulty_in_small_classes() -> None:
    chance = np.random.default_rng(8)
    called = 0
    for _ in range(2000):
        ability = chance.normal(0, 1, 20)
        right = (chance.random((20, 10)) < 1 / (1 + np.exp(-ability[:, None]))).astype(float)
        value = discrimination(right[:, 0], right[:, 1:].sum(axis=1))
        if value is not None:
            reach = correlation_interval(value, 20)
            seen = replace(GOOD, learners=20, discrimination=value, discrimination_interval=reach, options=())
            called += any(finding.tone == "bad" for finding in findings(seen))
    assert called / 2000 < 0.01
