"""On the page of a cohort, to those who run it: in how many pairs both have signed, and never what."""

from __future__ import annotations

from sqlalchemy import func, select

from app.cohorts.models import Cohort
from app.cohorts.queries import Counts
from app.cohorts.sections import Section, section
from app.conversations.models import Room
from app.core.db import session
from app.pairings.models import Pairing, PairingState
from app.people.models import Person


@section("conversations", order=52)
def agreements_signed(_viewer: Person, cohort: Cohort, _counts: Counts) -> Section | None:
    """A count, while there are pairs."""
    counted = (
        select(func.count(), func.count(Room.agreed_on))
        .select_from(Pairing)
        .outerjoin(Room, Room.pairing_id == Pairing.id)
        .where(Pairing.cohort_id == cohort.id, Pairing.state == PairingState.OPEN)
    )
    pairs, signed = session().execute(counted).one()
    return Section(template="conversations/_cohort.html", context={"pairs": pairs, "signed": signed}) if pairs else None
