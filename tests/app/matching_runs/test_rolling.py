"""Where people join one by one, a match begins by itself; an administrator confirms by publishing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.core.clock import now
from app.core.job_runs import run_queued
from app.core.transactions import transaction
from app.matching_runs.jobs import newcomers
from app.matching_runs.models import MatchRun, RunState
from app.matching_runs.panels import cohorts_to_match
from app.people.models import Person
from programs.phases import Phase
from tests.app.matching_runs.conftest import finished, publish, started
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee, mentor


@pytest.fixture
def joining(ruth: Person) -> Cohort:
    """An onboarding cohort with two mentors and nobody new yet."""
    here = cohort_of(ruth, phase=Phase.SIGN_UP)
    mentor(here, "Leila Haddad")
    mentor(here, "Jonas Lindqvist")
    return here


def an_hour_passes(session: Session) -> list[MatchRun]:
    """The due work, and the jobs it asked for; all runs there are then."""
    session.rollback()
    with transaction():
        newcomers()
    run_queued()
    session.rollback()
    return list(session.scalars(select(MatchRun).order_by(MatchRun.id)))


def test_whoever_joins_is_proposed_a_mentor(session: Session, joining: Cohort, ruth: Person) -> None:
    mentee(joining, "New Hire")

    run = an_hour_passes(session)[0]

    assert (run.state, run.placed, run.started_by_id) == (RunState.DONE, 1, None)
    panel = next(iter(cohorts_to_match(session.merge(ruth))))
    assert panel.title == "The pairs of “Autumn 2026” wait for you to look at them."


def test_nobody_who_waits_starts_nothing(session: Session, joining: Cohort) -> None:
    assert an_hour_passes(session) == []


def test_the_same_question_is_asked_once(session: Session, joining: Cohort) -> None:
    mentee(joining, "New Hire")

    counts = [len(an_hour_passes(session)) for _ in range(3)]
    mentee(joining, "Another Hire")
    counts.append(len(an_hour_passes(session)))

    assert counts == [1, 1, 1, 2]


def test_somebody_who_cannot_be_placed_starts_no_run_each_hour(session: Session, joining: Cohort, ruth: Person) -> None:
    for name in ("First Hire", "Second Hire"):
        mentee(joining, name)
    publish(an_hour_passes(session)[0], ruth)
    mentee(joining, "Third Hire")

    runs = [an_hour_passes(session) for _ in range(2)]

    assert [len(each) for each in runs] == [1, 1]
    assert [each.title for each in cohorts_to_match(session.merge(ruth))] == [
        "One person waits for a mentor in “Autumn 2026”."
    ]


def test_a_hire_a_day_is_placed_and_moves_nobody(session: Session, joining: Cohort, ruth: Person) -> None:
    placed = []
    for name in ("First Hire", "Second Hire"):
        mentee(joining, name)
        run = an_hour_passes(session)[-1]
        publish(run, ruth)
        placed.append((run.locked, run.placed))

    assert placed == [(0, 1), (1, 1)]


def test_a_match_at_work_is_waited_for(session: Session, joining: Cohort, ruth: Person) -> None:
    mentee(joining, "New Hire")
    started(joining, ruth)

    with transaction():
        newcomers()

    session.rollback()
    assert len(session.scalars(select(MatchRun)).all()) == 1


def test_a_match_that_failed_is_tried_again_the_next_day(session: Session, joining: Cohort) -> None:
    mentee(joining, "New Hire")
    failed = an_hour_passes(session)[0]
    with transaction():
        lost = {"state": RunState.FAILED, "total": None}
        session.execute(update(MatchRun).where(MatchRun.id == failed.id).values(lost))

    soon = len(an_hour_passes(session))
    with transaction():
        session.execute(update(MatchRun).values(started_at=now() - timedelta(days=2)))
    later = len(an_hour_passes(session))

    assert (soon, later) == (1, 2)


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.CLOSING, Phase.CLOSED])
def test_other_phases_start_nothing(session: Session, joining: Cohort, phase: Phase) -> None:
    mentee(joining, "New Hire")
    with transaction():
        session.merge(joining).phase = phase

    assert an_hour_passes(session) == []


def test_other_programs_start_nothing(session: Session, full: Cohort) -> None:
    assert an_hour_passes(session) == []


def test_a_run_that_began_by_itself_says_so(session: Session, signed_in: PageClient, joining: Cohort) -> None:
    mentee(joining, "New Hire")
    an_hour_passes(session)

    address = f"/cohorts/{joining.public_id}/runs"
    page = signed_in.get(address).text
    file = signed_in.submit(f"{address}.csv", page=address)

    assert "by itself" in page
    assert file.status_code == 200


def test_a_run_by_hand_counts_as_asked(session: Session, joining: Cohort, ruth: Person) -> None:
    mentee(joining, "New Hire")
    finished(joining, ruth)

    assert len(an_hour_passes(session)) == 1
