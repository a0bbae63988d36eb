"""How often somebody may try: counted in rows, so that all web processes count together; nobody is locked for good.

Failures count against the account's name *as typed from devices that nobody knows*, against the account on one known
device, and against the network address. Whoever tries passwords from elsewhere thus slows down strangers only: the
owner of the account comes in from a device used before, or by a link to their own mailbox, at any time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute

from app.accounts.models import LinkRequest
from app.accounts.tokens import keyed
from app.core.audit import Refusal
from app.core.clock import now
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.i18n import ngettext

SIGN_IN_FAILED = "sign_in.failed"

BURST = 5
FIRST_PAUSE = timedelta(seconds=60)
LONGEST_PAUSE = timedelta(minutes=15)
REMEMBERED = timedelta(hours=1)
PER_ADDRESS = 20
ADDRESS_WINDOW = timedelta(seconds=60)
LINKS = 3
LINKS_WINDOW = timedelta(minutes=15)
MOST_COUNTED = 200


class TooManyAttempts(RuleBroken):
    """Wait a little; ``seconds`` says how long."""

    status = 429

    def __init__(self, wait: timedelta) -> None:
        self.seconds = max(1, -(-int(wait.total_seconds() * 1000) // 1000))
        super().__init__(_sentence(self.seconds))


@dataclass(frozen=True, slots=True)
class Attempt:
    """Where an attempt comes from. ``device`` is the digest of a known device's key, for the account it knows only."""

    address: str | None
    device: str | None = None


def subject(email: str, attempt: Attempt) -> str:
    """What failures are counted against: the address as typed, kept so that nobody can read it."""
    return keyed("throttle", f"{email.strip().casefold()}|{attempt.device or ''}")


def refuse_hasty_sign_in(email: str, attempt: Attempt) -> None:
    """Raise TooManyAttempts when this account, on this device, or this network address has to wait."""
    failed = select(Refusal.at).where(Refusal.kind == SIGN_IN_FAILED)
    mine = failed.where(Refusal.subject == subject(email, attempt), Refusal.at > now() - REMEMBERED)
    wait = pause_after(_newest_first(mine, Refusal.at), now())
    if attempt.device is None:
        near = failed.where(Refusal.address == attempt.address, Refusal.at > now() - ADDRESS_WINDOW)
        wait = max(wait, _until_fewer(_newest_first(near, Refusal.at), PER_ADDRESS, ADDRESS_WINDOW))
    _refuse(wait)


def refuse_hasty_link(email: str, attempt: Attempt) -> None:
    """Raise TooManyAttempts when links are asked for too often: three in 15 minutes for one mailbox."""
    at = LinkRequest.at
    mine = select(at).where(LinkRequest.subject == subject(email, attempt), at > now() - LINKS_WINDOW)
    near = select(at).where(LinkRequest.address == attempt.address, at > now() - ADDRESS_WINDOW)
    wait = _until_fewer(_newest_first(mine, at), LINKS, LINKS_WINDOW)
    _refuse(max(wait, _until_fewer(_newest_first(near, at), PER_ADDRESS, ADDRESS_WINDOW)))


def refuse_hasty_guess(kind: str, address: str | None) -> None:
    """Raise TooManyAttempts when keys of this kind were guessed too often from this network address."""
    near = select(Refusal.at).where(
        Refusal.kind == kind, Refusal.address == address, Refusal.at > now() - ADDRESS_WINDOW
    )
    _refuse(_until_fewer(_newest_first(near, Refusal.at), PER_ADDRESS, ADDRESS_WINDOW))


def pause_after(failures: Sequence[datetime], moment: datetime) -> timedelta:
    """How long to wait from ``moment``, given the failures of the last hour, the newest first.

    Nothing below five; then a minute after the last one, doubled with every five more, at most 15 minutes.
    """
    if len(failures) < BURST:
        return timedelta()
    doubled: timedelta = FIRST_PAUSE * 2 ** min(len(failures) // BURST - 1, 10)
    return max(timedelta(), failures[0] + min(doubled, LONGEST_PAUSE) - moment)


def _until_fewer(times: Sequence[datetime], most: int, window: timedelta) -> timedelta:
    return times[most - 1] + window - now() if len(times) >= most else timedelta()


def _newest_first(times: Select[datetime], at: InstrumentedAttribute[datetime]) -> Sequence[datetime]:
    return session().scalars(times.order_by(at.desc()).limit(MOST_COUNTED)).all()


def _refuse(wait: timedelta) -> None:
    if wait > timedelta():
        raise TooManyAttempts(wait)


def _sentence(seconds: int) -> str:
    if seconds <= 90:
        wait = ngettext("%(num)d second", "%(num)d seconds", seconds)
    else:
        wait = ngettext("%(num)d minute", "%(num)d minutes", -(-seconds // 60))
    return _("That was tried too often. Please wait %(wait)s, then try again.", wait=wait)
