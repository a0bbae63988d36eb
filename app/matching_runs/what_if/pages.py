"""The page of changes: what is tried, in words, and what would follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.cohorts.models import Enrolment
from app.cohorts.services.settings import UNPUBLISHED
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.i18n import ngettext, say
from app.core.pages import Page
from app.core.wording import number, spelled
from app.matching_runs.difference import Move
from app.matching_runs.models import MatchRun, PairDecision
from app.matching_runs.pages.difference import MoveRow, finding_of, page_of, row_of
from app.matching_runs.pages.pairs import kind_of, label_of, points
from app.matching_runs.pages.review import decided_in_words
from app.matching_runs.queries import next_number
from app.matching_runs.what_if.models import ChangeKind, WhatIfChange
from app.matching_runs.what_if.queries import changes_of, left_out_of, names_of
from app.matching_runs.what_if.services import digest_of, refuse_closed
from app.matching_runs.what_if.solving import Outcome, outcome_of
from app.matching_runs.what_if.wanted import Wanted, wanted_of
from app.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A change in words, and the number by which it is undone."""

    words: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Somebody who is left out by now."""

    name: str
    address: str
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What would follow: in a sentence, in totals, and for whom."""

    finding: str
    totals: list[str]
    moves: Page[MoveRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfPage:
    """Changes, what would follow, and who is left out by now; ``why_not`` where nothing can be tried here."""

    why_not: str
    digest: str
    tried: list[Tried]
    decided: list[str]
    left_out: list[Left]
    may_weigh: bool
    next_number: int
    followed: Followed | None


def what_if_page(run: MatchRun, person: Person, asked_page: int) -> WhatIfPage:
    """The page of one administrator; with an empty list nothing is solved."""
    decided, why_not = _open_or_why_not(run)
    changes = [] if why_not else changes_of(run, person)
    taken_in = {each.who.id for each in changes if each.kind is ChangeKind.TAKE_IN}
    words: dict[str, Any] = {
        "digest": digest_of(run, changes),
        "tried": [Tried(words=words_of(each, run), number=str(each.id)) for each in changes],
        "decided": [decided_in_words(each) for each in decided],
        "left_out": [_left_out(each) for each in left_out_of(run.cohort) if each.id not in taken_in],
        "may_weigh": run.cohort.phase in UNPUBLISHED,
        "next_number": next_number(run.cohort),
    }
    outcome = None
    if changes or decided:
        # Whatever is read before may be gone after: a match that is not at hand is computed outside of transactions.
        outcome, why_not = _outcome(run, wanted_of(changes, decided))
    return WhatIfPage(why_not=why_not, followed=_followed(outcome, asked_page) if outcome else None, **words)


def _outcome(run: MatchRun, wanted: Wanted) -> tuple[Outcome | None, str]:
    try:
        return outcome_of(run, wanted), ""
    except RuleBroken as broken:
        return None, say(broken)


def words_of(change: WhatIfChange, run: MatchRun) -> str:
    """A change in words."""
    if change.kind is ChangeKind.WEIGHTS:
        return _weights(change, run)
    if change.kind in (ChangeKind.LOCK, ChangeKind.FORBID):
        mentee, mentor = change.pair
        names = {"mentee": mentee.person.name, "mentor": mentor.person.name}
        if change.kind is ChangeKind.LOCK:
            return _("%(mentee)s is put together with %(mentor)s.", **names)
        return _("%(mentee)s and %(mentor)s are not put together.", **names)
    name = change.who.person.name
    if change.kind is ChangeKind.SEATS:
        seats = change.seats or 0
        return ngettext(
            "%(name)s has one seat, in place of %(now)s.",
            "%(name)s has %(seats)s seats, in place of %(now)s.",
            seats,
            name=name,
            seats=spelled(seats),
            now=spelled(change.who.seats),
        )
    if change.kind is ChangeKind.LEAVE_OUT:
        return _("%(name)s is left out.", name=name)
    return _("%(name)s is taken in again.", name=name)


def _weights(change: WhatIfChange, run: MatchRun) -> str:
    kind = kind_of(run)
    stands = {spec["name"]: spec["weight"] for spec in run.policy["criteria"]}
    told = [
        _(
            "“%(what)s” counts %(then)s, in place of %(now)s",
            what=label_of(kind, name),
            then=points(then),
            now=points(now),
        )
        for name, now in stands.items()
        if (then := change.weights.get(name, now)) != now
    ]
    return f"{'; '.join(told)}." if told else _("What counts stays as it is.")


def _open_or_why_not(run: MatchRun) -> tuple[list[PairDecision], str]:
    try:
        return refuse_closed(run), ""
    except RuleBroken as broken:
        return [], say(broken)


def _left_out(who: Enrolment) -> Left:
    return Left(name=who.person.name, address=who.person.email or "", side=who.role.value)


def _followed(outcome: Outcome, asked_page: int) -> Followed:
    moves = _moves(outcome)
    placed, lose = (sum(not there for there in each) for each in ([m.now for m in moves], [m.then for m in moves]))
    gone = sum(each.is_gone for each in moves)
    return Followed(
        finding=finding_of(placed, sum(bool(each.now and each.then) for each in moves), gone, lose - gone),
        totals=[_totals(outcome), *_other_points(outcome)],
        moves=page_of([row_of(each) for each in moves], asked_page),
    )


def _moves(outcome: Outcome) -> list[Move]:
    """Everybody whose mentors change, those who lose first; who only has other points is counted in a sentence."""
    before, after = outcome.mentors
    here = set(outcome.after.mentee_ids)
    changed = outcome.changed
    names = names_of({each for who in changed for each in (who, *before.get(who, ()), *after.get(who, ()))})
    moves = [
        Move(
            mentee=names[who],
            now={names[mentor]: fit for mentor, fit in before.get(who, {}).items()},
            then={names[mentor]: fit for mentor, fit in after.get(who, {}).items()},
            is_gone=who not in here,
        )
        for who in changed
    ]
    return sorted(moves, key=lambda move: (bool(move.then), bool(move.now), move.gain, move.mentee))


def _totals(outcome: Outcome) -> str:
    placed = {"before": number(outcome.placed[0]), "after": number(outcome.placed[1])}
    points = {"now": number(outcome.before.total, 1), "then": number(outcome.after.total, 1)}
    said = _(
        "Mentees with a mentor: %(after)s, now %(before)s. All pairs together: %(then)s points, now %(now)s.",
        **placed,
        **points,
    )
    proof = _("No better result exists with these changes: that is proven.")
    return f"{said} {proof}" if outcome.after.gap == 0 else said


def _other_points(outcome: Outcome) -> list[str]:
    """How many have more points, and how many fewer, with the mentors whom they keep."""
    more, fewer = outcome.other_points
    if not more and not fewer:
        return []
    return [
        _(
            "Of those who keep their mentor, %(more)s have a better fit by the points that are tried, and %(fewer)s a "
            "lesser one.",
            more=spelled(more),
            fewer=spelled(fewer),
        )
    ]
