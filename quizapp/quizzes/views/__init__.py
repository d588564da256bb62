"""Pages for making and giving quizzes (teachers) and for taking them (learners); each module adds its own."""

from quizapp.quizzes.views import choosing, making, printing, reading, taking, terms, trying
from quizapp.quizzes.views.blueprint import blueprint, missed_panels, panels, result_panels

__all__ = [
    "blueprint",
    "choosing",
    "making",
    "missed_panels",
    "panels",
    "printing",
    "reading",
    "result_panels",
    "taking",
    "terms",
    "trying",
]
