"""Why somebody keeps an unfilled need: a code, and the numbers for a sentence."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from matching.arrays import BoolArray, IntArray
from matching.problem import Problem
from matching.sources import never
from matching.unmatched import Unmatched

if TYPE_CHECKING:
    from matching.answers import Assignment
    from matching.policy import Policy
    from matching.scoring import Scorer
    from matching.tables import Table

__all__ = ["reasons_of", "unmatched_reasons"]


def reasons_of(problem: Problem, pairs: IntArray, rows: IntArray) -> tuple[str, ...]:
    """The reason of each row that keeps an unfilled need."""
    return tuple(reason for reason, _ in facts_of(problem, pairs, rows))


def facts_of(problem: Problem, pairs: IntArray, rows: IntArray) -> Iterator[tuple[str, dict[str, Any]]]:
    """Reason and facts of each row."""
    for start in range(0, len(rows), 256):
        part = rows[start : start + 256]
        block = problem.source.block(part)
        for row, scores in zip(part.tolist(), block, strict=True):
            mine = pairs[np.searchsorted(pairs[:, 0], row) : np.searchsorted(pairs[:, 0], row, side="right"), 1]
            yield _reason(problem, row, scores, mine)


def _reason(problem: Problem, row: int, scores: IntArray, own: IntArray) -> tuple[str, dict[str, Any]]:
    allowed = scores > never(scores)
    others = allowed.copy()
    others[own] = False
    if not problem.capacity.any():
        return "no_mentors", {"mentors": len(problem.capacity)}
    if not allowed.any():
        return "no_allowed_mentor", {"mentors": len(problem.capacity)}
    if not others.any():
        return "no_other_mentor", {"allowed": int(allowed.sum())}
    best = int(scores[others].max())
    if problem.uses_floor and best < problem.floor[row]:
        facts = {"best": best * problem.unit, "floor": int(problem.floor[row]) * problem.unit}
        return "below_floor", {"allowed": int(others.sum())} | facts
    return "no_seat_left", {"allowed": int(others.sum()), "seats": int(problem.capacity[others].sum())}


def unmatched_reasons(assignment: "Assignment", mentees: "Table", scorer: "Scorer") -> Iterator[Unmatched]:
    """One entry for each mentee with an unfilled need, in the order of the table."""
    problem, pairs = assignment.problem, assignment.pairs
    filled = np.bincount(pairs[:, 0], minlength=len(problem.demand))
    rows = assignment.unmatched
    for row, (reason, facts) in zip(rows.tolist(), facts_of(problem, pairs, rows), strict=True):
        needs: dict[str, Any] = {"needs": int(problem.demand[row]), "filled": int(filled[row])}
        if reason == "no_allowed_mentor":
            reason, facts = _nobody_allowed(row, mentees, scorer)  # noqa: PLW2901  # said more exactly
        yield Unmatched(mentees.ids[row], reason, needs | facts)


def _nobody_allowed(row: int, mentees: "Table", scorer: "Scorer") -> tuple[str, dict[str, Any]]:
    masks = scorer.row_exclusions(row)
    times = np.sum(list(masks.values()), axis=0)
    excluded = {name: int(mask.sum()) for name, mask in masks.items() if mask.any()}
    alone = {name: int((mask & (times == 1)).sum()) for name, mask in masks.items() if mask.any()}
    rule = max(excluded, key=lambda name: (alone[name], excluded[name]))
    facts = {"mentors": scorer.shape[1], "excluded": excluded, "alone": alone, "rule": rule}
    wanted = _wanted_skills(row, mentees, scorer.policy, masks)
    return ("nobody_offers", facts | {"wanted": wanted}) if wanted else ("no_allowed_mentor", facts)


def _wanted_skills(row: int, mentees: "Table", policy: "Policy", masks: dict[str, BoolArray]) -> list[Any]:
    """The wanted skills where nobody at all covers one of them."""
    for spec in policy.rules:
        if spec.kind == "covers" and spec.mentee and masks[spec.name].all():
            return [skill for skill, _ in (mentees.levels(spec.mentee)[row] or {}).values()]
    return []
