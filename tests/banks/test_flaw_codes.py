"""Flaws as lists show them: the same as one by one, and never those of an older program."""

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.banks import flaw_codes
from quizapp.banks.entries import entries_of
from quizapp.banks.flaw_codes import check_again, codes_in_bank
from quizapp.banks.models import DRAFT, RETIRED
from quizapp.database import db
from quizapp.questions.flaws import flaws
from quizapp.questions.flaws.bank_wide import asked, codes_among
from quizapp.questions.multiple_choice import MultipleChoice
from tests.factories import a_bank, a_large_bank, a_multiple_choice, a_teacher, one_of_each

WORDS = st.sampled_from("council mayor harbour bridge tax law court vote 1911 the in of Clara Löw U.S.".split())
TEXTS = st.lists(WORDS, min_size=1, max_size=7).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS, st.booleans()), min_size=1, max_size=9))
def test_neighbours_of_a_whole_bank_give_the_codes_that_each_question_has_by_itself(bank) -> None:
    contents = [MultipleChoice(stem=stem, key=key, distractors=("x 1", "x 2")) for stem, key, _ in bank]
    together = codes_among(
        tuple(
            asked("multiple-choice", content.model_dump(), counts=counts)
            for content, (_, _, counts) in zip(contents, bank, strict=True)
        )
    )
    for number, content in enumerate(contents):
        others = [stem for place, (stem, _, counts) in enumerate(bank) if place != number and counts]
        alone = {flaw.code for flaw in flaws(content, stems_of_others=others)} - {flaw.code for flaw in flaws(content)}
        assert set(together[number]) == alone


def test_the_list_shows_the_flaws_of_each_question(app: Flask) -> None:
    bank = a_large_bank(a_teacher(), 60)
    entries = entries_of(bank.id)
    shown = dict(zip([entry.id for entry in entries], codes_in_bank(entries), strict=True))
    for question in bank.questions:
        assert set(shown[question.id]) == {flaw.code for flaw in flaw_codes.flaws_of(question)}


def test_codes_are_stored_with_a_version_of_any_type(app: Flask) -> None:
    bank = a_bank(a_teacher(), one_of_each())
    for question, content in zip(bank.questions, one_of_each(), strict=True):
        version = question.versions[0]
        assert version.checked_by == flaw_codes.edition()
        assert set(version.flaw_codes) == {flaw.code for flaw in flaws(content)}


def test_codes_of_another_edition_are_not_believed_and_are_replaced_at_the_start(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank = a_bank(a_teacher(), [a_multiple_choice()])
    version = bank.questions[0].versions[0]
    right = version.flaw_codes
    version.flaw_codes, version.checked_by = ["long-gone"], "older"
    db.session.commit()
    assert codes_in_bank(entries_of(bank.id)) == [right]
    assert check_again() == 1
    db.session.expire_all()
    assert (version.flaw_codes, version.checked_by) == (right, flaw_codes.edition())
    assert check_again() == 0


def test_a_rejected_question_is_no_neighbour(app: Flask) -> None:
    bank = a_bank(a_teacher(), [a_multiple_choice(), a_multiple_choice()], status=DRAFT)
    assert all("duplicated-stem" in codes for codes in codes_in_bank(entries_of(bank.id)))
    bank.questions[0].status = RETIRED
    db.session.commit()
    rejected, kept = codes_in_bank(entries_of(bank.id))
    assert "duplicated-stem" in rejected
    assert "duplicated-stem" not in kept
