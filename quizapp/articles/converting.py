"""Foreign formats in a process of their own, with limits: hostile files cost minutes and gigabytes.

``convert`` is called by readers; ``python -m quizapp.articles FORMAT`` is the process.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from quizapp.articles import errors
from quizapp.articles.errors import ArticleError, TooHard

# Seconds of work and of waiting. A page has a second reader, so less time is spent on it.
CPU_SECONDS = {"docx": 20, "pdf": 20, "html": 6}
WALL_SECONDS = {"docx": 30, "pdf": 30, "html": 10}
MEMORY_BYTES = 1_500_000_000
# No article is longer than this, whatever it was packed into.
OUTPUT_LIMIT = 20_000_000
REFUSED = 2


def convert(form: str, data: bytes) -> Any:
    """What the process for ``form`` ("docx", "pdf" or "html") made of the data.

    Raises ``ArticleError``: the converter's own, or ``TooHard`` where a limit was met.
    """
    try:
        run = subprocess.run(  # noqa: S603 - our own module, and no part of the command is user text
            [sys.executable, "-m", "quizapp.articles", form],
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
