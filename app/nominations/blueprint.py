"""The blueprint of nominations, and what it says when one’s own words cannot be opened."""

from __future__ import annotations

from flask import Blueprint

from app.core.closed_pages import answer_when_closed
from app.core.i18n import lazy_gettext as _l

bp = Blueprint("nominations", __name__)
answer_when_closed(
    bp,
    logger="ithaca.nominations",
    event="a reflection cannot be opened",
    sentence=_l("This cannot be opened. Something in it was changed, and not by you."),
)
