"""What a teacher decides about a question, what that needs, and how it is undone."""

from typing import Any

import pytest
from pydantic import ValidationError
from werkzeug.exceptions import NotFound

from quizapp.accounts.models import User
from quizapp.banks import deciding, undoing
from quizapp.banks.models import APPROVED, DRAFT, RETIRED, Bank, Question
from quizapp.database import db
from tests.factories import a_bank, a_multiple_choice, a_teacher

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def teacher() -> User:
    return a_teacher()


@pytest.fixture
def bank(teacher: User) -> Bank:
    contents = [
        a_multiple_choice(),
        a_multiple_choice("When was it built?", key="1899", spare_distractors=("1941", "1951")),
    ]
    return a_bank(teacher, contents, status=DRAFT)


@pytest.fixture
def sound(bank: Bank) -> Question:
    return bank.questions[0]


@pytest.fixture
def doubtful(bank: Bank) -> Question:
    """Its quote says 1911, its key 1899."""
    return bank.questions[1]


def state(question: Question) -> tuple[str, int, Any]:
    db.session.expire_all()
    fresh = db.session.get_one(Question, question.id)
    return fresh.status, fresh.version_number, fresh.current.content["key"]


def last(bank: Bank, author: User) -> int:
    found = undoing.last_decision(bank, author)
    assert found is not None
    return found.id


def test_a_sound_question_is_approved_without_a_word(sound: Question, teacher: User) -> None:
    deciding.approve(sound, author=teacher)
    assert state(sound)[0] == APPROVED


@pytest.mark.parametrize("words", ["", "  \n"])
def test_a_doubtful_proof_blocks_approval(doubtful: Question, teacher: User, words: str) -> None:
    with pytest.raises(deciding.Unproven, match="Say why"):
        deciding.approve(doubtful, author=teacher, words=words)
    assert state(doubtful)[0] == DRAFT
    assert undoing.decisions_about(doubtful) == []


def test_words_overrule_a_doubt_and_are_kept(doubtful: Question, teacher: User) -> None:
    deciding.approve(doubtful, author=teacher, words=" The plaque says so. ")
    assert state(doubtful)[0] == APPROVED
    assert deciding.why_decided(doubtful) == "The plaque says so."
    (kept,) = undoing.decisions_about(doubtful)
    assert kept.why == "The plaque says so."


def test_several_are_approved_but_for_those_in_doubt(
    bank: Bank, sound: Question, doubtful: Question, teacher: User
) -> None:
    done = deciding.approve_several([sound, doubtful], author=teacher)
    assert (done.sound, done.doubted) == ([sound], [doubtful])
    assert (state(sound)[0], state(doubtful)[0]) == (APPROVED, DRAFT)
    undoing.undo(bank, last(bank, teacher), teacher)
    assert state(sound)[0] == DRAFT


@pytest.mark.parametrize("decide", [deciding.approve, deciding.reject])
def test_only_drafts_are_approved_with_others(bank: Bank, sound: Question, teacher: User, decide: Any) -> None:
    decide(sound, author=teacher)
    before = last(bank, teacher)
    assert deciding.approve_several([sound], author=teacher) == deciding.Sorted([], [])
    assert last(bank, teacher) == before


def test_words_that_nothing_asked_for_are_not_kept(sound: Question, teacher: User) -> None:
    deciding.approve(sound, author=teacher, words="just so")
    assert deciding.why_decided(sound) == ""


def test_a_rejection_keeps_its_reason(sound: Question, teacher: User) -> None:
    deciding.reject(sound, author=teacher, reason="trivia", words="Nobody needs the year.")
    assert state(sound)[0] == RETIRED
    assert deciding.why_decided(sound) == "Not worth knowing: Nobody needs the year."


def test_an_unknown_reason_is_no_reason(sound: Question, teacher: User) -> None:
    deciding.reject(sound, author=teacher, reason="<script>")
    assert deciding.why_decided(sound) == ""


def test_any_spare_can_take_any_place(doubtful: Question, teacher: User) -> None:
    deciding.swap_distractor(doubtful, 1, 2, author=teacher)
    content = doubtful.current.content
    assert content["distractors"] == ["1951", "1921", "1931"]
    assert content["spare_distractors"] == ["1941", "1901"]


@pytest.mark.parametrize(("number", "spare"), [(0, 1), (4, 1), (1, 0), (1, 2)])
def test_a_swap_of_what_is_not_there_is_refused(sound: Question, teacher: User, number: int, spare: int) -> None:
    with pytest.raises(NotFound):
        deciding.swap_distractor(sound, number, spare, author=teacher)


