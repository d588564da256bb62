"""Starting the web server: tables first, demonstration content on a first start, then granian."""

import gc
import os
import socket
from collections.abc import Sequence

import click
from flask import Flask

from quizapp import demo
from quizapp.app import create_app
from quizapp.banks.flaw_codes import check_again
from quizapp.database import db
from quizapp.migrating import upgrade

# One process, because all writes to SQLite pass one lock; threads wait for the disk side by side.
THREADS = 8

EVERY_INTERFACE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - recognised here, not chosen


class PortTaken(Exception):
    """The address cannot be listened on; the message says why."""


def serve(host: str, port: int, *, with_demo: bool) -> None:
    """Serve until interrupted. Raises ``PortTaken`` before anything is changed."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    _require_free(host, port)
    app = create_app()
    upgrade(app)
    with app.app_context():
        check_again()
    if with_demo:
        load_demo_into_empty(app)
    click.echo(welcome(addresses(host, port), demonstration_sign_ins(app)))
    with app.app_context():
        # The server process opens its own connections.
        db.engine.dispose()
    Granian(
        "quizapp.serving:lasting_app",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        log_level=LogLevels.error,
    ).serve()


def lasting_app() -> Flask:
    """The app in its server process. What it is made of stays, so the collector need not look at it again.

    It looked at everything whenever much was allocated, such as a bank of 2,000 questions: 0.2 s each time.
    """
    app = create_app()
    gc.collect()
    gc.freeze()
    return app


def _require_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if os.name == "posix":
            # A port that was closed a moment ago is free; on Windows the option means something else.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(error.strerror or str(error)) from error


def load_demo_into_empty(app: Flask) -> None:
    """Load the demonstration content if nobody has an account yet."""
    with app.app_context():
        if demo.is_empty():
            demo.load_demo()


def demonstration_sign_ins(app: Flask) -> demo.SignIns | None:
    """How to sign in to the demonstration, if this database has it."""
    with app.app_context():
        return demo.sign_ins() if demo.is_loaded() else None


def addresses(host: str, port: int) -> list[str]:
    """Where a browser finds the server; for "every interface" also from other machines."""
    if host not in EVERY_INTERFACE:
        return [f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"]
    found = [f"http://127.0.0.1:{port}/"]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Nothing is sent: this only asks which of our addresses leads out.
            probe.connect(("192.0.2.1", 9))
            found.append(f"http://{probe.getsockname()[0]}:{port}/")
        except OSError:
            pass
    return found


def welcome(addresses: Sequence[str], sign_ins: demo.SignIns | None) -> str:
    """What is printed at the start: where to go, and how to sign in to try it."""
    lines = ["", f"  Quizapp is at  {addresses[0]}"]
    lines += [f"                 {address}" for address in addresses[1:]]
    if sign_ins:
        lines += [
            "",
            "  To try it out (anyone who reaches this address can):",
            f"    teacher     {sign_ins.teacher}",
            f"    students    {', '.join(sign_ins.students)}",
            f"    password    {sign_ins.password}  (the same for all)",
            f"    class code  {sign_ins.class_code}  (for joining as a new student)",
        ]
    return "\n".join([*lines, "", "  Press Ctrl+C to stop.", ""])
