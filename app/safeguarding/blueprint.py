"""The blueprint of the officer’s pages, and what it says when a note cannot be opened."""

from __future__ import annotations

from flask import Blueprint

from app.core.closed_pages import answer_when_closed
from app.core.i18n import lazy_gettext as _l

bp = Blueprint("safeguarding", __name__)
answer_when_closed(
    bp,
    logger="ithaca.safeguarding",
    event="a note cannot be opened",
    sentence=_l("This note cannot be opened. Ask the other of you two, the officer or the deputy."),
    is_open_to_readers=True,
)
