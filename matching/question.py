"""The question behind a match: two tables read, scored, and framed as a problem."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from matching.arrays import IntArray
from matching.ceilings import group_ceilings
from matching.compiled import COMPILED
from matching.digests import input_digest
from matching.errors import InputError, named_rows
from matching.ids import is_hashable, listed
from matching.plan import Plan
from matching.policy import RESOLUTION, Policy
from matching.problem import Problem, counts_of
from matching.scoring import Scorer
from matching.sources import never
from matching.tables import Cell, Table, key_of
from matching.wishes import wish_orders

__all__ = ["Columns", "Edits", "Pairs", "Question", "ask", "pairs_of", "positions", "problem_of"]

Columns = Mapping[str, Sequence[Cell]]
Pairs = Collection[tuple[Cell, Cell]]
MOST_SALT = 2**63


@dataclass(frozen=True, slots=True)
class Edits:
    """Pairs of ids that must be made, must not be made, or should be kept."""

    locked: Pairs = ()
    forbidden: Pairs = ()
    keep: Pairs = ()

    def named(self) -> dict[str, Pairs]:
        """The pairs by what is asked of them."""
        return {"locked": self.locked, "forbidden": self.forbidden, "keep": self.keep}

    def positions(self, name: str, tables: Sequence[Table]) -> IntArray:
        """Rows and columns of the pairs of one name."""
        return positions(name, self.named()[name], tables)

    def to_dict(self) -> dict[str, list[list[Cell]]]:
        """The pairs as a JSON file can hold them."""
        return {name: [list(pair) for pair in pairs] for name, pairs in self.named().items()}


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Question:
    """Two tables under a policy, in hashed order, with all that `ask` was given."""

    mentees: Table
    mentors: Table
    policy: Policy
    scorer: Scorer
    problem: Problem
    given: tuple[Columns, Columns]
    edits: Edits
    salt: int
    input_digest: str

    def digest(self) -> str:
        """The digest of what was asked, worked out anew."""
        return input_digest(*self.given, self.policy.id, self.edits.named())

    def place(self, mentee_id: Cell, mentor_id: Cell) -> tuple[int, int]:
        """Row and column of two ids."""
        return self.mentees.place_of(mentee_id), self.mentors.place_of(mentor_id)

    def has(self, mentee_id: Cell, mentor_id: Cell) -> bool:
        """Whether both are there."""
        return key_of(mentee_id) in self.mentees.places and key_of(mentor_id) in self.mentors.places


def ask(
    mentees: Columns,
    mentors: Columns,
    policy: Policy,
    edits: Edits,
    salt: Any = 0,
) -> Question:
    """Read two tables under a policy, both sides in the order of a salted hash of their ids."""
    if not isinstance(salt, (int, np.integer)) or not -MOST_SALT <= salt < MOST_SALT:
        raise InputError(f"salt: expected a whole number of 64 bits, got {salt!r}")
    tables = (
        Table("mentees", mentees, policy.id, lenient=policy.lenient, salt=int(salt)),
        Table("mentors", mentors, policy.id, lenient=policy.lenient, salt=int(salt)),
    )
    given = _copied(mentees), _copied(mentors)
    scorer = Scorer(policy, tables[0], tables[1], edits.positions("forbidden", tables))
    return Question(
        mentees=tables[0],
        mentors=tables[1],
        policy=policy,
        scorer=scorer,
        problem=problem_of(scorer, tables, edits),
        given=given,
        edits=edits,
        salt=int(salt),
        input_digest=input_digest(*given, policy.id, edits.named()),
    )


def _copied(columns: Columns) -> Columns:
    """What was handed in, whatever becomes of it there."""
    return {str(name): list(columns[name]) for name in columns}


def problem_of(scorer: Scorer, tables: Sequence[Table], edits: Edits) -> Problem:
    """What two tables ask of the solver."""
    policy = scorer.policy
    floor = round(policy.floor * RESOLUTION) if policy.objective == "best_total" else 0
    problem = Problem(
        source=Plan(scorer) if COMPILED else scorer.plain,
        capacity=_counts(tables[1], policy.seats),
        demand=_counts(tables[0], policy.needs),
        floor=np.full(len(tables[0]), floor, dtype=np.int64),
        objective=policy.objective,
        locked=np.unique(edits.positions("locked", tables), axis=0),
        kept=_allowed(scorer, np.unique(edits.positions("keep", tables), axis=0)),
        keep_bonus=round(policy.keep_bonus * RESOLUTION),
        ceilings=group_ceilings(policy.ceilings, tables[1], policy.load),
        unit=1 / RESOLUTION,
        ranks=wish_orders(scorer) if policy.objective == "stable" else None,
    )
    _check_locked(problem, scorer, tables)
    return problem


def _allowed(scorer: Scorer, pairs: IntArray) -> IntArray:
    scores = scorer.plain.at(pairs[:, 0], pairs[:, 1])
    return pairs[scores > never(scores)]


def _check_locked(problem: Problem, scorer: Scorer, tables: Sequence[Table]) -> None:
    for row, column in problem.locked.tolist():
        rules = scorer.ruled_out(row, column)
        if rules:
            named = ", ".join(repr(rule) for rule in rules)
            raise InputError(
                f"locked: a rule forbids the pair {tables[0].ids[row]!r}, {tables[1].ids[column]!r}: {named}"
            )
    counted = counts_of(problem.locked, problem.shape)
    limits = (problem.demand, "needs"), (problem.capacity, "seats")
    for table, count, (limit, word) in zip(tables, counted, limits, strict=True):
        over = np.flatnonzero(count > limit)
        if len(over):
            raise InputError(f"locked: {table.side} {table.ids[over[0]]!r} is in more locked pairs than {word}")
    for ceiling, left in zip(problem.ceilings, problem.left_under_ceilings(), strict=True):
        if left < 0:
            raise InputError(f"locked: more pairs than the ceiling of {ceiling.name}, {ceiling.most}, allows")


def _counts(table: Table, given: str | int) -> IntArray:
    return table.counts(given) if isinstance(given, str) else np.full(len(table), given, dtype=np.int64)


def pairs_of(name: str, given: Any) -> tuple[Any, ...]:
    """Pairs as a caller names them; None names nobody."""
    return () if given is None else tuple(listed(name, given, "pairs of ids"))


def positions(name: str, pairs: Pairs, tables: Sequence[Table]) -> IntArray:
    """Rows and columns of pairs of ids, shape (k, 2); ``name`` is what messages call them."""
    pairs = pairs_of(name, pairs)
    wrong = [at + 1 for at, pair in enumerate(pairs) if not _is_pair(pair)]
    if wrong:
        raise InputError(f"{name}: expected pairs of a mentee's and a mentor's id in {named_rows(wrong)}")
    found = [
        tuple(table.places.get(key_of(value), -1) for table, value in zip(tables, pair, strict=True)) for pair in pairs
    ]
    unknown = [at + 1 for at, pair in enumerate(found) if min(pair) < 0]
    if unknown:
        raise InputError(f"{name}: an id that is in neither table in {named_rows(unknown)}")
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def _is_pair(pair: object) -> bool:
    is_two = isinstance(pair, (tuple, list, np.ndarray)) and getattr(pair, "ndim", 1) == 1 and len(pair) == 2
    return is_two and all(is_hashable(value) for value in pair)  # type: ignore[attr-defined]  # a sequence, as seen above
