"""The difference between two runs in words: who, now, then, and what it is for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.pages import PER_PAGE, Page
from app.core.wording import number, spelled
from app.matching_runs.difference import Move, moves_between, run_before
from app.matching_runs.models import MatchRun
from app.matching_runs.pages.pairs import points

SLIGHT = 10
"""A difference of fewer points is called slight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveRow:
    """One line of the difference; ``tone`` is gain, loss or same."""

    who: str
    now: str
    then: str
    words: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a run changes against the one before, in two sentences."""

    before: int
    finding: str
    totals: str
    is_any: bool


def difference_of(run: MatchRun) -> Difference | None:
    """The difference to the run before, from what the run stored; None for the first."""
    stored = run.counts.get("moves")
    if not stored:
        return None
    counts = [stored[each] for each in ("placed", "move", "gone", "lose")]
    return Difference(
        before=stored["before"], finding=finding_of(*counts), totals=_totals(run, stored), is_any=any(counts)
    )


def move_rows(run: MatchRun) -> list[MoveRow]:
    """Everybody who has other mentors than in the run before."""
    before = run_before(run)
    return [row_of(each) for each in moves_between(before, run)] if before is not None else []


def page_of(rows: Sequence[MoveRow], asked: int) -> Page[MoveRow]:
    """One page of them."""
    last = max(1, -(-len(rows) // PER_PAGE))
    here = min(asked, last)
    some = rows[(here - 1) * PER_PAGE : here * PER_PAGE]
    return Page(rows=some, number=here, total=len(rows), per_page=PER_PAGE)


def move_headings() -> list[str]:
    """The headings of the difference as a file."""
    return [_("Who"), _("Now"), _("Then"), _("For them")]


def move_line(row: MoveRow) -> list[str]:
    """One line of the difference as a file."""
    return [row.who, row.now, row.then, row.words]


def row_of(move: Move) -> MoveRow:
    """One mentee in words."""
    words, tone = _for_them(move)
    return MoveRow(who=move.mentee, now=_names(move.now), then=_names(move.then), words=words, tone=tone)


def _names(mentors: dict[str, float]) -> str:
    return ", ".join(mentors) or _("no mentor")


def _for_them(move: Move) -> tuple[str, str]:
    if move.is_gone:
        return _("not in this run any more"), "same"
    if not move.then:
        return _("no mentor any more"), "loss"
    if not move.now:
        return _("placed"), "gain"
    if len(move.now) != len(move.then):
        return (_("more mentors"), "gain") if len(move.then) > len(move.now) else (_("fewer mentors"), "loss")
    return _by_fit(move.gain, points(sum(move.now.values())), points(sum(move.then.values())))


def _by_fit(gain: float, before: str, after: str) -> tuple[str, str]:
    if before == after:
        return _("the same fit, %(fit)s", fit=after), "same"
    if gain > 0:
        return _("better, %(before)s to %(after)s", before=before, after=after), "gain"
    if gain > -SLIGHT:
        return _("slightly less, %(before)s to %(after)s", before=before, after=after), "loss"
    return _("less, %(before)s to %(after)s", before=before, after=after), "loss"


def finding_of(placed: int, move: int, gone: int, lose: int) -> str:
    """Who is placed, moves, is gone and loses their mentor, in one sentence."""
    if not any((placed, move, gone, lose)):
        return _("Nobody moves: the pairs are the same.")
    told = [
        ngettext("one more placed", "%(count)s more placed", placed, count=spelled(placed)) if placed else "",
        ngettext("one moves", "%(count)s move", move, count=spelled(move)) if move else "",
        _gone(gone) if gone else "",
        ngettext("one loses their mentor", "%(count)s lose their mentor", lose, count=spelled(lose)) if lose else "",
        "" if lose else _("nobody loses their mentor"),
    ]
    sentence = ", ".join(each for each in told if each)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _gone(gone: int) -> str:
    return ngettext("one is not in it any more", "%(count)s are not in it any more", gone, count=spelled(gone))


def _totals(run: MatchRun, stored: Mapping[str, Any]) -> str:
    if stored["stays"]:
        return _("The pairs of run %(number)s are published and stay; this run adds to them.", number=stored["before"])
    return _(
        "All pairs together come to %(now)s points, in run %(number)s to %(then)s.",
        now=number(run.total or 0),
        then=number(stored["total"] or 0),
        number=stored["before"],
    )
