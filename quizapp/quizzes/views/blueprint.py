"""The blueprint that every page of this room belongs to."""

from flask import Blueprint

blueprint = Blueprint("quizzes", __name__)
