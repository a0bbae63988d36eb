"""What is asked about arrivals and proposals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import aliased, joinedload

from app.arrivals.models import (
    Arrival,
    ArrivalSettings,
    Arriving,
    DepartmentMove,
    MentorSwap,
    Proposal,
    ProposalState,
)
from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.cohorts.queries import cohort_by_public_id
from app.core.clock import today
from app.core.db import session
from app.core.organisation import organisation
from app.pairings.models import Pairing, PairingState
from app.people.models import Person, PersonState
from programs.arrivals import Arrivals
from programs.catalogue import PROGRAM_TYPES
from programs.phases import Phase

OPEN_PHASES = (Phase.SIGN_UP, Phase.MATCHING, Phase.RUNNING)
UNSETTLED = (ProposalState.OPEN, ProposalState.HELD)


def day_here() -> date:
    """Today where the organisation is."""
    return today(organisation().time_zone)


def rules_of(cohort: Cohort) -> Arrivals:
    """How people arrive in a cohort. Raises LookupError where nobody does."""
    rules = PROGRAM_TYPES[cohort.program_type].arrivals
    if rules is None:
        raise LookupError("nobody arrives here by themselves")
    return rules


def taking_in(public_id: str) -> Cohort | None:
    """The cohort of this public id, where its program takes people in by itself."""
    cohort = cohort_by_public_id(public_id)
    return cohort if cohort is not None and PROGRAM_TYPES[cohort.program_type].arrivals is not None else None


def open_cohorts() -> Sequence[Cohort]:
    """The cohorts that take people in now, those that began last first."""
    return session().scalars(_open_cohorts().order_by(Cohort.starts_on.desc(), Cohort.id.desc())).all()


def locked_cohorts() -> Sequence[Cohort]:
    """The same, kept from other writers until the end of the transaction: none of them closes under one's hands."""
    # In the order of their ids, so that no two wait for each other.
    rows = _open_cohorts().order_by(Cohort.id).with_for_update(key_share=True)
    found = session().scalars(rows.execution_options(populate_existing=True)).all()
    return sorted(found, key=lambda each: (each.starts_on, each.id), reverse=True)


def _open_cohorts() -> Select[Cohort]:
    slugs = [kind.slug for kind in PROGRAM_TYPES.values() if kind.arrivals is not None]
    return select(Cohort).where(Cohort.program_type.in_(slugs), Cohort.phase.in_(OPEN_PHASES))


def settings_of(cohort: Cohort) -> ArrivalSettings:
    """What a cohort has chosen, or what holds where nobody chose."""
    found = session().get(ArrivalSettings, cohort.id)
    return found or ArrivalSettings(cohort_id=cohort.id, takes_hires=True, takes_movers=False)


def hires_of(cohort: Cohort, first: date, last: date) -> Select[Person]:
    """Who starts between two days, the first day of the cohort at the earliest, and is in no such program yet."""
    starts = Person.start_on.between(max(first, cohort.starts_on), last)
    stays = Person.left_on.is_(None) | (Person.left_on >= Person.start_on)
    here = select(Person).where(Person.state != PersonState.LEFT, Person.erased_at.is_(None), starts, stays)
    return here.where(~_has_taken_part(cohort)).order_by(Person.start_on, Person.search_text, Person.id)


def movers_of(cohort: Cohort, first: date, last: date) -> Select[Person, date]:
    """Who moves to another department between two days, when, and has not been in this cohort."""
    moved = select(Person, DepartmentMove.moved_on).join(DepartmentMove, DepartmentMove.person_id == Person.id)
    moved = moved.where(
        DepartmentMove.moved_on.between(max(first, cohort.starts_on), last), Person.state != PersonState.LEFT
    )
    is_in = _is_mentee_where(Enrolment.cohort_id == cohort.id)
    is_in_another = _is_mentee_where(
        Enrolment.cohort_id.in_(_cohorts_of_type(cohort)), Enrolment.state == EnrolmentState.SIGNED_UP
    )
    return moved.where(~is_in, ~is_in_another).order_by(Person.id)


def without_start(cohort: Cohort) -> Select[Person]:
    """Who came into the directory after the launch and has no start date: nobody can say when they arrive."""
    found = select(Person).where(Person.start_on.is_(None), Person.state != PersonState.LEFT)
    launched = cohort.launched_at or cohort.created_at
    return found.where(Person.created_at > launched, ~_has_taken_part(cohort)).order_by(Person.search_text, Person.id)


def _has_taken_part(cohort: Cohort) -> ColumnElement[bool]:
    """Of a person: is or was a mentee in any cohort of this program type, and has heard of it or has a mentor."""
    return _is_mentee_where(Enrolment.cohort_id.in_(_cohorts_of_type(cohort)), ~_came_too_late())


def _came_too_late() -> ColumnElement[bool]:
    """Of a mentee: their cohort began to close before they were told of it, and they have no mentor there."""
    over = select(Cohort.id).where(Cohort.phase.not_in((*OPEN_PHASES, Phase.DRAFT)))
    untold = exists().where(Arrival.enrolment_id == Enrolment.id, Arrival.told_at.is_(None))
    has_mentor = exists().where(Pairing.mentee_id == Enrolment.id)
    return Enrolment.cohort_id.in_(over) & untold & ~has_mentor


