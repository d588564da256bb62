"""The front door and the health check."""

from flask import Blueprint, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from quizapp import settings
from quizapp.database import db

blueprint = Blueprint("web", __name__)


@blueprint.get("/")
def home() -> ResponseReturnValue:
    user = g.get("current_user")
    if user is None:
        return render_template("web/home.html", can_register=settings.registration_is_open())
    return redirect(url_for("banks.teach" if user.is_teacher else "quizzes.learn"))


@blueprint.get("/health")
def health() -> ResponseReturnValue:
    db.session.execute(text("SELECT 1"))
    return {"status": "ok"}
