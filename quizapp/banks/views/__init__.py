"""The teacher's pages for articles, banks and questions; each module adds its own to the blueprint."""

from quizapp.banks.views import desk, importing, shelf, writing
from quizapp.banks.views.blueprint import blueprint, panels

__all__ = ["blueprint", "desk", "importing", "panels", "shelf", "writing"]
