import random

import pytest

from quizapp import demo
from quizapp.questions import TYPES
from tests.factories import one_of_each


@pytest.mark.parametrize(("name", "content"), list(zip(TYPES, one_of_each(), strict=True)), ids=list(TYPES))
def test_demonstration_students_answer_every_type_rightly_or_mostly_wrongly(name, content):
    kind, chance = TYPES[name], random.Random(3)
    right = [demo._ANSWERS[name](content, True, chance) for _ in range(30)]
    wrong = [demo._ANSWERS[name](content, False, chance) for _ in range(30)]
    assert {kind.grade(content, answer).credit for answer in right} == {1}
    # Exchanging neighbours twice may put a timeline right again.
    assert sum(kind.grade(content, answer).credit for answer in wrong) < 20
    for answer in right + wrong:
        assert kind.answer_from_form(content, kind.form_from_answer(content, answer)) == answer
