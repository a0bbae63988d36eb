"""What is not over yet: a match and a preview at work, a session to be logged, a pair without a next time."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from app.arrivals.keys import leave_key
from app.arrivals.models import Arrival, Arriving
from app.cohorts.models import Cohort
from app.cohorts.services.matching import Proposal
from app.core.clock import now, today
from app.core.db import session
from app.core.jobs import Job, JobState
from app.matching_runs.models import MatchTrial
from app.matching_runs.services import begin_trial, start_run
from app.meetings.log_links import log_key
from app.meetings.models import Meeting, MeetingState
from app.pairings.models import Pairing
from app.people.models import Person


def put_under_way(signing_up: Cohort, pair: Pairing, *, actor: Person) -> dict[str, dict[str, str]]:
    """Begin all that, and say which addresses name it; the preview that is not at work waits for a worker."""
    run = start_run(pair.cohort, actor=actor)
    trials = _trial(signing_up, actor), _trial(signing_up, actor)
    for job in (run.job, trials[1].job):
        _at_work(job)
    meeting = _to_be_logged(pair)
    pair.since_on = today()
    arrival = Arrival(cohort=pair.cohort, person=pair.mentee.person, enrolment=pair.mentee, kind=Arriving.HIRE)
    arrival.starts_on = today()
    session().add(arrival)
    session().flush()
    return {
        "arrivals": {"cohort_id": pair.cohort.public_id, "pairing_id": pair.public_id, "key": leave_key(arrival)},
        "matching_runs.progress": {"run_id": run.public_id},
        "matching_runs.trial": {"trial_id": trials[0].public_id},
        "matching_runs.trial_progress": {"trial_id": trials[1].public_id},
        "meetings.new": {"pairing_id": pair.public_id},
        "meetings.open_link": {"token": log_key(meeting, pair.mentee.person)},
    }


def _trial(cohort: Cohort, actor: Person) -> MatchTrial:
    return begin_trial(cohort, Proposal(weights=cohort.weights, rules=cohort.rules, aims=cohort.aims), actor=actor)


def _at_work(job: Job | None) -> None:
    """A worker that is never heard of again has it."""
    assert job is not None
    job.state, job.lease_until, job.progress = JobState.RUNNING, now() + timedelta(days=1), 40


def _to_be_logged(pair: Pairing) -> Meeting:
    """The agreed meeting was yesterday, and the offered one is off."""
    meetings = select(Meeting).where(Meeting.pairing_id == pair.id)
    session().scalars(meetings.where(Meeting.state == MeetingState.PROPOSED)).one().state = MeetingState.CANCELLED
    agreed = session().scalars(meetings.where(Meeting.state == MeetingState.CONFIRMED)).one()
    agreed.starts_at, agreed.asked_at = now() - timedelta(days=1), now() - timedelta(hours=22)
    return agreed
