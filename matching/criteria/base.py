"""What every criterion is: a share from 0 to 1 for each pair, and the facts behind it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from scipy.sparse import csr_array

from matching.arrays import BoolArray, FloatArray, IntArray

__all__ = ["Codes", "Criterion", "Facts", "InCommon", "InPairs", "MentorCriterion", "Option", "numbered_alike"]

Codes = tuple[IntArray, IntArray]
ONE_FOR_ALL = np.zeros(1, dtype=np.int64)
"""Stands for codes that are the same for everybody."""
Facts = Mapping[str, Any]
Option = Callable[[Any], Any]
"""Turns the value in a policy into the one that is used; a ValueError says what was wrong with it."""


@dataclass(frozen=True, slots=True, eq=False)
class InPairs:
    """Shares of single pairs; all others have none, and are known where either side has ``known``."""

    rows: IntArray
    columns: IntArray
    shares: FloatArray
    known: tuple[BoolArray, BoolArray]


@dataclass(frozen=True, slots=True, eq=False)
class InCommon:
    """Items of both sides with shares, people by items; whose data is known; sizes where it is a share of either."""

    own: csr_array
    others: csr_array
    known: tuple[BoolArray, BoolArray]
    sizes: tuple[IntArray, IntArray] | None = None


def numbered_alike(*columns: Sequence[Any]) -> IntArray:
    """One number for each row, the same where all cells are the same.

    Examples
    --------
    >>> numbered_alike(["a", "b", "a"], [1, 1, 1]).tolist()
    [0, 1, 0]
    """
    code: dict[Any, int] = {}
    return np.array([code.setdefault(row, len(code)) for row in zip(*columns, strict=True)], dtype=np.int64)


class Criterion(ABC):
    """One kind of criterion on two tables.

    A subclass reads its columns once and then answers for any rows and columns of the score table.
    """

    kind: ClassVar[str]
    sides: ClassVar[tuple[str, ...]] = ("mentee", "mentor")
    several: ClassVar[bool] = False
    """Whether a side may name several columns."""
    options: ClassVar[Mapping[str, Option]] = {}
    required: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def shares(self, rows: IntArray, columns: IntArray) -> tuple[FloatArray, BoolArray]:
        """Share of the weight for each pair, and where it is known; shapes broadcast to rows by columns."""

    @abstractmethod
    def facts(self, row: int, column: int) -> Facts:
        """What is behind the share of one pair."""

    def codes(self) -> Codes | None:
        """Numbers by which people on each side can be told apart as far as this counts; None where that is no use."""
        return None

    def in_common(self) -> InCommon | None:
        """What both sides have, where the share is a sum over it and 0 without; None where it is something else."""
        return None

    def in_pairs(self) -> InPairs | None:
        """The pairs whose share is not 0, where they are few and counted one by one; None where they are not."""
        return None

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

    @abstractmethod
    def mentor_codes(self) -> IntArray:
        """Numbers by which mentors can be told apart."""

    def codes(self) -> Codes | None:
        return ONE_FOR_ALL, self.mentor_codes()

    def shares(self, rows: IntArray, columns: IntArray) -> tuple[FloatArray, BoolArray]:
        shares = np.broadcast_to(self.mentor_shares(columns), (len(rows), len(columns)))
        return np.nan_to_num(shares), ~np.isnan(shares)

    def facts(self, row: int, column: int) -> Facts:  # noqa: ARG002  # the same for every mentee
        return self.mentor_facts(column)
