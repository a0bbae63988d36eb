"""The one clock: every other module asks here what time it is, so that tests may set it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """This instant, aware, in UTC."""
    return datetime.now(UTC)


def today(zone: str | None = None) -> date:
    """The date in the given IANA time zone, in UTC without one."""
    return now().astimezone(ZoneInfo(zone) if zone else UTC).date()
