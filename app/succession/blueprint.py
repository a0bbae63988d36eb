"""The blueprint of all pages of succession, and what it says when words cannot be opened."""

from __future__ import annotations

import structlog
from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from app.core.actor import current_actor
from app.core.db import db
from app.core.i18n import gettext as _
from app.core.vault import CannotBeOpened, Frozen, NoKey, TooManyOpenings

# Neither an address in a browser's history nor a line of a log says what somebody reads.
bp = Blueprint("succession", __name__, url_prefix="/in-confidence")
log = structlog.get_logger("ithaca.confidence")

CLOSED, TOO_MANY = 422, 429


@bp.errorhandler(CannotBeOpened)
def closed(failure: CannotBeOpened) -> ResponseReturnValue:
    """One neutral page, whatever was altered; what exactly stands in no page and in no log."""
    db.session.rollback()
    if isinstance(failure, NoKey):
        abort(404)
    actor = current_actor()
    log.error("something cannot be opened", person=actor.public_id if actor else None, why=type(failure).__name__)
    if isinstance(failure, TooManyOpenings):
        sentence = _("More was opened in the last hour than one person works on. Please try again later.")
        return render_template("errors/429.html", sentence=sentence), TOO_MANY
    if isinstance(failure, Frozen):
        sentence = _("You have a new password or address. An owner of the plan has to say that it is you.")
        return render_template("errors/422.html", sentence=sentence), CLOSED
    sentence = _("This cannot be opened. Something in it was changed, and by nobody who may change it.")
    return render_template("errors/422.html", sentence=sentence), CLOSED
