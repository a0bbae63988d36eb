"""The blueprint of all pages of succession, and what it says when words cannot be opened."""

from __future__ import annotations

from flask import Blueprint

from app.core.closed_pages import answer_when_closed
from app.core.i18n import lazy_gettext as _l

# Neither an address in a browser's history nor a line of a log says what somebody reads.
bp = Blueprint("succession", __name__, url_prefix="/in-confidence")
answer_when_closed(
    bp,
    logger="ithaca.confidence",
    event="something cannot be opened",
    sentence=_l("This cannot be opened. Something in it was changed, and by nobody who may change it."),
    frozen=_l("You have a new password or address. An owner of the plan has to say that it is you."),
)
