"""What the pages of a sealed area answer where its words cannot be opened: one neutral page, or none at all."""

from __future__ import annotations

import structlog
from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.core.actor import current_actor
from app.core.db import db
from app.core.i18n import gettext as _
from app.core.vault import CannotBeOpened, Frozen, NoKey, TooManyOpenings

CLOSED, TOO_MANY = 422, 429


def answer_when_closed(
    bp: Blueprint,
    *,
    logger: str,
    event: str,
    sentence: str,
    frozen: str | None = None,
    is_open_to_readers: bool = False,
) -> None:
    """Answer for all pages of a blueprint, whatever was altered; what exactly stands in no page and in no log.

    ``frozen``: the sentence for whoever has a new password or address, where it is another one. Whoever has no key is
    told what anybody is told of a page that does not exist; raised from here, that would end in a 500.
    ``is_open_to_readers``: others never come as far as to a key, so that one that is not there was taken away.
    """
    log = structlog.get_logger(logger)

    @bp.errorhandler(CannotBeOpened)
    def closed(failure: CannotBeOpened) -> ResponseReturnValue:
        db.session.rollback()
        if isinstance(failure, NoKey) and not is_open_to_readers:
            return current_app.handle_user_exception(NotFound())
        actor = current_actor()
        log.error(event, person=actor.public_id if actor else None, why=type(failure).__name__)
        if isinstance(failure, TooManyOpenings):
            too_many = _("More was opened in the last hour than one person works on. Please try again later.")
            return render_template("errors/429.html", sentence=too_many), TOO_MANY
        said = frozen if frozen is not None and isinstance(failure, Frozen) else sentence
        return render_template("errors/422.html", sentence=said), CLOSED
