"""How far people are with signing up, by name: sign-ups, and those whom a file signed up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, String, Subquery, and_, case, cast, exists, func, literal, null, select, union_all

from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.core.db import session
from app.core.pages import LONGEST_SEARCH, MOST_WORDS, PER_PAGE, Page
from app.people.models import Person
from app.people.names import fold
from app.sign_up.models import SignUp, SignUpState


class Standing(StrEnum):
    """How far somebody is, as an administrator sees it. Chosen: to be invited, and not written to yet."""

    CHOSEN = "chosen"
    INVITED = "invited"
    OPENED = "opened"
    STARTED = "started"
    ENTERED = "entered"
    DONE = "done"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an administrator looks for in the list."""

    side: Side | None = None
    standing: Standing | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One person on one side; answers are not here, and neither is whom somebody would rather not be with."""

    person: Person
    side: Side
    standing: Standing
    since: datetime | None
    reminded_at: datetime | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many stand where, by side; both sides together by default."""

    counts: dict[tuple[Side, Standing], int] = field(default_factory=dict)

    def of(self, *standings: Standing, side: Side | None = None) -> int:
        """How many stand at one of these."""
        return sum(
            count for (each, at), count in self.counts.items() if at in standings and (side is None or each is side)
        )

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def tally_of(cohort: Cohort) -> Tally:
    """Exact counts of one's own cohort; one query."""
    entries = _entries(cohort)
    grouped = select(entries.c.side, entries.c.standing, func.count()).group_by(entries.c.side, entries.c.standing)
    return Tally({(Side(side), Standing(at)): count for side, at, count in session().execute(grouped)})


def lines_of(cohort: Cohort, asked: Asked, number: int) -> Page[Line]:
    """One page of the list, by name; two queries whatever its length."""
    found = _found(cohort, asked)
    total = session().scalar(select(func.count()).select_from(found.order_by(None).subquery())) or 0
    page = min(number, max(1, -(-total // PER_PAGE)))
    rows = session().execute(found.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    return Page(rows=_lines(rows), number=page, total=total, per_page=PER_PAGE)


def all_lines(cohort: Cohort, asked: Asked) -> Iterator[Line]:
    """The whole list, for a file."""
    yield from _lines(session().execute(_found(cohort, asked)).all())


def _lines(rows: Sequence[Any]) -> list[Line]:
    return [Line(row[0], Side(row[1]), Standing(row[2]), row[3], row[4]) for row in rows]


def _found(cohort: Cohort, asked: Asked) -> Select[Any]:
    entries = _entries(cohort)
    columns = (entries.c.side, entries.c.standing, entries.c.since, entries.c.reminded_at)
    found = select(Person, *columns).join(entries, entries.c.person_id == Person.id)
    if asked.side is not None:
        found = found.where(entries.c.side == asked.side.value)
    if asked.standing is not None:
        found = found.where(entries.c.standing == asked.standing.value)
    for word in fold(asked.words[:LONGEST_SEARCH]).split()[:MOST_WORDS]:
        found = found.where(Person.search_text.contains(word, autoescape=True))
    return found.order_by(Person.search_text, Person.id, entries.c.side)


def _entries(cohort: Cohort) -> Subquery:
    is_chosen = and_(SignUp.state == SignUpState.INVITED, SignUp.invited_at.is_(None))
    own = select(
        SignUp.person_id.label("person_id"),
        cast(SignUp.side, String).label("side"),
        case((is_chosen, literal(Standing.CHOSEN.value)), else_=cast(SignUp.state, String)).label("standing"),
        func.coalesce(SignUp.done_at, SignUp.started_at, SignUp.opened_at, SignUp.invited_at).label("since"),
        SignUp.reminded_at.label("reminded_at"),
    ).where(SignUp.cohort_id == cohort.id)
    has_own = exists().where(
        SignUp.cohort_id == Enrolment.cohort_id,
        SignUp.person_id == Enrolment.person_id,
        SignUp.side == Enrolment.role,
    )
    is_in = Enrolment.state == EnrolmentState.SIGNED_UP
    by_file = select(
        Enrolment.person_id,
        cast(Enrolment.role, String),
        case((is_in, literal(Standing.DONE.value)), else_=literal(Standing.WITHDRAWN.value)),
        Enrolment.joined_at,
        null(),
    ).where(Enrolment.cohort_id == cohort.id, ~has_own)
    return union_all(own, by_file).subquery("entries")
