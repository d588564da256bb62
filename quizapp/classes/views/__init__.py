"""Pages for joining a class and for keeping one; each module adds its own to the blueprint."""

from quizapp.classes.views import cards, data, joining, keeping, merging, names, students, teaching
from quizapp.classes.views.blueprint import blueprint, panels

__all__ = ["blueprint", "cards", "data", "joining", "keeping", "merging", "names", "panels", "students", "teaching"]
