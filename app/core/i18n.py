"""Translation of every sentence a person reads. English only for now; the words go through here from the start."""

from __future__ import annotations

from flask import Flask
from flask_babel import Babel, gettext, lazy_gettext, ngettext

from app.core.actor import current_actor

__all__ = ["LANGUAGES", "gettext", "init_app", "lazy_gettext", "ngettext"]

LANGUAGES = ("en",)
babel = Babel()


def _time_zone() -> str:
    actor = current_actor()
    return (actor.time_zone if actor else None) or "UTC"


def init_app(app: Flask) -> None:
    babel.init_app(app, locale_selector=lambda: LANGUAGES[0], timezone_selector=_time_zone)
