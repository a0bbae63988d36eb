"""Who arrives at the demonstration: two who start next week with a proposal each, one of them held, and one later."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from app.arrivals.models import Proposal
from app.arrivals.services import hold, propose, take_in
from app.cohorts.models import Cohort
from app.core.clock import today
from app.core.db import session
from app.core.job_runs import run_queued
from app.core.transactions import transaction
from app.demo.pairs import forget_letters
from app.matching_runs.services import match_newcomers
from app.people.models import PersonState
from app.people.services import add_person

WELCOME = "Welcome aboard"
HIRES = (
    ("Ines Ferro", "Analyst", "Finance", "Gothenburg", 5),
    ("Yusuf Demir", "Service engineer", "Service", "Porto", 6),
    ("Noor Haddou", "Buyer", "Purchasing", "Gothenburg", 23),
)
"""Name, job, department, site, and in how many days they start."""


def let_arrive() -> None:
    """Let HR tell of them, and the worker do its part. Commits."""
    with transaction():
        for name, job, department, site, days in HIRES:
            add_person(
                actor=None,
                name=name,
                email=f"{name.lower().replace(' ', '.')}@northmere.example",
                job_title=job,
                department=department,
                site=site,
                languages=["en"],
                level=1,
                start_on=today() + timedelta(days=days),
                state=PersonState.JOINING,
            )
        take_in()
        match_newcomers()
    run_queued()
    with transaction():
        propose()
        _hold_one()
        forget_letters()


def _hold_one() -> None:
    """The administrator wants to look at one of them first."""
    cohort = session().scalars(select(Cohort).where(Cohort.name == WELCOME)).one()
    made = session().scalars(select(Proposal).where(Proposal.cohort_id == cohort.id).order_by(Proposal.id)).all()
    if made:
        hold(made[-1], actor=cohort.administrators[0].person)
