"""Where the app keeps its things, and the settings it reads from the environment."""

import os
import secrets
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parent

# An article of 5 MB, with what a form puts around it.
MAX_UPLOAD_BYTES = 6_000_000


def _beside_or_inside(name: str) -> Path:
    """A top-level folder of the checkout, or its copy inside the installed package."""
    beside = CHECKOUT / name
    return beside if (CHECKOUT / "pyproject.toml").is_file() else PACKAGE / name


def templates_folder() -> Path:
    return _beside_or_inside("templates")


def question_banks_folder() -> Path:
    return _beside_or_inside("question_banks")


def instance_folder() -> Path:
    """The folder for the database, the secret key and uploads; ``QUIZAPP_INSTANCE`` moves it."""
    chosen = os.environ.get("QUIZAPP_INSTANCE")
    if chosen:
        return Path(chosen).expanduser().resolve()
    if (CHECKOUT / "pyproject.toml").is_file():
        return CHECKOUT / "instance"
    return Path.home() / ".quizapp"


def database_url(instance: Path) -> str:
    """``DATABASE_URL`` if set (PostgreSQL), else the SQLite file of the instance."""
    chosen = os.environ.get("DATABASE_URL")
    if not chosen:
        return f"sqlite:///{instance / 'quizapp.sqlite3'}"
    # Hosting services still hand out the scheme that SQLAlchemy dropped.
    return chosen.replace("postgres://", "postgresql+psycopg://", 1).replace(
        "postgresql://", "postgresql+psycopg://", 1
    )


def registration_is_open() -> bool:
    """Whether new teachers may register themselves; ``QUIZAPP_OPEN_REGISTRATION=0`` says no."""
    return os.environ.get("QUIZAPP_OPEN_REGISTRATION", "1") != "0"


def is_behind_proxy() -> bool:
    """Whether one proxy stands before the app (``QUIZAPP_BEHIND_PROXY=1``), so that its word about the
    visitor's address and about https is taken. Without a proxy anybody could lie about these."""
    return os.environ.get("QUIZAPP_BEHIND_PROXY") == "1"


def secret_key(instance: Path) -> str:
    """The key that signs cookies, made once and kept in the instance, readable by its owner only."""
    path = instance / "secret_key"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
    return path.read_text().strip()
