"""Puts the rooms together into one Flask application."""

from collections.abc import Mapping
from typing import Any

from flask import Flask, g, render_template, request
from flask_wtf import CSRFProtect
from markupsafe import Markup
from werkzeug.middleware.proxy_fix import ProxyFix

from quizapp import settings
from quizapp.accounts import views as accounts
from quizapp.accounts.models import User
from quizapp.accounts.session import current_user
from quizapp.analysis import sharing_views as sharing
from quizapp.analysis import views as analysis
from quizapp.analysis.standing import follow
from quizapp.banks import views as banks
from quizapp.classes import merging
from quizapp.classes import views as classes
from quizapp.classes.models import Classroom
from quizapp.database import init_database
from quizapp.navigation import menu_entry
from quizapp.practice import views as practice
from quizapp.practice.merging import merge_memories
from quizapp.quizzes import rescoring
from quizapp.quizzes import views as quizzes
from quizapp.quizzes.making import assignments_of_class, assignments_of_teacher
from quizapp.quizzes.merging import has_running_attempt, merge_results
from quizapp.quizzes.usage import answers_by_version
from quizapp.web import views as web
from quizapp.web.assets import init_assets
from quizapp.web.compressing import init_compressing
from quizapp.web.errors import init_errors
from quizapp.web.filters import init_filters
from quizapp.web.security import init_security

csrf = CSRFProtect()


def create_app(overrides: Mapping[str, Any] | None = None) -> Flask:
    """The application, ready to serve. ``overrides`` replaces settings, as tests need."""
    instance = settings.instance_folder()
    app = Flask(
        __name__,
        instance_path=str(instance),
        template_folder=str(settings.templates_folder()),
        static_folder=str(settings.PACKAGE / "web" / "static"),
    )
    app.config.from_mapping(
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
        # A sign-in lasts as long as its row says, so that no answer need renew the cookie: least of all one that
        # caches on the way may keep and hand to others.
        SESSION_REFRESH_EACH_REQUEST=False,
        MAX_CONTENT_LENGTH=settings.MAX_UPLOAD_BYTES,
        MAX_FORM_MEMORY_SIZE=settings.MAX_UPLOAD_BYTES,
        # A token that expires after an hour would cost an exam page its answer.
        WTF_CSRF_TIME_LIMIT=None,
        **(overrides or {}),
    )
    if "SECRET_KEY" not in app.config or not app.config["SECRET_KEY"]:
        instance.mkdir(parents=True, exist_ok=True)
        app.config["SECRET_KEY"] = settings.secret_key(instance)
    if "SQLALCHEMY_DATABASE_URI" not in app.config:
        instance.mkdir(parents=True, exist_ok=True)
        app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url(instance)
    # First of all, so that the page about a form that is refused knows its reader too.
    app.before_request(_find_user)
    # What is done to an answer runs in reverse order: compressing, registered first, is last.
    init_compressing(app)
    csrf.init_app(app)
    init_database(app)
    init_filters(app)
    init_errors(app)
    init_security(app)
    init_assets(app)
    # Found once a request, so that pages below the accounts room need not know it.
    app.context_processor(lambda: {"current_user": g.get("current_user"), "here": _here(app)})
    if settings.is_behind_proxy():
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    for room in (web, accounts, classes, banks, quizzes, practice, analysis, sharing):
        app.register_blueprint(room.blueprint)
    return app


def _find_user() -> None:
    if request.endpoint != "static":
        current_user()


def _here(app: Flask) -> str | None:
    user = g.get("current_user")
    return menu_entry(request.endpoint, app.view_functions, is_teacher=user.is_teacher) if user else None


def _class_panel(classroom: Classroom) -> Markup:
    return _rendered(
        "quizzes/_class_panel.html", classroom=classroom, given=assignments_of_class(classroom)
    )


def _teach_panel(teacher: User) -> Markup:
    return _rendered("quizzes/_teach_panel.html", given=assignments_of_teacher(teacher))


def _rendered(template: str, **values: Any) -> Markup:
    return Markup(render_template(template, **values))  # noqa: S704 - the template has escaped every value


classes.panels.append(_class_panel)
banks.panels.append(_teach_panel)
quizzes.panels.append(practice.learn_panel)
quizzes.missed_panels.append(practice.missed_panel)
quizzes.result_panels.append(sharing.result_panel)
banks.usage.append(answers_by_version)
rescoring.following.append(follow)
merging.busy.append(has_running_attempt)
merging.settling.extend([merge_results, merge_memories])
