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

ROWS_AT_ONCE = 64


def reasons_of(problem: Problem, pairs: IntArray, rows: IntArray) -> tuple[str, ...]:
    """The reason of each row that keeps an unfilled need."""
    return tuple(reason for reason, _ in facts_of(problem, pairs, rows))


def facts_of(problem: Problem, pairs: IntArray, rows: IntArray) -> Iterator[tuple[str, dict[str, Any]]]:
    """Reason and facts of each row."""
    full = list(_full(problem, pairs))
    for start in range(0, len(rows), 256):
        part = rows[start : start + 256]
        block = problem.source.block(part)
        for row, scores in zip(part.tolist(), block, strict=True):
            mine = pairs[np.searchsorted(pairs[:, 0], row) : np.searchsorted(pairs[:, 0], row, side="right"), 1]
            yield _reason(problem, row, scores, mine, full)


def _full(problem: Problem, pairs: IntArray) -> Iterator[tuple[Any, BoolArray]]:
    """Groups that have as many pairs as they may, with their mentors who have a seat left all the same."""
    taken = np.bincount(pairs[:, 1], minlength=len(problem.capacity))
    for ceiling in problem.ceilings:
        left = np.zeros(len(taken), dtype=bool)
        left[ceiling.members] = (problem.capacity > taken)[ceiling.members]
        if taken[ceiling.members].sum() >= ceiling.most and left.any():
            yield list(ceiling.group or ("", ceiling.name)), left


def _reason(
    problem: Problem, row: int, scores: IntArray, own: IntArray, full: list[tuple[Any, BoolArray]]
) -> tuple[str, dict[str, Any]]:
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
    groups = [group for group, left in full if (others & left).any()]
    if groups:
        return "group_full", {"allowed": int(others.sum()), "groups": groups}
    return "no_seat_left", {"allowed": int(others.sum()), "seats": int(problem.capacity[others].sum())}


def unmatched_reasons(assignment: "Assignment", mentees: "Table", scorer: "Scorer") -> Iterator[Unmatched]:
    """One entry for each mentee with an unfilled need, in the order of the table."""
    problem, pairs = assignment.problem, assignment.pairs
    filled = np.bincount(pairs[:, 0], minlength=len(problem.demand))
    rows = assignment.unmatched
    told = list(facts_of(problem, pairs, rows))
    nobody = [row for row, (reason, _) in zip(rows.tolist(), told, strict=True) if reason == "no_allowed_mentor"]
    exactly = dict(_nobody_allowed(nobody, mentees, scorer))
    for row, (reason, facts) in zip(rows.tolist(), told, strict=True):
        needs: dict[str, Any] = {"needs": int(problem.demand[row]), "filled": int(filled[row])}
        why, more = exactly.get(row, (reason, facts))
        yield Unmatched(mentees.ids[row], why, needs | more)


def _nobody_allowed(
    rows: list[int], mentees: "Table", scorer: "Scorer"
) -> Iterator[tuple[int, tuple[str, dict[str, Any]]]]:
    """For each row which rules exclude how many mentors, in all and alone."""
    skills = _wanted_columns(mentees, scorer.policy)
    for start in range(0, len(rows), ROWS_AT_ONCE):
        part = rows[start : start + ROWS_AT_ONCE]
        masks = scorer.exclusions(np.array(part, dtype=np.int64))
        times = np.sum([mask.astype(np.int16) for mask in masks.values()], axis=0)
        hits = {name: (mask.sum(axis=1), (mask & (times == 1)).sum(axis=1)) for name, mask in masks.items()}
        for at, row in enumerate(part):
            excluded = {name: int(count[at]) for name, (count, _) in hits.items() if count[at]}
            alone = {name: int(hits[name][1][at]) for name in excluded}
            rule = max(excluded, key=lambda name: (alone[name], excluded[name]))
            facts = {"mentors": scorer.shape[1], "excluded": excluded, "alone": alone, "rule": rule}
            wanted = next((read[row] for name, read in skills if excluded.get(name) == scorer.shape[1]), [])
            yield row, ("nobody_offers", facts | {"wanted": wanted}) if wanted else ("no_allowed_mentor", facts)


def _wanted_columns(mentees: "Table", policy: "Policy") -> list[tuple[str, list[list[Any]]]]:
    """By each rule that wants a skill covered, the skills that each mentee wants."""
    return [
        (spec.name, [[skill for skill, _ in (cell or {}).values()] for cell in mentees.levels(spec.mentee)])
        for spec in policy.rules
        if spec.kind == "covers" and spec.mentee
    ]
