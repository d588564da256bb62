"""The teacher's pages of a bank of 2,000 questions."""

import io

from quizapp.banks.files import write_bank
from quizapp.banks.loading import export_bank
from quizapp.database import db
from quizapp.questions.flaws.bank_wide import codes_among
from tests import factories
from tests.benchmarks.measuring import an_app, median_of, report

RUNS = 5


def large_bank() -> None:
    """First with nothing remembered, then as a teacher works on."""
    with an_app() as app:
        with app.app_context():
            teacher = factories.a_teacher()
            bank = factories.a_large_bank(teacher)
            edited = write_bank(export_bank(bank)).replace("first", "once", 900).encode()
            one, question = f"/banks/{bank.id}", bank.questions[0].id
            ids = [question.id for question in bank.questions]
            db.session.remove()
        client = app.test_client()
        client.post("/sign-in", data={"username": teacher.username, "password": factories.PASSWORD})
        codes_among.cache_clear()
        sent = client.post("/banks/import", data={"bank": (io.BytesIO(edited), "b.toml")})
        report("2,000 questions: first look at a bank", median_of(1, lambda: client.get(one)))
        for name, path in (
            ("teacher's home", "/teach"),
            ("list of banks", "/banks"),
            ("bank", one),
            ("bank, searched and filtered", f"{one}?words=harbour+rebuilt&status=approved&flaw=any"),
            ("review desk", f"{one}/review"),
            ("refused", f"{one}/refused"),
            ("neutrality", f"{one}/neutrality"),
            ("tags", f"{one}/tags"),
            ("versions of a question", f"/questions/{question}"),
            ("editing a question", f"/questions/{question}/edit"),
            ("preview of a file with 900 changes", sent.location),
            ("export", f"{one}/export.zip"),
        ):
            report(f"2,000 questions: {name}", median_of(RUNS, lambda path=path: client.get(path)))
        several, all_of_them = f"{one}/several", {"questions": ",".join(map(str, ids))}
        for name, path, data in (
            ("tag all", several, {"act": "tag", "everything": 1, "new_tag": "spring"}),
            ("reject all", f"{several}/reject", all_of_them),
            ("all back to drafts", f"{several}/draft", all_of_them),
            ("ask about approving all", several, {"act": "approve", "everything": 1}),
            ("approve all", f"{several}/approve", all_of_them),
            ("duplicate the bank", f"{one}/copy", {}),
            ("load 900 changes", f"{sent.location}/accept", {}),
            ("move all", f"{several}/move", all_of_them | {"target": "new", "title": "Elsewhere"}),
        ):
            report(f"2,000 questions: {name}", median_of(1, lambda path=path, data=data: client.post(path, data=data)))
