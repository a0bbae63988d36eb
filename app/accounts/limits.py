"""How long a sign-in lasts.

==============================  ==================  ========================
who                             without a sign      at the latest after
==============================  ==================  ========================
everybody                       30 minutes          12 hours
on a device they trust          7 days              30 days
whoever holds a careful role    30 minutes          8 hours, trusted or not
==============================  ==================  ========================

The first and last row follow ITHACA_IDLE_MINUTES and ITHACA_ABSOLUTE_HOURS. Careful roles are those that see or decide
much about others: administrators, whoever gives roles, executives, HR leads, and what other areas add. A role given
today makes sign-ins short that began before it, with the next request.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.accounts.models import SignInSession
from app.core.access import Rule
from app.core.clock import now
from app.core.config import current_config
from app.people.models import Person, Role, holds

CAREFUL_ROLES = (Role.ADMINISTRATOR, Role.APPOINTER, Role.EXECUTIVE, Role.HR_LEAD)
CAREFUL_HOURS = 8
TRUSTED_IDLE = timedelta(days=7)
TRUSTED_ABSOLUTE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a sign-in lasts without a sign of its person, and at all."""

    idle: timedelta
    absolute: timedelta
    is_trusted: bool


def holds_careful_role(person: Person, _obj: object = None) -> bool:
    return any(holds(person, role) for role in CAREFUL_ROLES)


_CAREFUL: list[Rule] = [holds_careful_role]


def careful_when(rule: Rule) -> Rule:
    """Register what else makes sign-ins short, such as administering a cohort; called when an area is imported."""
    _CAREFUL.append(rule)
    return rule


def is_careful(person: Person) -> bool:
    """Whether this person's sign-ins end after eight hours, on a trusted device too."""
    return any(rule(person, None) for rule in _CAREFUL)


def limits_for(person: Person, *, is_trusted: bool) -> Limits:
    """The limits of a sign-in that begins now."""
    config = current_config()
    idle, absolute = timedelta(minutes=config.idle_minutes), timedelta(hours=config.absolute_hours)
    if is_careful(person):
        return Limits(idle, min(absolute, timedelta(hours=CAREFUL_HOURS)), is_trusted=False)
    if is_trusted:
        return Limits(TRUSTED_IDLE, TRUSTED_ABSOLUTE, is_trusted=True)
    return Limits(idle, absolute, is_trusted=False)


def ends_at(row: SignInSession, *, limits: Limits | None = None, seen: datetime | None = None) -> datetime:
    """When a sign-in ends by itself; given when its person was last seen (by default, as the row says)."""
    now_for = limits or limits_for(row.person, is_trusted=row.is_trusted)
    idle = min(now_for.idle, timedelta(seconds=row.idle_seconds))
    return min((seen or row.last_seen_at) + idle, row.expires_at, row.created_at + now_for.absolute)


def is_live(row: SignInSession, limits: Limits | None = None) -> bool:
    """Whether the sign-in still lets its person in: not ended, in time, and they work here."""
    return row.ended_at is None and row.person.is_active and now() < ends_at(row, limits=limits)
