"""What ended long ago is thrown away, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.models import KnownDevice, LinkRequest, OneTimeToken, SignInSession, TokenKind
from app.accounts.services import mint
from app.accounts.sweeping import sweep
from app.core.audit import Refusal
from app.core.clock import now
from app.core.transactions import transaction
from app.people.models import Person
from tests.factories.accounts import begin

KEPT = (SignInSession, KnownDevice, OneTimeToken, LinkRequest, Refusal)


def counts(session: Session) -> list[int]:
    found = [session.scalar(select(func.count()).select_from(table)) or 0 for table in KEPT]
    session.commit()
    return found


def swept(session: Session, after: timedelta) -> list[int]:
    with time_machine.travel(now() + after), transaction():
        sweep()
    return counts(session)


def test_each_is_kept_as_long_as_it_serves(session: Session, amara: Person) -> None:
    begin(amara.id)
    with transaction():
        mint(TokenKind.INVITATION, amara)
        session.add_all([LinkRequest(subject="x"), Refusal(kind="sign_in.failed")])

    assert counts(session) == [1, 1, 1, 1, 1]
    assert swept(session, timedelta(hours=23)) == [1, 1, 1, 1, 1]
    assert swept(session, timedelta(days=29)) == [1, 1, 1, 0, 1]
    assert swept(session, timedelta(days=31)) == [0, 1, 1, 0, 0]
    assert swept(session, timedelta(days=61)) == [0, 0, 1, 0, 0]
    assert swept(session, timedelta(days=195)) == [0, 0, 0, 0, 0]
