"""What every rule is: for each pair, whether it is ruled out and whether that is known at all."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar

from scipy.sparse import csr_array

from matching.arrays import BoolArray, IntArray
from matching.criteria.base import Codes, InCommon, Option

__all__ = ["Rule"]


class Rule(ABC):
    """One kind of rule on two tables. Missing data never rules a pair out."""

    kind: ClassVar[str]
    sides: ClassVar[tuple[str, ...]] = ("mentee", "mentor")
    options: ClassVar[Mapping[str, Option]] = {}
    required: ClassVar[tuple[str, ...]] = ()

    def codes(self) -> Codes | None:
        """Numbers by which people on each side can be told apart as far as this counts; None where that is no use."""
        return None

    def listed(self) -> csr_array | None:
        """Mentees by mentors, above 0 where a pair is out, where these are single pairs; None where they are not."""
        return None

    def wants_in_common(self) -> InCommon | None:
        """What both sides have, where a pair is out that has none of it in common; None for another rule."""
        return None

    @abstractmethod
    def check(self, rows: IntArray, columns: IntArray) -> tuple[BoolArray, BoolArray]:
        """Pairs ruled out, and pairs where data is missing; shapes broadcast to rows by columns."""
