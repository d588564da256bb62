import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import create_engine, text

from quizapp import serving, settings
from quizapp.banks.files import read_bank
from quizapp.cli import main
from quizapp.demo import SignIns
from quizapp.generation import Generation, Refusal, report
from tests.ports import a_free_port

BANKS = settings.CHECKOUT / "question_banks"
ARTICLE = BANKS / "articles" / "how-a-bill-becomes-law.txt"


@pytest.fixture(autouse=True)
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An instance folder of its own, so that no test touches the real database."""
    folder = tmp_path / "instance"
    monkeypatch.setenv("QUIZAPP_INSTANCE", str(folder))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return folder


def run(*arguments: str | Path, typed: str = "") -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=typed)


def stored(instance: Path, query: str) -> list[tuple[object, ...]]:
    engine = create_engine(f"sqlite:///{instance / 'quizapp.sqlite3'}")
    with engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(text(query))]
    engine.dispose()
    return rows


def a_teacher(username: str = "ada") -> Result:
    return run("user", "add", "--username", username, "--name", "Ada", typed="long enough\nlong enough\n")


# read


def test_reading_shows_the_structure():
    result = run("read", ARTICLE)
    assert result.exit_code == 0
    assert result.output.startswith("Title")


def test_reading_as_json_gives_spans_in_the_text():
    found = json.loads(run("read", "--json", ARTICLE).output)
    title = found["title"]
    assert found["text"][title["start"] : title["end"]] == title["text"]


UNUSABLE = {
    "missing.txt": None,
    "folder.txt": ...,
    "empty.txt": b"",
    "blank.txt": b" \n\n ",
    "binary.txt": b"\x00\x01\x02PNG\x00" * 50,
    "german.txt": "Der Rat der Stadt hat zweiundfünfzig Mitglieder und tagt jeden Dienstag im Rathaus. ".encode() * 20,
}  # fmt: skip


def unusable(folder: Path, name: str) -> Path:
    content = UNUSABLE[name]
    path = folder / name
    if content is ...:
        path.mkdir()
    elif isinstance(content, bytes):
        path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", UNUSABLE)
@pytest.mark.parametrize("command", ["read", "generate"])
def test_an_article_that_cannot_be_used_ends_with_status_2_and_one_clear_line(command, name, tmp_path):
    path = unusable(tmp_path, name)
    options = ["-o", tmp_path / "bank.toml"] if command == "generate" else []
    result = run(command, path, *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert re.fullmatch(rf"{re.escape(str(path))}: [^\n]+\.\n", result.stderr)


def test_a_thin_article_ends_with_status_2_and_writes_nothing(tmp_path):
    (tmp_path / "thin.txt").write_text("The Council\n\nThe council met on the day that it had been asked to meet on.\n")
    result = run("generate", tmp_path / "thin.txt", "-o", tmp_path / "bank.toml")
    assert (result.exit_code, result.stderr.count("\n"), list(tmp_path.glob("bank*"))) == (2, 1, [])


# generate


@pytest.fixture
def drafted(tmp_path: Path) -> Path:
    """A bank drafted from an article that lies below the folder of the bank."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "bill.txt").write_bytes(ARTICLE.read_bytes())
    result = run("generate", tmp_path / "articles" / "bill.txt", "-o", tmp_path / "bank.toml")
    assert result.exit_code == 0, result.output
    return tmp_path / "bank.toml"


def test_generating_writes_drafts_that_pass_the_check(drafted):
    bank = read_bank(drafted)
    assert {question.status for question in bank.questions} == {"draft"}
    assert run("check", drafted).exit_code == 0


def test_generating_again_gives_the_same_bytes(drafted):
    before = drafted.read_bytes()
    again = drafted.with_name("again.toml")
    run("generate", drafted.parent / "articles" / "bill.txt", "-o", drafted)
    run("generate", drafted.parent / "articles" / "bill.txt", "-o", again)
    assert drafted.read_bytes() == again.read_bytes() == before