def test_an_edit_that_brings_a_doubt_takes_the_approval_back(sound: Question, teacher: User) -> None:
    deciding.approve(sound, author=teacher)
    content = sound.current.content
    deciding.edit(sound, {**content, "explanation": "Carved above the door."}, author=teacher, note="Edited")
    assert state(sound)[0] == APPROVED
    deciding.edit(sound, {**content, "key": "1899"}, author=teacher, note="Edited")
    assert state(sound) == (DRAFT, 3, "1899")


def test_an_overruled_doubt_stays_overruled_when_something_else_is_edited(doubtful: Question, teacher: User) -> None:
    deciding.approve(doubtful, author=teacher, words="The plaque says so.")
    content = {**doubtful.current.content, "explanation": "See the plaque."}
    deciding.edit(doubtful, content, author=teacher, note="Edited")
    assert state(doubtful)[0] == APPROVED


def test_an_edit_that_changes_nothing_is_no_decision(sound: Question, teacher: User) -> None:
    deciding.edit(sound, dict(sound.current.content), author=teacher, note="Edited")
    assert (state(sound)[1], undoing.decisions_about(sound)) == (1, [])


def test_an_edit_that_does_not_fit_is_no_decision(sound: Question, teacher: User) -> None:
    with pytest.raises(ValidationError):
        deciding.edit(sound, {**sound.current.content, "distractors": []}, author=teacher, note="Edited")
    assert undoing.decisions_about(sound) == []


def test_every_decision_is_undone_step_by_step(bank: Bank, sound: Question, teacher: User) -> None:
    before = state(sound)
    deciding.swap_distractor(sound, 1, author=teacher)
    deciding.edit(sound, {**sound.current.content, "key": "In 1911"}, author=teacher, note="Edited")
    deciding.approve(sound, author=teacher)
    deciding.reject(sound, author=teacher, reason="unclear")
    deciding.put_back(sound, author=teacher)
    assert state(sound) == (DRAFT, 3, "In 1911")
    seen = []
    for _ in range(5):
        assert undoing.undo(bank, last(bank, teacher), teacher) == sound.id
        seen.append(state(sound)[:2])
    assert seen == [(RETIRED, 3), (APPROVED, 3), (DRAFT, 3), (DRAFT, 2), (DRAFT, 1)]
    assert state(sound) == before
    assert sound.current.content["distractors"] == ["1901", "1921", "1931"]
    assert undoing.last_decision(bank, teacher) is None


def test_a_wording_that_was_undone_stays_among_the_versions(bank: Bank, sound: Question, teacher: User) -> None:
    deciding.swap_distractor(sound, 1, author=teacher)
    undoing.undo(bank, last(bank, teacher), teacher)
    deciding.swap_distractor(sound, 2, author=teacher)
    assert [version.number for version in sound.versions] == [1, 2, 3]
    assert sound.current.content["distractors"] == ["1901", "1941", "1931"]


def test_nothing_is_undone_twice(bank: Bank, sound: Question, teacher: User) -> None:
    deciding.approve(sound, author=teacher)
    decision = last(bank, teacher)
    undoing.undo(bank, decision, teacher)
    with pytest.raises(undoing.Overtaken, match="already"):
        undoing.undo(bank, decision, teacher)
    assert state(sound)[0] == DRAFT


def test_what_was_changed_since_is_not_undone_and_makes_way(bank: Bank, sound: Question, teacher: User) -> None:
    deciding.approve(sound, author=teacher)
    decision = last(bank, teacher)
    sound.status = RETIRED
    db.session.commit()
    with pytest.raises(undoing.Overtaken, match="changed in the meantime"):
        undoing.undo(bank, decision, teacher)
    assert state(sound)[0] == RETIRED
    assert undoing.last_decision(bank, teacher) is None


def test_a_teacher_undoes_only_their_own_decisions(bank: Bank, sound: Question, teacher: User) -> None:
    deciding.approve(sound, author=teacher)
    colleague = a_teacher("Colleague")
    assert undoing.last_decision(bank, colleague) is None
    with pytest.raises(NotFound):
        undoing.undo(bank, last(bank, teacher), colleague)


def test_an_undone_decision_is_told_no_more(bank: Bank, sound: Question, teacher: User) -> None:
    deciding.reject(sound, author=teacher, reason="trivia")
    undoing.undo(bank, last(bank, teacher), teacher)
    assert (undoing.decisions_about(sound), deciding.why_decided(sound)) == ([], "")
