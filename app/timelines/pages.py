"""What a timeline shows: the route of its days, and below it what is to be done, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from types import MappingProxyType

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.pages import Stop
from app.cohorts.policy import UNTOLD
from app.core.clock import today
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.organisation import organisation
from app.core.wording import day_short, number
from app.library.queries import Shown
from app.people.models import Person
from app.timelines.leads import Lead, lead_of
from app.timelines.queries import Ticks, day_zero, milestones_of, ticks_of
from app.timelines.services.milestones import is_as_the_program_has_it, may_show_manager, way_of_program
from programs.catalogue import PROGRAM_TYPES
from programs.timeline import Block, Milestone, Standing, blocks_of

MOST_STOPS = 6
WEEK, LONG = 7, 14
Reading = Mapping[str, Sequence[Shown]]
NOTHING: Reading = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One milestone; ``manager`` names who sees its tick, "" where only the two do; ``reading`` helps with it,
    ``lead`` is where it is done.
    """

    name: str
    title: str
    theme: str
    ticked_on: date | None
    manager: str
    reading: Sequence[Shown] = ()
    lead: Lead | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """What is to be done by one day."""

    title: str
    due_on: date
    items: Sequence[Item]
    standing: Standing
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The timeline of one mentee, as the mentee or the mentor sees it."""

    mentee: Enrolment
    legs: Sequence[Leg]
    stops: Sequence[Stop]
    next: Item | None
    here: Leg | None

    @property
    def cohort(self) -> Cohort:
        """The cohort it belongs to."""
        return self.mentee.cohort


def timeline_of(mentee: Enrolment, ticked: Ticks | None = None, reading: Reading = NOTHING) -> Timeline:
    """The timeline today, with what is worth reading; ``ticked`` spares a query where it was read for several."""
    ticks: Mapping[str, date] = ticks_of([mentee.id]).get(mentee.id, {}) if ticked is None else ticked
    on, way = today(organisation().time_zone), milestones_of(mentee)
    blocks = blocks_of(way, ticks, day_zero(mentee), on)
    legs = [_leg(each, mentee, ticks, reading) for each in blocks]
    here = next((leg for leg in legs if leg.standing is Standing.HERE), None)
    open_ones = [item for item in here.items if item.ticked_on is None] if here else []
    stops = [_stop(leg) for leg in _shown(legs)]
    return Timeline(mentee=mentee, legs=legs, stops=stops, next=next(iter(open_ones), None), here=here)


def _leg(block: Block, mentee: Enrolment, ticks: Ticks, reading: Reading) -> Leg:
    items = [_item(each, mentee, ticks, reading.get(each.name, ())) for each in block.milestones]
    some = {"ticked": number(block.ticked), "all": number(len(items))}
    note = _("done") if block.is_complete else _("%(ticked)s of %(all)s", **some) if block.ticked else ""
    return Leg(title=day_words(block.day), due_on=block.due_on, items=items, standing=block.standing, note=note)


def _item(milestone: Milestone, mentee: Enrolment, ticks: Ticks, reading: Sequence[Shown]) -> Item:
    return Item(
        name=milestone.name,
        title=_(milestone.title),
        theme=_(milestone.theme),
        ticked_on=ticks.get(milestone.name),
        manager=_manager(mentee) if milestone.is_role_item else "",
        reading=reading,
        lead=lead_of(milestone.name, mentee.cohort),
    )


def _manager(mentee: Enrolment) -> str:
    boss: Person | None = mentee.person.manager
    return boss.name if boss is not None else ""


def _stop(leg: Leg) -> Stop:
    when = day_short(leg.due_on)
    return Stop(leg.title, "" if leg.standing is Standing.HERE else leg.note or when, leg.standing.value)


def _shown(legs: Sequence[Leg]) -> Sequence[Leg]:
    """Six at most: those around where the mentee is."""
    here = next((place for place, leg in enumerate(legs) if leg.standing is Standing.HERE), len(legs))
    first = max(0, min(here - 2, len(legs) - MOST_STOPS))
    return legs[first : first + MOST_STOPS]


def day_words(day: int) -> str:
    """A day of a program in words: before it, the first day, the first week, or day so-and-so."""
    if day < 0:
        return _("Before day 1")
    if day <= 1:
        return _("Day 1")
    return _("Week 1") if day == WEEK else _("Day %(day)s", day=number(day))


Days = Sequence[tuple[str, Sequence[Milestone]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestonesPage:
    """The milestones of a cohort as those who run it choose them."""

    days: Days
    usual: Days
    themes: Sequence[str]
    is_open: bool
    is_own: bool
    may_show_manager: bool
    starts_with_each: bool


def milestones_page(cohort: Cohort) -> MilestonesPage:
    """Day by day, with the program’s own beside them where they differ."""
    themes = (_(each.theme) for each in (*cohort.milestones, *way_of_program(cohort)))
    return MilestonesPage(
        days=_by_day(cohort.milestones),
        usual=_by_day(way_of_program(cohort)),
        themes=list(dict.fromkeys(themes)),
        is_open=cohort.phase is UNTOLD,
        is_own=not is_as_the_program_has_it(cohort),
        may_show_manager=may_show_manager(cohort),
        starts_with_each=PROGRAM_TYPES[cohort.program_type].rolling,
    )


def _by_day(milestones: Iterable[Milestone]) -> Days:
    return [(_exact_day(day), list(group)) for day, group in groupby(milestones, key=lambda each: each.day)]


def _exact_day(day: int) -> str:
    if day < 0:
        return ngettext("%(count)s day before the start", "%(count)s days before the start", -day, count=number(-day))
    return _("Day %(day)s", day=number(day))
