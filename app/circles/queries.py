"""The circles of a cohort, and who of those with a mentor is in none."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from app.circles.models import CircleDate, CircleMember, PeerCircle
from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.cohorts.queries import own_enrolments, works_here
from app.core.db import session
from app.core.pages import Page, paginate
from app.pairings.models import Pairing, PairingState
from app.people.models import Person

SHOWN = 20
"""So many circles, and so many people without one, stand on a page."""


def circle_by_public_id(public_id: str) -> PeerCircle | None:
    """The circle of this public id, with its people and dates."""
    return session().scalar(_whole(select(PeerCircle).where(PeerCircle.public_id == public_id)))


def circle_by_id(circle_id: int) -> PeerCircle | None:
    """The circle of this row, as a letter names it."""
    return session().scalar(_whole(select(PeerCircle).where(PeerCircle.id == circle_id)))


def date_by_public_id(public_id: str) -> CircleDate | None:
    """The date of this public id."""
    return session().scalar(select(CircleDate).where(CircleDate.public_id == public_id))


def circles_of(cohort: Cohort) -> Sequence[PeerCircle]:
    """All circles of a cohort with their people and dates; three queries."""
    rows = _whole(select(PeerCircle).where(PeerCircle.cohort_id == cohort.id))
    return session().scalars(rows.order_by(PeerCircle.number)).all()


def page_of_circles(cohort: Cohort, page: int) -> Page[PeerCircle]:
    """Some of them at a time, by number."""
    rows = _whole(select(PeerCircle).where(PeerCircle.cohort_id == cohort.id))
    return paginate(rows.order_by(PeerCircle.number), page, SHOWN)


def circle_numbered(cohort: Cohort, number: int) -> PeerCircle | None:
    """The circle of this number."""
    rows = _whole(select(PeerCircle).where(PeerCircle.cohort_id == cohort.id, PeerCircle.number == number))
    return session().scalar(rows)


def is_told(cohort: Cohort) -> bool:
    """Whether somebody knows of a circle here."""
    told = select(PeerCircle.id).where(PeerCircle.cohort_id == cohort.id, PeerCircle.told_at.is_not(None))
    return session().scalar(told.limit(1)) is not None


def own_circle(person: Person, cohort: Cohort) -> PeerCircle | None:
    """The circle that somebody is in here and was told of."""
    here = [each for each in own_enrolments(person) if each.cohort_id == cohort.id and each.role is Side.MENTEE]
    mine = [each.id for each in here if each.state is EnrolmentState.SIGNED_UP]
    if not mine:
        return None
    own = select(CircleMember.circle_id).where(CircleMember.enrolment_id.in_(mine))
    return session().scalar(_whole(select(PeerCircle).where(PeerCircle.id.in_(own), PeerCircle.told_at.is_not(None))))


def placed_without_a_circle(cohort: Cohort, at_most: int | None = None) -> Sequence[Enrolment]:
    """Mentees with a mentor who are in no circle, by name: all of them, or the first."""
    mentees = _without_a_circle(cohort).options(joinedload(Enrolment.person))
    return session().scalars(mentees.order_by(Person.search_text, Enrolment.id).limit(at_most)).all()


def number_without_a_circle(cohort: Cohort) -> int:
    """How many mentees with a mentor are in no circle."""
    return session().scalar(_without_a_circle(cohort).with_only_columns(func.count())) or 0


def _without_a_circle(cohort: Cohort) -> Select[Enrolment]:
    placed = select(Pairing.mentee_id).where(Pairing.cohort_id == cohort.id, Pairing.state == PairingState.OPEN)
    mentees = select(Enrolment).join(Enrolment.person)
    mentees = mentees.where(Enrolment.id.in_(placed), Enrolment.state == EnrolmentState.SIGNED_UP, works_here())
    return mentees.where(Enrolment.id.not_in(select(CircleMember.enrolment_id)))


def mentee_of(cohort: Cohort, public_id: str) -> Enrolment | None:
    """A mentee of a cohort, by the public id of the enrolment."""
    found = select(Enrolment).where(Enrolment.public_id == public_id, Enrolment.cohort_id == cohort.id)
    found = found.where(Enrolment.role == Side.MENTEE, Enrolment.state == EnrolmentState.SIGNED_UP)
    return session().scalar(found.options(joinedload(Enrolment.person)))


def people_in(circle: PeerCircle) -> list[Enrolment]:
    """Who is in a circle now, by name: not those who have left the cohort."""
    there = [each.enrolment for each in circle.members]
    there = [each for each in there if each.state is EnrolmentState.SIGNED_UP and each.person.is_active]
    return sorted(there, key=lambda each: (each.person.name, each.id))


def _whole(circles: Select[PeerCircle]) -> Select[PeerCircle]:
    people = selectinload(PeerCircle.members).joinedload(CircleMember.enrolment).joinedload(Enrolment.person)
    return circles.options(people, selectinload(PeerCircle.dates), joinedload(PeerCircle.cohort))
