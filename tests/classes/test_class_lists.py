"""Names that teachers type or paste, and correcting them."""

import pytest
from flask.testing import FlaskClient

from quizapp.accounts.models import User
from quizapp.classes.models import Enrolment, SignInCard
from quizapp.classes.names import LONGEST, MOST, read_names
from quizapp.database import db
from tests.factories import a_class, a_listed_student, a_student, a_teacher, sign_in_as


def test_a_pasted_list_is_read_line_by_line() -> None:
    found = read_names("1. Mo Kareem\r\n\n  - Zoë\tBrandt \n* Åsa Lind\n3 Musketeers", [])
    assert found.names == ["Mo Kareem", "Zoë Brandt", "Åsa Lind", "3 Musketeers"]
    assert found.problems == []


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("Ada\nMo\n\nmo", 4, "line 2 already"),
        ("ADA  LOVELACE", 1, "in the class already"),
        ("Mo\n42", 2, "no letter"),
        ("x" * (LONGEST + 1), 1, "longer than"),
        ("Mo\x07", 1, "cannot be shown"),
        ("Mo\n=1+2", 2, "formula"),
        ("@Mo", 1, "formula"),
        ("Mo\nZo\ufffd", 2, "letter was lost"),
        ('Mo\n"Zoe', 2, "quotation mark"),
        ("Surname;First name\nKareem;Mo\nBrandt", 3, "not have 2 cells"),
        ("Surname,First name\nKareem,Mo\nBrandt,Zoë,10b", 3, "not have 2 cells"),
        ("Number;Room\n1;2\n3;4", 1, "which column"),
        ("\n".join(f"Mo {chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(MOST)), 1, "at most"),
    ],
)
def test_what_is_wrong_is_said_by_line(text: str, line: int, words: str) -> None:
    problems = read_names(text, ["Ada Lovelace"]).problems
    assert [number for number, _ in problems] == [line]
    assert words in problems[0][1]


def test_nothing_is_stored_before_the_names_were_seen(client: FlaskClient) -> None:
    teacher = a_teacher()
    classroom = a_class(teacher)
    sign_in_as(client, teacher)
    address = f"/classes/{classroom.id}/names"
    preview = client.post(address, data={"names": "Mo Kareem\nZoë Brandt"})
    assert "2 names to add" in preview.text
    unseen = client.post(address, data={"names": "Mo Kareem\nZoë Changed", "checked": "Mo Kareem", "add": "yes"})
    assert (unseen.status_code, "Zoë Changed" in unseen.text) == (200, True)
    assert db.session.query(Enrolment).count() == 0
    text = "Mo Kareem\nZoë Brandt"
    assert client.post(address, data={"names": text, "checked": text, "add": "yes"}).status_code == 303
    assert {place.user.name for place in db.session.query(Enrolment)} == {"Mo Kareem", "Zoë Brandt"}
    assert db.session.query(SignInCard).count() == 2
    assert "2 names have not joined yet" in client.get(f"/classes/{classroom.id}").text


def test_one_wrong_line_keeps_every_name_out_and_loses_nothing(client: FlaskClient) -> None:
    teacher = a_teacher()
    classroom = a_class(teacher)
    sign_in_as(client, teacher)
    text = "Mo Kareem\n17"
    page = client.post(f"/classes/{classroom.id}/names", data={"names": text, "checked": text, "add": "yes"})
    assert (page.status_code, "Line 2:" in page.text, text in page.text) == (422, True, True)
    assert db.session.query(Enrolment).count() == 0
    assert "at least one name" in client.post(f"/classes/{classroom.id}/names", data={"names": " "}).text


def test_a_teacher_corrects_a_name_but_not_into_one_that_is_in_use(client: FlaskClient) -> None:
    teacher = a_teacher()
    classroom = a_class(teacher, [a_student("Ben Two")])
    student = a_listed_student(classroom, "Ada Onne")
    sign_in_as(client, teacher)
    address = f"/classes/{classroom.id}/students/{student.id}/name"
    assert "Tell the two apart" in client.post(address, data={"name": "ben two"}).text
    assert client.post(address, data={"name": "Ada One"}).status_code == 303
    assert db.session.query(User).filter_by(name="Ada One").count() == 1
