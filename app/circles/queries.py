"""The circles of a cohort, and who of those with a mentor is in none."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from app.circles.models import CircleDate, CircleMember, PeerCircle
from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.cohorts.queries import own_enrolments, works_here
from app.core.db import session
from app.pairings.models import Pairing, PairingState
from app.people.models import Person


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


def own_circle(person: Person, cohort: Cohort) -> PeerCircle | None:
    """The circle that somebody is in here and was told of."""
    here = [each for each in own_enrolments(person) if each.cohort_id == cohort.id and each.role is Side.MENTEE]
    mine = [each.id for each in here if each.state is EnrolmentState.SIGNED_UP]
    if not mine:
        return None
    own = select(CircleMember.circle_id).where(CircleMember.enrolment_id.in_(mine))
    return session().scalar(_whole(select(PeerCircle).where(PeerCircle.id.in_(own), PeerCircle.told_at.is_not(None))))


def placed_without_a_circle(cohort: Cohort) -> Sequence[Enrolment]:
    """Mentees with a mentor who are in no circle, by name."""
    placed = select(Pairing.mentee_id).where(Pairing.cohort_id == cohort.id, Pairing.state == PairingState.OPEN)
    mentees = select(Enrolment).join(Enrolment.person).options(joinedload(Enrolment.person))
    mentees = mentees.where(Enrolment.id.in_(placed), Enrolment.state == EnrolmentState.SIGNED_UP, works_here())
    mentees = mentees.where(Enrolment.id.not_in(select(CircleMember.enrolment_id)))
    return session().scalars(mentees.order_by(Person.search_text, Enrolment.id)).all()


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
