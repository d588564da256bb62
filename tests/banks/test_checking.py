import hashlib
from pathlib import Path

import pytest

from quizapp.banks.checking import BankReport, check_bank

ARTICLE = """How the city is governed

The council of the city has 52 members. It meets in the old town hall on the river every Tuesday evening.

The mayor was first elected by the citizens in 1951. Before that, the council chose one of its own members.
The budget is published in March, and the council votes on it in June.
"""


def bank_text(*, article: str = ARTICLE, quote: str = "The council of the city has 52 members.", shift: int = 0) -> str:
    start = max(ARTICLE.find(quote), 0) + shift
    return f'''format = 1
slug = "city"
title = "The city"

[article]
title = "How the city is governed"
file = "city.txt"
sha256 = "{hashlib.sha256(article.encode()).hexdigest()}"

[[question]]
id = "members"
type = "multiple-choice"
status = "approved"
stem = "How many people sit in the parliament of this town?"
key = "52"
distractors = ["48", "60"]
[[question.evidence]]
quote = "{quote}"
start = {start}
end = {start + len(quote)}
'''


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "city.txt").write_text(ARTICLE, encoding="utf-8", newline="\n")
    return tmp_path


def check(folder: Path, bank: str) -> BankReport:
    path = folder / "city.toml"
    path.write_text(bank, encoding="utf-8")
    return check_bank(path)


def only_error(folder: Path, bank: str) -> tuple[str, str, int]:
    (error,) = check(folder, bank).errors
    return error.path, error.message, error.line


def test_a_bank_whose_quotes_stand_in_its_article_passes(folder):
    assert check(folder, bank_text()) == BankReport(questions=1)


def test_a_missing_article_is_reported(folder):
    (folder / "city.txt").unlink()
    assert only_error(folder, bank_text())[0] == "article.file"


def test_an_article_that_cannot_be_read_is_reported(folder):
    (folder / "city.txt").write_text("")
    assert only_error(folder, bank_text()) == (
        "article.file", "The article is empty. Paste its text or choose another file.", 7,
    )  # fmt: skip


def test_a_changed_article_is_reported_with_its_new_digest(folder):
    path, message, _ = only_error(folder, bank_text(article="Something older"))
    assert path == "article.sha256"
    assert hashlib.sha256(ARTICLE.encode()).hexdigest() in message


def test_line_ends_of_another_system_change_nothing(folder):
    (folder / "city.txt").write_text(ARTICLE, encoding="utf-8", newline="\r\n")
    assert check(folder, bank_text()).errors == []


def test_a_shifted_quote_is_reported_with_where_it_stands(folder):
    start = ARTICLE.index("The council of the city")
    path, message, line = only_error(folder, bank_text(shift=3))
    assert (path, line) == ("question[1].evidence[1]", 17)
    assert f"but at {start}-{start + 39}" in message


def test_a_quote_that_is_not_in_the_article_is_reported(folder):
    assert "does not occur" in only_error(folder, bank_text(quote="The council has 52 heads."))[1]


def test_an_approved_question_without_evidence_is_reported(folder):
    without = bank_text().split("[[question.evidence]]")[0]
    assert only_error(folder, without) == ("question[1]", "is approved without evidence", 10)


def test_a_draft_may_lack_evidence_but_is_flagged(folder):
    without = bank_text().split("[[question.evidence]]")[0].replace("approved", "draft")
    report = check(folder, without)
    assert (report.errors, [(flaw.question_id, flaw.flaw.code) for flaw in report.flaws]) == (
        [], [("members", "no-evidence")],
    )  # fmt: skip


def test_an_event_without_evidence_in_an_approved_timeline_is_reported(folder):
    events = "".join(
        f'[[question.event]]\nid = "e{year}"\nlabel = "Event {year - 1900}"\ndate = "{year}"\n'
        for year in (1951, 1952, 1953)
    )
    timeline = f'\n[[question]]\nid = "road"\ntype = "timeline"\nstatus = "approved"\nstem = "Order these."\n{events}'
    paths = [error.path for error in check(folder, bank_text() + timeline).errors]
    assert paths == ["question[2].event[1]", "question[2].event[2]", "question[2].event[3]"]


def test_a_pair_without_evidence_in_an_approved_matching_is_reported(folder):
    pairs = "".join(f'[[question.pair]]\nleft = "L{number}"\nright = "R{number}"\n' for number in (1, 2))
    matching = f'\n[[question]]\nid = "who"\ntype = "matching"\nstatus = "approved"\nstem = "Who does what?"\n{pairs}'
    paths = [error.path for error in check(folder, bank_text() + matching).errors]
    assert paths == ["question[2].pair[1]", "question[2].pair[2]"]


def test_quotes_without_an_article_cannot_be_checked(folder):
    head, _, rest = bank_text().partition("[article]")
    assert only_error(folder, head + rest[rest.index("[[question]]") :])[0] == "article"


def test_a_file_that_is_no_bank_is_reported_with_all_its_errors(folder):
    broken = bank_text().replace('title = "The city"\n', "").replace('key = "52"', 'key = ""')
    assert [error.path for error in check(folder, broken).errors] == ["title", "question[1].key"]


def test_flaws_are_found_across_the_questions_of_the_bank(folder):
    second = bank_text().partition("[[question]]")[2].replace('"members"', '"again"')
    report = check(folder, bank_text() + "\n[[question]]" + second)
    assert [(flaw.question_id, flaw.line, flaw.flaw.code) for flaw in report.flaws] == [
        ("members", 10, "duplicated-stem"),
        ("again", 22, "duplicated-stem"),
    ]
