"""What is asked about sign-ups."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.core.db import session
from app.core.pages import LONGEST_SEARCH, MOST_WORDS
from app.people.models import Person, PersonState
from app.people.names import fold
from app.people.queries import people_found
from app.sign_up.models import ConsentWords, SignUp, SignUpState
from app.sign_up.policy import sign_ups_visible_to
from app.sign_up.windows import local_today, opens_to
from programs.catalogue import PROGRAM_TYPES
from programs.phases import Phase

UNFINISHED = (SignUpState.INVITED, SignUpState.OPENED, SignUpState.STARTED, SignUpState.ENTERED)
SHOWN = 8
LOOKED_THROUGH = 300


def sign_up_by_public_id(public_id: str) -> SignUp | None:
    """The sign-up of this public id, with its cohort and person."""
    found = select(SignUp).where(SignUp.public_id == public_id)
    return session().scalar(found.options(joinedload(SignUp.cohort), joinedload(SignUp.person)))


def own_sign_up(person: Person, cohort: Cohort, side: Side) -> SignUp | None:
    """Somebody's sign-up for one side of a cohort."""
    own = select(SignUp).where(SignUp.person_id == person.id, SignUp.cohort_id == cohort.id, SignUp.side == side)
    return session().scalar(own)


def own_sign_ups(person: Person, cohort: Cohort) -> Sequence[SignUp]:
    """Somebody's sign-ups in a cohort: none, one, or one on each side."""
    own = select(SignUp).where(SignUp.person_id == person.id, SignUp.cohort_id == cohort.id)
    return session().scalars(own.order_by(SignUp.side)).all()


def unfinished_of(person: Person) -> Sequence[SignUp]:
    """Sign-ups that wait for somebody, with their cohorts, the first to close first."""
    waiting = sign_ups_visible_to(person).where(SignUp.state.in_(UNFINISHED))
    found = waiting.options(contains_eager(SignUp.cohort)).order_by(Cohort.sign_up_closes_on, SignUp.id)
    return session().scalars(found).all()


def open_to(person: Person) -> Sequence[Cohort]:
    """Cohorts that somebody may join of their own accord by now and has no sign-up or enrolment in yet."""
    free = [kind.slug for kind in PROGRAM_TYPES.values() if not kind.by_invitation]
    rolling = [kind.slug for kind in PROGRAM_TYPES.values() if kind.rolling]
    lasting = or_(Cohort.sign_up_closes_on.is_(None), Cohort.sign_up_closes_on >= local_today())
    is_open = (Cohort.phase == Phase.SIGN_UP) & (lasting | Cohort.program_type.in_(rolling))
    is_rolling = (Cohort.phase == Phase.RUNNING) & Cohort.program_type.in_(rolling)
    begun = exists().where(SignUp.cohort_id == Cohort.id, SignUp.person_id == person.id)
    is_in = exists().where(Enrolment.cohort_id == Cohort.id, Enrolment.person_id == person.id)
    found = select(Cohort).where(Cohort.program_type.in_(free), is_open | is_rolling, ~begun, ~is_in)
    cohorts = session().scalars(found.order_by(Cohort.starts_on, Cohort.id))
    return [each for each in cohorts if opens_to(person, each) is None]


def was_on_side(person: Person, side: Side) -> bool:
    """Whether somebody ever began a sign-up or took part on one side of any cohort."""
    begun = select(SignUp.id).where(SignUp.person_id == person.id, SignUp.side == side)
    is_in = select(Enrolment.id).where(Enrolment.person_id == person.id, Enrolment.role == side)
    return bool(session().scalar(select(begun.exists() | is_in.exists())))


def enrolment_of(sign_up: SignUp) -> Enrolment | None:
    """The enrolment that stands beside a sign-up, withdrawn or not."""
    return enrolment_on(sign_up.person_id, sign_up.cohort_id, sign_up.side)


def enrolment_on(person_id: int, cohort_id: int, side: Side) -> Enrolment | None:
    """Somebody's enrolment on one side of a cohort, withdrawn or not."""
    found = select(Enrolment).where(
        Enrolment.person_id == person_id, Enrolment.cohort_id == cohort_id, Enrolment.role == side
    )
    return session().scalar(found)


def consent_of(sign_up: SignUp) -> ConsentWords | None:
    """The words that somebody agreed to."""
    return session().get(ConsentWords, sign_up.consent_version) if sign_up.consent_version else None


def colleagues_found(person: Person, words: str) -> Sequence[Person]:
    """The first few colleagues with every word in name or job, oneself left out; nobody for no word."""
    if not fold(words):
        return []
    others = people_found(person, words).where(Person.id != person.id, Person.state == PersonState.ACTIVE)
    return session().scalars(others.limit(SHOWN)).all()


def mentors_with_seats(cohort: Cohort, words: str = "") -> Sequence[Enrolment]:
    """Who has offered seats in a cohort and can be wished for, by name."""
    found = select(Enrolment).join(Enrolment.person).options(contains_eager(Enrolment.person))
    found = found.where(
        Enrolment.cohort_id == cohort.id,
        Enrolment.role == Side.MENTOR,
        Enrolment.state == EnrolmentState.SIGNED_UP,
        Enrolment.seats > 0,
        Person.state == PersonState.ACTIVE,
        Person.email.is_not(None),
    )
    for word in fold(words[:LONGEST_SEARCH]).split()[:MOST_WORDS]:
        found = found.where(Person.search_text.contains(word, autoescape=True))
    return session().scalars(found.order_by(Person.search_text, Enrolment.id).limit(LOOKED_THROUGH)).all()


def people_with_emails(emails: Sequence[str]) -> list[Person]:
    """The people of these addresses, in their order; those who have left or changed their address are not there."""
    found = select(Person).where(Person.email.in_(list(emails)), Person.state != PersonState.LEFT)
    by_email = {each.email: each for each in session().scalars(found)}
    return [by_email[email] for email in emails if email in by_email]
