"""What the pages about a pair show, in words only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.cohorts.models import Cohort, Enrolment, Side
from app.cohorts.pages import Stop
from app.core.clock import today
from app.core.i18n import gettext as _
from app.core.organisation import organisation
from app.core.sections import Section
from app.core.wording import day_year
from app.pairings.models import Ending, Origin, Pairing
from app.pairings.queries import open_pairs_of_mentor, partner_of, side_of
from app.pairings.sections import sections_of
from app.pairings.wording import after_the_end, why
from app.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPage:
    """A pair as one of its two people sees it."""

    partner: Person
    position: str
    is_mentor: bool
    reasons: list[str]
    next: Section | None
    sections: list[Section]
    stops: list[Stop]
    may_decline_until: date | None
    ended: str
    what_now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavePage:
    """What somebody reads before they end a pair."""

    partner: Person
    is_mentor: bool
    may_decline_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatsPage:
    """A mentor’s seats in one cohort."""

    enrolment: Enrolment
    pairs: Sequence[Pairing]
    free: int
    most: int


def pair_page(pairing: Pairing, viewer: Person) -> PairPage:
    """The page of a pair for one of the two."""
    side, partner = side_of(viewer, pairing), partner_of(viewer, pairing)
    following, sections = sections_of(viewer, pairing)
    return PairPage(
        partner=partner,
        position=position_of(partner),
        is_mentor=side is Side.MENTOR,
        reasons=why(pairing),
        next=following,
        sections=sections,
        stops=road_of(pairing),
        may_decline_until=last_day_to_decline(pairing),
        ended="" if pairing.is_open else ended_words(pairing),
        what_now="" if pairing.is_open else after_the_end(side, pairing),
    )


def leave_page(pairing: Pairing, viewer: Person) -> LeavePage:
    """What ending means for one of the two."""
    return LeavePage(
        partner=partner_of(viewer, pairing),
        is_mentor=side_of(viewer, pairing) is Side.MENTOR,
        may_decline_until=last_day_to_decline(pairing),
    )


def seats_page(enrolment: Enrolment) -> SeatsPage:
    """The seats of a mentor, taken and free."""
    pairs = open_pairs_of_mentor(enrolment)
    most = enrolment.cohort.seats_cap
    return SeatsPage(enrolment=enrolment, pairs=pairs, free=max(0, enrolment.seats - len(pairs)), most=most)


def position_of(person: Person) -> str:
    """What somebody does and where, as far as it is known."""
    return ", ".join(words for words in (person.job_title, person.department, person.site) if words)


def last_day_to_decline(pairing: Pairing) -> date | None:
    """Until when “not this one” can be said; None when it cannot any more."""
    last = pairing.objection_until
    return last if pairing.is_open and last and today(organisation().time_zone) <= last else None


def ended_words(pairing: Pairing) -> str:
    """How a pair ended, in words that give nobody away."""
    if pairing.ending is Ending.UNDONE:
        return _("The administrators took this pair back before you had met.")
    if pairing.ending is Ending.COMPLETED:
        return _("You have gone the way of this cohort to its end.")
    return _("This pair has ended. Pairs end for many reasons, and nobody is asked for one.")


def road_of(pairing: Pairing) -> list[Stop]:
    """The way of the two, from being put together to their last talk."""
    cohort, day = pairing.cohort, today(organisation().time_zone)
    half = cohort.starts_on + (cohort.ends_on - cohort.starts_on) / 2 if cohort.has_end else None
    met = pairing.first_met_on is not None
    wrote = pairing.wrote_at is not None or met or pairing.origin is Origin.IMPORT
    legs: list[tuple[str, str, bool]] = [
        (_("Put together"), day_year(pairing.since_on), True),
        (_("First letter"), day_year(pairing.wrote_at) if pairing.wrote_at else "", wrote),
        (_("First meeting"), day_year(pairing.first_met_on) if pairing.first_met_on else "", met),
        (_("On your way"), "", met and half is not None and day >= half),
    ]
    if half is not None:
        legs.append((_("Half way"), day_year(half), met and day >= half))
        legs.append((_("Last talk"), _("by %(day)s", day=day_year(cohort.ends_on)), False))
    return _stops(legs, is_open=pairing.is_open)


def _stops(legs: Sequence[tuple[str, str, bool]], *, is_open: bool) -> list[Stop]:
    """The first that is not behind them is where they are; an ended pair is nowhere any more."""
    here = next((place for place, (_name, _note, is_done) in enumerate(legs) if not is_done), len(legs))
    states = ["done" if place < here else "ahead" for place in range(len(legs))]
    if is_open and here < len(legs):
        states[here] = "here"
    return [
        Stop(name, "" if state == "here" else note, state)
        for (name, note, _is_done), state in zip(legs, states, strict=True)
    ]


def cohort_in_words(cohort: Cohort) -> str:
    """A cohort and until when it lasts."""
    if not cohort.has_end:
        return cohort.name
    return _("%(cohort)s, until %(day)s", cohort=cohort.name, day=day_year(cohort.ends_on))
