"""The blueprint of all pages about imports."""

from __future__ import annotations

from flask import Blueprint, request

from app.core.i18n import lazy_gettext as _l
from app.core.navigation import way
from app.people.policy import is_administrator
from app.people_import.plan import Kind

bp = Blueprint("people_import", __name__, url_prefix="/people/import")

way(_l("Import people"), "people_import.index", order=72, visible=is_administrator)


def asked_kind() -> Kind | None:
    """The list that somebody wants to see (``?show=``), None for the first that has anything in it."""
    asked = request.args.get("show", "")
    return Kind(asked) if asked in set(Kind) else None
