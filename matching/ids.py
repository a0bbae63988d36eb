"""What people are called, and what a caller names one by one."""

from collections.abc import Collection, Mapping
from typing import Any

from matching.errors import InputError

__all__ = ["Cell", "is_hashable", "is_known", "key_of", "listed"]

Cell = Any
"""Whatever a caller puts into a column."""


def key_of(value: Cell) -> Cell:
    """What two cells are compared by: texts without regard to case and outer blanks.

    Examples
    --------
    >>> key_of(" Policy ") == key_of("policy")
    True
    """
    return value.strip().casefold() if isinstance(value, str) else value


def is_hashable(value: object) -> bool:
    """Whether it can be an id; a tuple of lists cannot.

    Examples
    --------
    >>> is_hashable((1, 2)), is_hashable((1, []))
    (True, False)
    """
    try:
        hash(value)
    except TypeError:
        return False
    return True


def listed(name: str, given: Any, wanted: str) -> list[Any]:
    """What somebody names one by one; a text, a mapping or a single thing is none of that."""
    try:
        found = None if isinstance(given, (str, bytes, Mapping)) else list(given)
    except TypeError:
        found = None
    if found is None:
        raise InputError(f"{name}: expected {wanted}, got {given!r}")
    return found


def is_known(value: object, keys: Collection[Cell]) -> bool:
    """Whether an id is among what ids are compared by."""
    return is_hashable(value) and key_of(value) in keys
