"""What the pages of this room share: the blueprint, and what rooms above add to some of them."""

from collections.abc import Callable, Mapping, Sequence

from flask import Blueprint
from markupsafe import Markup

from quizapp.accounts.models import User

blueprint = Blueprint("banks", __name__)

# Rooms above this one add to the teacher's home page: each gets the teacher and gives HTML.
panels: list[Callable[[User], Markup]] = []
# And to the versions of a question: each gets ids of versions and tells how often students answered them.
usage: list[Callable[[Sequence[int]], Mapping[int, int]]] = []
