"""Somebody has another address: links that went to the one before end, and that mailbox is told."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, update

from app.accounts.models import Account, OneTimeToken
from app.core.bulk import among, portions
from app.core.clock import now
from app.core.db import session
from app.core.outbox import send
from app.people.rebinding import Rebinding, when_rebound

READDRESSED = "readdressed"


@when_rebound
def readdress(changes: Sequence[Rebinding]) -> None:
    """End the links, and write to the former address of whoever signs in already; others have nothing to lose."""
    former = {each.person_id: each.former_address for each in changes if each.former_address}
    for some in portions(former):
        open_links = update(OneTimeToken).where(among(OneTimeToken.person_id, some), OneTimeToken.used_at.is_(None))
        session().execute(open_links.values(used_at=now()), execution_options={"synchronize_session": False})
        known = select(Account.person_id).where(among(Account.person_id, some), Account.password_hash.is_not(None))
        for person_id in session().scalars(known.order_by(Account.person_id)).all():
            send(READDRESSED, to=former[person_id], person_id=person_id)
