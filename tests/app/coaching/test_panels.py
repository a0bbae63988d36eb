"""What the home page says about advising, without opening a word of it."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.coaching.models import Engagement
from app.core.clock import today
from app.core.vault.store import Opening, reading
from app.people.models import Person
from programs.engagements import EngagementState
from tests.client import PageClient
from tests.factories.coaching import engagement


def test_each_is_told_what_is_theirs_to_do(
    session: Session, client: PageClient, amara: Person, tomasz: Person, ines: Person, ruth: Person
) -> None:
    case = session.merge(engagement(amara, tomasz, ines))
    case.begins_on, case.ends_on = today() - timedelta(days=31), today() + timedelta(days=59)
    case.planned_on = today() - timedelta(days=20)
    session.add(waiting(session, amara))
    session.commit()
    with reading() as keys:
        before = keys.scalar(select(func.count()).select_from(Opening))

    pages = {}
    for each in (ines, ruth, tomasz):
        client.sign_in(each)
        pages[each.name] = client.get("/").text

    told = {name: ("how far is Amara Okafor" in page, "waits for an advisor" in page) for name, page in pages.items()}
    assert told == {"Ines Ferreira": (True, False), "Ruth Baptiste": (False, True), "Tomasz Wolski": (False, False)}
    with reading() as keys:
        assert keys.scalar(select(func.count()).select_from(Opening)) == before


def waiting(session: Session, client: Person) -> Engagement:
    """The same person waits for an advisor whom they asked for themselves."""
    here = session.merge(client)
    return Engagement(
        kind="performance-advising", state=EngagementState.WAITING, client=here, referrer=here, referred_by="client"
    )
