"""The blueprint of the officer’s pages, and what it says when a note cannot be opened."""

from __future__ import annotations

import structlog
from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from app.core.db import db
from app.core.i18n import gettext as _
from app.core.vault import CannotBeOpened, NoKey, TooManyOpenings

bp = Blueprint("safeguarding", __name__)
log = structlog.get_logger("ithaca.safeguarding")

CLOSED, TOO_MANY = 422, 429


@bp.errorhandler(CannotBeOpened)
def closed(failure: CannotBeOpened) -> ResponseReturnValue:
    """One neutral page, whatever is wrong with the note; what exactly stands in no page and in no log."""
    db.session.rollback()
    if isinstance(failure, NoKey):
        abort(404)
    log.error("a note cannot be opened", why=type(failure).__name__)
    if isinstance(failure, TooManyOpenings):
        sentence = _("More notes were opened in the last hour than one person would. Please try again later.")
        return render_template("errors/429.html", sentence=sentence), TOO_MANY
    sentence = _("This note cannot be opened. Ask the other of you two, the officer or the deputy.")
    return render_template("errors/422.html", sentence=sentence), CLOSED
