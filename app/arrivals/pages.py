"""What the page of arrivals shows, in words only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from app.arrivals.models import Arrival, ArrivalSettings, Proposal, ProposalState
from app.arrivals.queries import (
    counts_of_proposals,
    day_here,
    hires_of,
    placed_since,
    rules_of,
    settings_of,
    unsettled,
    waiting,
    without_start,
)
from app.cohorts.models import Cohort, Enrolment
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.i18n import say
from app.pairings.models import Pairing
from app.people.models import Person, PersonState
from matching import Part
from programs.arrivals import Arrivals
from programs.catalogue import PROGRAM_TYPES
from programs.reasons import Pair, pair_reasons

AHEAD = timedelta(days=60)
SHOWN, NEWLY_PLACED = 50, 12
REASONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """Two who are proposed: why, and when it is published unless somebody holds it."""

    proposal: Proposal
    reasons: Sequence[str]
    publishes_at: datetime

    @property
    def is_held(self) -> bool:
        return self.proposal.state is ProposalState.HELD


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """Somebody who will be taken in."""

    person: Person
    starts_on: date
    enters_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalsPage:
    """A cohort that people join one by one: who arrives, waits, is proposed, held or placed.

    The lists are as long as a page bears; ``waiting_in_all``, ``proposed_in_all`` and ``held_in_all`` count everybody.
    """

    cohort: Cohort
    rules: Arrivals
    settings: ArrivalSettings
    coming: Sequence[Coming]
    stepped_back: Sequence[Arrival]
    waiting: Sequence[Enrolment]
    proposed: Sequence[Proposed]
    held: Sequence[Proposed]
    placed: Sequence[Pairing]
    without_start: Sequence[Person]
    waiting_in_all: int
    proposed_in_all: int
    held_in_all: int

    @property
    def is_empty(self) -> bool:
        """Whether there is nobody to tell of."""
        lists = (self.coming, self.stepped_back, self.waiting, self.proposed, self.held, self.placed)
        return not any(lists) and not self.without_start


def arrivals_page(cohort: Cohort) -> ArrivalsPage:
    """Everything the page shows; the same number of queries however many there are."""
    rules, day = rules_of(cohort), day_here()
    last = rules.starts_between(day)[1]
    coming = session().scalars(hires_of(cohort, last + timedelta(days=1), day + AHEAD).limit(SHOWN)).all()
    proposals = [proposed(each, rules) for each in session().scalars(unsettled(cohort).limit(SHOWN)).all()]
    in_all = counts_of_proposals(cohort)
    return ArrivalsPage(
        cohort=cohort,
        rules=rules,
        settings=settings_of(cohort),
        coming=[_coming(each, rules) for each in coming],
        stepped_back=session().scalars(_stepped_back(cohort).limit(SHOWN)).all(),
        waiting=session().scalars(waiting(cohort).limit(SHOWN)).all(),
        proposed=[each for each in proposals if not each.is_held],
        held=[each for each in proposals if each.is_held],
        placed=session().scalars(placed_since(cohort, day - timedelta(days=rules.days_late)).limit(NEWLY_PLACED)).all(),
        without_start=session().scalars(without_start(cohort).limit(SHOWN)).all(),
        waiting_in_all=session().scalar(waiting(cohort).with_only_columns(func.count()).order_by(None)) or 0,
        proposed_in_all=in_all.get(ProposalState.OPEN, 0),
        held_in_all=in_all.get(ProposalState.HELD, 0),
    )


def proposed(proposal: Proposal, rules: Arrivals) -> Proposed:
    """A proposal with its reasons in words; never a score."""
    kind = PROGRAM_TYPES[proposal.cohort.program_type]
    names = Pair(proposal.mentee.person.first_name, proposal.mentor.person.first_name, "administrator")
    said = pair_reasons(kind.reasons, [Part(**part) for part in proposal.parts], names)
    publishes_at = rules.published_at(proposal.proposed_at)
    return Proposed(proposal=proposal, reasons=[say(each) for each in said][:REASONS], publishes_at=publishes_at)


def settings_words(settings: ArrivalSettings) -> str:
    """What the cohort has chosen, in a sentence."""
    if settings.takes_hires and settings.takes_movers:
        return _("Hires and colleagues who move to another department are taken in by themselves.")
    if settings.takes_hires:
        return _("Hires are taken in by themselves.")
    if settings.takes_movers:
        return _("Colleagues who move to another department are taken in by themselves.")
    return _("Nobody is taken in by themselves.")


def _coming(person: Person, rules: Arrivals) -> Coming:
    starts_on = person.start_on or day_here()
    return Coming(person=person, starts_on=starts_on, enters_on=rules.enters_on(starts_on))


def _stepped_back(cohort: Cohort) -> Select[Arrival]:
    found = select(Arrival).join(Arrival.person).options(joinedload(Arrival.person))
    back = found.where(Arrival.cohort_id == cohort.id, Arrival.stepped_back_at.is_not(None))
    return back.where(Arrival.opted_out_at.is_(None), Person.state != PersonState.LEFT).order_by(Arrival.starts_on)
