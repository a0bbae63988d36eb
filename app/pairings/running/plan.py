"""What a file of running pairs would do: pairs to make, and a sentence for each row that stands in the way."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.core.clock import today
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.i18n import say
from app.pairings.possible import impossible
from app.pairings.running.known import Known, Somebody, known_about
from app.pairings.running.reading import Row
from app.people_import.dates import date_reader
from app.people_import.values import email
from programs.catalogue import PROGRAM_TYPES
from programs.practice import MOST_SEATS


@dataclass(frozen=True, slots=True, kw_only=True)
class Two:
    """A pair of the file, both of them found."""

    row: int
    mentee: Somebody
    mentor: Somebody
    since_on: date | None


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that cannot be done, in a sentence."""

    row: int
    sentence: str


@dataclass(slots=True)
class Plan:
    """``new`` are the pairs to make, ``known`` how many are pairs already; seats are by mentor, as people."""

    new: list[Two] = field(default_factory=list)
    known: int = 0
    problems: list[Problem] = field(default_factory=list)
    joining: dict[Side, set[int]] = field(default_factory=lambda: {side: set() for side in Side})
    seats_wanted: dict[int, int] = field(default_factory=dict)
    grows: list[tuple[Somebody, int, int]] = field(default_factory=list)
    needs: Counter[int] = field(default_factory=Counter)

    def digest(self) -> str:
        """What this plan would do, in a word: two plans with the same digest do the same."""
        pairs = [(each.mentee.id, each.mentor.id, str(each.since_on)) for each in self.new]
        facts = [pairs, [each.sentence for each in self.problems], sorted(self.seats_wanted.items())]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def plan_for(cohort: Cohort, rows: Sequence[Row], *, seats_grow: bool) -> Plan:
    """What the rows would do in this cohort now. With ``seats_grow`` mentors are given the seats that are missing."""
    plan, since = Plan(), date_reader(row.since for row in rows if row.since)
    addresses = {text.lower() for row in rows for text in (row.mentee, row.mentor)}
    known = known_about(cohort, addresses)
    seen: set[tuple[int, int]] = set()
    found = [two for row in rows if (two := _two(row, known, since, plan)) is not None]
    for two in found:
        if (two.mentee.id, two.mentor.id) in seen:
            plan.problems.append(Problem(two.row, _("it names a pair that stands in the file already")))
        elif _are_pair(two, known):
            plan.known += 1
        else:
            plan.new.append(two)
        seen.add((two.mentee.id, two.mentor.id))
    _leave_out(plan, _refused(cohort, plan.new, known))
    _count_places(plan, known, cohort.mentors_each)
    _count_seats(plan, known, PROGRAM_TYPES[cohort.program_type].seats, seats_grow=seats_grow)
    plan.problems.sort(key=lambda each: each.row)
    return plan


def _two(row: Row, known: Known, since: Callable[[str], date | None], plan: Plan) -> Two | None:
    try:
        mentee, mentor = _somebody(row.mentee, known), _somebody(row.mentor, known)
        since_on = _day(row.since, since)
    except RuleBroken as broken:
        plan.problems.append(Problem(row.number, say(broken)))
        return None
    return Two(row=row.number, mentee=mentee, mentor=mentor, since_on=since_on)


def _somebody(text: str, known: Known) -> Somebody:
    if not text:
        raise RuleBroken(_("an e-mail address is missing"))
    person = known.people.get(text.lower()) or known.people.get(email(text))
    if person is None:
        raise RuleBroken(_("nobody in the directory has the address %(address)s", address=text.lower()))
    if not person.is_active:
        raise RuleBroken(_("%(name)s has left", name=person.name))
    return person


def _day(text: str, since: Callable[[str], date | None]) -> date | None:
    day = since(text) if text else None
    if day is not None and day > today():
        raise RuleBroken(_("“%(text)s” lies ahead, and these pairs are meeting already", text=text))
    return day


def _are_pair(two: Two, known: Known) -> bool:
    mentee, mentor = known.enrolment(Side.MENTEE, two.mentee), known.enrolment(Side.MENTOR, two.mentor)
    return mentee is not None and mentor is not None and (mentee.id, mentor.id) in known.pairs


