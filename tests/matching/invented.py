"""A random problem as two tables of people under a policy, with pairs that must, must not and should be made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from matching import Match, Policy, match
from tests.matching.instances import Instance, instance

__all__ = ["STEPS", "People", "people"]

STEPS = 1024


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class People:
    """The problem of a seed as two tables under a policy, with pairs that must, must not and should be."""

    given: Instance
    mentees: dict[str, list[Any]]
    mentors: dict[str, list[Any]]
    policy: Policy
    edits: dict[str, Any]
    locked: Any
    kept: Any

    def match(self, objective: str, *, shuffled: int | None = None) -> Match:
        tables = [self.mentees, self.mentors]
        if shuffled is not None:
            random = np.random.default_rng(shuffled)
            orders = [random.permutation(len(table["id"])).tolist() for table in tables]
            tables = [
                {name: [cells[at] for at in order] for name, cells in table.items()}
                for table, order in zip(tables, orders, strict=True)
            ]
        return match(tables[0], tables[1], self.policy, objective=objective, salt=self.given.seed, **self.edits)


def people(seed: int) -> People:
    """Scores become a table of affinities by id: exact in steps of 1/1024 point."""
    given = instance(seed)
    random = np.random.default_rng(seed + 1)
    n_mentees, n_mentors = given.scores.shape
    scores = np.abs(given.scores) % 9000
    names = [f"e{row}" for row in range(n_mentees)], [f"o{column}" for column in range(n_mentors)]
    teams = random.integers(0, 4, n_mentors)
    ceilings = {"team": int(random.integers(1, 5)), "office": int(random.integers(1, 8))} if seed % 3 == 0 else {}
    groups = [(np.flatnonzero(teams == team).tolist(), ceilings["team"]) for team in range(4) if ceilings]
    groups += [(np.flatnonzero(teams // 2 == office).tolist(), ceilings["office"]) for office in range(2) if ceilings]
    floor = int(np.abs(np.asarray(given.floor)).max(initial=0)) % 9000
    given = replace(given, scores=scores, ceilings=groups, floor=floor)
    locked, kept = _some_pairs(random, given)
    named = {
        name: [(names[0][i], names[1][j]) for i, j in pairs]
        for name, pairs in (("forbidden", np.argwhere(~given.allowed).tolist()), ("locked", locked), ("keep", kept))
    }
    wishes = [
        [random.permutation(ids)[: random.integers(0, 4)].tolist() or None for _ in own]
        for own, ids in (names, names[::-1])
    ]
    mentors = {"id": names[1], "seats": given.capacity.tolist(), "wishes": wishes[1]}
    return People(
        given=given,
        mentees={"id": names[0], "needs": given.demand.tolist(), "wishes": wishes[0]},
        mentors=mentors | {"team": teams.tolist(), "office": (teams // 2).tolist()},
        policy=_policy(given, names, ceilings, int(random.integers(0, 50))),
        edits=named,
        locked=np.array(locked, dtype=np.int64).reshape(-1, 2),
        kept=np.array(kept, dtype=np.int64).reshape(-1, 2),
    )


def _policy(given: Instance, names: tuple[list[str], list[str]], ceilings: dict[str, int], bonus: int) -> Policy:
    own, others = names
    table = {one: {other: given.scores[i, j] / 16384 for j, other in enumerate(others)} for i, one in enumerate(own)}
    criteria = [
        {"kind": "affinity", "column": "id", "weight": 16, "table": table},
        {"kind": "preference", "column": "wishes", "weight": 0},
    ]
    columns = {"needs": "needs", "seats": "seats", "ceilings": ceilings}
    numbers = {"floor": given.floor / STEPS, "keep_bonus": bonus / STEPS}
    return Policy.from_dict({"criteria": criteria, **columns, **numbers})


def _some_pairs(random: np.random.Generator, given: Instance) -> tuple[list[list[int]], list[list[int]]]:
    """Up to three that can be locked together, and up to four to keep."""
    pairs = random.permutation(np.argwhere(given.allowed)).tolist()
    locked: list[list[int]] = []
    for pair in pairs[: int(random.integers(0, 4))]:
        rows, columns = np.array([*locked, pair]).T
        taken = np.bincount(columns, minlength=len(given.capacity))
        fits = (np.bincount(rows, minlength=len(given.demand)) <= given.demand).all() and (
            taken <= given.capacity
        ).all()
        if fits and all(taken[members].sum() <= most for members, most in given.ceilings):
            locked.append(pair)
    return locked, pairs[3:7]
