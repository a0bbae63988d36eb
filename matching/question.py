"""The question behind a match: two tables read, scored, and framed as a problem."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from matching.arrays import IntArray, row_starts
from matching.assignment import with_bonus
from matching.digests import input_digest
from matching.errors import InputError, named_rows
from matching.policy import RESOLUTION, Policy
from matching.problem import Problem
from matching.scoring import Scored, Scorer
from matching.tables import Cell, Table, key_of

__all__ = ["Columns", "Edits", "Pairs", "Question", "ask", "positions"]

Columns = Mapping[str, Sequence[Cell]]
Pairs = Collection[tuple[Cell, Cell]]
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Edits:
    """Pairs of ids that must be made, must not be made, or should be kept."""

    locked: Pairs = ()
    forbidden: Pairs = ()
    keep: Pairs = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Question:
    """Two tables under a policy."""

    mentees: Table
    mentors: Table
    policy: Policy
    scorer: Scorer
    scored: Scored
    problem: Problem
    input_digest: str


def ask(
    mentees: Columns,
    mentors: Columns,
    policy: Policy,
    edits: Edits,
    progress: Progress = lambda *_: None,
) -> Question:
    """Read and score two tables under a policy."""
    tables = (
        Table("mentees", mentees, policy.id, lenient=policy.lenient),
        Table("mentors", mentors, policy.id, lenient=policy.lenient),
    )
    named = {"locked": edits.locked, "forbidden": edits.forbidden, "keep": edits.keep}
    places = {name: positions(name, pairs, tables) for name, pairs in named.items()}
    scorer = Scorer(policy, tables[0], tables[1], places["forbidden"])
    scored = scorer.score(progress)
    return Question(
        mentees=tables[0],
        mentors=tables[1],
        policy=policy,
        scorer=scorer,
        scored=scored,
        problem=_problem(scored, policy, tables, places["locked"], places["keep"]),
        input_digest=input_digest(mentees, mentors, policy.id, named),
    )


def _problem(scored: Scored, policy: Policy, tables: Sequence[Table], locked: IntArray, kept: IntArray) -> Problem:
    mentees, mentors = (side.astype(np.int64) for side in np.nonzero(scored.allowed))
    floor = round(policy.floor * RESOLUTION) if policy.objective == "best_total" else 0
    problem = Problem(
        starts=row_starts(mentees, len(tables[0])),
        mentors=mentors,
        weights=scored.steps[mentees, mentors],
        capacity=_counts(tables[1], policy.seats),
        demand=_counts(tables[0], policy.needs),
        floor=np.full(len(tables[0]), floor, dtype=np.int64),
        objective=policy.objective,
        bonus=np.zeros((), dtype=np.int64),
        locked=np.zeros(0, dtype=np.int64),
        unit=1 / RESOLUTION,
    )
    bonus = np.zeros(len(mentors), dtype=np.int64)
    places = problem.positions(kept)
    bonus[places[places >= 0]] = round(policy.keep_bonus * RESOLUTION)
    framed = replace(
        problem, locked=_locked_arcs(problem, locked, tables), bonus=bonus if bonus.any() else problem.bonus
    )
    return with_bonus(framed)


def _locked_arcs(problem: Problem, locked: IntArray, tables: Sequence[Table]) -> IntArray:
    arcs = problem.positions(locked)
    if (arcs < 0).any():
        row, column = locked[arcs < 0][0].tolist()
        raise InputError(f"locked: a rule forbids the pair {tables[0].ids[row]!r}, {tables[1].ids[column]!r}")
    arcs = np.unique(arcs)
    for table, side, limit, word in (
        (tables[0], problem.mentees[arcs], problem.demand, "needs"),
        (tables[1], problem.mentors[arcs], problem.capacity, "seats"),
    ):
        over = np.flatnonzero(np.bincount(side, minlength=len(limit)) > limit)
        if len(over):
            raise InputError(f"locked: {table.side} {table.ids[over[0]]!r} is in more locked pairs than {word}")
    return arcs


def _counts(table: Table, given: str | int) -> IntArray:
    return table.counts(given) if isinstance(given, str) else np.full(len(table), given, dtype=np.int64)


def positions(name: str, pairs: Pairs, tables: Sequence[Table]) -> IntArray:
    """Rows and columns of pairs of ids, shape (k, 2); ``name`` is what messages call them."""
    places = [{key_of(value): at for at, value in enumerate(table.ids)} for table in tables]
    found = [tuple(place.get(key_of(value), -1) for place, value in zip(places, pair, strict=True)) for pair in pairs]
    unknown = [at + 1 for at, pair in enumerate(found) if min(pair) < 0]
    if unknown:
        raise InputError(f"{name}: an id that is in neither table in {named_rows(unknown)}")
    return np.array(found, dtype=np.int64).reshape(-1, 2)
