"""What the rules exclude and what is not known, counted over all pairs; whom somebody asked not to meet is left out."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from matching.arrays import IntArray
from matching.criteria import Criterion
from matching.criteria.base import Codes
from matching.scoring import RuleCount, Scorer

__all__ = ["Census", "census"]

NOBODY = np.zeros((0, 2), dtype=np.int64)
MOST_CELLS = 1 << 22
BLOCK_CELLS = 500_000


@dataclass(frozen=True, slots=True)
class Census:
    """Counts over all pairs of two tables.

    Attributes
    ----------
    pairs : int
    rules : tuple of RuleCount
        As if no pair were forbidden, so that nobody can tell from a count who is.
    unknown : mapping of str to int
        By criterion, for how many pairs data is missing and the neutral value is given.
    """

    pairs: int
    rules: tuple[RuleCount, ...]
    unknown: Mapping[str, int]


def census(scorer: Scorer) -> Census:
    """Count them.

    Examples
    --------
    >>> from matching import Policy, match
    >>> policy = Policy.from_toml('''
    ... [[criteria]]
    ... name = "craft"
    ... kind = "same"
    ... column = "function"
    ... weight = 10
    ... ''')
    >>> mentees = {"id": ["ana", "ben"], "function": ["law", None]}
    >>> found = match(mentees, {"id": ["cleo"], "function": ["law"]}, policy, forbidden=[("ana", "cleo")])
    >>> found.census()
    Census(pairs=2, rules=(), unknown={'craft': 1})
    """
    unknown = {spec.name: _unknown(criterion, scorer.shape) for spec, criterion in scorer.criteria_read}
    rules = Scorer.like(scorer, scorer.policy, NOBODY).rule_counts
    return Census(scorer.shape[0] * scorer.shape[1], rules, unknown)


def _unknown(criterion: Criterion, shape: tuple[int, int]) -> int:
    """For how many pairs a criterion has no data; by values and sides where it can be told from them."""
    codes, common, pairs = criterion.codes(), criterion.in_common(), criterion.in_pairs()
    if min(shape) == 0:
        return 0
    if codes is not None and (found := _by_codes(criterion, codes, shape)) is not None:
        return found
    if common is not None:
        own, others = (int(side.sum()) for side in common.known)
        return shape[0] * shape[1] - own * others
    if pairs is not None:
        own, others = (int((~side).sum()) for side in pairs.known)
        return own * others
    return _by_blocks(criterion, shape)


def _by_codes(criterion: Criterion, codes: Codes, shape: tuple[int, int]) -> int | None:
    sides = [_told_apart(side, length) for side, length in zip(codes, shape, strict=True)]
    (rows, many), (columns, often) = sides
    if len(rows) * len(columns) > MOST_CELLS:
        return None
    known = np.broadcast_to(criterion.shares(rows, columns)[1], (len(rows), len(columns)))
    return int(((~known) * np.outer(many, often)).sum())


def _told_apart(codes: IntArray, length: int) -> tuple[IntArray, IntArray]:
    """One person for each code, and how many have it."""
    _, first, count = np.unique(np.broadcast_to(codes, (length,)), return_index=True, return_counts=True)
    return first, count


def _by_blocks(criterion: Criterion, shape: tuple[int, int]) -> int:
    columns = np.arange(shape[1])
    height = max(1, BLOCK_CELLS // shape[1])
    found = 0
    for start in range(0, shape[0], height):
        rows = np.arange(start, min(start + height, shape[0]))
        known = criterion.shares(rows, columns)[1]
        found += len(rows) * len(columns) - int(np.broadcast_to(known, (len(rows), len(columns))).sum())
    return found
