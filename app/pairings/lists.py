"""The administrator’s list of pairs. It holds no meeting, no count and no duration: those stay with the pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased, contains_eager

from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.pages import LONGEST_SEARCH, MOST_WORDS, Page
from app.pairings.models import Ending, Pairing, PairingState
from app.people.models import Person, PersonState
from app.people.names import fold

NAMED = 30


class Shown(StrEnum):
    """Which pairs the list shows."""

    OPEN = "open"
    ENDED = "ended"
    ALL = "all"


ENDINGS = {
    Ending.UNDONE: _l("Taken back before they met"),
    Ending.LEFT: _l("Ended: one of the two has left"),
    Ending.COMPLETED: _l("Completed"),
}
"""In words that give nobody away: whether it was “not this one” or an end later on, nobody reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """One pair as the list shows it."""

    public_id: str
    mentee: Person
    mentor: Person
    since_on: date
    state: str
    is_open: bool
    may_be_undone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """A page of the list, and who needs a mentor anew."""

    pairs: Page[PairRow]
    in_need: Sequence[Person]
    more_in_need: int


def listed_pairs(cohort: Cohort, shown: Shown, wanted: str = "") -> Select[Pairing]:
    """The pairs of a cohort with their people, by the mentee’s name; every word of ``wanted`` is in one of the two."""
    mentee, mentor, learner, guide = aliased(Enrolment), aliased(Enrolment), aliased(Person), aliased(Person)
    pairs = select(Pairing).where(Pairing.cohort_id == cohort.id)
    # Outer joins, though nobody is missing: whoever only counts the pairs is spared those that it does not ask about.
    pairs = pairs.outerjoin(mentee, Pairing.mentee_id == mentee.id).outerjoin(learner, mentee.person_id == learner.id)
    pairs = pairs.outerjoin(mentor, Pairing.mentor_id == mentor.id).outerjoin(guide, mentor.person_id == guide.id)
    pairs = pairs.options(
        contains_eager(Pairing.mentee.of_type(mentee)).contains_eager(mentee.person.of_type(learner)),
        contains_eager(Pairing.mentor.of_type(mentor)).contains_eager(mentor.person.of_type(guide)),
    )
    if shown is not Shown.ALL:
        pairs = pairs.where(Pairing.state == PairingState(shown.value))
    for word in fold(wanted[:LONGEST_SEARCH]).split()[:MOST_WORDS]:
        in_one = (each.search_text.contains(word, autoescape=True) for each in (learner, guide))
        pairs = pairs.where(or_(*in_one))
    return pairs.order_by(learner.search_text, Pairing.id)


def in_need(cohort: Cohort) -> Select[Person]:
    """Mentees who had a mentor, and have fewer than they asked for since a pair of theirs ended; by name."""
    now_with = select(func.count()).where(Pairing.mentee_id == Enrolment.id, Pairing.state == PairingState.OPEN)
    once_with = select(Pairing.mentee_id).where(
        Pairing.cohort_id == cohort.id,
        Pairing.state == PairingState.ENDED,
        Pairing.ending != Ending.COMPLETED,
    )
    people = select(Person).join(Enrolment, Enrolment.person_id == Person.id)
    people = people.where(
        Enrolment.cohort_id == cohort.id,
        Enrolment.role == Side.MENTEE,
        Enrolment.state == EnrolmentState.SIGNED_UP,
        Person.state != PersonState.LEFT,
        Enrolment.id.in_(once_with),
        now_with.scalar_subquery() < Enrolment.needs,
    )
    return people.order_by(Person.search_text, Person.id)


def list_page(pairs: Page[Pairing], needing: Select[Person]) -> ListPage:
    """What the list shows; two queries beside those for the pairs."""
    people = session().scalars(needing.limit(NAMED)).all()
    total = session().scalar(select(func.count()).select_from(needing.order_by(None).subquery())) or 0
    rows = [_row(each) for each in pairs.rows]
    page = Page(rows=rows, number=pairs.number, total=pairs.total, per_page=pairs.per_page)
    return ListPage(pairs=page, in_need=people, more_in_need=total - len(people))


def state_of(pairing: Pairing) -> str:
    """How a pair stands, in neutral words."""
    if pairing.is_open or pairing.ending is None:
        return _("Together")
    return str(ENDINGS.get(pairing.ending, _("Ended")))


def list_headings() -> list[str]:
    """The headings of the list as a file."""
    return [_("Mentee"), _("Mentee’s e-mail"), _("Mentor"), _("Mentor’s e-mail"), _("Since"), _("State")]


def line_of(pairing: Pairing) -> list[Any]:
    """One pair in that file."""
    mentee, mentor = pairing.mentee.person, pairing.mentor.person
    return [mentee.name, mentee.email, mentor.name, mentor.email, pairing.since_on, state_of(pairing)]


def _row(pairing: Pairing) -> PairRow:
    return PairRow(
        public_id=pairing.public_id,
        mentee=pairing.mentee.person,
        mentor=pairing.mentor.person,
        since_on=pairing.since_on,
        state=state_of(pairing),
        is_open=pairing.is_open,
        may_be_undone=pairing.is_open and pairing.first_met_on is None,
    )