def _refused(cohort: Cohort, pairs: Sequence[Two], known: Known) -> dict[int, str]:
    """Row to sentence, for pairs that cannot be."""
    refused: dict[int, str] = {}
    never = set(impossible(cohort, [(each.mentee.id, each.mentor.id) for each in pairs]))
    for two in pairs:
        mentee, mentor = known.enrolment(Side.MENTEE, two.mentee), known.enrolment(Side.MENTOR, two.mentor)
        is_parted = mentee is not None and mentor is not None and (mentee.id, mentor.id) in known.parted
        withdrawn = [each for each in (mentee, mentor) if each and each.state is EnrolmentState.WITHDRAWN]
        if (two.mentee.id, two.mentor.id) in never or is_parted:
            refused[two.row] = _(
                "%(mentee)s with %(mentor)s is not possible", mentee=two.mentee.name, mentor=two.mentor.name
            )
        elif withdrawn:
            name = two.mentee.name if withdrawn[0] is mentee else two.mentor.name
            refused[two.row] = _("%(name)s has withdrawn from this cohort", name=name)
        elif mentor is not None and not mentor.takes_more:
            refused[two.row] = _("%(name)s takes no new mentees", name=two.mentor.name)
    return refused


def _leave_out(plan: Plan, refused: dict[int, str]) -> None:
    plan.problems += [Problem(row, sentence) for row, sentence in refused.items()]
    plan.new = [each for each in plan.new if each.row not in refused]


def _count_places(plan: Plan, known: Known, usual: int) -> None:
    """How many mentors each mentee has and would have; somebody who joins asks for as many as the file gives."""
    taken = Counter(mentee_id for mentee_id, _mentor_id in known.pairs)
    full: dict[int, str] = {}
    for two in plan.new:
        enrolment = known.enrolment(Side.MENTEE, two.mentee)
        plan.needs[two.mentee.id] += 1
        if enrolment is None:
            plan.joining[Side.MENTEE].add(two.mentee.id)
        elif taken[enrolment.id] + plan.needs[two.mentee.id] > enrolment.needs:
            full[two.row] = _("%(name)s has as many mentors as asked for", name=two.mentee.name)
    for person_id in plan.joining[Side.MENTEE]:
        plan.needs[person_id] = max(usual, plan.needs[person_id])
    _leave_out(plan, full)


def _count_seats(plan: Plan, known: Known, usual: int, *, seats_grow: bool) -> None:
    """How many seats each mentor needs for the pairs there are and those of the file."""
    taken = Counter(mentor_id for _mentee_id, mentor_id in known.pairs)
    by_mentor: defaultdict[int, list[Two]] = defaultdict(list)
    for two in plan.new:
        by_mentor[two.mentor.id].append(two)
    full: dict[int, str] = {}
    for pairs in by_mentor.values():
        mentor = pairs[0].mentor
        enrolment = known.enrolment(Side.MENTOR, mentor)
        offered, held = _seats_of(enrolment, usual, taken)
        if enrolment is None:
            plan.joining[Side.MENTOR].add(mentor.id)
        wanted = held + len(pairs)
        if wanted <= offered:
            plan.seats_wanted[mentor.id] = offered
        elif seats_grow and wanted <= MOST_SEATS:
            plan.seats_wanted[mentor.id] = wanted
            plan.grows.append((mentor, offered, wanted))
        else:
            full |= {two.row: _no_seat(mentor, offered) for two in pairs[max(0, offered - held) :]}
    _leave_out(plan, full)


def _seats_of(enrolment: Enrolment | None, usual: int, taken: Counter[int]) -> tuple[int, int]:
    """How many seats a mentor offers, and how many of them are taken."""
    return (usual, 0) if enrolment is None else (enrolment.seats, taken[enrolment.id])


def _no_seat(mentor: Somebody, offered: int) -> str:
    return _("%(name)s has no seat free: %(offered)s offered", name=mentor.name, offered=offered)
