"""When owners of a plan are written to that something waits: by the days of the plan and its round, by nothing else.

Who is on the slate, whom somebody has talked with and whose evidence runs out changes no day: otherwise a letter in
the queue would tell of it. What waits stands on the page of the plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import select

from app.core.clock import today
from app.core.db import session
from app.succession.models import Plan, PlanState, Round
from app.succession.queries import newest_round
from app.succession.services.appointing import tell
from programs.readiness import REVIEW_MONTHS, months_on

AHEAD = timedelta(days=7)
BETWEEN_MONTHS = 3
"""Half-way between two reviews the owners look for evidence that runs out; so none runs out unannounced."""
MOST_MONTHS = 24


def days_of(plan: Plan, running: Round | None) -> Iterator[date]:
    """A week before the round ends and the day after; half-way to a review, on its day, and each month until it is."""
    if running is not None:
        yield running.ends_on - AHEAD
        yield running.ends_on + timedelta(days=1)
    since = plan.reviewed_on or plan.proposed_at.date()
    yield months_on(since, BETWEEN_MONTHS)
    for months in range(REVIEW_MONTHS, MOST_MONTHS):
        yield months_on(since, months)


def remind_owners() -> None:
    """Write to the owners of each plan whose day has come since they were written to last: once, however many came."""
    for plan in session().scalars(select(Plan).where(Plan.state == PlanState.IN_FORCE).order_by(Plan.id)):
        before = plan.reminded_on or plan.proposed_at.date()
        if any(before < each <= today() for each in days_of(plan, newest_round(plan))):
            plan.reminded_on = today()
            tell(*(each.person for each in plan.serving))
    session().flush()
