"""Finding questions in a bank, by function and by page."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.banks.models import APPROVED, DRAFT, RETIRED, Bank
from quizapp.banks.searching import ANY, NONE, Filters, find, folded
from quizapp.database import db
from tests.factories import (
    a_bank,
    a_matching,
    a_multiple_choice,
    a_multiple_response,
    a_short_answer,
    a_teacher,
    a_timeline,
    sign_in_as,
)


@pytest.fixture
def bank(app: Flask) -> Bank:
    bank = a_bank(
        a_teacher(),
        [
            a_multiple_choice("In which year did the hall open?"),
            a_short_answer("Who designed the bridge?"),
            a_matching("What is each room used for?"),
            a_timeline("Put the fires in order."),
            a_multiple_response("Which rooms are there?"),
        ],
    )
    for question, status, tags in zip(
        bank.questions,
        (APPROVED, DRAFT, APPROVED, RETIRED, DRAFT),
        (["unit 1"], ["unit 1", "people"], [], ["Élan"], []),
        strict=True,
    ):
        question.status, question.versions[0].tags = status, tags
    db.session.commit()
    return bank


def slugs(bank: Bank, **filters: Any) -> set[str]:
    stems = {str(question.current.content["stem"]): question.slug for question in bank.questions}
    return {stems[row.stem] for row in find(bank, Filters(**filters)).rows}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("hall year", {"q1"}),
        ("YEAR hall", {"q1"}),
        ("low", {"q2"}),
        ("LÖW clara", {"q2"}),
        ("archive", {"q3"}),
        ("roof", {"q4"}),
        ("swimming", {"q5"}),
        ("room", {"q3", "q5"}),
        ("zebra", set()),
    ],
)
def test_every_word_has_to_stand_in_the_stem_the_key_an_option_or_a_label(bank, words, found):
    assert slugs(bank, words=words) == found


def test_quotes_and_explanations_are_not_searched(bank):
    assert slugs(bank, words="article says so") == set()


def test_filters_narrow_each_other(bank):
    assert slugs(bank, status=DRAFT) == {"q2", "q5"}
    assert slugs(bank, type="matching") == {"q3"}
    assert slugs(bank, tag="unit 1") == {"q1", "q2"}
    assert slugs(bank, tag="unit 1", status=DRAFT, words="bridge") == {"q2"}
    assert slugs(bank, tag="unit 1", status=RETIRED) == set()


def test_flawed_questions_are_found_by_any_flaw_by_none_and_by_kind(bank):
    flawed, sound = slugs(bank, flaw=ANY), slugs(bank, flaw=NONE)
    assert flawed | sound == {"q1", "q2", "q3", "q4", "q5"}
    assert not flawed & sound
    assert "q4" in slugs(bank, flaw="event-without-evidence")


def test_each_choice_tells_how_many_fit_beside_the_other_filters(bank):
    choices = find(bank, Filters(tag="unit 1", status=DRAFT)).choices
    assert {choice.value: choice.count for choice in choices["status"]} == {DRAFT: 1, APPROVED: 1, RETIRED: 0}
    assert {choice.value: choice.count for choice in choices["tag"]} == {"Élan": 0, "people": 1, "unit 1": 1}


def test_drafts_come_first_and_rejected_questions_last(bank):
    assert [row.status for row in find(bank, Filters()).rows] == [DRAFT, DRAFT, APPROVED, APPROVED, RETIRED]


def test_folding_drops_case_and_accents():
    assert folded("ÉlanStraße Łódź") == "elanstrasse łodz"


def test_an_address_is_read_however_it_was_typed():
    assert Filters.of({"words": " hall ", "page": "nine", "status": ""}) == Filters(words="hall")
    assert Filters.of({"page": "99999999999999"}).page == 1


def test_a_page_beyond_the_last_shows_the_last(bank):
    assert find(bank, Filters(page=7)).page.number == 1


def test_the_page_keeps_the_filters_and_offers_to_clear_them(client: FlaskClient, bank: Bank) -> None:
    sign_in_as(client, bank.owner)
    page = client.get(f"/banks/{bank.id}?words=bridge&status=draft").text
    assert "Who designed the bridge?" in page
    assert "Which rooms are there?" not in page
    assert 'value="bridge"' in page
    assert '<option value="draft" selected>Draft (1)</option>' in page
    empty = client.get(f"/banks/{bank.id}?words=zebra").text
    assert "No question fits these filters" in empty
    assert "Clear the filters" in empty