def _cohorts_of_type(cohort: Cohort) -> Select[int]:
    return select(Cohort.id).where(Cohort.program_type == cohort.program_type)


def _is_mentee_where(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Enrolment.person_id == Person.id, Enrolment.role == Side.MENTEE, *conditions)


def arrivals_in(cohorts: Iterable[Cohort]) -> Sequence[Arrival]:
    """Everybody who arrived in these cohorts and has not opted out, with person and enrolment."""
    ids = [each.id for each in cohorts]
    is_in = Arrival.opted_out_at.is_(None) | (Enrolment.state == EnrolmentState.SIGNED_UP)
    found = select(Arrival).join(Arrival.enrolment).where(Arrival.cohort_id.in_(ids), is_in).order_by(Arrival.id)
    return session().scalars(found.options(joinedload(Arrival.person), joinedload(Arrival.enrolment))).all()


def arrival_of(mentee: Enrolment) -> Arrival | None:
    """The arrival behind an enrolment; None for somebody who signed up."""
    return session().scalar(select(Arrival).where(Arrival.enrolment_id == mentee.id))


def proposal_by_public_id(public_id: str) -> Proposal | None:
    """The proposal of this public id."""
    return session().scalar(with_people(select(Proposal).where(Proposal.public_id == public_id)))


def unsettled(cohort: Cohort) -> Select[Proposal]:
    """The proposals of a cohort that are open or held, with their people, the oldest first."""
    found = select(Proposal).where(Proposal.cohort_id == cohort.id, Proposal.state.in_(UNSETTLED))
    return with_people(found).order_by(Proposal.proposed_at, Proposal.id)


def counts_of_proposals(cohort: Cohort) -> dict[ProposalState, int]:
    """How many proposals a cohort has, by where they stand; one query."""
    counted = select(Proposal.state, func.count()).where(Proposal.cohort_id == cohort.id).group_by(Proposal.state)
    return dict(session().execute(counted).all())


def with_people(found: Select[Proposal]) -> Select[Proposal]:
    """The same query, loading both people and the cohort with it."""
    mentee = joinedload(Proposal.mentee).joinedload(Enrolment.person)
    mentor = joinedload(Proposal.mentor).joinedload(Enrolment.person)
    return found.options(mentee, mentor, joinedload(Proposal.cohort), joinedload(Proposal.held_by))


def open_pairs_of(mentee_id: int) -> Sequence[Pairing]:
    """The pairs that a mentee is in now, the first one first: a cohort may give more than one mentor."""
    pairs = select(Pairing).where(Pairing.mentee_id == mentee_id, Pairing.state == PairingState.OPEN)
    return session().scalars(pairs.order_by(Pairing.id)).all()


def open_pair_of(mentee_id: int) -> Pairing | None:
    """The first of them."""
    return next(iter(open_pairs_of(mentee_id)), None)


def has_swapped(mentee_id: int) -> bool:
    """Whether a mentee has used their one change of mentor."""
    return session().get(MentorSwap, mentee_id) is not None


def waiting(cohort: Cohort) -> Select[Enrolment]:
    """Mentees of a cohort without a mentor and without a proposal, by name."""
    pair, proposal = aliased(Pairing), aliased(Proposal)
    paired = select(func.count()).where(pair.mentee_id == Enrolment.id, pair.state == PairingState.OPEN)
    proposed = exists().where(proposal.mentee_id == Enrolment.id, proposal.state.in_(UNSETTLED))
    found = select(Enrolment).join(Enrolment.person).options(joinedload(Enrolment.person))
    found = found.where(
        Enrolment.cohort_id == cohort.id,
        Enrolment.role == Side.MENTEE,
        Enrolment.state == EnrolmentState.SIGNED_UP,
        Person.state != PersonState.LEFT,
        Enrolment.needs > paired.correlate(Enrolment).scalar_subquery(),
        ~proposed,
    )
    return found.order_by(Enrolment.joined_at, Enrolment.id)


def placed_since(cohort: Cohort, since: date) -> Select[Pairing]:
    """The open pairs of a cohort that came about since a day, the newest first."""
    mentee = joinedload(Pairing.mentee).joinedload(Enrolment.person)
    mentor = joinedload(Pairing.mentor).joinedload(Enrolment.person)
    found = select(Pairing).where(Pairing.cohort_id == cohort.id, Pairing.state == PairingState.OPEN)
    found = found.where(Pairing.since_on >= since).options(mentee, mentor)
    return found.order_by(Pairing.since_on.desc(), Pairing.id.desc())


def is_hire(arrival: Arrival) -> bool:
    """Whether the first day follows the directory."""
    return arrival.kind is Arriving.HIRE


def swap_until(pairing: Pairing) -> date:
    """The last day on which the mentee of a pair may change mentor."""
    arrival = arrival_of(pairing.mentee)
    starts_on = arrival.starts_on if arrival is not None else pairing.mentee.person.start_on
    return rules_of(pairing.cohort).swap_until(starts_on, pairing.since_on)
