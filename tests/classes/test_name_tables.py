"""Names that come as a table: pasted from a spreadsheet or in a file."""

import io

import pytest
from flask.testing import FlaskClient

from quizapp.classes.columns import FIRST, LAST, NAME, UNUSED
from quizapp.classes.models import Enrolment
from quizapp.classes.names import read_names
from quizapp.database import db
from tests.factories import a_class, a_teacher, sign_in_as


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Nachname;Vorname;Klasse\nLöw;Zoë;10b\nKareem;Mo;10b", [LAST, FIRST, UNUSED]),
        ("sep=;\nLöw;Zoë\nKareem;Mo", [LAST, FIRST]),
        ("Löw, Zoë\nKareem, Mo", [LAST, FIRST]),
        ("Zoë\tLöw\nMo\tKareem", [LAST, FIRST]),
        ('Student,E-mail\n"Löw, Zoë",z@x.example\n"Kareem, Mo",m@x.example', [NAME, UNUSED]),
        ("\ufeffName;Vorname\nLöw;Zoë\n;\nKareem;Mo", [LAST, FIRST]),
        ("First_Name,LAST NAME\nZoë,Löw\nMo,Kareem", [FIRST, LAST]),
        ("Zoë Löw; Mo Kareem", [NAME]),
    ],
)
def test_the_columns_of_names_are_found(text: str, roles: list[str]) -> None:
    found = read_names(text, [])
    assert found.problems == []
    assert found.table
    if text.startswith("Zoë\t"):
        # Neither name is known as a given name, so that the teacher has to turn the columns round.
        found = read_names(text, [], [FIRST, LAST])
        roles = [FIRST, LAST]
    assert found.table
    assert found.table.roles == roles
    assert found.names == ["Zoë Löw", "Mo Kareem"]


def test_a_known_given_name_tells_the_columns_apart() -> None:
    assert read_names("Amelia\tKareem\nOliver\tBrandt", []).names == ["Amelia Kareem", "Oliver Brandt"]


def test_a_plain_list_with_a_title_is_no_table() -> None:
    found = read_names("Name\nMo Kareem\nZoë Löw", [])
    assert (found.names, found.table) == (["Mo Kareem", "Zoë Löw"], None)


def test_two_names_that_look_alike_are_pointed_out_and_may_stay() -> None:
    found = read_names("José Pérez\nMo Kareem", ["Perez Jose"])
    assert found.names == ["José Pérez", "Mo Kareem"]
    assert [line for line, _ in found.doubts] == [1]
    assert "Perez Jose" in found.doubts[0][1]


TABLE = "Surname;First name\nLöw;Zoë\nKareem;Mo\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_shown_and_only_then_added(client: FlaskClient, encoding: str) -> None:
    teacher = a_teacher()
    classroom = a_class(teacher)
    sign_in_as(client, teacher)
    address = f"/classes/{classroom.id}/names"
    file = (io.BytesIO(TABLE.encode(encoding)), "class.csv")
    shown = client.post(address, data={"file": file, "add": "yes", "checked": ""})
    assert shown.status_code == 200
    assert "<li>Zoë Löw</li>" in shown.text
    assert db.session.query(Enrolment).count() == 0

    text = TABLE.replace("\n", "\r\n")
    form = {"names": text, "column-0": LAST, "column-1": FIRST, "add": "yes"}
    turned = client.post(address, data=form | {"column-0": FIRST, "column-1": LAST, "checked": f"last,first\r\n{text}"})
    assert "<li>Löw Zoë</li>" in turned.text
    assert db.session.query(Enrolment).count() == 0
    assert client.post(address, data=form | {"checked": f"last,first\r\n{text}"}).status_code == 303
    assert {place.user.name for place in db.session.query(Enrolment)} == {"Zoë Löw", "Mo Kareem"}


def test_a_file_in_a_stated_encoding_is_read_in_it(client: FlaskClient) -> None:
    teacher = a_teacher()
    classroom = a_class(teacher)
    sign_in_as(client, teacher)
    file = (io.BytesIO("Nom;Prénom\nLefèvre;Chloé\n".encode("mac-roman")), "class.csv")
    page = client.post(f"/classes/{classroom.id}/names", data={"file": file, "encoding": "mac-roman"})
    assert "<li>Chloé Lefèvre</li>" in page.text


def test_a_file_that_is_no_text_is_refused_with_what_to_do(client: FlaskClient) -> None:
    teacher = a_teacher()
    classroom = a_class(teacher)
    sign_in_as(client, teacher)
    file = (io.BytesIO(b"PK\x03\x04\x00\x00\x00workbook"), "class.xlsx")
    page = client.post(f"/classes/{classroom.id}/names", data={"names": "Mo Kareem", "file": file})
    assert page.status_code == 422
    assert "CSV UTF-8" in page.text
    assert "Mo Kareem" in page.text
