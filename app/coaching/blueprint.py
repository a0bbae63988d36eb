"""The blueprint of all pages of coaching and advising, and what it says when words cannot be opened."""

from __future__ import annotations

from flask import Blueprint

from app.core.closed_pages import answer_when_closed
from app.core.i18n import lazy_gettext as _l

bp = Blueprint("coaching", __name__)
answer_when_closed(
    bp,
    logger="ithaca.coaching",
    event="an engagement cannot be opened",
    sentence=_l("This cannot be opened. Something in it was changed, and by nobody who may change it."),
)
