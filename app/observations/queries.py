"""What is asked about observation reports. Who finds one has not read a word of it: see ``documents``."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import joinedload

from app.cohorts.models import Cohort, Enrolment
from app.core.asked_once import asked_once
from app.core.db import session
from app.observations.models import ObservationReport
from app.observations.policy import let_in, observations_of
from app.pairings.models import Pairing
from app.pairings.queries import pairings_of
from app.people.models import Person, PersonState
from programs.observations import IN_WORK, ObservationState


def report_by_public_id(public_id: str) -> ObservationReport | None:
    """The report of this public id, with its pair and its people."""
    return session().scalar(_with_people(select(ObservationReport).where(ObservationReport.public_id == public_id)))


def reports_of(pairing: Pairing) -> Sequence[ObservationReport]:
    """The reports of a pair, the newest first."""
    found = select(ObservationReport).where(ObservationReport.pairing_id == pairing.id)
    return session().scalars(_with_people(found.order_by(ObservationReport.id.desc()))).all()


@asked_once
def reports_today(person: Person) -> Sequence[ObservationReport]:
    """What waits for either side in somebody’s open pairs, and what somebody was let into; one query for both."""
    here = ObservationReport.pairing_id.in_([each.id for each in own_pairs(person)])
    waits = and_(here, ObservationReport.state.in_(IN_WORK))
    found = select(ObservationReport).where(or_(waits, ObservationReport.id.in_(let_in(person))))
    return session().scalars(_with_people(found.order_by(ObservationReport.id.desc()))).all()


def own_pairs(person: Person) -> list[Pairing]:
    """The open pairs of somebody in which there are reports; no query of its own."""
    return [each for each in pairings_of(person) if observations_of(each) is not None]


def reports_about(person: Person) -> Sequence[ObservationReport]:
    """Every report about somebody, of pairs that have ended too, the newest first."""
    found = select(ObservationReport).join(ObservationReport.pairing).join(Enrolment, Enrolment.id == Pairing.mentee_id)
    mine = found.where(Enrolment.person_id == person.id).order_by(ObservationReport.id.desc())
    return session().scalars(_with_people(mine)).all()


def signed_by(person: Person) -> list[ObservationReport]:
    """The reports about somebody that they have signed and not taken back."""
    return [each for each in reports_about(person) if each.state is ObservationState.RELEASED]


def readable_by(person: Person, about: Person | None = None) -> Sequence[ObservationReport]:
    """The signed reports that somebody was named for, the newest first; ``about``: those on one person."""
    found = select(ObservationReport).where(ObservationReport.id.in_(let_in(person)))
    if about is not None:
        pair = select(Pairing.id).join(Enrolment, Enrolment.id == Pairing.mentee_id)
        found = found.where(ObservationReport.pairing_id.in_(pair.where(Enrolment.person_id == about.id)))
    rows = _with_people(found.order_by(ObservationReport.signed_at.desc(), ObservationReport.id.desc()))
    return session().scalars(rows).all()


def may_be_named(report: ObservationReport) -> list[Person]:
    """Whom a mentee is offered as readers: their manager and further bosses. Anybody else is named by address."""
    bosses = [each.boss for each in report.mentee.dotted_lines]
    found = [report.mentee.manager, *bosses]
    return list({each.id: each for each in found if each is not None and is_a_third(report, each)}.values())


def is_a_third(report: ObservationReport, person: Person) -> bool:
    """Whether somebody works here and is neither of the two."""
    both = {report.mentee.id, report.expert.id}
    return person.state is PersonState.ACTIVE and person.is_active and person.id not in both


def _with_people(found: Select[ObservationReport]) -> Select[ObservationReport]:
    pairing = joinedload(ObservationReport.pairing)
    return found.options(
        pairing.joinedload(Pairing.cohort).joinedload(Cohort.contact),
        pairing.joinedload(Pairing.mentee).joinedload(Enrolment.person),
        pairing.joinedload(Pairing.mentor).joinedload(Enrolment.person),
    )
