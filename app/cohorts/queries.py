"""What is asked about cohorts and those who take part in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, exists, func, literal, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from app.accounts.models import LIFETIMES, Account, TokenKind
from app.cohorts.models import (
    Cohort,
    CohortAdministrator,
    Enrolment,
    EnrolmentState,
    PrivacyChange,
    Side,
    SignUpDraft,
)
from app.cohorts.policy import CohortAction, cohorts_administered_by
from app.core.access import can
from app.core.asked_once import asked_once
from app.core.audit import AuditEvent
from app.core.clock import now
from app.core.db import session
from app.core.pages import LONGEST_SEARCH, MOST_WORDS
from app.people.models import Person, PersonState
from app.people.names import fold
from programs.catalogue import PROGRAM_TYPES
from programs.phases import Phase
from programs.privacy import PRIVACY, chosen, is_tighter_or_same

WITHOUT_PAIRS = (Phase.SIGN_UP, Phase.MATCHING)
NEWEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Who takes part in a cohort, in exact numbers. ``needs`` are the mentors that all mentees together ask for."""

    mentees: int = 0
    mentors: int = 0
    seats: int = 0
    needs: int = 0

    @property
    def is_matchable(self) -> bool:
        """Whether both sides are there."""
        return self.mentees > 0 and self.mentors > 0

    @property
    def seats_missing(self) -> int:
        return max(0, self.needs - self.seats)


def cohort_by_public_id(public_id: str) -> Cohort | None:
    """The cohort of this public id."""
    return session().scalar(select(Cohort).where(Cohort.public_id == public_id))


def cohorts_run_by(person: Person, *, put_away: bool = False) -> Select[Cohort]:
    """The cohorts that somebody runs, those that began last first; those that were put away on their own."""
    listed = Cohort.archived_at.is_not(None) if put_away else Cohort.archived_at.is_(None)
    return cohorts_administered_by(person).where(listed).order_by(Cohort.starts_on.desc(), Cohort.name, Cohort.id)


@asked_once
def own_cohorts(person: Person) -> Sequence[Cohort]:
    """All of them, once for a page: one query, none for those who run nothing."""
    return session().scalars(cohorts_run_by(person)).all() if can(person, CohortAction.LIST) else []


@asked_once
def own_counts(person: Person) -> dict[int, Counts]:
    """How many take part in those of them that have no pairs yet, and in the few newest; one query for a page."""
    cohorts = own_cohorts(person)
    asked = {each.id for each in cohorts if each.phase in WITHOUT_PAIRS} | {each.id for each in cohorts[:NEWEST]}
    return counts_by_cohort(sorted(asked)) if asked else {}


def counts_of(cohort: Cohort) -> Counts:
    """How many take part in one cohort."""
    return counts_by_cohort([cohort.id]).get(cohort.id, Counts())


def counts_by_cohort(cohort_ids: Iterable[int]) -> dict[int, Counts]:
    """How many take part in each of these cohorts; one query."""
    grouped = (
        select(
            Enrolment.cohort_id,
            func.count().filter(Enrolment.role == Side.MENTEE),
            func.count().filter(Enrolment.role == Side.MENTOR),
            func.coalesce(func.sum(Enrolment.seats), 0),
            func.coalesce(func.sum(Enrolment.needs), 0),
        )
        .where(Enrolment.cohort_id.in_(list(cohort_ids)), Enrolment.state == EnrolmentState.SIGNED_UP)
        .group_by(Enrolment.cohort_id)
    )
    return {
        cohort_id: Counts(mentees=mentees, mentors=mentors, seats=int(seats), needs=int(needs))
        for cohort_id, mentees, mentors, seats, needs in session().execute(grouped)
    }


def administrators_of(cohort: Cohort) -> Sequence[CohortAdministrator]:
    """Who runs a cohort, by name."""
    named = (
        select(CohortAdministrator).join(CohortAdministrator.person).where(CohortAdministrator.cohort_id == cohort.id)
    )
    people_too = named.options(contains_eager(CohortAdministrator.person))
    return session().scalars(people_too.order_by(Person.search_text, Person.id)).all()


def participants(cohort: Cohort, *, side: Side | None = None, wanted: str = "") -> Select[Enrolment]:
    """Who takes part, by name: of one side or both, with every word of ``wanted`` in name, job or department."""
    # An outer join, though nobody is missing: counting those who take part is spared it.
    found = select(Enrolment).outerjoin(Enrolment.person).options(contains_eager(Enrolment.person))
    found = found.where(Enrolment.cohort_id == cohort.id, Enrolment.state == EnrolmentState.SIGNED_UP)
    if side is not None:
        found = found.where(Enrolment.role == side)
    for word in fold(wanted[:LONGEST_SEARCH]).split()[:MOST_WORDS]:
        found = found.where(Person.search_text.contains(word, autoescape=True))
    return found.order_by(Person.search_text, Enrolment.id)


def enrolments_of(person: Person, cohort: Cohort) -> Sequence[Enrolment]:
    """As what somebody takes part in a cohort: once, twice, or not at all."""
    own = select(Enrolment).where(Enrolment.person_id == person.id, Enrolment.cohort_id == cohort.id)
    return session().scalars(own.where(Enrolment.state == EnrolmentState.SIGNED_UP).order_by(Enrolment.id)).all()