def test_an_article_below_the_bank_is_named_by_its_path(drafted):
    article = read_bank(drafted).article
    assert article is not None
    assert article.file == "articles/bill.txt"
    assert list(drafted.parent.glob("*.article.txt")) == []


@pytest.mark.parametrize("ending", [".txt", ".md"])
def test_the_text_of_another_article_travels_beside_the_bank(ending, tmp_path):
    source = tmp_path / f"The Bill{ending}"
    source.write_bytes(ARTICLE.read_bytes().replace(b"\n", b"\r\n"))
    bank = tmp_path / "banks" / "bank.toml"
    assert run("generate", source, "-o", bank).exit_code == 0
    article = read_bank(bank).article
    assert article is not None
    assert article.file == "the-bill.article.txt"
    assert b"\r" not in (bank.parent / article.file).read_bytes()
    assert run("check", bank).exit_code == 0


def test_the_text_that_another_bank_counts_in_is_left_alone(tmp_path):
    folder = tmp_path / "banks"
    folder.mkdir()
    (folder / "bill.article.txt").write_text("Another article.")
    source = tmp_path / "bill.txt"
    source.write_bytes(ARTICLE.read_bytes())
    assert run("generate", source, "-o", folder / "bank.toml").exit_code == 0
    assert (folder / "bill.article.txt").read_text() == "Another article."
    assert run("check", folder / "bank.toml").exit_code == 0


def test_no_temporary_file_is_left_behind(drafted):
    assert sorted(path.name for path in drafted.parent.iterdir() if path.is_file()) == ["bank.toml"]


def test_a_bank_that_cannot_be_written_ends_with_status_2(tmp_path):
    result = run("generate", ARTICLE, "-o", tmp_path)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_the_report_groups_what_was_refused():
    refused = (
        Refusal(code="no-distractors", message="Too few wrong options.", quote="It was  signed\nin Rome."),
        Refusal(code="no-distractors", message="Too few wrong options.", quote="x" * 90),
        Refusal(code="thin", message="Nothing stands here.", quote=""),
    )
    assert report.as_text(Generation(questions=(), refused=refused)).splitlines() == [
        "reason          count  for example",
        "no-distractors      2  “It was signed in Rome.”",
        "thin                1  Nothing stands here.",
        "drafts: 0 (none); refused: 3",
    ]


# check


def test_the_banks_of_the_checkout_have_no_errors():
    assert run("check", *sorted(BANKS.glob("*.toml"))).exit_code == 0


@pytest.fixture
def flawed(tmp_path: Path) -> Path:
    path = tmp_path / "flawed.toml"
    path.write_text(
        'format = 1\nslug = "a"\ntitle = "A"\n\n[[question]]\nid = "a"\ntype = "multiple-choice"\n'
        'stem = "Which body elects the chancellor?"\nkey = "Parliament"\ndistractors = ["Voters", "None of these"]\n'
    )
    return path


def test_flaws_are_listed_with_their_line_and_do_not_fail(flawed):
    result = run("check", flawed)
    assert result.exit_code == 0
    assert f"{flawed}:5: none-of-the-above: a (distractors.1): " in result.output
    assert result.output.endswith(f"{flawed}: 1 question, 0 errors, 2 flaws\n")


def test_flaws_fail_a_strict_check(flawed):
    assert run("check", "--strict", flawed).exit_code == 1


def test_errors_fail_and_every_bank_is_still_checked(flawed, tmp_path):
    broken = tmp_path / "broken.toml"
    broken.write_text('format = 1\nslug = "a"\n')
    result = run("check", broken, flawed)
    assert result.exit_code == 1
    assert f"{broken}:1: error: title: is missing" in result.output
    assert f"{flawed}: 1 question" in result.output


# load, export, migrate, demo, user


def test_a_bank_is_loaded_for_the_only_teacher(instance):
    a_teacher()
    result = run("load", BANKS / "how-a-bill-becomes-law.toml")
    assert (result.exit_code, stored(instance, "select slug from bank")) == (0, [("how-a-bill-becomes-law",)])


