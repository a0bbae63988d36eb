"""The home page."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.core.access import signed_in
from app.core.actor import signed_in_actor
from app.core.i18n import lazy_gettext as _l
from app.core.navigation import everybody, way
from app.home.pages import home_page

bp = Blueprint("home", __name__)
way(_l("Home"), "home.index", 0, everybody)


@bp.get("/")
@signed_in
def index() -> ResponseReturnValue:
    """Show what is this person's to do, and what is open to them."""
    return render_template("home/index.html", page=home_page(signed_in_actor()))
