"""Where taking part is nobody else’s business, no letter tells of it, of the partner, or of a place to meet (C-25)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Side
from app.core.db import db
from app.core.job_runs import run_queued
from app.core.outbox import deliver, send
from app.core.transactions import transaction
from app.matching_runs.queries import published_pairings
from app.matching_runs.recipients import recipients_of
from app.matching_runs.services import publish_run, start_run
from app.meetings.services import Offer, cancel, confirm, offer_others
from app.pairings.models import Ending, Pairing
from app.pairings.services import end_pairings, undo_pairings
from app.people.models import Person
from app.sign_up.services import avoid
from programs.phases import Phase
from tests.factories import cohorts, people
from tests.factories.meetings import ROOM, agreed
from tests.factories.pairings import make_pair
from tests.factories.sign_up import done, invited
from tests.journeys.cohort_letters import said_in
from tests.journeys.town import BEGINS
from tests.letters import written_letters

MAY = (BEGINS + timedelta(days=60)).date()
COHORT, ROLE = "Heirs of the harbour", "Head of operations"
NAMES = {"Leila", "Jonas", "Priya", "Kofi", "Ada", "Boris"}
SECRETS = {
    "high-potential": {ROOM, "high potential", "high-potential"},
    "succession": {ROOM, ROLE.lower(), COHORT.lower(), "success"},
}
KINDS = {
    "you are invited",
    "sign-up closes on",
    "You have signed up",
    "You have a mentor",
    "You have a mentee",
    "No mentor for you yet",
    "You are in reserve",
    "Your mentee waits for a first line",
    "Which time suits you",
    "Your mentoring meeting:",
    "Moved: ",
    "Cancelled: ",
    "How was your meeting",
    "Your pair has ended",
    "Your pair was taken back",
}


@pytest.mark.parametrize("slug", SECRETS)
def test_no_letter_of_a_discreet_program_says_with_whom_or_where(app: Flask, session: Session, slug: str) -> None:
    with time_machine.travel(BEGINS, tick=True):
        ruth = people.administrator()
        cohort = cohorts.cohort(ruth, program_type=slug, phase=Phase.SIGN_UP, name=COHORT, starts_on=MAY)
        sign_up(cohort)
        pair = published(cohort, ruth)
        meet(pair)
        part(cohort, pair, ruth)

    letters = written_letters()
    for letter in letters:
        told = " ".join(said_in(letter))
        others = NAMES - {str(letter["To"]).split(".")[0].capitalize()}
        assert not [each for each in others if each in told], told
        assert not [each for each in SECRETS[slug] if each in told.lower()], told
    assert [kind for kind in KINDS if not any(kind in str(each["Subject"]) for each in letters)] == []


def sign_up(cohort: Cohort) -> None:
    """Two mentors and two mentees are invited, reminded, and sign up; Kofi’s boss is one, and he avoids the other."""
    leila, jonas, priya, kofi = (somebody(f"{name} Somebody") for name in ("Leila", "Jonas", "Priya", "Kofi"))
    people.report_to(jonas, kofi)
    for person, side in ((leila, Side.MENTOR), (jonas, Side.MENTOR), (priya, Side.MENTEE), (kofi, Side.MENTEE)):
        invited(cohort, person, side)
        for kind in ("sign_up_open", "sign_up_reminder"):
            tell(kind, person, cohort_id=cohort.id, person_id=person.id)
        made = done(cohort, person, side, **{"target_roles" if side is Side.MENTEE else "experience": [ROLE]})
        deliver()
    with transaction() as session:
        avoid(session.merge(made), session.merge(leila), actor=session.merge(kofi))


def published(cohort: Cohort, ruth: Person) -> Pairing:
    """The pair of a run that leaves one mentee without a mentor, and one mentor in reserve."""
    with transaction() as session:
        session.merge(cohort).phase = Phase.MATCHING
        run = start_run(session.merge(cohort), actor=session.merge(ruth))
    run_queued()
    with transaction() as session:
        run = session.merge(run)
        publish_run(run, recipients_of(run).digest(run), None, actor=session.merge(ruth))
    deliver()
    (pair,) = db.session.scalars(published_pairings(run))
    return people.loaded(pair)


def meet(pair: Pairing) -> None:
    """One meeting is offered, agreed, moved, and cancelled; of another it is asked how it was."""
    mentor, mentee = pair.mentor.person, pair.mentee.person
    tell("write_first_reminder", mentor, pairing_id=pair.id, person_id=mentor.id)
    meeting = agreed(pair, mentor, "2027-03-10T10:00")
    tell("meeting_confirmed", mentee, meeting_id=meeting.id, person_id=mentee.id)
    with transaction() as session:
        row = session.merge(meeting)
        friday = Offer(walls=[datetime.fromisoformat("2027-03-12T10:00")], minutes=30, place=ROOM)
        offer_others(row, friday, seen=row.sequence, actor=session.merge(mentor))
    deliver()
    with transaction() as session:
        row = session.merge(meeting)
        confirm(row, row.options[0].starts_at, seen=row.sequence, actor=session.merge(mentee))
    tell("how_was_it", mentor, meeting_id=meeting.id, person_id=mentor.id)
    with transaction() as session:
        row = session.merge(meeting)
        cancel(row, seen=row.sequence, actor=session.merge(mentee))
    deliver()


def part(cohort: Cohort, pair: Pairing, ruth: Person) -> None:
    """One pair ends, of another somebody leaves, and a third is taken back."""
    left = make_pair(db.session(), cohort=cohort, mentee="Ada First", mentor="Boris First")
    undone = make_pair(db.session(), cohort=cohort, mentee="Ada Second", mentor="Boris Second")
    with transaction() as session:
        end_pairings([session.merge(pair)], Ending.ENDED, actor=session.merge(pair).mentee.person)
        end_pairings([session.merge(left)], Ending.LEFT, actor=None)
        undo_pairings([session.merge(undone)], actor=session.merge(ruth))
    deliver()


def somebody(name: str) -> Person:
    """A colleague with an address."""
    return people.person(name, email=f"{name.lower().replace(' ', '.')}@northmere.example")


def tell(kind: str, person: Person, **ids: int) -> None:
    """Have a letter of this kind sent, after those that wait."""
    with transaction():
        send(kind, to=person.email or "", **ids)
    deliver()
