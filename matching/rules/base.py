"""What every rule is: for each pair, whether it is ruled out and whether that is known at all."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar

from matching.arrays import BoolArray, IntArray
from matching.criteria.base import Option

__all__ = ["Rule"]


class Rule(ABC):
    """One kind of rule on two tables. Missing data never rules a pair out."""

    kind: ClassVar[str]
    sides: ClassVar[tuple[str, ...]] = ("mentee", "mentor")
    options: ClassVar[Mapping[str, Option]] = {}
    required: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def check(self, rows: IntArray, columns: IntArray) -> tuple[BoolArray, BoolArray]:
        """Pairs ruled out, and pairs where data is missing; shapes broadcast to rows by columns."""
