"""The teacher's review pages; each module adds its own."""

from quizapp.analysis.views import answers, attempts, correcting, reports, standing
from quizapp.analysis.views.blueprint import blueprint

__all__ = ["answers", "attempts", "blueprint", "correcting", "reports", "standing"]
