"""The command line. Each command imports what it needs, so that reading an article starts at once."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from flask import Flask

    from quizapp.accounts.models import User
    from quizapp.articles.model import Article
    from quizapp.banks.checking import BankReport

CANNOT_BE_USED = 2
HAS_ERRORS = 1

_FILE = click.Path(path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Turns civics articles into quizzes whose every question carries its proof."""
    for stream in (sys.stdout, sys.stderr):
        # Articles are full of quotation marks that a Windows console code page lacks.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")


@main.command()
@click.argument("article", type=_FILE)
@click.option("--json", "as_json", is_flag=True, help="Print the structure as JSON.")
def read(article: Path, *, as_json: bool) -> None:
    """Show the structure that is found in ARTICLE."""
    from quizapp.articles import report

    found = _article(article)
    if as_json:
        click.echo(json.dumps(report.as_json_dict(found), ensure_ascii=False, indent=2))
    else:
        click.echo(report.as_text(found))


@main.command()
@click.argument("article", type=_FILE)
@click.option("-o", "--output", "bank", type=_FILE, required=True, help="The bank file to write.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed, other drafts.")
@click.option("--report", "with_report", is_flag=True, help="Print what was refused, and why.")
def generate(article: Path, bank: Path, seed: int, *, with_report: bool) -> None:
    """Draft questions from ARTICLE into a bank file."""
    found = _article(article)
    from quizapp import generation
    from quizapp.articles.errors import ArticleError
    from quizapp.banks.drafting import write_drafts
    from quizapp.generation import report

    try:
        drafted = generation.generate(found, seed=seed)
    except ArticleError as error:
        _stop(f"{article}: {error}")
    if with_report:
        click.echo(report.as_text(drafted))
    if not drafted.questions:
        _stop(f"{article}: Nothing in this article could be asked with proof. Add facts, dates or names.")
    try:
        write_drafts(drafted, found, article, bank)
    except OSError as error:
        _stop(f"{bank}: {_reason(error)}")


@main.command()
@click.argument("banks", type=_FILE, nargs=-1, required=True)
@click.option("--strict", is_flag=True, help="Fail for item-writing flaws too.")
def check(banks: tuple[Path, ...], *, strict: bool) -> None:
    """Check bank files against their articles, and their questions for flaws."""
    reports = [_checked(bank) for bank in banks]
    if any(report.errors or (strict and report.flaws) for report in reports):
        sys.exit(HAS_ERRORS)


def _checked(bank: Path) -> "BankReport":
    """The report on a bank, printed."""
    from quizapp.banks.checking import check_bank

    try:
        report = check_bank(bank)
    except OSError as error:
        _stop(f"{bank}: {_reason(error)}")
    for wrong in report.errors:
        place = f"{wrong.path}: " if wrong.path else ""
        click.echo(f"{bank}:{wrong.line}: error: {place}{wrong.message}")
    for found in report.flaws:
        click.echo(
            f"{bank}:{found.line}: {found.flaw.code}: {found.question_id} ({found.flaw.where}): {found.flaw.message}"
        )
    counts = [
        _counted(report.questions, "question"),
        _counted(len(report.errors), "error"),
        _counted(len(report.flaws), "flaw"),
    ]
    click.echo(f"{bank}: {', '.join(counts)}")
    return report


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


@main.command()
@click.argument("banks", type=_FILE, nargs=-1, required=True)
@click.option("--owner", help="User name of the teacher who gets the bank; not needed if there is only one.")
@click.option("--yes", is_flag=True, help="Change a bank that is there already without asking.")
def load(banks: tuple[Path, ...], owner: str | None, *, yes: bool) -> None:
    """Load bank files into the database, or bring loaded banks up to date after showing what changes."""
    reports = [_checked(bank) for bank in banks]
    if any(report.errors for report in reports):
        sys.exit(HAS_ERRORS)
    with _migrated_app().app_context():
        teacher = _teacher(owner)
        for bank in banks:
            _load(bank, teacher, yes=yes)


def _load(path: Path, teacher: "User", *, yes: bool) -> None:
    from quizapp.articles.reading import read_file
    from quizapp.banks.difference_report import as_text
    from quizapp.banks.files import BankErrors, read_bank
    from quizapp.banks.loading import difference, load_bank
    from quizapp.database import db

    file = read_bank(path)
    article = read_file(path.parent / file.article.file) if file.article else None
    try:
        changes = difference(db.session, file, article, teacher)
        if changes.is_empty:
            click.echo(f"{file.slug} is here already, exactly like this. Nothing was changed.")
            return
        is_known = changes.bank is not None
        # Nobody else should wait for the database while somebody thinks.
        db.session.rollback()
        if is_known:
            click.echo(as_text(changes))
            _ask(f"Make these changes in {file.slug}?", yes=yes)
        loaded = load_bank(db.session, file, article, teacher)
    except BankErrors as errors:
        click.echo(f"{path}: {errors}", err=True)
        sys.exit(HAS_ERRORS)
    click.echo(f"{loaded.slug} {'is up to date' if is_known else f'now belongs to {loaded.owner.username}'}.")


def _ask(question: str, *, yes: bool) -> None:
    """Go on after a yes; end the program with nothing changed after a no, or where nobody can be asked."""
    if yes:
        return
    if not sys.stdin.isatty():
        _stop("Nothing was changed: there is nobody to ask. Say --yes to go on without asking.")
    if not click.confirm(question):
        _stop("Nothing was changed.")


