"""What every template may use: strictness, a few globals, filters, addresses of static files that may be kept."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Flask, current_app, request
from flask_babel import get_locale
from flask_wtf.csrf import generate_csrf
from jinja2 import StrictUndefined
from markupsafe import Markup

from app.core import fields, navigation, wording
from app.core.access import can
from app.core.actor import current_actor
from app.core.clock import now
from app.core.markdown import to_html
from app.core.organisation import organisation

# 422, 409 and 401 bring the page back with what was typed, so they are shown. Nothing of a page is kept in the browser.
HTMX = json.dumps(
    {
        "includeIndicatorStyles": False,
        "allowEval": False,
        "allowScriptTags": False,
        "historyCacheSize": 0,
        "responseHandling": [
            {"code": "204", "swap": False},
            {"code": "[23]..", "swap": True},
            {"code": "(401|409|422)", "swap": True},
            {"code": "[45]..", "swap": False, "error": True},
        ],
    }
)


@dataclass(frozen=True, slots=True)
class Column:
    """The heading of a table's column: figures are set to the right, a hidden label is for screen readers only."""

    label: str
    num: bool = False
    hidden: bool = False
    wide: bool = False


def init_app(app: Flask) -> None:
    """Make templates strict and hand them the house's globals and filters; call it after i18n."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(_globals())
    app.jinja_env.filters.update(_filters())


def can_here(action: str, obj: Any = None) -> bool:
    """Whether whoever looks may do this: to hide a button, never to protect data."""
    return can(current_actor(), action, obj)


def csrf_field() -> Markup:
    """Return the hidden input that every form which posts carries; it has no id, so a page may hold several."""
    # Here and below: what ``format`` fills in, it escapes.
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


def icon(name: str) -> Markup:
    """Return an icon of the sprite, for the eye only: a word always stands beside it."""
    address = static_url("vendor/icons.svg")
    return Markup('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>').format(
        address, name
    )


def static_url(name: str) -> str:
    """Return the address of a static file with a digest of its content, so that it may be kept for a year.

    Raises FileNotFoundError where there is no such file.
    """
    path = Path(str(current_app.static_folder)) / name
    digest = _digest(path, path.stat().st_mtime_ns)
    # By hand: each page names a dozen of them, and url_for takes as long for one as the rest of its line.
    return f"{request.script_root}{current_app.static_url_path}/{name}?v={digest}"


def page_url(number: int) -> str:
    """Return the query that leads from this page to another ``page`` of the same list, all else kept."""
    return "?" + urlencode({**request.args.to_dict(flat=False), "page": [str(number)]}, doseq=True)


def language() -> str:
    """Return the language this page is written in."""
    return str(get_locale() or "en").replace("_", "-")


@lru_cache(maxsize=256)
def _digest(path: Path, _changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def _globals() -> dict[str, Any]:
    return {
        "can": can_here,
        "col": Column,
        "csrf_field": csrf_field,
        "current_person": current_actor,
        "field_attributes": fields.field_attributes,
        "htmx_config": HTMX,
        "icon": icon,
        "is_optional": fields.is_optional,
        "language": language,
        "navigation": navigation,
        "now": now,
        "organisation": organisation,
        "page_url": page_url,
        "static_url": static_url,
        "troubles": fields.troubles,
        "ways": navigation.ways,
    }


def _filters() -> dict[str, Any]:
    return {
        "clock_time": wording.clock_time,
        "day": wording.day,
        "day_short": wording.day_short,
        "day_year": wording.day_year,
        "initials": wording.initials,
        "kind": fields.field_kind,
        "markdown": to_html,
        "number": wording.number,
        "percent": wording.percent,
        "spelled": wording.spelled,
    }
