"""Rows that a change to pairs is made under: taken in the order of their ids, so that no two wait for each other."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.cohorts.models import Enrolment
from app.core.bulk import portions
from app.core.db import session
from app.pairings.models import Pairing

AT_ONCE = 1_000


def locked_enrolments(ids: Collection[int]) -> dict[int, Enrolment]:
    """The enrolments as they are now, with their people, kept from other writers until the transaction ends."""
    found: dict[int, Enrolment] = {}
    for some in portions(sorted(ids), AT_ONCE):
        rows = select(Enrolment).where(Enrolment.id.in_(some)).order_by(Enrolment.id)
        rows = rows.options(joinedload(Enrolment.person, innerjoin=True)).execution_options(populate_existing=True)
        # Rows that only point at an enrolment need not wait, hence “key share”.
        found |= {each.id: each for each in session().scalars(rows.with_for_update(of=Enrolment, key_share=True))}
    return found


def locked_pairings(pairings: Iterable[Pairing]) -> list[Pairing]:
    """The pairs as they are now, with both people, kept from other writers until the transaction ends."""
    found: list[Pairing] = []
    for some in portions(sorted({each.id for each in pairings}), AT_ONCE):
        rows = select(Pairing).where(Pairing.id.in_(some)).order_by(Pairing.id)
        mentee = joinedload(Pairing.mentee, innerjoin=True).joinedload(Enrolment.person, innerjoin=True)
        mentor = joinedload(Pairing.mentor, innerjoin=True).joinedload(Enrolment.person, innerjoin=True)
        rows = rows.options(mentee, mentor).execution_options(populate_existing=True)
        found += session().scalars(rows.with_for_update(of=Pairing, key_share=True))
    return found
