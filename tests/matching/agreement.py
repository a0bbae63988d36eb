"""Where the engine and independent solvers differ on a random problem; an empty list is agreement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from matching import Assignment, Match, assign, match, replay, stable, verify
from tests.matching.instances import Instance
from tests.matching.invented import STEPS, People
from tests.matching.solvers import Task, expected, is_stable, stable_answers

__all__ = ["assign_differs", "match_differs", "stable_differs"]

Used = dict[str, int]


def task_of(given: Instance) -> Task:
    return Task(given.scores, given.allowed, given.demand, given.capacity, given.ceilings)


def assign_differs(given: Instance, objective: str, used: Used) -> Iterator[str]:
    """`assign` on one problem."""
    if objective == "stable":
        yield from _stable_by_score_differs(replace(given, ceilings=[]))
        return
    answer, task = assign(**given.arguments, objective=objective), task_of(given)
    yield from _unproven(answer)
    free = answer.scores - (np.broadcast_to(given.floor, task.demand.shape)[answer.pairs[:, 0]])
    found = _key(objective, answer.scores if objective != "best_total" else free, answer.scores)
    wanted = expected(task, objective, used, given.floor)
    if found != wanted:
        yield f"found {found}, wanted {wanted}"


def _key(objective: str, worth: Any, scores: Any) -> tuple[int, ...]:
    total = int(sum(worth.tolist()))
    if objective == "best_total":
        return (total,)
    return (len(worth), int(scores.min()), total) if objective == "raise_floor" and len(worth) else (len(worth), total)


def _unproven(answer: Assignment | Match) -> Iterator[str]:
    verdict = verify(answer)
    if answer.gap != 0 or not answer.proven or not verdict:
        yield f"not proven: gap {answer.gap}, {verdict.reason}"


def _stable_by_score_differs(given: Instance) -> Iterator[str]:
    answer = assign(**given.arguments | {"ceilings": None}, objective="stable")
    yield from _unproven(answer)
    pairs = {(row, column) for row, column in answer.pairs.tolist()}
    if not is_stable(given.scores, given.scores, given.allowed, task_of(given), pairs):
        yield "two would rather have each other"


def stable_differs(seed: int) -> Iterator[str]:
    """`stable` against all stable answers there are."""
    random = np.random.default_rng(seed)
    n_mentees, n_mentors = random.integers(0, 6), random.integers(0, 6)
    own = [random.permutation(n_mentors)[: random.integers(0, n_mentors + 1)].tolist() for _ in range(n_mentees)]
    others = [random.permutation(n_mentees)[: random.integers(0, n_mentees + 1)].tolist() for _ in range(n_mentors)]
    capacity = random.integers(0, 3, n_mentors).tolist()
    answer = stable(own, others, capacity=capacity)
    yield from _unproven(answer)
    mentor_of = dict(answer.pairs.tolist())
    found = tuple(mentor_of.get(row, -1) for row in range(n_mentees))
    every = stable_answers(own, others, capacity)
    if found not in every:
        yield f"{found} is none of {len(every)} stable answers"
        return
    places = [[len(own[i]) if j < 0 else own[i].index(j) for i, j in enumerate(each)] for each in every]
    if [min(column) for column in zip(*places, strict=True)] != places[every.index(found)]:
        yield "another stable answer is better for a mentee"


def match_differs(them: People, objective: str, used: Used, *, again: bool = True) -> Iterator[str]:
    """`match` on the same problem, with locked, forbidden and kept pairs and ceilings by column.

    With ``again`` also in another order of the rows, replayed, and after a change solved on from there and anew.
    """
    if objective == "stable":
        them = _without_ceilings(them)
    found = them.match(objective)
    yield from _unproven(found)
    if objective == "stable":
        yield from _stable_match_differs(them, found)
    else:
        yield from _best_match_differs(them, found, used)
    if not again:
        return
    if sorted(them.match(objective, shuffled=them.given.seed).pairs) != sorted(found.pairs):
        yield "other pairs in another order of the rows"
    yield from _replay_differs(them, found)
    yield from _warm_differs(them, found)


def _without_ceilings(them: People) -> People:
    return replace(them, policy=replace(them.policy, ceilings={}), given=replace(them.given, ceilings=[]))


def _positions(found: Match) -> Any:
    return found.assignment.pairs


def _best_match_differs(them: People, found: Match, used: Used) -> Iterator[str]:
    given, objective = them.given, found.objective
    bonus = np.zeros_like(given.scores)
    if len(them.kept):
        bonus[them.kept[:, 0], them.kept[:, 1]] = round(them.policy.keep_bonus * STEPS)
    if objective == "best_total":
        bonus[given.scores < given.floor] = 0
    worth = given.scores + bonus
    rows, columns = them.locked.T
    allowed = given.allowed.copy()
    allowed[rows, columns] = False
    demand = given.demand - np.bincount(rows, minlength=len(given.demand))
    capacity = given.capacity - np.bincount(columns, minlength=len(given.capacity))
    ceilings = [(members, most - int(np.isin(columns, members).sum())) for members, most in given.ceilings]
    least = int(given.scores[rows, columns].min(initial=2**62))
    pairs = np.array([pair for pair in _positions(found).tolist() if pair not in them.locked.tolist()]).reshape(-1, 2)
    pairs = pairs.astype(np.int64)
    over = worth[pairs[:, 0], pairs[:, 1]] - (given.floor if objective == "best_total" else 0)
    key = _key(objective, over, np.minimum(given.scores[pairs[:, 0], pairs[:, 1]], least))
    task = Task(worth, allowed, demand, capacity, ceilings)
    wanted = expected(task, objective, used, given.floor, given.scores, least)
    if key != wanted:
        yield f"found {key}, wanted {wanted}"
    points = given.scores[tuple(_positions(found).T)].sum() / STEPS
    if found.total != points or len(pairs) + len(them.locked) != len(found.pairs):
        yield f"total {found.total}, the pairs have {points}; or a locked pair is missing"


def _stable_match_differs(them: People, found: Match) -> Iterator[str]:
    given = them.given
    own = given.scores + _wishes(them.mentees["wishes"], them.mentors["id"]) * 10**6
    others = given.scores + _wishes(them.mentors["wishes"], them.mentees["id"]).T * 10**6
    pairs = {(row, column) for row, column in _positions(found).tolist()}
    locked = {(row, column) for row, column in them.locked.tolist()}
    if not locked <= pairs:
        yield "a locked pair is missing"
    rows, columns = them.locked.T
    demand = given.demand - np.bincount(rows, minlength=len(given.demand))
    capacity = given.capacity - np.bincount(columns, minlength=len(given.capacity))
    allowed = given.allowed.copy()
    allowed[rows, columns] = False
    if not is_stable(own, others, allowed, Task(given.scores, allowed, demand, capacity, []), pairs - locked):
        yield "two would rather have each other"


def _wishes(lists: list[Any], ids: list[str]) -> Any:
    """How high each stands in each list, 0 where absent."""
    table = np.zeros((len(lists), len(ids)))
    for row, wishes in enumerate(lists):
        for rank, wish in enumerate(wishes or ()):
            table[row, ids.index(wish)] = (len(wishes) - rank) / len(wishes)
    return table


def _replay_differs(them: People, found: Match) -> Iterator[str]:
    digests = {"input_digest": found.input_digest, "policy_digest": found.policy_digest}
    again = replay(them.mentees, them.mentors, found.policy, salt=found.salt, **digests, **them.edits)
    if again.pairs != found.pairs:
        yield "other pairs when replayed"


def _warm_differs(them: People, found: Match) -> Iterator[str]:
    """A change, solved on from here, against the same solved anew."""
    gone = [pair for pair in found.pairs if pair not in them.edits["locked"]][:1]
    warm, _ = found.with_changes(forbidden=gone)
    edits = them.edits | {"forbidden": [*them.edits["forbidden"], *gone]}
    cold = match(them.mentees, them.mentors, found.policy, salt=found.salt, **edits)
    yield from _unproven(warm)
    if (warm.total, len(warm.pairs)) != (cold.total, len(cold.pairs)) and not them.policy.keep_bonus:
        yield f"warm {warm.total} in {len(warm.pairs)} pairs, cold {cold.total} in {len(cold.pairs)}"
