"""Why somebody keeps an unfilled need: a code, and the numbers for a sentence."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from matching.answers import Assignment
from matching.arrays import BoolArray
from matching.matches import Unmatched
from matching.policy import RESOLUTION, Policy
from matching.scoring import Scorer
from matching.tables import Table

__all__ = ["unmatched_reasons"]


def unmatched_reasons(assignment: Assignment, mentees: Table, scorer: Scorer) -> Iterator[Unmatched]:
    """One entry for each mentee with an unfilled need, in the order of the table."""
    problem, pairs = assignment.problem, assignment.pairs
    filled = np.bincount(pairs[:, 0], minlength=len(problem.demand))
    for row in assignment.unmatched.tolist():
        needs: dict[str, Any] = {"needs": int(problem.demand[row]), "filled": int(filled[row])}
        mentors = problem.mentors[problem.starts[row] : problem.starts[row + 1]]
        own = pairs[pairs[:, 0] == row, 1]
        left = np.setdiff1d(mentors, own)
        if not problem.capacity.sum():
            reason, facts = "no_mentors", {"mentors": len(problem.capacity)}
        elif not len(mentors):
            reason, facts = _nobody_allowed(row, mentees, scorer)
        elif not len(left):
            reason, facts = "no_other_mentor", {"allowed": len(mentors)}
        else:
            reason, facts = _not_chosen(assignment, row, left.tolist())
        yield Unmatched(mentees.ids[row], reason, needs | facts)


def _nobody_allowed(row: int, mentees: Table, scorer: Scorer) -> tuple[str, dict[str, Any]]:
    masks = scorer.row_exclusions(row)
    times = np.sum(list(masks.values()), axis=0)
    excluded = {name: int(mask.sum()) for name, mask in masks.items() if mask.any()}
    alone = {name: int((mask & (times == 1)).sum()) for name, mask in masks.items() if mask.any()}
    rule = max(excluded, key=lambda name: (alone[name], excluded[name]))
    facts = {"mentors": scorer.shape[1], "excluded": excluded, "alone": alone, "rule": rule}
    wanted = _wanted_skills(row, mentees, scorer.policy, masks)
    return ("nobody_offers", facts | {"wanted": wanted}) if wanted else ("no_allowed_mentor", facts)


def _wanted_skills(row: int, mentees: Table, policy: Policy, masks: dict[str, BoolArray]) -> list[Any]:
    """The wanted skills where nobody at all covers one of them."""
    for spec in policy.rules:
        if spec.kind == "covers" and spec.mentee and masks[spec.name].all():
            return [skill for skill, _ in (mentees.levels(spec.mentee)[row] or {}).values()]
    return []


def _not_chosen(assignment: Assignment, row: int, left: list[int]) -> tuple[str, dict[str, Any]]:
    problem = assignment.problem
    first, last = problem.starts[row], problem.starts[row + 1]
    best = int(problem.weights[first:last][np.isin(problem.mentors[first:last], left)].max())
    if problem.objective == "best_total" and best < problem.floor[row]:
        facts = {"allowed": len(left), "best": best / RESOLUTION, "floor": int(problem.floor[row]) / RESOLUTION}
        return "below_floor", facts
    return "no_seat_left", {"allowed": len(left), "seats": int(problem.capacity[left].sum())}
