"""What more seats and more mentors would bring, by solving again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from matching.policy import RESOLUTION, CriterionSpec, RuleSpec
from matching.proofs import reached
from matching.tables import Cell, key_of

if TYPE_CHECKING:
    from matching.matches import Match

__all__ = ["SkillSupply", "seat_value", "supply"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillSupply:
    """One skill: who wants it, who offers it, and what more mentors for it would bring.

    Attributes
    ----------
    skill : as in the tables
    wanted, unplaced : int
        Mentees who want it, and those of them without any mentor.
    offered, seats : int
        Mentors who offer it, and their seats.
    added, each : int
        Mentors more, each like the one who offers it and is in most demand, and the seats of each: as many as
        half of the mentors with a seat have at least.
    placed : int
        Mentees more who would have a mentor then.
    """

    skill: Cell
    wanted: int
    unplaced: int
    offered: int
    seats: int
    added: int
    each: int
    placed: int


def seat_value(found: "Match", mentor_id: Cell) -> float:
    """What one more seat would add to the total, unfilled needs at the floor, in points."""
    column = found.question.mentors.place_of(mentor_id)
    mentor = found.question.mentors.ids[column]
    seats = int(found.question.problem.capacity[column]) + 1
    other, _ = found.with_changes(seats={mentor: seats})
    return (_reached(other) - _reached(found)) / RESOLUTION


def _reached(found: "Match") -> int:
    return reached(found.assignment.problem, found.assignment.pairs)


def supply(
    found: "Match", added: int, most: int | None = None, progress: Callable[[int, int], object] | None = None
) -> tuple[SkillSupply, ...]:
    """One entry for each skill that somebody without a mentor wants, the one that helps most first.

    With ``most`` only for the skills that are wanted by most of them; where ``progress``, told how many of how many
    are done, returns False, only for those.
    """
    columns = _columns(found)
    if columns is None:
        return ()
    wanted, offered = found.question.mentees.levels(columns[0]), found.question.mentors.levels(columns[1])
    placed = {mentee for mentee, _ in found.pairs}
    alone = [row for row, mentee in enumerate(found.question.mentees.ids) if mentee not in placed]
    skills = {skill: wanted[row][skill][0] for row in alone for skill in wanted[row] or ()}  # type: ignore[index]
    unplaced = {skill: sum(skill in (wanted[row] or {}) for row in alone) for skill in skills}
    entries = []
    chosen = sorted(skills, key=lambda skill: (-unplaced[skill], str(skill)))[:most]
    for done, skill in enumerate(chosen):
        if progress is not None and progress(done, len(chosen)) is False:
            break
        offering = [column for column, cell in enumerate(offered) if skill in (cell or {})]
        entries.append(
            SkillSupply(
                skill=skills[skill],
                wanted=sum(skill in (cell or {}) for cell in wanted),
                unplaced=unplaced[skill],
                offered=len(offering),
                seats=int(found.question.problem.capacity[offering].sum()),
                added=added,
                each=_usual_seats(found),
                placed=_placed_with(found, skills[skill], columns[1], offering, added),
            )
        )
    return tuple(sorted(entries, key=lambda entry: (-entry.placed, -entry.unplaced, str(key_of(entry.skill)))))


def _usual_seats(found: "Match") -> int:
    seats = found.question.problem.capacity
    return int(np.median(seats[seats > 0])) if (seats > 0).any() else 1


def _columns(found: "Match") -> tuple[str, str] | None:
    specs: list[RuleSpec | CriterionSpec] = [*found.policy.rules, *found.policy.criteria]
    for spec in specs:
        if spec.kind in {"covers", "coverage"} and isinstance(spec.mentee, str) and isinstance(spec.mentor, str):
            return spec.mentee, spec.mentor
    return None


def _placed_with(found: "Match", skill: Cell, column: str, offering: list[int], added: int) -> int:
    """Mentees more who have a mentor once some more mentors offer a skill."""
    table, each = found.question.given[1], _usual_seats(found)
    if offering and int(found.question.problem.demand.max(initial=0)) <= 1 and isinstance(found.policy.seats, str):
        # To mentees who need one mentor, mentors alike are one with more seats: nobody has to be read again.
        dearest = _dearest(found, offering)
        seats = int(found.question.problem.capacity[dearest]) + added * each
        other, change = found.with_changes(seats={found.question.mentors.ids[dearest]: seats})
    else:
        rows = [_new_mentor(found, table, at, skill, column, offering, each) for at in range(added)]
        other, change = found.with_changes(add={"mentors": rows})
    del other
    return len(change.newly_placed) - len(change.newly_unplaced)


def _dearest(found: "Match", offering: list[int]) -> int:
    prices = found.mentor_prices[found.question.mentors.order]
    return max(offering, key=lambda at: int(prices[at]))


def _new_mentor(
    found: "Match", table: Any, number: int, skill: Cell, column: str, offering: list[int], each: int
) -> dict[str, Any]:
    policy = found.policy
    row: dict[str, Any] = dict.fromkeys(table)
    if offering:
        dearest = int(found.question.mentors.order[_dearest(found, offering)])
        row |= {name: table[name][dearest] for name in table}
    else:
        row[column] = {skill: None}
    row[policy.id] = f"{key_of(skill)} {number + 1} added"
    if isinstance(policy.seats, str):
        row[policy.seats] = each
    return row
