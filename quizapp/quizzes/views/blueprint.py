"""What the pages of this room share: the blueprint, and what rooms above show on a learner's page."""

from collections.abc import Callable

from flask import Blueprint
from markupsafe import Markup

from quizapp.accounts.models import User

blueprint = Blueprint("quizzes", __name__)

# Each gets the learner and gives HTML.
panels: list[Callable[[User], Markup]] = []