def test_loading_twice_adds_nothing(instance):
    a_teacher()
    run("load", BANKS / "how-a-bill-becomes-law.toml")
    before = stored(instance, "select id, created_at from question_version")
    run("load", BANKS / "how-a-bill-becomes-law.toml")
    assert stored(instance, "select id, created_at from question_version") == before


def an_edited_bank(tmp_path: Path) -> Path:
    """The bank of the checkout with another word in one stem and one question less."""
    name = "how-a-bill-becomes-law.toml"
    toml = (BANKS / name).read_text()
    (tmp_path / "articles").mkdir()
    article = "articles/how-a-bill-becomes-law.txt"
    (tmp_path / article).write_bytes((BANKS / article).read_bytes())
    first, _, *rest = toml.split("\n[[question]]\n")[1:]
    edited = tmp_path / name
    edited.write_text(
        "\n[[question]]\n".join([toml.split("\n[[question]]\n")[0], first.replace('stem = "', 'stem = "Say: '), *rest])
    )
    return edited


def test_an_edited_bank_shows_what_changes_and_changes_nothing_where_nobody_can_be_asked(instance, tmp_path):
    a_teacher()
    run("load", BANKS / "how-a-bill-becomes-law.toml")
    before = stored(instance, "select count(*) from question_version")
    result = run("load", an_edited_bank(tmp_path))
    assert result.exit_code == 2
    assert "+ Say: " in result.output
    assert "0 new, 1 changed, 0 with another status, 1 rejected" in result.output
    assert "--yes" in result.stderr
    assert stored(instance, "select count(*) from question_version") == before


def test_an_edited_bank_is_loaded_after_a_yes(instance, tmp_path):
    a_teacher()
    run("load", BANKS / "how-a-bill-becomes-law.toml")
    before = stored(instance, "select count(*) from question_version")[0][0]
    assert run("load", "--yes", an_edited_bank(tmp_path)).exit_code == 0
    assert stored(instance, "select count(*) from question_version") == [(before + 1,)]
    assert stored(instance, "select count(*) from question where version_number = 2") == [(1,)]
    assert "exactly like this" in run("load", tmp_path / "how-a-bill-becomes-law.toml").output


def test_several_banks_are_loaded_at_once(instance):
    a_teacher()
    assert run("load", *sorted(BANKS.glob("*.toml"))).exit_code == 0
    assert stored(instance, "select count(*) from bank") == [(3,)]


def test_an_exported_bank_loads_into_an_empty_database_and_is_exported_as_the_same_bytes(
    instance, tmp_path, monkeypatch
):
    a_teacher()
    run("load", *sorted(BANKS.glob("*.toml")))
    for bank in sorted(BANKS.glob("*.toml")):
        assert run("export", bank.stem, "--to", tmp_path / "one").exit_code == 0
    monkeypatch.setenv("QUIZAPP_INSTANCE", str(tmp_path / "other"))
    a_teacher("bob")
    assert run("load", *sorted((tmp_path / "one").glob("*.toml"))).exit_code == 0
    for bank in sorted(BANKS.glob("*.toml")):
        run("export", bank.stem, "--to", tmp_path / "two")
        assert (tmp_path / "two" / bank.name).read_bytes() == (tmp_path / "one" / bank.name).read_bytes()


def test_exporting_over_an_edited_file_asks_first(instance, tmp_path):
    a_teacher()
    run("load", BANKS / "how-a-bill-becomes-law.toml")
    edited = an_edited_bank(tmp_path)
    kept = edited.read_bytes()
    refused = run("export", "how-a-bill-becomes-law", "--to", tmp_path)
    assert (refused.exit_code, "--yes" in refused.stderr, edited.read_bytes()) == (2, True, kept)
    assert run("export", "how-a-bill-becomes-law", "--to", tmp_path, "--yes").exit_code == 0
    assert edited.read_bytes() != kept


