"""The blueprint of all pages of a room, and what it says when a room cannot be opened."""

from __future__ import annotations

from flask import Blueprint

from app.core.closed_pages import answer_when_closed
from app.core.i18n import lazy_gettext as _l

bp = Blueprint("conversations", __name__)
answer_when_closed(
    bp,
    logger="ithaca.rooms",
    event="a room cannot be opened",
    sentence=_l("This room cannot be opened. Something in it was changed, and not by the two of you."),
)
