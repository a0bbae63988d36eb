"""The blueprint of nominations, and what it says when one’s own words cannot be opened."""

from __future__ import annotations

import structlog
from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.core.db import db
from app.core.i18n import gettext as _
from app.core.vault import CannotBeOpened, TooManyOpenings

bp = Blueprint("nominations", __name__)
log = structlog.get_logger("ithaca.nominations")

CLOSED, TOO_MANY = 422, 429


@bp.errorhandler(CannotBeOpened)
def closed(failure: CannotBeOpened) -> ResponseReturnValue:
    """One neutral page, whatever was altered."""
    db.session.rollback()
    log.error("a reflection cannot be opened", why=type(failure).__name__)
    if isinstance(failure, TooManyOpenings):
        sentence = _("This was opened very often in the last hour. Please try again later.")
        return render_template("errors/429.html", sentence=sentence), TOO_MANY
    sentence = _("This cannot be opened. Something in it was changed, and not by you.")
    return render_template("errors/422.html", sentence=sentence), CLOSED
