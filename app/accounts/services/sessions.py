"""Sign-in sessions begin, are shortened and end. The caller commits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, update

from app.accounts.devices import describe
from app.accounts.limits import is_live, limits_for
from app.accounts.models import KnownDevice, SignInSession
from app.accounts.queries import (
    device_with_token,
    live_sessions,
    session_with_token,
    sessions_not_ended,
    trusted_since,
)
from app.accounts.tokens import digest, new_token
from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.people.models import Person

MOST_SESSIONS = 20
DEVICE_KNOWN_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Browser:
    """What a request tells about the browser it comes from."""

    user_agent: str = ""
    address: str | None = None
    device_token: str | None = None
    session_token: str | None = None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A sign-in that has just begun, and the two keys for the browser; the database holds only their digests."""

    row: SignInSession
    session_token: str
    device_token: str


def start_session(person: Person, browser: Browser, *, is_trusted: bool = False) -> SignedIn:
    """Begin a sign-in, with new keys; the one this browser held before ends.

    At most 20 at a time for one person: the one unused for longest makes room.
    """
    _end_replaced(browser)
    _make_room(person)
    limits = limits_for(person, is_trusted=is_trusted)
    device, device_token = _known(person, browser, is_trusted=limits.is_trusted)
    token, moment = new_token(), now()
    row = SignInSession(
        person=person,
        device_id=device.id,
        token_hash=digest(token),
        label=device.label,
        address=browser.address,
        is_trusted=limits.is_trusted,
        idle_seconds=int(limits.idle.total_seconds()),
        created_at=moment,
        last_seen_at=moment,
        expires_at=moment + limits.absolute,
    )
    session().add(row)
    session().flush()
    record(person, "account.signed_in", row)
    return SignedIn(row, token, device_token)


def end_session(row: SignInSession, *, actor: Person | None) -> None:
    """End one sign-in. A trusted device is no longer trusted, and no longer known."""
    row.ended_at = now()
    device = session().get(KnownDevice, row.device_id) if row.device_id and row.is_trusted else None
    if device is not None:
        device.revoked_at, device.trusted_since = now(), None
    session().flush()
    record(actor, "account.session_ended", row)


def end_sessions(person: Person, *, actor: Person | None, keep: SignInSession | None = None) -> int:
    """End every sign-in of somebody, but for ``keep``; returns how many were live."""
    rows = [row for row in sessions_not_ended(person) if row is not keep]
    live = sum(is_live(row) for row in rows)
    for row in rows:
        end_session(row, actor=actor)
    return live


def cut_sessions(person: Person, *, keep: SignInSession | None = None) -> None:
    """End every sign-in of somebody and forget their devices, but for ``keep``, because of a new password.

    Without ``keep`` it came by mail: a device is not known any more, and yet remembers since when it was trusted, so
    that it can vouch for its owner once they sign in there again.
    """
    for row in sessions_not_ended(person):
        if row is not keep:
            row.ended_at = now()
            record(person, "account.session_ended", row)
    theirs = update(KnownDevice).where(KnownDevice.person_id == person.id)
    if keep is None:
        session().execute(theirs.where(KnownDevice.revoked_at.is_(None)).values(revoked_at=now()))
        return
    others = theirs.where(KnownDevice.id != (keep.device_id or 0))
    session().execute(others.values(revoked_at=func.coalesce(KnownDevice.revoked_at, now()), trusted_since=None))


def _end_replaced(browser: Browser) -> None:
    before = session_with_token(browser.session_token) if browser.session_token else None
    if before is not None and before.ended_at is None:
        before.ended_at = now()


def _make_room(person: Person) -> None:
    for row in live_sessions(person)[MOST_SESSIONS - 1 :]:
        row.ended_at = now()


def _known(person: Person, browser: Browser, *, is_trusted: bool) -> tuple[KnownDevice, str]:
    device = device_with_token(browser.device_token)
    if device is not None and browser.device_token and device.person_id == person.id:
        device.expires_at = now() + DEVICE_KNOWN_FOR
        device.is_trusted = device.is_trusted or is_trusted
        device.trusted_since = device.trusted_since or (now() if is_trusted else None)
        device.label = describe(browser.user_agent)
        return device, browser.device_token
    since = trusted_since(person, browser.device_token) or (now() if is_trusted else None)
    token = new_token()
    device = KnownDevice(
        person_id=person.id,
        token_hash=digest(token),
        label=describe(browser.user_agent),
        is_trusted=is_trusted,
        trusted_since=since,
        expires_at=now() + DEVICE_KNOWN_FOR,
    )
    session().add(device)
    session().flush()
    return device, token
