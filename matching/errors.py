"""The one error of this package."""

from collections.abc import Iterable

__all__ = ["InputError", "named_rows"]


class InputError(ValueError):
    """Input that cannot be matched; the message names the column or argument and the rows.

    Examples
    --------
    >>> raise InputError("column 'seats': negative number in row 3")
    Traceback (most recent call last):
        ...
    matching.errors.InputError: column 'seats': negative number in row 3
    """


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
