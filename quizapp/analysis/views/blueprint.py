"""The blueprint that the modules of this package add their pages to."""

from flask import Blueprint

blueprint = Blueprint("analysis", __name__)