@asked_once
def own_enrolments(person: Person) -> Sequence[Enrolment]:
    """As what somebody takes or took part anywhere, with the cohorts, the oldest first; one query for a page."""
    own = select(Enrolment).where(Enrolment.person_id == person.id).options(joinedload(Enrolment.cohort))
    return session().scalars(own.order_by(Enrolment.id)).all()


def come_in(cohort: Cohort) -> int:
    """How many of those who take part have a password, that is, have come in at least once."""
    people = _people_of(cohort, _has_password(Person.id))
    return session().scalar(select(func.count()).select_from(people.subquery())) or 0


def not_come_in(cohort: Cohort) -> Select[Person]:
    """Who takes part, could be written to, has never come in, and had no letter in the last 14 days; by name."""
    return _without_password(cohort).where(~_was_written_to())


def written_to(cohort: Cohort) -> int:
    """How many have an invitation of the last 14 days and have not come in yet."""
    waiting = _without_password(cohort).where(_was_written_to())
    return session().scalar(select(func.count()).select_from(waiting.subquery())) or 0


def without_email(cohort: Cohort) -> int:
    """How many take part and cannot sign in, for want of an e-mail address."""
    return (
        session().scalar(select(func.count()).select_from(_people_of(cohort, Person.email.is_(None)).subquery())) or 0
    )


def draft_by_public_id(public_id: str) -> SignUpDraft | None:
    """The sign-up files of this public id, while they are kept."""
    found = select(SignUpDraft).where(SignUpDraft.public_id == public_id, SignUpDraft.expires_at >= now())
    return session().scalar(found.options(joinedload(SignUpDraft.cohort)))


def administrator_of(cohort: Cohort, person_public_id: str) -> CohortAdministrator | None:
    """One of those who run a cohort."""
    named = select(CohortAdministrator).join(CohortAdministrator.person)
    return session().scalar(
        named.where(CohortAdministrator.cohort_id == cohort.id, Person.public_id == person_public_id)
    )


@asked_once
def privacy_changes(cohort: Cohort) -> Sequence[PrivacyChange]:
    """What was changed about who sees what since the launch, the oldest first."""
    found = select(PrivacyChange).where(PrivacyChange.cohort_id == cohort.id)
    return session().scalars(found.order_by(PrivacyChange.changed_at, PrivacyChange.id)).all()


def privacy_of(cohort: Cohort) -> dict[str, str]:
    """How each setting stands for everybody: what somebody who signed up first agreed to, or tighter."""
    return chosen(PROGRAM_TYPES[cohort.program_type], cohort.privacy)


def privacy_of_newcomers(
    cohort: Cohort, changes: Sequence[PrivacyChange], *, signed_up_at: datetime | None = None
) -> dict[str, str]:
    """How each setting stands for somebody who signed up then, by default now; ``changes`` are all of the cohort's.

    Tighter choices hold for everybody, looser ones for those who signed up after them.
    """
    stands = privacy_of(cohort)
    stands |= {change.setting: change.before for change in reversed(changes)}
    for change in changes:
        narrows = is_tighter_or_same(PRIVACY[change.setting], stands[change.setting], change.after)
        agreed = not change.is_tighter and (signed_up_at is None or change.changed_at <= signed_up_at)
        if narrows or agreed:
            stands[change.setting] = change.after
    return stands


def works_here() -> ColumnElement[bool]:
    """Of an enrolment: its person has not left."""
    return ~has_left(Enrolment.person_id)


def has_left(person_id: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """Of the person of this id. The few who have left are looked up, and none of the others."""
    # Written out, so that the database knows the index of those who have left by it.
    left, leaver = literal(PersonState.LEFT, literal_execute=True), aliased(Person)
    return exists().where(leaver.id == person_id, leaver.state == left)


def can_be_written_to(person_id: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """Of the person of this id: here, and with an address. The few who cannot be are looked up."""
    without = aliased(Person)
    return ~has_left(person_id) & ~exists().where(without.id == person_id, without.email.is_(None))


def _was_written_to() -> ColumnElement[bool]:
    return exists().where(
        AuditEvent.object_type == Person.__tablename__,
        AuditEvent.object_id == Person.public_id,
        AuditEvent.kind == "account.invited",
        AuditEvent.at > now() - LIFETIMES[TokenKind.INVITATION],
    )


def _people_of(cohort: Cohort, *conditions: ColumnElement[bool]) -> Select[Person]:
    people = select(Person).where(Person.id.in_(_taking_part(cohort)), Person.state != PersonState.LEFT, *conditions)
    return people.order_by(Person.search_text, Person.id)


def _taking_part(cohort: Cohort) -> Select[int]:
    of_cohort = select(Enrolment.person_id).where(Enrolment.cohort_id == cohort.id)
    return of_cohort.where(Enrolment.state == EnrolmentState.SIGNED_UP)


def _without_password(cohort: Cohort) -> Select[Person]:
    """Who takes part, could be written to, and has never come in; found before anything of them is read."""
    strangers = _taking_part(cohort).where(~_has_password(Enrolment.person_id), can_be_written_to(Enrolment.person_id))
    return select(Person).where(Person.id.in_(strangers)).order_by(Person.search_text, Person.id)


def _has_password(person_id: SQLColumnExpression[int]) -> ColumnElement[bool]:
    return exists().where(Account.person_id == person_id, Account.password_hash.is_not(None))
