"""The one error of this package."""

from collections.abc import Iterable
from typing import Self

__all__ = ["InputError", "named_rows"]


class InputError(ValueError):
    """Input that cannot be matched; the message names the column or argument and the rows.

    Examples
    --------
    >>> raise InputError("column 'seats': negative number in row 3")
    Traceback (most recent call last):
        ...
    matching.errors.InputError: column 'seats': negative number in row 3

    Where single cells are wrong, ``side``, ``column``, ``fault`` and ``rows`` (from 1) say the same in parts.
    """

    side: str = ""
    column: str = ""
    fault: str = ""
    rows: tuple[int, ...] = ()

    @classmethod
    def in_cells(cls, side: str, column: str, fault: str, rows: Iterable[int]) -> Self:
        """An error about some cells of a column."""
        listed = tuple(rows)
        error = cls(f"{side}, column {column!r}: {fault} in {named_rows(listed)}")
        error.side, error.column, error.fault, error.rows = side, column, fault, listed
        return error


def named_rows(rows: Iterable[int], *, most: int = 5) -> str:
    """Name rows for a message, the first few of them.

    Examples
    --------
    >>> named_rows([2])
    'row 2'
    >>> named_rows(range(1, 8))
    'rows 1, 2, 3, 4, 5 and 2 more'
    """
    listed = [str(row) for row in rows]
    word = "row" if len(listed) == 1 else "rows"
    rest = f" and {len(listed) - most} more" if len(listed) > most else ""
    return f"{word} {', '.join(listed[:most])}{rest}"
