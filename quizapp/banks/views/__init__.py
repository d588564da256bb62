"""The teacher's pages for articles, banks and questions; each module adds its own to the blueprint."""

# These two listen to what is stored.
from quizapp.banks import flaw_codes, status_log
from quizapp.banks.views import bank_files, desk, history, importing, keeping, several, shelf, writing
from quizapp.banks.views.blueprint import blueprint, panels, usage

__all__ = [
    "bank_files",
    "blueprint",
    "desk",
    "flaw_codes",
    "history",
    "importing",
    "keeping",
    "panels",
    "several",
    "shelf",
    "status_log",
    "usage",
    "writing",
]
