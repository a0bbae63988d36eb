"""What the pages about cohorts show, shaped for their templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.cohorts.labels import MOVES, PHASES, ROAD, SIDES, program_in_words
from app.cohorts.models import Cohort, Enrolment, Side
from app.cohorts.moves import Passage, check_conditions, passage
from app.cohorts.openings import Figure, Opening, opening_of
from app.cohorts.queries import Counts, administrators_of, come_in, counts_of
from app.cohorts.sections import Section, sections_of
from app.cohorts.services.archiving import PUT_AWAY_IN
from app.cohorts.services.cohorts import OVER
from app.cohorts.services.practice import COACHING, SME_COACHING
from app.core.clock import today
from app.core.elsewhere import Elsewhere, where
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.i18n import ngettext, say
from app.core.organisation import date_here
from app.core.wording import day_year, number
from app.people.models import Person
from programs.catalogue import PROGRAM_TYPES
from programs.phases import ALLOWED_MOVES, BLOCKED_MOVES, Phase
from programs.timeline import Milestone
from programs.types import ProgramType


@dataclass(frozen=True, slots=True)
class Stop:
    """A landing point on the road of a cohort."""

    name: Any
    note: str
    state: str


@dataclass(frozen=True, slots=True)
class Move:
    """A phase that comes into question: possible, or with the sentence why not."""

    then: Phase
    label: Any
    why_not: str | None
    passage: Passage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortPage:
    """Everything that the page of a cohort shows to those who run it."""

    cohort: Cohort
    kind: ProgramType
    counts: Counts
    opening: Opening
    next: Section | None
    sections: list[Section]
    road: list[Stop]
    moves: list[Move]
    administrators: int
    words: list[str]
    milestones: Sequence[Milestone]
    coaching: Elsewhere | None
    reporting: Sequence[ProgramType]

    @property
    def can_be_put_away(self) -> bool:
        """Whether it can be taken out of the lists."""
        return self.cohort.archived_at is None and self.cohort.phase in PUT_AWAY_IN

    @property
    def takes_files(self) -> bool:
        """Whether people can still be read in and invited."""
        return self.cohort.archived_at is None and self.cohort.phase not in OVER

    @property
    def needs_files(self) -> bool:
        """Whether nothing can go on before somebody has signed up."""
        if not self.takes_files:
            return False
        return not self.counts.is_matchable and self.cohort.phase in {Phase.DRAFT, Phase.SIGN_UP, Phase.MATCHING}


def programs_with_reports() -> list[ProgramType]:
    """The programs whose mentors also write reports, which the mentee reads first and signs: SME coaching."""
    return [kind for kind in PROGRAM_TYPES.values() if kind.observations is not None]


def cohort_page(viewer: Person, cohort: Cohort) -> CohortPage:
    """The page of a cohort for one of its administrators."""
    counts = counts_of(cohort)
    following, sections = sections_of(viewer, cohort, counts)
    opening = opening_of(cohort, counts, otherwise=_signed_up)
    return CohortPage(
        cohort=cohort,
        kind=PROGRAM_TYPES[cohort.program_type],
        counts=counts,
        opening=opening,
        next=following,
        sections=[opening.section, *sections] if opening.section else sections,
        road=road_of(cohort, counts),
        moves=moves_of(cohort),
        administrators=len(administrators_of(cohort)),
        words=program_in_words(PROGRAM_TYPES[cohort.program_type], cohort),
        milestones=cohort.milestones,
        coaching=where("coaching") if cohort.relabelled_as == COACHING else None,
        reporting=programs_with_reports() if cohort.relabelled_as == SME_COACHING else [],
    )


def _signed_up(cohort: Cohort, counts: Counts) -> Opening:
    kind = PROGRAM_TYPES[cohort.program_type]
    asked = _("for %(count)s asked", count=number(counts.needs)) if counts.needs else ""
    return Opening(
        finding=finding_of(counts),
        lead=f"{_(kind.name)}. {_(cohort.phase.sentence)}",
        figures=[
            Figure(_("Mentees"), number(counts.mentees)),
            Figure(_("Mentors"), number(counts.mentors)),
            Figure(_("Seats"), number(counts.seats), asked),
            Figure(_("Have come in"), number(come_in(cohort)), _("signed in at least once")),
        ],
    )


def finding_of(counts: Counts) -> str:
    """How many have signed up, and what is missing."""
    mentees, mentors = counts.mentees, counts.mentors
    if not mentees and not mentors:
        return _("Nobody has signed up yet.")
    if not mentors:
        return ngettext(
            "One mentee has signed up, and no mentor yet.",
            "%(count)s mentees have signed up, and no mentor yet.",
            mentees,
            count=number(mentees),
        )
    if not mentees:
        return ngettext(
            "One mentor has signed up, and no mentee yet.",
            "%(count)s mentors have signed up, and no mentee yet.",
            mentors,
            count=number(mentors),
        )
    if missing := counts.seats_missing:
        return ngettext(
            "One more seat is needed for everybody.",
            "%(count)s more seats are needed for everybody.",
            missing,
            count=number(missing),
        )
    return _("%(people)s, and a seat for everybody.", people=people_in_words(counts))


def road_of(cohort: Cohort, counts: Counts) -> list[Stop]:
    """The phases as stops, with the facts that are known."""
    here = list(Phase).index(cohort.phase)
    notes = {
        Phase.DRAFT: day_year(cohort.created_at),
        Phase.SIGN_UP: people_in_words(counts) if counts.mentees + counts.mentors else "",
        Phase.RUNNING: _("from %(day)s", day=day_year(cohort.starts_on)),
        Phase.CLOSED: day_year(cohort.ends_on) if cohort.has_end else "",
    }
    return [
        Stop(ROAD[phase], notes.get(phase, "") if place != here else "", _state(place, here))
        for place, phase in enumerate(Phase)
    ]


def _state(place: int, here: int) -> str:
    return "here" if place == here else "done" if place < here else "ahead"


def moves_of(cohort: Cohort) -> list[Move]:
    """Every other phase: those that may follow now, then the others with why not and what to do instead."""
    phase = cohort.phase
    possible = [
        Move(then, MOVES[then], _in_the_way(cohort, then), passage(phase, then)) for then in ALLOWED_MOVES[phase]
    ]
    blocked = [
        Move(then, PHASES[then], _(BLOCKED_MOVES[phase, then])) for then in Phase if (phase, then) in BLOCKED_MOVES
    ]
    return possible + blocked


def _in_the_way(cohort: Cohort, then: Phase) -> str | None:
    try:
        check_conditions(cohort, then)
    except RuleBroken as broken:
        return say(broken)
    return None


def people_in_words(counts: Counts) -> str:
    """“50 mentees, 31 mentors”."""
    mentees = ngettext("%(count)s mentee", "%(count)s mentees", counts.mentees, count=number(counts.mentees))
    mentors = ngettext("%(count)s mentor", "%(count)s mentors", counts.mentors, count=number(counts.mentors))
    return _("%(mentees)s, %(mentors)s", mentees=mentees, mentors=mentors)


@dataclass(frozen=True, slots=True)
class ListedCohort:
    """One row of the list of cohorts."""

    cohort: Cohort
    program: str
    phase: Any
    people: str


def listed(cohorts: Sequence[Cohort], counts: Mapping[int, Counts]) -> list[ListedCohort]:
    """The rows of the list, with how many take part in each."""
    return [
        ListedCohort(
            cohort,
            _(PROGRAM_TYPES[cohort.program_type].name),
            PHASES[cohort.phase],
            _people_line(counts.get(cohort.id, Counts())),
        )
        for cohort in cohorts
    ]


def _people_line(counts: Counts) -> str:
    if not counts.mentees + counts.mentors:
        return _("Nobody has signed up yet.")
    return _("%(people)s.", people=people_in_words(counts))


def week_of(cohort: Cohort) -> tuple[int, int] | None:
    """Which week of how many a cohort is in, None before and after it runs, and where it just goes on."""
    day = today()
    if not cohort.has_end or not cohort.starts_on <= day <= cohort.ends_on:
        return None
    weeks = (cohort.ends_on - cohort.starts_on).days // 7 + 1
    return (day - cohort.starts_on).days // 7 + 1, weeks


def participant_headings() -> list[str]:
    """The headings of the list of participants as a file."""
    return [
        _("Name"),
        _("E-mail"),
        _("Takes part as"),
        _("Seats"),
        _("Mentors wanted"),
        _("Job title"),
        _("Department"),
        _("Level"),
        _("Site"),
        _("Since"),
    ]


def participant_row(enrolment: Enrolment) -> list[Any]:
    """One person in that file."""
    person = enrolment.person
    is_mentor = enrolment.role is Side.MENTOR
    return [
        person.name,
        person.email,
        str(SIDES[enrolment.role]),
        enrolment.seats if is_mentor else None,
        None if is_mentor else enrolment.needs,
        person.job_title,
        person.department,
        person.level,
        person.site,
        date_here(enrolment.joined_at),
    ]
