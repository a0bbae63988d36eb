"""What is asked about requests and about who chooses whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.choices.models import MentorRequest, Pick, RequestState, WishLine
from app.choices.reaching import reached_among
from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.cohorts.queries import own_enrolments
from app.core.asked_once import asked_once
from app.core.db import session
from app.pairings.models import Pairing
from app.people.models import Person
from programs.choice import FormOfChoice

PICKS_SHOWN = 20


def request_by_public_id(public_id: str) -> MentorRequest | None:
    """The request of this public id, with both people and the cohort."""
    return session().scalar(with_people(select(MentorRequest).where(MentorRequest.public_id == public_id)))


def request_by_id(request_id: int) -> MentorRequest | None:
    """The request of this row, as a letter names it."""
    return session().scalar(with_people(select(MentorRequest).where(MentorRequest.id == request_id)))


def with_people(requests: Select[MentorRequest]) -> Select[MentorRequest]:
    """The same query, loading both people, the cohort and whom to ask there."""
    mentee = joinedload(MentorRequest.mentee).joinedload(Enrolment.person)
    mentor = joinedload(MentorRequest.mentor).joinedload(Enrolment.person)
    return requests.options(mentee, mentor, joinedload(MentorRequest.cohort).joinedload(Cohort.contact))


@asked_once
def enrolment_on_side(person: Person, cohort: Cohort, side: Side) -> Enrolment | None:
    """As what somebody takes part on one side of a cohort, with the cohort and whom to ask; once for a page."""
    own = select(Enrolment).where(
        Enrolment.person_id == person.id, Enrolment.cohort_id == cohort.id, Enrolment.role == side
    )
    contact = joinedload(Enrolment.cohort).joinedload(Cohort.contact)
    return session().scalar(own.where(Enrolment.state == EnrolmentState.SIGNED_UP).options(contact))


def enrolment_of_side(public_id: str, cohort: Cohort, side: Side) -> Enrolment | None:
    """Somebody who takes part on one side, by the public id of their enrolment, as a form says it."""
    if not public_id.isalnum():
        return None
    found = select(Enrolment).where(Enrolment.public_id == public_id, Enrolment.cohort_id == cohort.id)
    found = found.where(Enrolment.role == side, Enrolment.state == EnrolmentState.SIGNED_UP)
    return session().scalar(found.options(joinedload(Enrolment.person)))


def requests_by(mentee: Enrolment) -> Sequence[MentorRequest]:
    """What a mentee has asked and not taken back, the newest first."""
    own = select(MentorRequest).where(
        MentorRequest.mentee_id == mentee.id, MentorRequest.state != RequestState.WITHDRAWN
    )
    return session().scalars(with_people(own).order_by(MentorRequest.id.desc())).all()


@asked_once
def requests_waiting_for(person: Person) -> Sequence[MentorRequest]:
    """What somebody is asked as a mentor and has not answered, the first to run out first."""
    asked = [each for each in _requests_around(person) if each.mentor.person_id == person.id]
    waiting = [each for each in asked if each.is_open and each.declined_at is None]
    return sorted(reached_among(waiting), key=lambda each: (each.answer_by, each.id))


def own_requests(person: Person) -> Sequence[MentorRequest]:
    """What somebody has asked anywhere and not taken back, the newest first."""
    return [each for each in _requests_around(person) if each.mentee.person_id == person.id]


@asked_once
def _requests_around(person: Person) -> Sequence[MentorRequest]:
    """Both; one query for a page, none for those who are in no cohort where mentees ask."""
    here = [each.id for each in own_enrolments(person) if each.cohort.form_of_choice is FormOfChoice.REQUESTED]
    if not here:
        return []
    either = or_(MentorRequest.mentee_id.in_(here), MentorRequest.mentor_id.in_(here))
    found = select(MentorRequest).where(either, MentorRequest.state != RequestState.WITHDRAWN)
    return session().scalars(with_people(found).order_by(MentorRequest.id.desc())).all()


def counts_of_requests(cohort: Cohort) -> dict[RequestState, int]:
    """How many requests there are in a cohort, by where they stand; one query."""
    counts = select(MentorRequest.state, func.count()).where(MentorRequest.cohort_id == cohort.id)
    return dict(session().execute(counts.group_by(MentorRequest.state)).all())


def lines_of(mentee: Enrolment) -> dict[int, str]:
    """What a mentee wrote to mentors on their list, by the mentor's enrolment."""
    rows = session().scalars(select(WishLine).where(WishLine.mentee_id == mentee.id))
    return {each.mentor_id: each.words for each in rows}


def lines_to(mentors: Collection[Enrolment]) -> Sequence[WishLine]:
    """What mentees wrote to these mentors who still take part and still wish for them, by name; one query."""
    addresses = {each.id: each.person.email for each in mentors}
    found = select(WishLine).join(WishLine.mentee).join(Enrolment.person)
    found = found.where(WishLine.mentor_id.in_(list(addresses)), Enrolment.state == EnrolmentState.SIGNED_UP)
    loaded = contains_eager(WishLine.mentee).contains_eager(Enrolment.person)
    rows = session().scalars(found.options(loaded).order_by(Person.search_text, Enrolment.id)).all()
    return [each for each in rows if addresses[each.mentor_id] in each.mentee.answers.get("wishes", ())]


def picks_in(cohort: Cohort) -> Sequence[Pick]:
    """The last few that administrators picked in a cohort, the newest first, with both people."""
    found = select(Pick).join(Pick.pairing).where(Pairing.cohort_id == cohort.id)
    pair = contains_eager(Pick.pairing)
    mentee = pair.joinedload(Pairing.mentee).joinedload(Enrolment.person)
    mentor = pair.joinedload(Pairing.mentor).joinedload(Enrolment.person)
    found = found.options(mentee, mentor, joinedload(Pick.picked_by))
    return session().scalars(found.order_by(Pick.picked_at.desc(), Pick.pairing_id).limit(PICKS_SHOWN)).all()
