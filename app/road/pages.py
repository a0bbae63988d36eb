"""What the pages of the road show: one’s own, and how many of a cohort went on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.cohorts.policy import UNTOLD
from app.cohorts.queries import own_enrolments
from app.core.clock import today
from app.core.i18n import gettext as _
from app.core.wording import day_year, number, percent
from app.people.models import Person
from app.road.entrances import Entrance, entrances_of
from app.road.queries import (
    Onward,
    as_of,
    cohorts_with_a_road,
    finished_types,
    newest_start,
    next_figures_on,
    onward_of,
)
from programs.catalogue import PROGRAM_TYPES
from programs.road import Road
from programs.shares import Share, shown, total_shown
from programs.types import ProgramType

DONE, HERE, AHEAD = "done", "here", "ahead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One program type on somebody’s road: where they stand with it, and how one comes to it."""

    name: str
    note: str
    state: str
    purpose: str
    entry: str
    consent: str
    ask: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRoad:
    """Somebody’s road: the stops in their order, what is open now, and what they took part in, the newest first."""

    stops: Sequence[Stop]
    open: Sequence[tuple[str, Entrance]]
    taken: Sequence[Enrolment]

    @property
    def ahead(self) -> list[Stop]:
        return [stop for stop in self.stops if stop.state == AHEAD]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A share as it is shown: in words where it may be, and where on a line from 0 to 100 it lies."""

    words: str
    share: float | None = None
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A cohort, or all of them together."""

    name: str
    cohort: Cohort | None
    mentees: int
    again: Figure
    mentors: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class WentOn:
    """How many went on, by cohort and together."""

    rows: Sequence[Row]
    together: Row | None
    as_of: date
    next_on: date


def own_road(person: Person) -> OwnRoad:
    """Where somebody is on the road between programs, and what is ahead."""
    signed_up = [each for each in own_enrolments(person) if each.state is EnrolmentState.SIGNED_UP]
    taken = [each for each in signed_up if each.cohort.phase is not UNTOLD]
    done = [*map(PROGRAM_TYPES.get, finished_types(person))]
    stops = [_stop(kind, kind.road, taken, done, person) for kind in PROGRAM_TYPES.values() if kind.road]
    found = entrances_of(person)
    return OwnRoad(
        stops=stops,
        open=[(_(kind.name), each) for kind in PROGRAM_TYPES.values() for each in found.get(kind.slug, ())],
        taken=sorted(taken, key=lambda each: each.cohort.starts_on, reverse=True),
    )


def _stop(
    kind: ProgramType, road: Road, taken: Sequence[Enrolment], done: Sequence[ProgramType | None], person: Person
) -> Stop:
    is_mentee = any(each.role is Side.MENTEE and PROGRAM_TYPES[each.cohort.program_type] is kind for each in taken)
    state = DONE if kind in done else HERE if is_mentee else AHEAD
    opens_on = road.opens_on(person.start_on, today()) if state == AHEAD else None
    return Stop(
        name=_(kind.name),
        note=_note(road, state, opens_on),
        state=state,
        purpose=_(kind.purpose),
        entry=_(road.entry),
        consent=_(road.consent),
        ask=_(road.ask),
    )


def _note(road: Road, state: str, opens_on: date | None) -> str:
    if state == DONE:
        return _("You have been through it")
    if state == HERE:
        return _("You are here")
    if opens_on:
        return _("From %(day)s", day=day_year(opens_on))
    return _(road.for_whom) if road.for_whom else _("Open to you")


def went_on(person: Person) -> WentOn:
    """For the cohorts somebody runs that began before others did: three queries, whatever their number."""
    newest = newest_start()
    cohorts = [each for each in cohorts_with_a_road(person) if newest and each.starts_on < newest]
    if not cohorts:
        return WentOn(rows=[], together=None, as_of=as_of(), next_on=next_figures_on())
    found, all_of_them = onward_of(cohorts)
    cohorts = [each for each in cohorts if each.id in found]
    again, mentors = _figures([found[each.id] for each in cohorts])
    rows = [
        Row(name=each.name, cohort=each, mentees=found[each.id].mentors.of, again=again[place], mentors=mentors[place])
        for place, each in enumerate(cohorts)
    ]
    together = _together([found[each.id] for each in cohorts], all_of_them) if len(cohorts) > 1 else None
    return WentOn(rows=rows, together=together, as_of=as_of(), next_on=next_figures_on())


def _together(parts: Sequence[Onward], whole: Onward) -> Row:
    return Row(
        name=_("All together, each person once"),
        cohort=None,
        mentees=whole.mentors.of,
        again=_figure(whole.again, total_shown([each.again for each in parts], whole.again)),
        mentors=_figure(whole.mentors, total_shown([each.mentors for each in parts], whole.mentors)),
    )


def _figures(onward: Sequence[Onward]) -> tuple[list[Figure], list[Figure]]:
    columns = [each.again for each in onward], [each.mentors for each in onward]
    again, mentors = ([_figure(*pair) for pair in zip(column, shown(column), strict=True)] for column in columns)
    return again, mentors


def _figure(share: Share, is_shown: bool) -> Figure:
    if not is_shown:
        return Figure(words=_("not shown"))
    low, high = share.interval
    words = _(
        "%(share)s, that is %(count)s of %(of)s (%(low)s to %(high)s)",
        share=percent(share.share, 1),
        count=number(share.count),
        of=number(share.of),
        low=number(100 * low, 1),
        high=number(100 * high, 1),
    )
    return Figure(words=words, share=share.share, low=low, high=high)
