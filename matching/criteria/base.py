"""What every criterion is: a share from 0 to 1 for each pair, and the facts behind it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import numpy as np

from matching.arrays import BoolArray, FloatArray, IntArray

__all__ = ["Criterion", "Facts", "MentorCriterion", "Option"]

Facts = Mapping[str, Any]
Option = Callable[[Any], Any]
"""Turns the value in a policy into the one that is used; a ValueError says what was wrong with it."""


class Criterion(ABC):
    """One kind of criterion on two tables.

    A subclass reads its columns once and then answers for any rows and columns of the score table.
    """

    kind: ClassVar[str]
    sides: ClassVar[tuple[str, ...]] = ("mentee", "mentor")
    options: ClassVar[Mapping[str, Option]] = {}
    required: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def shares(self, rows: IntArray, columns: IntArray) -> tuple[FloatArray, BoolArray]:
        """Share of the weight for each pair, and where it is known; shapes broadcast to rows by columns."""

    @abstractmethod
    def facts(self, row: int, column: int) -> Facts:
        """What is behind the share of one pair."""

    def points(self, rows: IntArray, columns: IntArray, weight: int, neutral: int) -> tuple[IntArray, BoolArray]:
        """Whole points for each pair, and where they stand for something known."""
        shares, known = self.shares(rows, columns)
        whole = np.where(known, np.rint(shares * weight), neutral).astype(np.int64)
        shape = (len(rows), len(columns))
        return np.broadcast_to(whole, shape), np.broadcast_to(known, shape)


class MentorCriterion(Criterion):
    """A criterion that looks at the mentor alone."""

    sides = ("mentor",)

    @abstractmethod
    def mentor_shares(self, columns: IntArray) -> FloatArray:
        """Share for each mentor, NaN where unknown."""

    @abstractmethod
    def mentor_facts(self, column: int) -> Facts:
        """What is behind the share of one mentor."""

    def shares(self, rows: IntArray, columns: IntArray) -> tuple[FloatArray, BoolArray]:
        shares = np.broadcast_to(self.mentor_shares(columns), (len(rows), len(columns)))
        return np.nan_to_num(shares), ~np.isnan(shares)

    def facts(self, row: int, column: int) -> Facts:  # noqa: ARG002  # the same for every mentee
        return self.mentor_facts(column)
