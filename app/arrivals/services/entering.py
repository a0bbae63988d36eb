"""Hires and movers are taken in by themselves, and a start date that moves is followed. The caller commits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select, update

from app.arrivals.models import Arrival, Arriving, Proposal
from app.arrivals.queries import (
    arrivals_in,
    day_here,
    hires_of,
    is_hire,
    locked_cohorts,
    movers_of,
    open_pairs_of,
    rules_of,
    settings_of,
    unsettled,
)
from app.arrivals.services.settling import drop, forget_dropped
from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.outbox import send
from app.people.models import Person


def take_in() -> int:
    """Take in everybody whose day has come, each into one cohort: the newest that had begun by then; how many.

    Late ones are taken in as well, for a month; whoever is or was in such a program, by whatever way, is left alone.
    """
    day, taken, cohorts = day_here(), 0, locked_cohorts()
    for cohort in cohorts:
        rules, chosen = rules_of(cohort), settings_of(cohort)
        if chosen.takes_hires:
            for person in session().scalars(hires_of(cohort, *rules.starts_between(day))).all():
                _enter(cohort, person, Arriving.HIRE, person.start_on or day)
                taken += 1
        if chosen.takes_movers:
            for person, moved_on in session().execute(movers_of(cohort, *rules.starts_between(day))).all():
                _enter(cohort, person, Arriving.MOVER, moved_on)
                taken += 1
    return taken


def _enter(cohort: Cohort, person: Person, kind: Arriving, starts_on: date) -> None:
    enrolment = Enrolment(cohort=cohort, person=person, role=Side.MENTEE, needs=cohort.mentors_each)
    session().add(enrolment)
    session().flush()
    arrival = Arrival(cohort=cohort, person=person, enrolment_id=enrolment.id, kind=kind, starts_on=starts_on)
    session().add(arrival)
    session().flush()
    record(None, "arrival.entered", arrival, why=kind.value)


def follow_start_dates() -> int:
    """Follow first days that a later file has moved; how many.

    Whoever has no mentor yet and starts much later steps back until their day comes near again. A mentor who knows
    already is told the new day. Whoever has signed up since they went, or were sent back, is in by their own word.
    """
    moved, cohorts = 0, locked_cohorts()
    _forget_earlier_words(cohorts)
    for arrival in arrivals_in(cohorts):
        starts_on = arrival.person.start_on
        if not is_hire(arrival) or not arrival.person.is_active or starts_on is None:
            continue
        if starts_on != arrival.starts_on:
            _move(arrival, starts_on)
            moved += 1
        if arrival.stepped_back_at is not None and not _is_early(arrival):
            _step_in(arrival)
    return moved


def _forget_earlier_words(cohorts: Sequence[Cohort]) -> None:
    """Whoever signs up says anew that they take part; a later withdrawal then stays one, too."""
    signed_up = select(Enrolment.id).where(
        Enrolment.cohort_id.in_([each.id for each in cohorts]), Enrolment.state == EnrolmentState.SIGNED_UP
    )
    went = or_(Arrival.opted_out_at.is_not(None), Arrival.stepped_back_at.is_not(None))
    in_again = update(Arrival).where(went, Arrival.enrolment_id.in_(signed_up))
    session().execute(in_again.values(opted_out_at=None, stepped_back_at=None))


def _move(arrival: Arrival, starts_on: date) -> None:
    arrival.starts_on = starts_on
    record(None, "arrival.moved", arrival)
    pairs = open_pairs_of(arrival.enrolment_id)
    for pair in pairs:
        mentor = pair.mentor.person
        if mentor.email and starts_on > day_here():
            send("arrival_moved", to=mentor.email, arrival_id=arrival.id, pairing_id=pair.id)
    is_in = arrival.enrolment.state is EnrolmentState.SIGNED_UP
    if not pairs and is_in and arrival.told_at is None and arrival.stepped_back_at is None and _is_early(arrival):
        _step_back(arrival)


def _is_early(arrival: Arrival) -> bool:
    return rules_of(arrival.cohort).enters_on(arrival.starts_on) > day_here()


def _step_back(arrival: Arrival) -> None:
    for proposal in _proposals_of(arrival):
        drop(proposal, actor=None)
    arrival.stepped_back_at = now()
    arrival.enrolment.state, arrival.enrolment.withdrawn_at = EnrolmentState.WITHDRAWN, now()
    session().flush()
    record(None, "arrival.stepped_back", arrival)


def _step_in(arrival: Arrival) -> None:
    forget_dropped(arrival.enrolment_id)
    arrival.stepped_back_at = None
    arrival.enrolment.state, arrival.enrolment.withdrawn_at = EnrolmentState.SIGNED_UP, None
    session().flush()
    record(None, "arrival.entered", arrival, why=arrival.kind.value)


def _proposals_of(arrival: Arrival) -> Sequence[Proposal]:
    return session().scalars(unsettled(arrival.cohort).where(Proposal.mentee_id == arrival.enrolment_id)).all()
