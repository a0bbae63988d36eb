"""Which pairs the letters are shown with while developing."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, select

from app.core.db import session
from app.core.mail_previews import preview
from app.pairings.models import Ending, Pairing, PairingState


def _newest(*conditions: ColumnElement[bool]) -> dict[str, Any] | None:
    """The newest such pair, as its mentor reads of it."""
    pairing = session().scalar(select(Pairing).where(*conditions).order_by(Pairing.id.desc()).limit(1))
    return {"pairing_id": pairing.id, "person_id": pairing.mentor.person_id} if pairing else None


@preview("placed")
def placed() -> dict[str, Any] | None:
    return _newest(Pairing.state == PairingState.OPEN, Pairing.objection_until.is_not(None))


@preview("write_first_reminder")
def reminded() -> dict[str, Any] | None:
    has_not_begun = Pairing.wrote_at.is_(None) & Pairing.first_met_on.is_(None)
    return _newest(Pairing.state == PairingState.OPEN, has_not_begun)


@preview("pair_ended")
def ended() -> dict[str, Any] | None:
    return _newest(Pairing.ending.in_((Ending.ENDED, Ending.NOT_THIS_ONE)))


@preview("partner_left")
def left() -> dict[str, Any] | None:
    return _newest(Pairing.state == PairingState.ENDED)


@preview("pair_undone")
def undone() -> dict[str, Any] | None:
    return _newest(Pairing.state == PairingState.ENDED)
