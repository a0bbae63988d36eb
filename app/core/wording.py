"""How days, times, numbers and names are written for the person who reads, as filters of the templates."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.numbers import format_decimal
from flask_babel import format_date, format_datetime, get_locale, get_timezone

from app.core.i18n import gettext as _

NARROW_JOIN = "\u00a0"


def day(value: date | datetime, zone: str | None = None) -> str:
    """Return “Tuesday 24 November”; an instant is taken in the reader's time zone or the one given."""
    return str(format_date(_local_date(value, zone), "EEEE d MMMM", rebase=False))


def day_year(value: date | datetime, zone: str | None = None) -> str:
    """Return “24 November 2026”; an instant is taken in the reader's time zone or the one given."""
    return str(format_date(_local_date(value, zone), "d MMMM y", rebase=False))


def day_short(value: date | datetime, zone: str | None = None) -> str:
    """Return “Thu 12 Nov”, for margins and slips."""
    return str(format_date(_local_date(value, zone), "EEE d MMM", rebase=False))


def clock_time(value: datetime, zone: str | None = None) -> str:
    """Return “9:14” in the reader's time zone or the one given."""
    return str(format_datetime(_local(value, zone), "H:mm", rebase=False))


def number(value: float, digits: int = 0) -> str:
    """Return the number with ``digits`` decimals, a separator between thousands and a real minus sign."""
    return _number(value or 0, digits, get_locale())


def spelled(count: int) -> str:
    """Return a count up to twelve in letters, “six”, as sentences want it; a larger one in figures."""
    words = (
        *(_("none"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six")),
        *(_("seven"), _("eight"), _("nine"), _("ten"), _("eleven"), _("twelve")),
    )
    return words[count] if 0 <= count < len(words) else number(count)


def percent(share: float, digits: int = 0) -> str:
    """Return a share of one as “90 %”."""
    return f"{number(share * 100, digits)}{NARROW_JOIN}%"


def initials(name: str) -> str:
    """Return the first letters of the first and the last word of a name: what stands in for a photo."""
    words = [letters for word in name.split() if (letters := [c for c in word if c.isalnum()])]
    ends = words[:1] + (words[-1:] if len(words) > 1 else [])
    return "".join(letters[0] for letters in ends).upper() or name[:1]


@lru_cache(maxsize=4096)
def _number(value: float, digits: int, locale: Locale | None) -> str:
    """A page writes hundreds of numbers, most of them small: the same always reads the same."""
    decimals = f".{'0' * digits}" if digits else ""
    return str(format_decimal(value, f"#,##0{decimals}", locale)).replace("-", "\u2212")


def _local(value: datetime, zone: str | None) -> datetime:
    return value.astimezone(ZoneInfo(zone) if zone else get_timezone() or UTC)


def _local_date(value: date | datetime, zone: str | None) -> date:
    return _local(value, zone).date() if isinstance(value, datetime) else value
