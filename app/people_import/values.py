"""Reads one cell: the value as it is kept, or a sentence that says what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import String

from app.core.characters import holds_unreadable
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.people.fields import CHECKS, LONGEST_ABOUT
from app.people.models import Person
from app.people.spoken import known_time_zones, language_code
from app.people_import.columns import Field
from app.people_import.dates import date_reader
from app.people_import.grades import ladder_of

Reader = Callable[[str], Any]
"""From the text of a cell, without space around and never empty, to its value. Raises RuleBroken."""

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))
_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\\\"]+@[^\s@<>()\[\],;:\\\"]+\.[^\s@<>()\[\],;:\\\".]+")
_PARTS = re.compile(r"[,;/|\n]+")


def readers_for(field: Field, cells: Iterable[str]) -> Reader:
    """How to read the cells of this field's column; dates and grades need to see the whole column first."""
    if field is Field.LEVEL:
        return ladder_of(cells)
    if field in {Field.START_ON, Field.JOB_START_ON, Field.LEFT_ON}:
        return date_reader(cells)
    return READERS[field]


def tidy(text: str) -> str:
    """One line: composed (NFC), single spaces, nothing invisible. Raises RuleBroken for what cannot be shown."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    line = " ".join(unicodedata.normalize("NFC", text).translate(_INVISIBLE).split())
    if holds_unreadable(line):
        raise RuleBroken(_("it holds characters that cannot be shown"))
    return line


def tidy_lines(text: str) -> str:
    """The same for several lines, whose ends are kept."""
    return "\n".join(tidy(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()


def one_line(field: Field, column: str | None = None) -> Reader:
    """Reads a line no longer than its column of the database."""
    kind = Person.__table__.c[column or field.value].type
    longest = (kind.length if isinstance(kind, String) else None) or LONGEST_ABOUT

    def read(text: str) -> str:
        line = tidy(text)
        if len(line) > longest:
            raise RuleBroken(_("it is longer than %(longest)s characters", longest=longest))
        return line

    return read


def email(text: str) -> str:
    """An address in lower case.

    >>> email("Ada@Example.ORG")
    'ada@example.org'
    """
    address = str(_line_of_address(text)).lower()
    if not _ADDRESS.fullmatch(address) or CHECKS["email"](address):
        raise RuleBroken(_("“%(text)s” is not an e-mail address", text=address[:80]))
    return address


def about(text: str) -> str:
    words = tidy_lines(text)
    if len(words) > LONGEST_ABOUT:
        raise RuleBroken(_("it is longer than %(longest)s characters", longest=LONGEST_ABOUT))
    return words


def time_zone(text: str) -> str:
    """An IANA name, in whatever case it is written."""
    found = _zones().get(text.strip().casefold().replace(" ", "_"))
    if found is None:
        raise RuleBroken(_("“%(text)s” is not a time zone such as Europe/Lisbon", text=text[:80]))
    return found


def languages(text: str) -> list[str]:
    """ISO 639-1 codes, each once, from codes or English names parted by commas.

    >>> languages("EN, German; pt")
    ['en', 'de', 'pt']
    """
    codes = [_language(part) for part in _PARTS.split(text) if part.strip()]
    unique = list(dict.fromkeys(codes))
    if sentence := CHECKS["languages"](unique):
        raise RuleBroken(sentence)
    return unique


def keys(text: str) -> tuple[str, ...]:
    """Ids or addresses of several people, parted by commas or semicolons."""
    parts = (tidy(part) for part in re.split(r"[,;|\n]+", text))
    return tuple(dict.fromkeys(part for part in parts if part))


def _language(part: str) -> str:
    code = language_code(part)
    if code is None:
        wanted = part.strip()[:80]
        raise RuleBroken(_("“%(text)s” is not a language. Write its two-letter code, such as pt", text=wanted))
    return code


@cache
def _zones() -> dict[str, str]:
    return {zone.casefold(): zone for zone in known_time_zones()}


_line_of_address = one_line(Field.EMAIL)
READERS: dict[Field, Reader] = {
    Field.EXTERNAL_ID: one_line(Field.EXTERNAL_ID),
    Field.EMAIL: email,
    Field.NAME: one_line(Field.NAME),
    Field.FIRST_NAME: one_line(Field.FIRST_NAME, "name"),
    Field.LAST_NAME: one_line(Field.LAST_NAME, "name"),
    Field.PRONOUNS: one_line(Field.PRONOUNS),
    Field.JOB_TITLE: one_line(Field.JOB_TITLE),
    Field.DEPARTMENT: one_line(Field.DEPARTMENT),
    Field.JOB_FAMILY: one_line(Field.JOB_FAMILY),
    Field.SITE: one_line(Field.SITE),
    Field.TIME_ZONE: time_zone,
    Field.LANGUAGES: languages,
    Field.MANAGER: tidy,
    Field.DOTTED: keys,
    Field.ABOUT: about,
    Field.ARRIVAL_EMAIL: email,
}


def is_given(value: date | str | list[str] | tuple[str, ...] | int | None) -> bool:
    """Whether a cell said anything; level 0 does."""
    return value is not None and value not in ("", [], ())
