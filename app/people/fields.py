"""What may stand in each field of a profile, whoever writes it: a form, an import, the demonstration."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import String

from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.people.labels import LABELS
from app.people.models import Person, PersonState
from app.people.names import address
from app.people.spoken import known_time_zones, language_names
from app.people.working_hours import check_week

# Loose on purpose: whether an address takes letters shows when one is sent. What it must not do is break a header.
ADDRESS = re.compile(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+")
THEMES = ("light", "dark")
HIGHEST_LEVEL = 99
MOST_LANGUAGES = 20
LONGEST_ABOUT = 4_000
EARLIEST_START, LATEST_START = date(1900, 1, 1), date(2199, 12, 31)
"""A year of few digits is a slip, and the days that are counted from it may not be in the calendar."""


def check_profile(given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as they are kept: trimmed, nothing typed is None, addresses in lower case, languages once each.

    Raises RuleBroken naming the field that cannot be kept.
    """
    fields = {name: _trimmed(value) for name, value in given.items()}
    if fields.get("email"):
        fields["email"] = address(fields["email"])
    if "languages" in fields:
        fields["languages"] = list(dict.fromkeys(fields["languages"] or []))
    for name, value in fields.items():
        _check_length(name, value)
        if (sentence := CHECKS[name](value) if name in CHECKS else None) is not None:
            raise RuleBroken(sentence, field=name)
    return fields


def _trimmed(value: Any) -> Any:
    return (value.strip() or None) if isinstance(value, str) and not isinstance(value, PersonState) else value


def _check_length(name: str, value: Any) -> None:
    kind = Person.__table__.c[name].type
    longest = kind.length if isinstance(kind, String) and kind.length else LONGEST_ABOUT
    if isinstance(value, str) and len(value) > longest:
        sentence = _("%(field)s: at most %(longest)s characters, please.", field=LABELS[name], longest=longest)
        raise RuleBroken(sentence, field=name)


def _check_name(value: str | None) -> str | None:
    return None if value else _("Write a name.")


def _check_email(value: str | None) -> str | None:
    if value is None or ADDRESS.fullmatch(value):
        return None
    return _("Write an e-mail address such as name@example.org.")


def _check_time_zone(value: str | None) -> str | None:
    if value is None or value in known_time_zones():
        return None
    return _("“%(zone)s” is not a time zone. Write one such as Europe/Lisbon.", zone=value)


def _check_languages(value: list[str]) -> str | None:
    if unknown := [code for code in value if code not in language_names()]:
        return _("“%(code)s” is not a language code. Write two letters such as pt.", code=unknown[0])
    return None if len(value) <= MOST_LANGUAGES else _("At most 20 languages, please.")


def _check_level(value: int | None) -> str | None:
    return None if value is None or 0 <= value <= HIGHEST_LEVEL else _("A level is a number from 0 to 99.")


def _check_state(value: PersonState) -> str | None:
    if value is PersonState.LEFT:
        return _("Whoever has left is marked as such on a page of its own.")
    return None


def _check_theme(value: str | None) -> str | None:
    return None if value is None or value in THEMES else _("Choose light, dark, or as your device does.")


def _check_start_on(value: date | None) -> str | None:
    if value is None or EARLIEST_START <= value <= LATEST_START:
        return None
    return _("Choose a day between 1900 and 2199.")


CHECKS: dict[str, Callable[[Any], str | None]] = {
    "name": _check_name,
    "email": _check_email,
    "time_zone": _check_time_zone,
    "languages": _check_languages,
    "working_hours": check_week,
    "level": _check_level,
    "start_on": _check_start_on,
    "state": _check_state,
    "theme": _check_theme,
}
