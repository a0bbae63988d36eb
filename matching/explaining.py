"""Why not somebody else: what it would cost, and who would move."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matching.arrays import IntArray
from matching.errors import InputError
from matching.policy import RESOLUTION
from matching.proofs import LOWEST
from matching.sources import never
from matching.standing import Standing
from matching.tables import Cell

if TYPE_CHECKING:
    from matching.matches import Match

__all__ = ["Move", "WhyNot", "runner_up", "why_not"]


@dataclass(frozen=True, slots=True)
class Move:
    """One mentee's mentors as they are and as they would be."""

    mentee: Cell
    before: tuple[Cell, ...]
    after: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """Why a pair is not made. For the administrator: it names other people.

    Attributes
    ----------
    made : bool
        Whether the pair is made after all.
    rules : tuple of str
        The rules that exclude it.
    score : float
        Points of the pair.
    loss : float or None
        Exactly what all together would lose, in points, an unfilled need counted at the floor; None where the pair
        cannot be made, and where the answer is not one of scores.
    pairs_lost : int
        How many pairs fewer there would be.
    moves : tuple of Move
        Whose mentors would change, the mentee first.
    points_needed : float or None
        The smallest change that would make it: so many points more for this pair. None where points alone would
        not: where pairs come first and it costs one, and where it lowers the floor that was raised.
    """

    mentee: Cell
    mentor: Cell
    made: bool
    rules: tuple[str, ...]
    score: float
    loss: float | None = None
    pairs_lost: int = 0
    moves: tuple[Move, ...] = ()
    points_needed: float | None = None


def why_not(found: "Match", mentee_id: Cell, mentor_id: Cell) -> WhyNot:
    """Answer for one pair."""
    row, column = found.place(mentee_id, mentor_id)
    rules, score = found.ruled_out(mentee_id, mentor_id), found.score(mentee_id, mentor_id)
    ids = found.question.mentees.ids[row], found.question.mentors.ids[column]
    made = ids in set(found.pairs)
    if made or rules or found.search is None or found.search.is_halted:
        return WhyNot(mentee=ids[0], mentor=ids[1], made=made, rules=rules, score=score)
    change = _forced(found, row, column)
    if change is None:
        return WhyNot(mentee=ids[0], mentor=ids[1], made=False, rules=(), score=score)
    added, removed = change
    loss = _worth(found, removed) - _worth(found, added)
    return WhyNot(
        mentee=ids[0],
        mentor=ids[1],
        made=False,
        rules=(),
        score=score,
        loss=loss,
        pairs_lost=len(removed) - len(added),
        moves=_moves(found, added, removed, row),
        points_needed=max(loss, 0) + 1 / RESOLUTION if _points_help(found, added, removed) else None,
    )


def _points_help(found: "Match", added: IntArray, removed: IntArray) -> bool:
    if found.objective == "best_total":
        return True
    lowers = found.objective == "raise_floor" and bool(
        (found.question.problem.given_steps(added) / RESOLUTION < found.scores.min(initial=np.inf)).any()
    )
    return len(added) >= len(removed) and not lowers


def runner_up(found: "Match", mentee_id: Cell) -> WhyNot | None:
    """The mentor with a seat whom a mentee does not have and who comes nearest to paying, not the next by score."""
    row = found.question.mentees.place_of(mentee_id)
    problem = found.question.problem
    block = problem.source.block(np.array([row]))[0]
    allowed, scores = (block > never(block)) & (problem.capacity > 0), block.astype(np.int64)
    own = {mentor for mentee, mentor in found.pairs if mentee == found.question.mentees.ids[row]}
    mine = [found.question.mentors.place_of(mentor) for mentor in own]
    allowed[mine] = False
    if not allowed.any():
        return None
    prices = found.mentor_prices[found.question.mentors.order]
    at = int(np.argmax(np.where(allowed, scores - prices, LOWEST)))
    return why_not(found, found.question.mentees.ids[row], found.question.mentors.ids[at])


def _forced(found: "Match", row: int, column: int) -> tuple[IntArray, IntArray] | None:
    """Pairs that would be made and undone, by a detour; elsewhere by solving again with the pair locked.

    Under ceilings there are no detours, and a raised floor falls where the pair lies below it.
    """
    if not found.question.problem.ceilings and found.objective != "raise_floor":
        detour = found.standing().force(row, column)
        return None if detour is None else (detour.made, detour.undone)
    pair = found.question.mentees.ids[row], found.question.mentors.ids[column]
    try:
        other, _ = found.with_changes(locked=[pair])
    except InputError:
        return None
    now, then = set(found.pairs), set(other.pairs)
    return _placed(found, sorted(then - now, key=str)), _placed(found, sorted(now - then, key=str))


def _placed(found: "Match", pairs: Sequence[tuple[Cell, Cell]]) -> IntArray:
    return np.array([found.place(*pair) for pair in pairs], dtype=np.int64).reshape(-1, 2)


def _worth(found: "Match", pairs: IntArray) -> float:
    """Points of some pairs over those of unfilled needs, with what keeping them counts."""
    problem = found.question.problem
    scores = problem.given_steps(pairs)
    return int((scores + problem.bonus(pairs, scores) - problem.floor[pairs[:, 0]]).sum()) / RESOLUTION


def _moves(found: "Match", added: IntArray, removed: IntArray, first: int) -> tuple[Move, ...]:
    mentees, mentors = found.question.mentees.ids, found.question.mentors.ids
    rows = dict.fromkeys([first, *added[:, 0].tolist(), *removed[:, 0].tolist()])
    moves = []
    for row in rows:
        before = [mentor for mentee, mentor in found.pairs if mentee == mentees[row]]
        gone = {mentors[column] for column in removed[removed[:, 0] == row, 1].tolist()}
        come = [mentors[column] for column in added[added[:, 0] == row, 1].tolist()]
        after = [mentor for mentor in before if mentor not in gone] + come
        moves.append(Move(mentees[row], tuple(before), tuple(after)))
    return tuple(moves)


def standing_of(found: "Match") -> Standing:
    """The finished search of a match, ready for questions."""
    search = found.search
    if search is None or search.valuation is None:
        raise InputError("a stable answer has no prices to ask about")
    return Standing(search, search.valuation)
