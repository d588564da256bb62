"""A real server that is killed while a class answers: whatever it has acknowledged is there afterwards."""

import http.client
import json
import os
import random
import re
import select as sockets
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import select

from quizapp.app import create_app
from quizapp.database import db
from quizapp.quizzes import attempts
from quizapp.quizzes.masking import hidden_form
from quizapp.quizzes.models import Attempt, AttemptQuestion, Response
from tests.factories import (
    PASSWORD,
    a_bank,
    a_class,
    a_multiple_choice,
    a_quiz,
    a_student,
    a_teacher,
    an_assignment,
)

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of POSIX systems")

STUDENTS, QUESTIONS, KILLS = 20, 8, 10
# What a page calls each option of each question (position, option as stored).
Names = dict[tuple[int, str], str]
# User name, attempt id, names of options.
Begun = tuple[str, str, Names]
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Server:
    """``quizapp serve`` on an instance of its own, as a process group that can be killed."""

    def __init__(self, instance: Path) -> None:
        self.instance = instance
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def start(self) -> None:
        command = [sys.executable, "-m", "quizapp", "serve", "--no-demo", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command,
            env={**os.environ, "QUIZAPP_INSTANCE": str(self.instance), "QUIZAPP_TIMEZONE": "UTC"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        while not self._answers():
            assert self.process.poll() is None, "the server has ended by itself"

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return True
        except OSError:
            # Nothing listens yet: give the machine's time to the server for a moment.
            sockets.select([], [], [], 0.05)
            return False

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def instance(empty_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "instance"
    folder.mkdir()
    (folder / "quizapp.sqlite3").write_bytes(empty_database.read_bytes())
    monkeypatch.setenv("QUIZAPP_INSTANCE", str(folder))
    return folder


@pytest.fixture
def prepared(instance: Path) -> Iterator[tuple[Flask, list[Begun]]]:
    """The app on the instance, and students who have begun."""
    app = create_app()
    with app.app_context():
        teacher = a_teacher()
        bank = a_bank(teacher, [a_multiple_choice(f"Question {number}?") for number in range(QUESTIONS)])
        students = [a_student(f"Student {number}") for number in range(STUDENTS)]
        assignment = an_assignment(a_quiz(teacher, bank), a_class(teacher, students))
        begun = [_begun(student.username, attempts.start(assignment, student)) for student in students]
        db.session.remove()
        db.engine.dispose()
    yield app, begun
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def _begun(username: str | None, attempt: Attempt) -> Begun:
    names = {
        (given.position, choice): hidden_form(given.version, attempt.seed, {"choice": [choice]})["choice"][0]
        for given in attempt.given
        for choice in "0123"
    }
    return username or "", attempt.id, names


class Student:
    """A browser with its cookie and token, which speaks to the server as the page's script does."""

    def __init__(self, port: int, username: str, attempt_id: str, names: Names) -> None:
        self.port, self.attempt_id, self.names, self.cookie = port, attempt_id, names, ""
        self.sequence = 0
        self.acknowledged: dict[int, tuple[int, str]] = {}
        self.token = self._token("/sign-in")
        status, _ = self._send("POST", "/sign-in", {"username": username, "password": PASSWORD})
        assert status == 303
        self.token = self._token(f"/attempts/{attempt_id}/questions/1")

    def _token(self, address: str) -> str:
        _, page = self._send("GET", address, None)
        found = _TOKEN.search(page)
        assert found is not None
        return found[1]

    def _send(self, method: str, address: str, fields: dict[str, str] | None) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            headers = {"Accept": "application/json", "Cookie": self.cookie}
            body = None
            if fields is not None:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
                body = urlencode({**fields, "csrf_token": self.token})
            if method == "GET":
                headers["Accept"] = "text/html"
            connection.request(method, address, body, headers)
            answer = connection.getresponse()
            page = answer.read().decode()
            if set_cookie := answer.getheader("Set-Cookie"):
                self.cookie = set_cookie.split(";")[0]
            return answer.status, page
        finally:
            connection.close()

    def answer(self, position: int, choice: str) -> bool:
        """Whether the server has said that the answer is stored."""
        self.sequence += 1
        sent = self.sequence
        fields = {"choice": self.names[position, choice], "sequence": str(sent)}
        try:
            status, page = self._send("POST", f"/attempts/{self.attempt_id}/questions/{position}", fields)
        except (OSError, http.client.HTTPException):
            return False
        assert status == 200, page
        assert json.loads(page)["saved"]
        self.acknowledged[position] = (sent, choice)
        return True


def stored(app: Flask, attempt_id: str) -> dict[int, tuple[int, str]]:
    """Sequence and choice of every stored response of an attempt, by position."""
    query = (
        select(AttemptQuestion.position, Response.sequence, Response.answer)
        .join(
            Response,
            (Response.attempt_id == AttemptQuestion.attempt_id)
            & (Response.question_version_id == AttemptQuestion.question_version_id),
        )
        .where(AttemptQuestion.attempt_id == attempt_id)
    )
    with app.app_context():
        found = {position: (sequence, answer["choice"]) for position, sequence, answer in db.session.execute(query)}
        db.session.remove()
        db.engine.dispose()
    return found


def test_every_acknowledged_answer_outlives_ten_kills(
    prepared: tuple[Flask, list[Begun]], instance: Path
) -> None:
    app, begun = prepared
    chance = random.Random(os.urandom(8))
    server = Server(instance)
    server.start()
    students = [Student(server.port, *each) for each in begun]
    for kill in range(KILLS):
        _answer_until_killed(server, students, after=chance.randint(1, 120), seed=chance.random())
        for student in students:
            kept = stored(app, student.attempt_id)
            for position, (sequence, choice) in student.acknowledged.items():
                assert kept[position][0] >= sequence, f"kill {kill + 1}: an acknowledged answer is gone"
                assert kept[position][0] > sequence or kept[position][1] == choice
        server.start()
    _finish(students)
    server.kill()
    for student in students:
        assert stored(app, student.attempt_id) == student.acknowledged


def _answer_until_killed(server: Server, students: list[Student], *, after: int, seed: float) -> None:
    """Everybody answers at once; the server is killed in the midst of it, once so many answers are acknowledged."""
    counting = threading.Lock()
    count = 0

    def answer(student: Student, number: int) -> None:
        nonlocal count
        chance = random.Random(f"{seed}:{number}")
        while student.answer(chance.randint(1, QUESTIONS), str(chance.randint(0, 3))):
            with counting:
                count += 1
                if count == after:
                    server.kill()

    _all_at_once([(answer, student, number) for number, student in enumerate(students)])


def _finish(students: list[Student]) -> None:
    """Everybody answers every question once more, as a page does that has got its connection back."""

    def answer_all(student: Student) -> None:
        for position in range(1, QUESTIONS + 1):
            assert student.answer(position, "0")

    _all_at_once([(answer_all, student) for student in students])


def _all_at_once(calls: list[tuple[Any, ...]]) -> None:
    failures: list[BaseException] = []

    def guarded(call: Any, *values: Any) -> None:
        try:
            call(*values)
        except BaseException as problem:
            failures.append(problem)

    threads = [threading.Thread(target=guarded, args=call) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_five_hundred_submits_of_one_answer_are_one_response(
    prepared: tuple[Flask, list[Begun]], instance: Path
) -> None:
    app, begun = prepared
    server = Server(instance)
    server.start()
    try:
        student = Student(server.port, *begun[0])
        ready = threading.Barrier(500)
        answers: list[tuple[int, str]] = []

        def submit() -> None:
            ready.wait()
            fields = {"choice": student.names[1, "2"], "sequence": "1"}
            answers.append(student._send("POST", f"/attempts/{student.attempt_id}/questions/1", fields))

        _all_at_once([(submit,)] * 500)
    finally:
        server.kill()
    assert {status for status, _ in answers} == {200}
    assert len(answers) == 500
    with app.app_context():
        rows = db.session.scalars(select(Response).where(Response.attempt_id == student.attempt_id)).all()
        attempt = db.session.get_one(Attempt, student.attempt_id)
        assert [(row.answer, row.sequence) for row in rows] == [({"choice": "2"}, 1)]
        assert attempt.score == 0
