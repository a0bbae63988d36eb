"""The languages people speak and the time zones they live in: codes, names, and whether a code exists."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from zoneinfo import available_timezones

from babel import Locale

from app.core.i18n import LANGUAGES
from app.core.i18n import gettext as _
from app.people.names import fold

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


class UnknownLanguage(ValueError):
    """Somebody typed a language that we do not know; the message is the sentence to show."""


def codes_of(text: str) -> list[str]:
    """The codes of languages typed as names or codes, parted by commas, semicolons or line breaks; each once.

    Raises UnknownLanguage with the nearest name that we know.
    """
    parts = (part.strip() for part in re.split(r"[,;\n]", text))
    return list(dict.fromkeys(_code_of(part) for part in parts if part))


def _code_of(word: str) -> str:
    if (code := language_code(word)) is not None:
        return code
    near = get_close_matches(_key(word), _codes_by_word(), n=1)
    if near:
        name = language_name(_codes_by_word()[near[0]])
        raise UnknownLanguage(_("We do not know “%(word)s”. Do you mean %(name)s?", word=word, name=name))
    raise UnknownLanguage(_("We do not know “%(word)s”. Write the English name of a language.", word=word))


def language_code(word: str) -> str | None:
    """The code of a language from its name or code, in any case; a country behind the code is left out.

    >>> language_code("pt-BR"), language_code("Scottish gaelic"), language_code("Elvish")
    ('pt', 'gd', None)
    """
    code = re.split(r"[-_]", word.strip().lower(), maxsplit=1)[0]
    return code if code in language_names() else _codes_by_word().get(_key(word))


@cache
def _codes_by_word() -> dict[str, str]:
    names = {_key(name): code for code, name in language_names().items()}
    return {**{code: code for code in language_names()}, **names}


def _key(word: str) -> str:
    return fold(word).replace(" ", "")


@cache
def time_zones() -> tuple[str, ...]:
    """The names of all time zones of places, “UTC” first."""
    places = (zone for zone in available_timezones() if "/" in zone and not zone.startswith(_NO_PLACE))
    return ("UTC", *sorted(places))


@cache
def known_time_zones() -> frozenset[str]:
    """Every name that the tz database knows, places or not: what an import may bring."""
    return frozenset(available_timezones())


def time_zone_name(zone: str) -> str:
    """The place that a time zone is named after: “Argentina, Buenos Aires”, and not its name in the tz database."""
    return (zone.partition("/")[2] or zone).replace("_", " ").replace("/", ", ")


def time_zone_choices(current: str | None) -> dict[str, list[tuple[str, str]]]:
    """Time zones for a list to choose from, grouped by part of the world; the current one is always among them."""
    groups: dict[str, list[tuple[str, str]]] = {"": [("", _("Not given")), ("UTC", "UTC")]}
    for zone in time_zones()[1:]:
        part, _rest = zone.split("/", 1)
        groups.setdefault(part, []).append((zone, time_zone_name(zone)))
    if current and current not in time_zones():
        groups[""].append((current, current))
    return groups
