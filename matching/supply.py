"""What more seats and more mentors would bring, by solving again."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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
    added : int
        Mentors more, each like the one who offers it and is in most demand, with one seat.
    placed : int
        Mentees more who would have a mentor then.
    """

    skill: Cell
    wanted: int
    unplaced: int
    offered: int
    seats: int
    added: int
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


def supply(found: "Match", added: int) -> tuple[SkillSupply, ...]:
    """One entry for each skill that somebody without a mentor wants, the one that helps most first."""
    columns = _columns(found)
    if columns is None:
        return ()
    wanted, offered = found.question.mentees.levels(columns[0]), found.question.mentors.levels(columns[1])
    placed = {mentee for mentee, _ in found.pairs}
    alone = [row for row, mentee in enumerate(found.question.mentees.ids) if mentee not in placed]
    skills = {skill: wanted[row][skill][0] for row in alone for skill in wanted[row] or ()}  # type: ignore[index]
    entries = []
    for skill, name in skills.items():
        offering = [column for column, cell in enumerate(offered) if skill in (cell or {})]
        entries.append(
            SkillSupply(
                skill=name,
                wanted=sum(skill in (cell or {}) for cell in wanted),
                unplaced=sum(skill in (wanted[row] or {}) for row in alone),
                offered=len(offering),
                seats=int(found.question.problem.capacity[offering].sum()),
                added=added,
                placed=_placed_with(found, skill, name, columns[1], offering, added),
            )
        )
    return tuple(sorted(entries, key=lambda entry: (-entry.placed, -entry.unplaced, str(key_of(entry.skill)))))


def _columns(found: "Match") -> tuple[str, str] | None:
    specs: list[RuleSpec | CriterionSpec] = [*found.policy.rules, *found.policy.criteria]
    for spec in specs:
        if spec.kind in {"covers", "coverage"} and isinstance(spec.mentee, str) and isinstance(spec.mentor, str):
            return spec.mentee, spec.mentor
    return None


def _placed_with(found: "Match", skill: Cell, name: Cell, column: str, offering: list[int], added: int) -> int:
    """Mentees more who have a mentor once some more mentors offer a skill."""
    table = found.question.given[1]
    rows = [_new_mentor(found, table, at, skill, name, column, offering) for at in range(added)]
    other, change = found.with_changes(add={"mentors": rows})
    del other
    return len(change.newly_placed) - len(change.newly_unplaced)


def _new_mentor(
    found: "Match", table: Any, number: int, skill: Cell, name: Cell, column: str, offering: list[int]
) -> dict[str, Any]:
    policy = found.policy
    row: dict[str, Any] = dict.fromkeys(table)
    if offering:
        prices = found.mentor_prices[found.question.mentors.order]
        dearest = max(offering, key=lambda at: int(prices[at]))
        row |= {each: table[each][int(found.question.mentors.order[dearest])] for each in table}
    else:
        row[column] = {name: None}
    row[policy.id] = f"{key_of(skill)} {number + 1} added"
    if isinstance(policy.seats, str):
        row[policy.seats] = 1
    return row
