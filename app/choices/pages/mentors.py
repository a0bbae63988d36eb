"""The list of mentors, and one of them whom somebody may ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.choices.browsing import Offered, Sought, are_shown, mentors_shown, offered_in
from app.choices.models import MentorRequest
from app.choices.opening import may_ask
from app.choices.pages.requests import standing_of
from app.choices.queries import requests_by
from app.choices.reaching import taken_by
from app.cohorts.models import Cohort, Enrolment
from app.core.clock import today
from app.core.organisation import organisation
from app.core.pages import Page, paginate
from app.matching_runs.few import in_words, parts_for
from app.sign_up.filling import what_they_offer
from programs.catalogue import PROGRAM_TYPES

REASONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorLine:
    """A mentor as a mentee reads of them: what they offer, what speaks for the two, and how it stands."""

    enrolment: Enrolment
    offers: str
    reasons: Sequence[str]
    has_seat: bool
    standing: str = ""
    request: MentorRequest | None = None
    wished: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorsPage:
    """One page of the mentors of a cohort. ``wishes_most`` is 0 where no list is kept."""

    cohort: Cohort
    mentee: Enrolment
    page: Page[Enrolment]
    lines: Sequence[MentorLine]
    sought: Sought
    offered: Offered
    are_shown: bool
    may_ask: bool
    has_mentor: bool
    asking: int
    at_once: int
    wished: Sequence[str] = field(default_factory=list)
    wishes_most: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPage:
    """One mentor, the line to be written, and by when an answer comes."""

    line: MentorLine
    answer_by: date
    talks_first: bool


def mentors_page(mentee: Enrolment, sought: Sought, number: int) -> MentorsPage:
    """The page of this number; the queries are as many for five mentors as for thousands."""
    cohort, kind = mentee.cohort, PROGRAM_TYPES[mentee.cohort.program_type]
    page = paginate(mentors_shown(cohort, mentee.person, sought), number)
    requests = requests_by(mentee)
    wished = list(mentee.answers.get("wishes", ()))
    taken = taken_by([mentee.id, *(each.id for each in page.rows)])
    return MentorsPage(
        cohort=cohort,
        mentee=mentee,
        page=page,
        lines=_lines(mentee, page.rows, requests, wished=wished, taken=taken),
        sought=sought,
        offered=offered_in(cohort),
        are_shown=are_shown(cohort),
        may_ask=may_ask(cohort),
        has_mentor=taken.get(mentee.id, 0) >= mentee.needs,
        asking=sum(each.is_open for each in requests),
        at_once=kind.choice.at_once if kind.choice else 0,
        wished=wished,
        wishes_most=kind.wishes_at_most,
    )


def ask_page(mentee: Enrolment, mentor: Enrolment) -> AskPage:
    """One mentor as the mentee who would like to ask reads of them."""
    kind = PROGRAM_TYPES[mentee.cohort.program_type]
    if kind.choice is None:
        raise LookupError("a mentee of this program asks nobody")
    (line,) = _lines(mentee, [mentor], requests_by(mentee), wished=(), taken=taken_by([mentor.id]))
    return AskPage(
        line=line,
        answer_by=kind.choice.answer_by(today(organisation().time_zone)),
        talks_first=kind.choice.talks_first,
    )


def _lines(
    mentee: Enrolment,
    mentors: Sequence[Enrolment],
    requests: Sequence[MentorRequest],
    *,
    wished: Sequence[str],
    taken: Mapping[int, int],
) -> list[MentorLine]:
    parts, asked = parts_for(mentee, mentors), {each.mentor_id: each for each in requests}
    places = {email: place for place, email in enumerate(wished, start=1)}
    return [
        MentorLine(
            enrolment=each,
            offers=what_they_offer(each),
            reasons=in_words(mentee, each, parts[each.public_id])[:REASONS],
            has_seat=each.takes_more and taken.get(each.id, 0) < each.seats,
            request=asked.get(each.id),
            standing=standing_of(asked[each.id]) if each.id in asked else "",
            wished=places.get(each.person.email or "", 0),
        )
        for each in mentors
    ]
