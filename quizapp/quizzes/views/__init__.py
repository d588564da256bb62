"""Pages for making and giving quizzes (teachers) and for taking them (learners); each module adds its own."""

from quizapp.quizzes.views import choosing, making, printing, taking, trying
from quizapp.quizzes.views.blueprint import blueprint, panels

__all__ = ["blueprint", "choosing", "making", "panels", "printing", "taking", "trying"]
