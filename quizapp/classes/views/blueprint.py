"""What the pages of this room share: the blueprint, what rooms above add, and who guesses codes."""

from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Blueprint, current_app, g, request
from flask.blueprints import BlueprintSetupState
from markupsafe import Markup

from quizapp.accounts.session import current_user
from quizapp.classes import needs
from quizapp.classes.guessing import WrongCodes
from quizapp.classes.models import Classroom
from quizapp.clock import now

blueprint = Blueprint("classes", __name__)

# Rooms above this one add to a class's page: each gets the class and gives HTML.
panels: list[Callable[[Classroom], Markup]] = []

_THIS_COMPUTER = frozenset({"localhost", "127.0.0.1", "::1"})


@blueprint.record_once
def _begin_counting(state: BlueprintSetupState) -> None:
    state.app.extensions["wrong_codes"] = WrongCodes()


@blueprint.app_context_processor
def _larger_text() -> dict[str, bool]:
    """Every page knows whether its reader needs larger text; asked once a request."""
    if "larger_text" not in g:
        user = current_user()
        g.larger_text = user is not None and not user.is_teacher and needs.wants_larger_text(user)
    return {"larger_text": g.larger_text}


def wrong_codes() -> WrongCodes:
    counted: WrongCodes = current_app.extensions["wrong_codes"]
    return counted


def admit(class_id: int) -> None:
    """The class is at home in the network of this request: its codes work there whatever was guessed."""
    wrong_codes().admit(request.remote_addr, class_id, now())


def opens_only_here() -> bool:
    """Whether the site was opened by a name that leads other devices to themselves."""
    return urlsplit(request.host_url).hostname in _THIS_COMPUTER
