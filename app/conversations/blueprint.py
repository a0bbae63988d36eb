"""The blueprint of all pages of a room, and what it says when a room cannot be opened."""

from __future__ import annotations

import structlog
from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.core.actor import current_actor
from app.core.db import db
from app.core.i18n import gettext as _
from app.core.vault import CannotBeOpened, NoKey, TooManyOpenings

bp = Blueprint("conversations", __name__)
log = structlog.get_logger("ithaca.rooms")

CLOSED, TOO_MANY = 422, 429


@bp.errorhandler(CannotBeOpened)
def closed(failure: CannotBeOpened) -> ResponseReturnValue:
    """One neutral page, whatever was altered; what exactly stands in no page and in no log."""
    db.session.rollback()
    if isinstance(failure, NoKey):
        return current_app.handle_user_exception(NotFound())
    actor = current_actor()
    log.error("a room cannot be opened", person=actor.public_id if actor else None, why=type(failure).__name__)
    if isinstance(failure, TooManyOpenings):
        sentence = _("More rooms were opened in the last hour than one person has. Please try again later.")
        return render_template("errors/429.html", sentence=sentence), TOO_MANY
    sentence = _("This room cannot be opened. Something in it was changed, and not by the two of you.")
    return render_template("errors/422.html", sentence=sentence), CLOSED
