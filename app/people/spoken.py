"""The languages people speak and the time zones they live in: codes, names, and whether a code exists."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from babel import Locale

from app.core.i18n import LANGUAGES

# Zones of the tz database that are no place: fixed offsets, old abbreviations, links of single states.
_NO_PLACE = ("Etc/", "SystemV/", "US/", "posix/", "right/")
CODE_LENGTH = 2
# Serbo-Croatian: withdrawn from ISO 639-1, its parts have codes of their own.
_WITHDRAWN = frozenset({"sh"})


@cache
def language_names(locale: str = LANGUAGES[0]) -> dict[str, str]:
    """ISO 639-1 code → name in the language of the pages, sorted by name.

    >>> language_names()["pt"]
    'Portuguese'
    """
    names = Locale.parse(locale).languages.items()
    codes = {code: name for code, name in names if len(code) == CODE_LENGTH and code not in _WITHDRAWN}
    return dict(sorted(codes.items(), key=lambda each: each[1]))


def language_name(code: str) -> str:
    """The name of one language; the code itself when it is unknown."""
    return language_names().get(code, code)


@cache
def time_zones() -> tuple[str, ...]:
    """The names of all time zones of places, “UTC” first."""
    places = (zone for zone in available_timezones() if "/" in zone and not zone.startswith(_NO_PLACE))
    return ("UTC", *sorted(places))


@cache
def known_time_zones() -> frozenset[str]:
    """Every name that the tz database knows, places or not: what an import may bring."""
    return frozenset(available_timezones())
