"""What is asked about a running cohort: exact counts, and who could use a hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, func, or_, select
from sqlalchemy.orm import aliased

from app.cohorts.models import Cohort, Enrolment
from app.core.clock import now
from app.core.db import session
from app.matching_runs.queries import waiting_mentees
from app.meetings.standing import Standing, last_agreed, last_held, standing_at, standing_by
from app.pairings.models import Ending, Pairing, PairingState
from app.pairings.places import places_of
from app.pairings.queries import with_people

Instant = SQLColumnExpression[Any]
BEGINS_WITHIN = timedelta(days=10)
"""After that many days without an agreed meeting, a pair that has not begun could use a hand."""


class Hand(StrEnum):
    """What somebody could use a hand with, the most urgent first."""

    NEEDS_MENTOR = "needs-mentor"
    NOT_BEGUN = "not-begun"
    QUIET = "quiet"
    NEVER_PLACED = "never-placed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Exact counts of one's own cohort. ``slow`` are the pairs not begun for longer than ``BEGINS_WITHIN``."""

    pairs: int
    under_way: int
    not_begun: int
    quiet: int
    slow: int
    needing_mentor: int
    never_placed: int

    @property
    def waiting(self) -> int:
        """Mentees without a mentor, or without all that they asked for."""
        return self.needing_mentor + self.never_placed

    @property
    def hands(self) -> dict[Hand, int]:
        """How many there are of each kind."""
        return {
            Hand.NEEDS_MENTOR: self.needing_mentor,
            Hand.NOT_BEGUN: self.slow,
            Hand.QUIET: self.quiet,
            Hand.NEVER_PLACED: self.never_placed,
        }


def figures_of(cohort: Cohort) -> Figures:
    """The counts behind the running page; two queries."""
    by_standing = dict.fromkeys(Standing, 0)
    slow = 0
    for standing, count, slow_ones in session().execute(_counted_by_standing(cohort)):
        by_standing[Standing(standing)] = count
        slow += slow_ones if standing == Standing.NOT_BEGUN else 0
    places = places_of(cohort)
    return Figures(
        pairs=sum(by_standing.values()),
        under_way=by_standing[Standing.UNDER_WAY],
        not_begun=by_standing[Standing.NOT_BEGUN],
        quiet=by_standing[Standing.QUIET],
        slow=slow,
        needing_mentor=places.needing,
        never_placed=places.waiting - places.needing,
    )


def _counted_by_standing(cohort: Cohort) -> Select[str, int, int]:
    moment = now()
    times = Pairing.made_at, last_held().label("held"), last_agreed().label("agreed")
    # Without the offset the database would look each of the two up again wherever they are compared.
    rows = _open_pairs(cohort).with_only_columns(*times).offset(0).subquery()
    standing = standing_by(rows.c.held, rows.c.agreed, moment).label("standing")
    is_slow = _is_slow(rows.c.made_at, rows.c.agreed, moment)
    return select(standing, func.count(), func.count().filter(is_slow)).group_by(standing)


def mentees_needing_mentor(cohort: Cohort) -> Select[Enrolment, Pairing]:
    """Whose pair ended and who has no other mentor yet, with that pair, those who wait longest first."""
    ended, last = aliased(Pairing), func.max(Pairing.id).label("id")
    lasts = _ended_early(cohort).with_only_columns(Pairing.mentee_id, last).group_by(Pairing.mentee_id).subquery()
    rows = waiting_mentees(cohort).join(lasts, lasts.c.mentee_id == Enrolment.id).join(ended, ended.id == lasts.c.id)
    return rows.add_columns(ended).order_by(None).order_by(ended.ended_at, Enrolment.id)


def mentees_never_placed(cohort: Cohort) -> Select[Enrolment]:
    """Who waits and has not had a mentor here yet, by name."""
    placed = _ended_early(cohort).where(Pairing.mentee_id == Enrolment.id)
    return waiting_mentees(cohort).where(~placed.correlate(Enrolment).exists())


def slow_pairs(cohort: Cohort) -> Select[Pairing]:
    """Pairs that have not begun and have agreed on nothing, the oldest first."""
    moment = now()
    slow = _open_pairs(cohort).where(standing_at(moment) == Standing.NOT_BEGUN.value)
    slow = slow.where(_is_slow(Pairing.made_at, last_agreed(), moment))
    return with_people(slow).order_by(Pairing.made_at, Pairing.id)


def quiet_pairs(cohort: Cohort, *, with_both: bool = True) -> Select[Pairing]:
    """Pairs that have gone quiet, by their number: an order by their last meeting would tell of it."""
    quiet = _open_pairs(cohort).where(standing_at(now()) == Standing.QUIET.value).order_by(Pairing.id)
    return with_people(quiet) if with_both else quiet


def _open_pairs(cohort: Cohort) -> Select[Pairing]:
    return select(Pairing).where(Pairing.cohort_id == cohort.id, Pairing.state == PairingState.OPEN)


def _is_slow(made_at: Instant, agreed: Instant, moment: datetime) -> ColumnElement[bool]:
    return and_(made_at < moment - BEGINS_WITHIN, or_(agreed.is_(None), agreed <= moment))


def _ended_early(cohort: Cohort) -> Select[Pairing]:
    ended = select(Pairing).where(Pairing.cohort_id == cohort.id, Pairing.state == PairingState.ENDED)
    return ended.where(Pairing.ending != Ending.COMPLETED)
