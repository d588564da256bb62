"""Puts the rooms together into one Flask application."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask_wtf import CSRFProtect

from quizapp import settings
from quizapp.accounts import views as accounts
from quizapp.accounts.session import current_user
from quizapp.analysis import views as analysis
from quizapp.banks import views as banks
from quizapp.classes import views as classes
from quizapp.database import init_database
from quizapp.practice import views as practice
from quizapp.quizzes import views as quizzes
from quizapp.web import views as web

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
    csrf.init_app(app)
    init_database(app)
    app.context_processor(lambda: {"current_user": current_user()})
    for room in (web, accounts, classes, banks, quizzes, practice, analysis):
        app.register_blueprint(room.blueprint)
    return app