@main.command()
@click.argument("bank")
@click.option("--to", "folder", type=_FILE, default=Path(), help="The folder to write into (default: this one).")
@click.option("--owner", help="User name of the teacher whose bank it is; not needed if there is only one.")
@click.option("--yes", is_flag=True, help="Replace files that are there already without asking.")
def export(bank: str, folder: Path, owner: str | None, *, yes: bool) -> None:
    """Write the bank named BANK, and its article, as files that can be loaded again."""
    from quizapp.banks.files import write_bank
    from quizapp.banks.loading import export_bank, loaded_bank
    from quizapp.database import db

    with _migrated_app().app_context():
        teacher = _teacher(owner)
        found = loaded_bank(db.session, bank, teacher)
        if found is None:
            _stop(f"{teacher.username} has no bank named {bank}.{_banks_at_hand(teacher)}")
        file = export_bank(found)
        written = {folder / f"{file.slug}.toml": write_bank(file)}
        if file.article and found.article:
            written[folder / file.article.file] = found.article.text
    _write(written, yes=yes)


def _banks_at_hand(teacher: "User") -> str:
    from sqlalchemy import select

    from quizapp.banks.models import Bank
    from quizapp.database import db

    names = list(db.session.scalars(select(Bank.slug).where(Bank.owner_id == teacher.id).order_by(Bank.slug)))
    return f" There are: {', '.join(names)}." if names else ""


def _write(files: dict[Path, str], *, yes: bool) -> None:
    """Write every file, or none where somebody says no to replacing another text."""
    from quizapp.banks.drafting import replace_file

    try:
        other = [path for path, text in files.items() if path.exists() and path.read_bytes() != text.encode()]
        if other:
            _ask(f"Replace {', '.join(map(str, other))}?", yes=yes)
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, text.encode())
            click.echo(str(path))
    except OSError as error:
        _stop(f"{error.filename or ''}: {_reason(error)}")


@main.command()
def migrate() -> None:
    """Bring the database to the present tables."""
    _migrated_app()
    click.echo("The database is up to date.")


@main.command()
def demo() -> None:
    """Load the demonstration content into an empty database."""
    from quizapp.demo import is_empty, load_demo

    with _migrated_app().app_context():
        if not is_empty():
            _stop("The database is in use. Demonstration content goes into an empty one only.")
        load_demo()
    click.echo("The demonstration content is loaded.")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 for every interface.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--no-demo", is_flag=True, help="Leave an empty database empty.")
def serve(host: str, port: int, *, no_demo: bool) -> None:
    """Start the web server."""
    from quizapp import serving

    try:
        serving.serve(host, port, with_demo=not no_demo)
    except serving.PortTaken as reason:
        _stop(f"Cannot listen on {host}, port {port} ({reason}). Choose another with --port.")


@main.group()
def user() -> None:
    """People who sign in."""


@user.command("add")
@click.option("--role", type=click.Choice(["teacher", "student"]), default="teacher", show_default=True)
@click.option("--username", prompt="User name")
@click.option("--name", prompt="Full name")
@click.password_option()
def add_user(role: str, username: str, name: str, password: str) -> None:
    """Add a teacher or a student."""
    from werkzeug.datastructures import MultiDict

    from quizapp.accounts import users
    from quizapp.accounts.forms import NewUserForm
    from quizapp.database import db

    with _migrated_app().test_request_context(method="POST"):
        typed = MultiDict({"name": name, "username": username, "password": password})
        form = NewUserForm(typed, meta={"csrf": False})
        if not form.validate():
            _stop(" ".join(message for messages in form.errors.values() for message in messages))
        try:
            added = users.add(username, name, password, role)
        except users.NameTaken:
            _stop(f"The user name {users.normal(username)} is taken.")
        db.session.commit()
        click.echo(f"{added.username} can sign in as a {role}.")


def _article(path: Path) -> "Article":
    """The article, or the end of the program with one line that says why not."""
    from quizapp.articles.errors import ArticleError
    from quizapp.articles.reading import read_file

    try:
        return read_file(path)
    except ArticleError as error:
        _stop(f"{path}: {error}")
    except OSError as error:
        _stop(f"{path}: {_reason(error)}")


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file."
    if isinstance(error, IsADirectoryError):
        return "this is a folder, not a file."
    return f"{error.strerror or error}."


def _stop(message: str) -> NoReturn:
    click.echo(" ".join(message.split()), err=True)
    sys.exit(CANNOT_BE_USED)


def _migrated_app() -> "Flask":
    from quizapp.app import create_app
    from quizapp.banks.flaw_codes import check_again
    from quizapp.migrating import upgrade

    app = create_app()
    upgrade(app)
    with app.app_context():
        check_again()
    return app


def _teacher(username: str | None) -> "User":
    from sqlalchemy import select

    from quizapp.accounts.models import TEACHER, User
    from quizapp.database import db

    teachers = list(db.session.scalars(select(User).where(User.role == TEACHER)))
    chosen = [teacher for teacher in teachers if username in {None, teacher.username}]
    if len(chosen) != 1:
        _stop(
            f"There is no teacher with the user name {username}."
            if username
            else "Say whose bank it is with --owner; `quizapp user add` makes a teacher."
        )
    return chosen[0]
