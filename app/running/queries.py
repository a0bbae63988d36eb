"""What is asked about a running cohort: exact counts, and who could use a hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import aliased

from app.cohorts.models import Cohort, Enrolment
from app.core.clock import now
from app.core.db import session
from app.matching_runs.queries import waiting_mentees
from app.meetings.models import Meeting, MeetingState
from app.meetings.standing import Standing, standing_at
from app.pairings.models import Ending, Pairing, PairingState
from app.pairings.queries import with_people

BEGINS_WITHIN = timedelta(days=10)
"""After that many days without an agreed meeting, a pair that has not begun could use a hand."""
ENDED_EARLY = (Ending.LEFT, Ending.NOT_THIS_ONE, Ending.ENDED, Ending.UNDONE)


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
    moment = now()
    stood = _open_pairs(cohort).with_only_columns(
        standing_at(moment).label("standing"), _is_slow(moment).label("is_slow")
    )
    rows = stood.order_by(None).subquery()
    counted = select(rows.c.standing, rows.c.is_slow, func.count()).group_by(rows.c.standing, rows.c.is_slow)
    by_standing = dict.fromkeys(Standing, 0)
    slow = 0
    for standing, is_slow, count in session().execute(counted):
        by_standing[Standing(standing)] += count
        slow += count if is_slow and standing == Standing.NOT_BEGUN else 0
    needing, never = _waiting_counts(cohort)
    return Figures(
        pairs=sum(by_standing.values()),
        under_way=by_standing[Standing.UNDER_WAY],
        not_begun=by_standing[Standing.NOT_BEGUN],
        quiet=by_standing[Standing.QUIET],
        slow=slow,
        needing_mentor=needing,
        never_placed=never,
    )


def mentees_needing_mentor(cohort: Cohort) -> Select[Enrolment, Pairing]:
    """Whose pair ended and who has no other mentor yet, with that pair, those who wait longest first."""
    ended = aliased(Pairing)
    rows = waiting_mentees(cohort).join(ended, ended.id == _last_ended_id())
    return rows.add_columns(ended).order_by(None).order_by(ended.ended_at, Enrolment.id)


def mentees_never_placed(cohort: Cohort) -> Select[Enrolment]:
    """Who waits and has not had a mentor here yet, by name."""
    return waiting_mentees(cohort).where(_last_ended_id().is_(None))


def slow_pairs(cohort: Cohort) -> Select[Pairing]:
    """Pairs that have not begun and have agreed on nothing, the oldest first."""
    moment = now()
    slow = _open_pairs(cohort).where(standing_at(moment) == Standing.NOT_BEGUN.value, _is_slow(moment))
    return with_people(slow).order_by(Pairing.made_at, Pairing.id)


def quiet_pairs(cohort: Cohort, *, with_both: bool = True) -> Select[Pairing]:
    """Pairs that have gone quiet, by their number: an order by their last meeting would tell of it."""
    quiet = _open_pairs(cohort).where(standing_at(now()) == Standing.QUIET.value).order_by(Pairing.id)
    return with_people(quiet) if with_both else quiet


def _open_pairs(cohort: Cohort) -> Select[Pairing]:
    return select(Pairing).where(Pairing.cohort_id == cohort.id, Pairing.state == PairingState.OPEN)


def _is_slow(moment: datetime) -> ColumnElement[bool]:
    agreed = select(Meeting.id).where(
        Meeting.pairing_id == Pairing.id, Meeting.state == MeetingState.CONFIRMED, Meeting.starts_at > moment
    )
    return and_(Pairing.made_at < moment - BEGINS_WITHIN, ~agreed.correlate(Pairing).exists())


def _last_ended_id() -> ColumnElement[int | None]:
    last = select(func.max(Pairing.id)).where(
        Pairing.mentee_id == Enrolment.id, Pairing.state == PairingState.ENDED, Pairing.ending.in_(ENDED_EARLY)
    )
    return last.correlate(Enrolment).scalar_subquery()


def _waiting_counts(cohort: Cohort) -> tuple[int, int]:
    waiting = waiting_mentees(cohort).order_by(None).options().with_only_columns(_last_ended_id().label("ended_id"))
    rows = waiting.subquery()
    counted = session().execute(select(func.count(rows.c.ended_id), func.count())).one()
    return int(counted[0]), int(counted[1]) - int(counted[0])
