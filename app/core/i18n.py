"""Translation of every sentence a person reads. English only for now; the words go through here from the start."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import flask_babel
from flask import Flask
from flask_babel import Babel, gettext, ngettext

from app.core.actor import current_actor

__all__ = ["LANGUAGES", "gettext", "init_app", "lazy_gettext", "ngettext", "say"]

LANGUAGES = ("en",)
babel = Babel()


def lazy_gettext(sentence: str, **values: Any) -> str:
    """A sentence that is translated when it is shown; it stands in for a ``str`` wherever one is shown."""
    lazy: Any = flask_babel.lazy_gettext(sentence, **values)
    return lazy  # type: ignore[no-any-return]  # LazyString behaves as a str without being one


class Spoken(Protocol):
    """A sentence as ``programs`` has them: in plain English, with the values for its places."""

    @property
    def template(self) -> str: ...

    @property
    def values(self) -> Mapping[str, str]: ...


def say(spoken: Spoken) -> str:
    """The sentence in the language of the page; one that was translated where it was written stays as it is."""
    sentence = str(gettext(str(spoken.template)))
    return sentence.format_map(spoken.values) if spoken.values else sentence


def _time_zone() -> str:
    actor = current_actor()
    return (actor.time_zone if actor else None) or "UTC"


def init_app(app: Flask) -> None:
    """Choose language and time zone for each request."""
    babel.init_app(app, locale_selector=lambda: LANGUAGES[0], timezone_selector=_time_zone)
