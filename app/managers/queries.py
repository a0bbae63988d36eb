"""What is asked about suggestions, and about when somebody is busy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from app.cohorts.models import Enrolment, EnrolmentState, Side
from app.cohorts.queries import own_enrolments, privacy_changes, privacy_of_newcomers
from app.core.asked_once import asked_once
from app.core.clock import now
from app.core.db import session
from app.managers.models import BusyAgreement, ShownSuggestion, Suggestion
from app.managers.policy import suggestions_visible_to
from app.meetings.models import Meeting, MeetingState
from app.meetings.queries import LOGGED, LONGEST_MEETING
from app.pairings.models import Pairing
from app.pairings.naming import privacy_between
from app.people.models import Person
from programs.calendar_times import Span, joined

SETTING, NOTHING = "manager_sees_busy", "no"
AHEAD = timedelta(weeks=8)
LATE = timedelta(hours=24)
"""A meeting called off later than this before its start stays a busy time, so that nobody sees that it was (C-36)."""
RECENT = timedelta(days=30)


def suggestion_by_public_id(public_id: str) -> Suggestion | None:
    """The suggestion of this public id, with writer and reader."""
    found = select(Suggestion).where(Suggestion.public_id == public_id)
    people = joinedload(Suggestion.writer), joinedload(Suggestion.reader)
    return session().scalar(found.options(*people))


def enrolment_by_public_id(public_id: str) -> Enrolment | None:
    """As what somebody takes part, with themselves and the cohort."""
    found = select(Enrolment).where(Enrolment.public_id == public_id)
    return session().scalar(found.options(joinedload(Enrolment.cohort), joinedload(Enrolment.person)))


def suggestions_by(manager: Person) -> Select[Suggestion]:
    """What a manager left those who report to them now, the newest first, with the readers."""
    own = suggestions_visible_to(manager).where(Suggestion.writer_id == manager.id)
    return own.options(joinedload(Suggestion.reader)).order_by(Suggestion.id.desc())


def suggestions_for(reader: Person) -> Sequence[Suggestion]:
    """What somebody was left, by whichever manager, the newest first, with whom it was shown to."""
    own = select(Suggestion).where(Suggestion.reader_id == reader.id)
    with_names = own.options(joinedload(Suggestion.writer), selectinload(Suggestion.shown))
    return session().scalars(with_names.order_by(Suggestion.id.desc())).all()


def newest_suggestion_for(reader: Person) -> Suggestion | None:
    """The last thing that somebody was left in the last weeks and has not put away, with who wrote it.

    Not asked for whoever reports to nobody.
    """
    if reader.manager_id is None:
        return None
    own = select(Suggestion).where(Suggestion.reader_id == reader.id, Suggestion.put_away_at.is_(None))
    recent = own.where(Suggestion.left_at > now() - RECENT).options(joinedload(Suggestion.writer))
    return session().scalar(recent.order_by(Suggestion.id.desc()).limit(1))


def left_lately(writer: Person, reader: Person, within: timedelta) -> int:
    """How many suggestions one left the other in the time before now."""
    count = select(func.count()).select_from(Suggestion).where(Suggestion.left_at > now() - within)
    return session().scalar(count.where(Suggestion.writer_id == writer.id, Suggestion.reader_id == reader.id)) or 0


def shown_in(pairing: Pairing) -> Sequence[ShownSuggestion]:
    """What the mentee of a pair showed the mentor, the newest first, with who wrote it."""
    shown = select(ShownSuggestion).where(ShownSuggestion.pairing_id == pairing.id)
    writer = joinedload(ShownSuggestion.suggestion).joinedload(Suggestion.writer)
    return session().scalars(shown.options(writer).order_by(ShownSuggestion.shown_at.desc())).all()


def mentee_enrolments(person: Person) -> list[Enrolment]:
    """Where somebody takes part as a mentee now, with the cohorts."""
    own = own_enrolments(person)
    return [each for each in own if each.role is Side.MENTEE and each.state is EnrolmentState.SIGNED_UP]


def busy_choice(enrolment: Enrolment) -> str:
    """How the cohort has it for this mentee: a choice of the setting ``manager_sees_busy``."""
    changes = privacy_changes(enrolment.cohort)
    return privacy_of_newcomers(enrolment.cohort, changes, signed_up_at=enrolment.joined_at)[SETTING]


@asked_once
def agreements_of(person: Person) -> dict[int, BusyAgreement]:
    """By enrolment, what somebody agrees to now: towards the manager whom they have now, and nobody else."""
    agreed = (
        select(BusyAgreement)
        .join(BusyAgreement.enrolment)
        .where(
            Enrolment.person_id == person.id,
            Enrolment.role == Side.MENTEE,
            Enrolment.state == EnrolmentState.SIGNED_UP,
            BusyAgreement.manager_id == person.manager_id,
            BusyAgreement.ended_at.is_(None),
        )
    )
    return {each.enrolment_id: each for each in session().scalars(agreed)}


def busy_times(person: Person) -> list[Span]:
    """When meetings take the time of somebody in the coming eight weeks, as far as their manager may see it.

    Times that touch are one: nothing tells how many meetings there are, with whom, or in which program.
    """
    agreed = agreements_of(person)
    if not agreed:
        return []
    both = joinedload(Pairing.mentee), joinedload(Pairing.mentor), joinedload(Pairing.cohort)
    pairs = select(Pairing).where(Pairing.mentee_id.in_(agreed)).options(*both)
    allowed = [pair.id for pair in session().scalars(pairs) if privacy_between(pair)[SETTING] != NOTHING]
    return joined(Span(each.starts_at, each.ends_at) for each in _near(allowed) if each.starts_at and each.ends_at)


def _near(pairing_ids: Sequence[int]) -> list[Meeting]:
    moment = now()
    near = select(Meeting).where(
        Meeting.pairing_id.in_(pairing_ids),
        Meeting.starts_at.between(moment - LONGEST_MEETING, moment + AHEAD),
        Meeting.state != MeetingState.PROPOSED,
    )
    found = session().scalars(near.order_by(Meeting.starts_at)).all()
    return [each for each in found if each.ends_at is not None and each.ends_at > moment and _takes_time(each)]


def _takes_time(meeting: Meeting) -> bool:
    """Whether the time stays taken: also where it was called off late, or logged before its end."""
    starts_at = meeting.starts_at
    if starts_at is None:
        return False
    if meeting.state is MeetingState.CANCELLED:
        return meeting.changed_at > starts_at - LATE
    if meeting.state in LOGGED:
        # What was only logged has noon for its time, which it did not take.
        return meeting.proposed_at < starts_at <= (meeting.logged_at or starts_at)
    return True
