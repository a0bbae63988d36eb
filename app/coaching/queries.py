"""What is asked about engagements. Who finds one has not read a word of it: see ``papers``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from app.coaching.models import Caseload, CheckIn, Engagement, EngagementConsent
from app.coaching.policy import CoachingAction
from app.core.access import can
from app.core.asked_once import asked_once
from app.core.clock import today
from app.core.db import session
from app.people.models import Appointment, Person, PersonState, Role
from programs.engagements import EngagementKind, EngagementState

ROLE_OF = {EngagementKind.COACHING: Role.COACH, EngagementKind.ADVISING: Role.ADVISOR}
GUIDED = (EngagementState.OFFERED, EngagementState.AGREEING, EngagementState.UNDER_WAY)
USUAL = 4
"""How many clients somebody takes who has not said how many."""


def engagement_by_public_id(public_id: str) -> Engagement | None:
    """The engagement of this public id, with its people."""
    return session().scalar(_with_people(select(Engagement).where(Engagement.public_id == public_id)))


def case_by_public_id(public_id: str) -> Engagement | None:
    """The same, where it is performance advising."""
    found = engagement_by_public_id(public_id)
    return found if found is not None and found.kind is EngagementKind.ADVISING else None


def engagements_of(person: Person) -> Sequence[Engagement]:
    """All that somebody has a part in and may know of, the newest first: two queries."""
    return [each for each in touching(person) if can(person, CoachingAction.VIEW, each)]


@asked_once
def touching(person: Person) -> Sequence[Engagement]:
    """All that somebody has or had a part in, whether they may know of it or not: for most people none."""
    found = select(Engagement).where(_concerns(person)).order_by(Engagement.opened_at.desc(), Engagement.id.desc())
    return session().scalars(_with_people(found)).all()


def those_who_wait(person: Person) -> Select[Engagement]:
    """Who waits for a coach or an advisor, the longest first; without whoever looks."""
    waiting = select(Engagement).where(Engagement.kind == EngagementKind.ADVISING, Engagement.client_id != person.id)
    waiting = waiting.where(Engagement.state == EngagementState.WAITING)
    return waiting.options(joinedload(Engagement.client)).order_by(Engagement.waiting_since, Engagement.id)


def clients_of(guide: Person) -> Sequence[Engagement]:
    """Whom somebody guides now and has guided, the newest first: two queries."""
    found = select(Engagement).where(Engagement.guide_id == guide.id, Engagement.kind == EngagementKind.ADVISING)
    by_age = _with_people(found).order_by(Engagement.begins_on.desc(), Engagement.id.desc())
    return [each for each in session().scalars(by_age) if can(guide, CoachingAction.GUIDE, each)]


@dataclass(frozen=True, slots=True)
class Load:
    """How many clients a coach or an advisor has, and how many they take."""

    person: Person
    taken: int
    most: int
    free_on: date | None

    @property
    def has_room(self) -> bool:
        """Whether one more can come today."""
        return self.taken < self.most and (self.free_on is None or self.free_on <= today())


def loads(kind: EngagementKind) -> list[Load]:
    """Every coach or advisor with what they have, those with most room first; one query."""
    open_here = Engagement.kind == kind, Engagement.state.in_(GUIDED)
    taken = (
        select(Engagement.guide_id, func.count().label("taken"))
        .where(*open_here)
        .group_by(Engagement.guide_id)
        .subquery()
    )
    rows = session().execute(
        select(Person, func.coalesce(taken.c.taken, 0), Caseload.most, Caseload.free_on)
        .join(Appointment, Appointment.person_id == Person.id)
        .outerjoin(taken, taken.c.guide_id == Person.id)
        .outerjoin(Caseload, (Caseload.person_id == Person.id) & (Caseload.kind == kind))
        .where(Appointment.role == ROLE_OF[kind], Appointment.ended_at.is_(None), Person.state != PersonState.LEFT)
        .order_by(Person.search_text, Person.id)
    )
    found = [Load(person, count, USUAL if most is None else most, free_on) for person, count, most, free_on in rows]
    return sorted(found, key=lambda load: (not load.has_room, load.taken - load.most))


def guides_with_room(kind: EngagementKind) -> list[Load]:
    """Those who can take one more today."""
    return [each for each in loads(kind) if each.has_room]


def load_of(person: Person, kind: EngagementKind) -> Load | None:
    """What one coach or advisor has; None for somebody who is not appointed for this kind."""
    return next((each for each in loads(kind) if each.person.id == person.id), None)


def held_and_due(engagement: Engagement) -> tuple[int, int]:
    """How many talks took place, and how many were noted: attendance."""
    held = func.count().filter(CheckIn.was_held)
    row = session().execute(select(held, func.count()).where(CheckIn.engagement_id == engagement.id)).one()
    return int(row[0]), int(row[1])


def check_ins_of(engagement: Engagement) -> Sequence[CheckIn]:
    """The talks that were to be, the newest first."""
    return (
        session()
        .scalars(select(CheckIn).where(CheckIn.engagement_id == engagement.id).order_by(CheckIn.on.desc()))
        .all()
    )


def _concerns(person: Person) -> ColumnElement[bool]:
    let_in = select(EngagementConsent.engagement_id).where(
        EngagementConsent.person_id == person.id, EngagementConsent.withdrawn_at.is_(None)
    )
    return or_(Engagement.client_id == person.id, Engagement.referrer_id == person.id, Engagement.id.in_(let_in))


def _with_people(found: Select[Engagement]) -> Select[Engagement]:
    return found.options(
        joinedload(Engagement.client),
        joinedload(Engagement.referrer),
        joinedload(Engagement.guide),
        joinedload(Engagement.sponsor),
    )
