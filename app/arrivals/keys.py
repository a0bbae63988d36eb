"""The key in a letter to somebody who arrives: with it they leave the cohort, or come back, without signing in.

It is signed and stored nowhere: the arrival's public id, then a keyed digest of it. Opening it changes nothing.
"""

from __future__ import annotations

import hmac

from sqlalchemy import select

from app.accounts.tokens import keyed
from app.arrivals.models import Arrival
from app.core.db import PUBLIC_ID_LENGTH, session

SIGNATURE_LENGTH = 32


def leave_key(arrival: Arrival) -> str:
    """The key of this arrival."""
    return arrival.public_id + _signature(arrival.public_id)


def opened_by(key: str) -> Arrival | None:
    """The arrival of a key that is genuine; None for any other, and for somebody who no longer works here."""
    public_id = key[:PUBLIC_ID_LENGTH]
    if not hmac.compare_digest(key[PUBLIC_ID_LENGTH:].encode(), _signature(public_id).encode()):
        return None
    found = session().scalar(select(Arrival).where(Arrival.public_id == public_id))
    return found if found is not None and found.person.is_active else None


def _signature(public_id: str) -> str:
    return keyed("leave-arrival", public_id)[:SIGNATURE_LENGTH]
