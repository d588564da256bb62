"""What the pages of this room share: the blueprint, and what rooms above show on a learner's pages."""

from collections.abc import Callable, Sequence

from flask import Blueprint
from markupsafe import Markup

from quizapp.accounts.models import User
from quizapp.quizzes.models import Attempt

blueprint = Blueprint("quizzes", __name__)

# Each gets the learner and gives HTML.
panels: list[Callable[[User], Markup]] = []

# The same beside a result: each gets also the questions that were not quite right.
missed_panels: list[Callable[[User, Sequence[int]], Markup]] = []

# What stands between a student's score and the questions: each gets the ended attempt and gives HTML.
result_panels: list[Callable[[Attempt], Markup]] = []
