"""The blueprint of all pages about observation reports, and what it says when words cannot be opened."""

from __future__ import annotations

import structlog
from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.core.actor import current_actor
from app.core.db import db
from app.core.i18n import gettext as _
from app.core.vault import CannotBeOpened, NoKey, TooManyOpenings

bp = Blueprint("observations", __name__)
log = structlog.get_logger("ithaca.observations")

CLOSED, TOO_MANY = 422, 429


@bp.errorhandler(CannotBeOpened)
def closed(failure: CannotBeOpened) -> ResponseReturnValue:
    """One neutral page, whatever was altered; what exactly stands in no page and in no log."""
    db.session.rollback()
    if isinstance(failure, NoKey):
        return current_app.handle_user_exception(NotFound())
    actor = current_actor()
    log.error("a report cannot be opened", person=actor.public_id if actor else None, why=type(failure).__name__)
    if isinstance(failure, TooManyOpenings):
        sentence = _("More was opened in the last hour than one person works on. Please try again later.")
        return render_template("errors/429.html", sentence=sentence), TOO_MANY
    sentence = _("This cannot be opened. Something in it was changed, and by nobody who may change it.")
    return render_template("errors/422.html", sentence=sentence), CLOSED
