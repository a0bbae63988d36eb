"""What is asked about coaches, sponsors, offers and sessions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from app.coaching.models import OPEN, Caseload, CheckIn, Engagement
from app.coaching.queries import engagement_by_public_id
from app.coaching.services.separating import barred
from app.coaching.with_coach.models import AgreementSignature, CoachingOffer
from app.core.db import session
from app.people.models import Appointment, Person, PersonState, Role
from app.people.queries import line_above
from programs.engagements import EngagementKind, Party

MOST_CLIENTS = 4
"""How many clients a coach takes at once who has not said otherwise."""


@dataclass(frozen=True, slots=True)
class Coach:
    """A coach of the pool, and how many clients they have room for."""

    person: Person
    free: int


def coaching_by_public_id(public_id: str) -> Engagement | None:
    """The coaching of this public id, None for an engagement of another kind."""
    found = engagement_by_public_id(public_id)
    return found if found is not None and found.kind is EngagementKind.COACHING else None


def offer_by_public_id(public_id: str) -> CoachingOffer | None:
    """The offer of this public id, with its two."""
    people = joinedload(CoachingOffer.client), joinedload(CoachingOffer.manager)
    return session().scalar(select(CoachingOffer).where(CoachingOffer.public_id == public_id).options(*people))


def offers_to(person: Person) -> Sequence[CoachingOffer]:
    """What this person’s manager has offered them and lies on their page still."""
    found = select(CoachingOffer).join(CoachingOffer.client).options(joinedload(CoachingOffer.manager))
    stands = CoachingOffer.taken_back_at.is_(None), CoachingOffer.put_away_at.is_(None)
    return (
        session()
        .scalars(
            found.where(CoachingOffer.client_id == person.id, Person.manager_id == CoachingOffer.manager_id, *stands)
        )
        .all()
    )


def offers_by(manager: Person) -> dict[int, CoachingOffer]:
    """What somebody has offered to those who report to them today, by person."""
    found = select(CoachingOffer).join(CoachingOffer.client)
    mine = CoachingOffer.manager_id == manager.id, Person.manager_id == manager.id
    return {
        each.client_id: each for each in session().scalars(found.where(*mine, CoachingOffer.taken_back_at.is_(None)))
    }


def coaches_for(client: Person) -> list[Coach]:
    """The pool for a client, those with room first.

    Left out are the client, their line, and whoever advised them lately: never coach and advisor of one person.
    """
    appointed = select(Appointment.person_id).where(Appointment.role == Role.COACH, Appointment.ended_at.is_(None))
    most = select(Caseload.most).where(Caseload.person_id == Person.id, Caseload.kind == EngagementKind.COACHING)
    rows = session().execute(
        select(Person, func.coalesce(most.scalar_subquery(), MOST_CLIENTS), clients_of(Person.id).scalar_subquery())
        .where(Person.id.in_(appointed), Person.state == PersonState.ACTIVE)
        .order_by(Person.search_text, Person.id)
    )
    found = {person.id: Coach(person, max(0, most - has)) for person, most, has in rows}
    apart = barred(client, found.keys(), EngagementKind.COACHING)
    pool = [each for person_id, each in found.items() if person_id not in apart]
    return sorted(pool, key=lambda each: each.free == 0)


def clients_of(coach_id: object) -> Select[int]:
    """How many clients a coach has, those who wait for an answer among them."""
    mine = Engagement.guide_id == coach_id, Engagement.kind == EngagementKind.COACHING, OPEN
    return select(func.count(Engagement.id)).where(*mine)


def sponsors_for(client: Person) -> list[Person]:
    """Who can stand for the organisation: the client’s line, solid and dotted, and HR."""
    leads = select(Appointment.person_id).where(Appointment.role == Role.HR_LEAD, Appointment.ended_at.is_(None))
    hr = session().scalars(
        select(Person).where(Person.id.in_(leads), Person.state == PersonState.ACTIVE).order_by(Person.search_text)
    )
    found = [*line_above(client), *(line.boss for line in client.dotted_lines), *hr]
    return list({each.id: each for each in found if each.is_active and each.id != client.id}.values())


def sessions_of(engagement: Engagement) -> Sequence[CheckIn]:
    """Its sessions, the first one first."""
    return (
        session()
        .scalars(select(CheckIn).where(CheckIn.engagement_id == engagement.id).order_by(CheckIn.on, CheckIn.id))
        .all()
    )


def signatures_on(engagement: Engagement, digest: str) -> dict[Party, AgreementSignature]:
    """Who of the three has signed these bytes."""
    found = select(AgreementSignature).where(
        AgreementSignature.engagement_id == engagement.id, AgreementSignature.digest == digest
    )
    return {each.party: each for each in session().scalars(found.options(joinedload(AgreementSignature.person)))}


def held_between(engagement: Engagement, since: date, until: date) -> int:
    """How many sessions took place in these days."""
    held = CheckIn.was_held, CheckIn.on.between(since, until)
    return session().scalar(select(func.count(CheckIn.id)).where(CheckIn.engagement_id == engagement.id, *held)) or 0


def newest_signatures(engagement: Engagement) -> dict[Party, AgreementSignature]:
    """Who signed the newest agreement that anybody has signed, without opening it.

    Where it was changed since, nobody has signed it; then what is told here is late by one page, and the page is right.
    """
    newest = (
        select(AgreementSignature.digest)
        .where(AgreementSignature.engagement_id == engagement.id)
        .order_by(AgreementSignature.id.desc())
        .limit(1)
    )
    digest = session().scalar(newest)
    return signatures_on(engagement, digest) if digest else {}
