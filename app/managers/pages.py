"""What the pages of both sides show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.cohorts.models import Enrolment
from app.core.i18n import gettext as _
from app.core.wording import day
from app.managers.models import BusyAgreement, Suggestion
from app.managers.queries import NOTHING, agreements_of, busy_choice, busy_times, mentee_enrolments, suggestions_for
from app.managers.services import can_be_changed
from app.meetings.queries import open_meetings, zone_of
from app.meetings.wording import begins, when
from app.pairings.models import Pairing
from app.pairings.queries import pairings_of
from app.people.models import Person
from programs.calendar_times import Span


@dataclass(frozen=True, slots=True)
class BusyTime:
    """A time that is taken, in words, and how a link names it."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Left:
    """What a manager left: when, for whom, the words; changed only within a day."""

    suggestion: Suggestion
    heading: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One cohort, and what the manager sees of its meetings: ``agreement`` while the mentee agrees."""

    enrolment: Enrolment
    is_offered: bool
    agreement: BusyAgreement | None


@dataclass(frozen=True, slots=True)
class Received:
    """A suggestion as its reader sees it, and the mentors whom they can still show it to, or have."""

    suggestion: Suggestion
    meeting_id: str
    about: str
    mentors: Sequence[Pairing]
    shown_to: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """One’s own side: what one was left, and what one’s manager sees."""

    manager: Person | None
    received: Sequence[Received]
    put_away: Sequence[Received]
    choices: Sequence[Choice]


def busy_page(person: Person, reader: Person) -> list[BusyTime]:
    """The busy times of somebody, by the clock of their manager."""
    zone = zone_of(reader)
    return [BusyTime(each.start.isoformat(), span_words(each, zone)) for each in busy_times(person)]


def clash(person: Person, value: str | None) -> Span | None:
    """The busy time that begins then, if the manager sees it now."""
    return next((each for each in busy_times(person) if each.start.isoformat() == value), None) if value else None


def first_words(span: Span | None, reader: Person) -> str:
    """How a suggestion about a busy time begins; empty where it is about none."""
    if span is None:
        return ""
    words = span_words(span, zone_of(reader))
    return _("%(time)s clashes with something here. Could it move? No need to tell me why or why not.", time=words)


def span_words(span: Span, zone: str) -> str:
    """“Thursday 26 November, 10:00 to 10:45”."""
    return when(span.start, round((span.end - span.start).total_seconds() / 60), zone)


def left(suggestions: Sequence[Suggestion]) -> list[Left]:
    """What a manager left, each with its day and whom it is for."""
    return [
        Left(each, _("%(day)s, for %(name)s", day=day(each.left_at), name=each.reader.first_name), can_be_changed(each))
        for each in suggestions
    ]


def own_page(person: Person) -> OwnPage:
    """Everything on one’s own side."""
    mine = [each for each in pairings_of(person) if each.mentee.person_id == person.id]
    meetings = {each.starts_at: each.public_id for each in open_meetings(mine) if each.starts_at}
    received = [_received(each, mine, meetings, person) for each in suggestions_for(person)]
    return OwnPage(
        manager=person.manager,
        received=[each for each in received if each.suggestion.put_away_at is None],
        put_away=[each for each in received if each.suggestion.put_away_at is not None],
        choices=choices_of(person),
    )


def choices_of(person: Person) -> list[Choice]:
    """What somebody has chosen about busy times in each cohort in which they are a mentee."""
    agreed = agreements_of(person)
    return [Choice(each, busy_choice(each) != NOTHING, agreed.get(each.id)) for each in mentee_enrolments(person)]


def _received(
    suggestion: Suggestion, mine: Sequence[Pairing], meetings: Mapping[datetime, str], person: Person
) -> Received:
    shown = {each.pairing_id for each in suggestion.shown}
    at = suggestion.clashes_at
    return Received(
        suggestion=suggestion,
        meeting_id=meetings.get(at, "") if at else "",
        about=begins(at, zone_of(person)) if at else "",
        mentors=[each for each in mine if each.id not in shown],
        shown_to=[each.mentor.person.first_name for each in mine if each.id in shown],
    )
