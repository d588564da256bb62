"""Which entry of the main menu a page belongs to, by the module that its view lives in."""

from collections.abc import Callable, Mapping
from typing import Any

# The first that fits counts.
_TEACHER = (
    ("quizapp.banks.views.importing", "Articles"),
    ("quizapp.banks", "Banks"),
    ("quizapp.quizzes", "Quizzes"),
    ("quizapp.analysis", "Quizzes"),
    ("quizapp.classes", "Classes"),
)
_LEARNER = (
    ("quizapp.quizzes", "My quizzes"),
    ("quizapp.analysis", "My quizzes"),
    ("quizapp.practice", "Practice"),
    ("quizapp.classes", "Join a class"),
)
_EXCEPTIONS = {"banks.teach": "Home", "analysis.gradebook": "Classes", "analysis.history": "Classes"}


def menu_entry(
    endpoint: str | None, views: Mapping[str, Callable[..., Any]], *, is_teacher: bool
) -> str | None:
    """The label of the menu entry for this endpoint; None for pages that stand outside the menu."""
    if endpoint in _EXCEPTIONS:
        return _EXCEPTIONS[endpoint]
    view = views.get(endpoint or "")
    if view is None:
        return None
    return next(
        (label for module, label in (_TEACHER if is_teacher else _LEARNER) if view.__module__.startswith(module)),
        None,
    )
