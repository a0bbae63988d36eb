"""How people stand who have no mentor, or no mentee, after a publication: what they may know of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, exists, select

from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.cohorts.queries import own_enrolments
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.i18n import say
from app.core.wording import day
from app.matching_runs.models import MatchRun, Unplaced
from app.matching_runs.queries import has_nobody
from app.pairings.models import Pairing, PairingState
from app.people.models import Person
from programs.catalogue import PROGRAM_TYPES
from programs.phases import Phase
from programs.waiting import Told, told

BEFORE_PAIRS = (Phase.SIGN_UP, Phase.MATCHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Somebody who waits in a cohort: a mentee with what they are told, or a mentor in reserve."""

    enrolment: Enrolment
    told: Told | None
    had_mentor: bool = False

    @property
    def is_mentor(self) -> bool:
        return self.enrolment.role is Side.MENTOR

    @property
    def why(self) -> str:
        """Why there is nobody yet, in kind words."""
        if self.is_mentor:
            return _("Your seat is not taken yet. Somebody may sign up late, or a pair may end: then you are asked.")
        if self.told is not None:
            return say(self.told.why)
        if self.had_mentor:
            return _("Your pair has ended, and another mentor is being looked for.")
        if PROGRAM_TYPES[self.enrolment.cohort.program_type].rolling:
            return _("A mentor is being looked for. Somebody looks at the proposal, then you hear of it by mail.")
        return _("You signed up after the pairs were made, and are in the next run.")

    @property
    def change(self) -> str:
        """What they can change."""
        return say(self.told.change) if self.told is not None else ""

    @property
    def next_run(self) -> str:
        """When there is a next run, and that nothing is to be done for it."""
        return next_run_in_words(self.enrolment.cohort.next_run_on)


def next_run_in_words(on: date | None) -> str:
    """The day of the next run, where it is known."""
    if on is None:
        return _("You are in the next run without doing anything.")
    return _("The next run is on %(day)s. You are in it without doing anything.", day=day(on))


def waiting_of(person: Person, cohort: Cohort | None = None) -> list[Waiting]:
    """Where somebody waits: in all cohorts or in one; three queries, one where they wait nowhere."""
    asked = [each for each in own_enrolments(person) if cohort is None or each.cohort_id == cohort.id]
    might = [each.id for each in asked if _might_wait(each)]
    rows = session().execute(_enrolments(might)).all() if might else []
    reasons = _told([each for each, _had_mentor in rows]) if rows else {}
    return [
        Waiting(enrolment=each, told=reasons.get(each.id), had_mentor=bool(had_mentor)) for each, had_mentor in rows
    ]


def _might_wait(enrolment: Enrolment) -> bool:
    """Whether somebody who is in no pair here waits for one; before a match only where people come one by one."""
    phase, is_mentee = enrolment.cohort.phase, enrolment.role is Side.MENTEE
    is_joining = phase in BEFORE_PAIRS and is_mentee and PROGRAM_TYPES[enrolment.cohort.program_type].rolling
    asks = enrolment.needs > 0 if is_mentee else enrolment.takes_more and enrolment.seats > 0
    return enrolment.state is EnrolmentState.SIGNED_UP and asks and (phase is Phase.RUNNING or is_joining)


def _enrolments(ids: Sequence[int]) -> Select[Enrolment, bool]:
    """Those of them that are in no pair, and whether they had a mentor before."""
    had_mentor = exists().where(Pairing.mentee_id == Enrolment.id, Pairing.state == PairingState.ENDED)
    return select(Enrolment, had_mentor).where(Enrolment.id.in_(ids), has_nobody()).order_by(Enrolment.id)


def _told(enrolments: Sequence[Enrolment]) -> dict[int, Told]:
    """What the newest publication says about each."""
    left = select(Unplaced).join(MatchRun, MatchRun.id == Unplaced.run_id)
    left = left.where(Unplaced.enrolment_id.in_([each.id for each in enrolments]))
    published = left.where(MatchRun.published_at.is_not(None), MatchRun.undone_at.is_(None)).order_by(MatchRun.number)
    return {
        each.enrolment_id: told(each.reason["reason"], each.reason["facts"]) for each in session().scalars(published)
    }