def test_exporting_an_unknown_bank_names_those_there_are(instance):
    a_teacher()
    run("load", BANKS / "how-a-bill-becomes-law.toml")
    result = run("export", "no-such-bank")
    assert (result.exit_code, "how-a-bill-becomes-law" in result.stderr) == (2, True)


@pytest.mark.parametrize(("owner", "named"), [((), "--owner"), (("--owner", "nobody"), "nobody")])
def test_a_bank_needs_one_owner(owner, named):
    a_teacher("ada")
    a_teacher("bob")
    result = run("load", BANKS / "how-a-bill-becomes-law.toml", *owner)
    assert result.exit_code == 2
    assert named in result.stderr


def test_a_bank_with_errors_is_not_loaded(instance, tmp_path):
    a_teacher()
    broken = tmp_path / "broken.toml"
    broken.write_text('format = 1\nslug = "a"\n')
    assert (run("load", broken).exit_code, stored(instance, "select slug from bank")) == (1, [])


def test_migrating_makes_the_tables(instance):
    assert run("migrate").exit_code == 0
    assert stored(instance, "select count(*) from bank") == [(0,)]


def test_demonstration_content_goes_into_an_empty_database_only(instance):
    a_teacher()
    result = run("demo")
    assert (result.exit_code, stored(instance, "select username from user")) == (2, [("ada",)])


def test_a_teacher_is_added(instance):
    assert a_teacher("Ada").exit_code == 0
    assert stored(instance, "select username, name, role from user") == [("ada", "Ada", "teacher")]


def test_a_taken_user_name_is_refused():
    a_teacher()
    assert (a_teacher().exit_code, "taken" in a_teacher().stderr) == (2, True)


def test_a_short_password_is_refused(instance):
    result = run("user", "add", "--username", "ada", "--name", "Ada", typed="short\nshort\n")
    assert (result.exit_code, stored(instance, "select username from user")) == (2, [])


# start-up


@pytest.mark.parametrize(
    "arguments",
    [("read", str(ARTICLE)), ("check", str(BANKS / "how-a-bill-becomes-law.toml"))],
)
def test_reading_and_checking_need_neither_the_web_nor_the_database(arguments):
    script = (
        "import sys\nfrom quizapp.cli import main\n"
        f"main({list(arguments)!r}, standalone_mode=False)\n"
        "print(sorted({'flask', 'sqlalchemy', 'spacy'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


# serve


def answer_of(url: str, *, within: float) -> int:
    """The status of the first answer; tried again until the server has started."""
    deadline = time.monotonic() + within
    pause = threading.Event()
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as response:
                return response.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            if time.monotonic() > deadline:
                raise
            pause.wait(0.05)


def test_serving_prepares_an_empty_machine_and_answers(instance):
    port = a_free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "quizapp", "serve", "--port", str(port), "--no-demo"],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"QUIZAPP_INSTANCE": str(instance)},
    )
    try:
        assert answer_of(f"http://127.0.0.1:{port}/health", within=30) == 200
    finally:
        server.terminate()
        output, _ = server.communicate(timeout=30)
    assert f"http://127.0.0.1:{port}/" in output
    assert stored(instance, "select count(*) from user") == [(0,)]


def test_a_port_in_use_is_explained_before_anything_is_made(instance):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = run("serve", "--port", str(taken.getsockname()[1]))
    assert (result.exit_code, "--port" in result.stderr, instance.exists()) == (2, True, False)


def test_the_welcome_tells_the_address_and_how_to_sign_in():
    shown = serving.welcome(["http://127.0.0.1:8000/"], SignIns("tess", ("sam", "sue"), "secret", "CODE12"))
    assert all(part in shown for part in ("http://127.0.0.1:8000/", "tess", "sam, sue", "secret", "CODE12"))


def test_the_welcome_names_no_accounts_where_there_is_no_demonstration():
    assert "password" not in serving.welcome(["http://127.0.0.1:8000/"], None)


def test_every_interface_is_shown_as_addresses_that_a_browser_can_open():
    assert serving.addresses("0.0.0.0", 80)[0] == "http://127.0.0.1:80/"
