"""Work on files that nobody has looked at, in a process of its own with limits.

Hostile files cost minutes and gigabytes. ``convert`` is called by readers; ``python -m quizapp.articles`` is
the process.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from quizapp.articles import errors
from quizapp.articles.errors import ArticleError, TooHard

# Seconds of work and of waiting. A page has a second reader, so less time is spent on it.
CPU_SECONDS = {"docx": 20, "pdf": 20, "html": 6, "article": 25}
WALL_SECONDS = {"docx": 30, "pdf": 30, "html": 10, "article": 40}
MEMORY_BYTES = 1_500_000_000
# No article is longer than this, whatever it was packed into.
OUTPUT_LIMIT = 40_000_000
REFUSED = 2

# Whether this process has limits already: then there is no need for another one.
_limited = False


def convert(form: str, data: bytes, *details: str) -> Any:
    """What the process for ``form`` made of the data: "docx", "pdf", "html", or "article" for all of reading.

    Raises ``ArticleError``: the converter's own, or ``TooHard`` where a limit was met.
    """
    if _limited and form in {"docx", "pdf"}:
        return converted(form, data)
    try:
        run = subprocess.run(  # noqa: S603 - our own module, and no part of the command is user text
            [sys.executable, "-m", "quizapp.articles", form, *details],
            input=data,
            capture_output=True,
            timeout=WALL_SECONDS[form],
            env=_environment(os.environ),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TooHard from None
    if run.returncode == REFUSED:
        raise _refusal(run.stdout)
    if run.returncode:
        raise TooHard
    return json.loads(run.stdout)


def converted(form: str, data: bytes, details: Sequence[str] = ()) -> object:
    """What ``convert`` gives, worked out in this very process."""
    # Each converter is heavy, and only one of them is wanted.
    if form == "article":
        from quizapp.articles.reading import read_source
        from quizapp.articles.report import as_json_dict

        reading = read_source(data, filename=details[0], encoding="".join(details[1:]) or None)
        return {"article": as_json_dict(reading.article), "encoding": reading.encoding}
    if form == "docx":
        from quizapp.articles.word import html_of

        return html_of(data)
    if form == "pdf":
        from quizapp.articles.pdf import lines_of

        return lines_of(data)
    from quizapp.articles.extracting import passages_of

    return passages_of(data)


def _environment(inherited: Mapping[str, str]) -> dict[str, str]:
    path = [str(Path(__file__).resolve().parents[2]), *filter(None, [inherited.get("PYTHONPATH")])]
    return {**inherited, "PYTHONPATH": os.pathsep.join(path)}


def _refusal(output: bytes) -> ArticleError:
    """The error that the process named, with what it was made from."""
    name, *details = json.loads(output)
    kind = getattr(errors, name)
    error: ArticleError = kind(*details)
    return error


def limit_this_process(form: str) -> None:
    """Bound this process's time and memory, where the system can."""
    global _limited
    _limited = True
    try:
        import resource
    except ImportError:
        return  # Windows: the wall limit alone holds there.
    for kind, limit in (
        (resource.RLIMIT_CPU, CPU_SECONDS[form]),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(kind, (limit, limit))
        except (OSError, ValueError):
            continue  # macOS refuses some of them.
