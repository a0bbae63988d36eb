"""Column tables as people hand them in: cells read as numbers, sets, levels, ranks or flags.

A cell is missing when it is None, NaN, pandas' NA, an empty text or an empty collection. A set may also
be a text whose items are parted by ``;`` or, where it has none, by ``,``.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import TypeVar

import numpy as np

from matching.arrays import FloatArray, IntArray
from matching.errors import InputError
from matching.ids import Cell, is_hashable, is_known, key_of, listed

__all__ = ["Cell", "Table", "key_of"]

Item = TypeVar("Item")
YES = {"yes", "y", "true", "1"}
NO = {"no", "n", "false", "0"}
NOTHING_IN_PANDAS = {"NAType", "NaTType"}


class Table:
    """One side of a match, ``mentees`` or ``mentors``: a mapping of column name to cells.

    Parameters
    ----------
    side : str
        How messages name the table.
    columns : mapping of str to sequence
        All of the same length. A data frame is such a mapping.
    id_column : str
        Column of unique ids.
    lenient : bool
        Whether a column that is not there counts as missing in every row, instead of being an error.
    salt : int, optional
        Put the rows in the order of a hash of salt and id, so that nothing depends on the order they came in.
        Messages name rows as they came.

    Examples
    --------
    >>> table = Table("mentees", {"id": ["a", "b"], "languages": ["pt; en", ""]}, "id")
    >>> table.sets("languages")
    [{'pt': 'pt', 'en': 'en'}, None]
    """

    def __init__(
        self,
        side: str,
        columns: Mapping[str, Sequence[Cell]],
        id_column: str,
        *,
        lenient: bool = False,
        salt: int | None = None,
    ):
        self.side = side
        self.lenient = lenient
        self._columns = _columns(side, columns)
        lengths = {name: len(cells) for name, cells in self._columns.items()}
        if len(set(lengths.values())) > 1:
            raise InputError(f"{side}: columns of different lengths: {lengths}")
        self.length = next(iter(lengths.values()), 0)
        self.order = np.arange(self.length)
        self.ids = self._read_ids(id_column) if self.length or id_column in self._columns else []
        if salt is not None:
            self._reorder(salt)

    def _reorder(self, salt: int) -> None:
        hashed = [hashlib.sha256(f"{salt}:{self.side}:{value}".encode()).digest() for value in self.ids]
        # 1 and "1" are two people with one hash.
        order = sorted(range(len(hashed)), key=lambda row: (hashed[row], type(self.ids[row]).__name__))
        self.order = np.array(order, dtype=np.int64)
        self.ids = [self.ids[row] for row in order]
        self._columns = {name: [cells[row] for row in order] for name, cells in self._columns.items()}

    def replace_columns(self, columns: Mapping[str, Sequence[Cell]]) -> None:
        """Take other cells for the same people, in the order in which they first came."""
        self._columns = {str(name): [columns[name][row] for row in self.order.tolist()] for name in columns}

    def __len__(self) -> int:
        return self.length

    def _read_ids(self, column: str) -> list[Cell]:
        if column not in self._columns:
            raise InputError(f"{self.side}: there is no column {column!r}")
        ids = self.values(column)
        self.refuse(column, "no id", (row for row, value in enumerate(ids) if value is None))
        seen: dict[Cell, int] = {}
        again = (row for row, value in enumerate(ids) if seen.setdefault(key_of(value), row) != row)
        self.refuse(column, "id used twice", again)
        return ids

    @cached_property
    def places(self) -> dict[Cell, int]:
        """Row of each id, by what ids are compared by."""
        return {key_of(value): at for at, value in enumerate(self.ids)}

    def place_of(self, wanted: Cell) -> int:
        """Row of one id."""
        if not is_known(wanted, self.places):
            raise InputError(f"{self.side}: there is nobody with id {wanted!r}")
        return self.places[key_of(wanted)]

    def has(self, column: str) -> bool:
        """Whether the column is there."""
        return column in self._columns

    def cells(self, column: str) -> list[Cell]:
        """Cells of a column, None where missing."""
        if column not in self._columns:
            if self.lenient or not self.length:
                return [None] * self.length
            raise InputError(f"{self.side}: there is no column {column!r}")
        return [_present(value) for value in self._columns[column]]

    def values(self, column: str) -> list[Cell]:
        """Cells of a column that holds single values, None where missing."""
        return self.read(column, _single, "a single value")

    def read(self, column: str, parse: Callable[[Cell], Item], wanted: str) -> list[Item | None]:
        """Cells through ``parse``; one that it refuses with an error is named."""
        parsed: list[Item | None] = []
        wrong: list[int] = []
        for row, value in enumerate(self.cells(column)):
            try:
                parsed.append(None if value is None else parse(value))
            except (ValueError, TypeError, OverflowError):
                wrong.append(row)
                parsed.append(None)
        self.refuse(column, f"expected {wanted}", wrong)
        return parsed

    def numbers(self, column: str, order: Sequence[str] | None = None) -> FloatArray:
        """Numbers, NaN where missing; with ``order``, the position of a name on that scale."""
        if order is not None:
            scale = {key_of(name): float(at) for at, name in enumerate(order)}
            return _floats(self.read(column, lambda value: _on_scale(scale, value), f"one of {', '.join(order)}"))
        return _floats(self.read(column, _number, "a number"))

    def counts(self, column: str) -> IntArray:
        """Whole numbers from 0; missing counts as 1 where columns may be missing, else it is an error."""
        cells = self.read(column, _count, "a whole number from 0")
        if not self.lenient:
            self.refuse(
                column, "expected a whole number from 0", (row for row, value in enumerate(cells) if value is None)
            )
        return np.array([1 if value is None else value for value in cells], dtype=np.int64)

    def flags(self, column: str) -> list[bool | None]:
        """True, False or None."""
        return self.read(column, _flag, "yes or no")

    def sets(self, column: str) -> list[dict[Cell, Cell] | None]:
        """Items of each cell, by what they are compared by."""
        return self.read(column, lambda value: {key_of(item): item for item in _items(value)} or None, "a list")

    def ranks(self, column: str) -> list[list[Cell] | None]:
        """Ordered items of each cell, each once."""
        return self.read(column, lambda value: list(dict.fromkeys(_items(value))) or None, "a list")

    def levels(self, column: str) -> list[dict[Cell, tuple[Cell, float | None]] | None]:
        """Skills of each cell with a level, None where only named; as text ``law:4; tax``."""
        return self.read(column, _levels, "skills with levels")

    def refuse(self, column: str, fault: str, rows: Iterable[int]) -> None:
        """Raise InputError where there are any such rows, naming them as they came."""
        listed = sorted(int(self.order[row]) + 1 for row in rows)
        if listed:
            raise InputError.in_cells(self.side, column, fault, listed)


def _columns(side: str, columns: Mapping[str, Sequence[Cell]]) -> dict[str, list[Cell]]:
    if not callable(getattr(columns, "keys", None)):
        raise InputError(f"{side}: expected columns by name, got {type(columns).__name__}")
    names = [str(name) for name in columns]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise InputError(f"{side}: two columns are named {twice[0]!r}")
    found = {}
    for name in columns:
        cells = columns[name]
        where = f"{side}, column {str(name)!r}"
        if isinstance(cells, Iterator):  # read once, it would be empty the next time
            raise InputError(f"{where}: expected a cell for each row, got {cells!r}")
        found[str(name)] = listed(where, cells, "a cell for each row")
    return found


def _present(value: Cell) -> Cell:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, np.generic):
        value = value.item()
    if type(value).__name__ in NOTHING_IN_PANDAS:
        return None
    if isinstance(value, float) and value != value:  # noqa: PLR0124  # NaN is the one number unlike itself
        return None
    if isinstance(value, (Set, Mapping, list, tuple)) and not value:
        return None
    return value


def _floats(cells: Sequence[float | None]) -> FloatArray:
    return np.array([np.nan if value is None else value for value in cells], dtype=np.float64)


def _single(value: Cell) -> Cell:
    if isinstance(value, (list, Set, Mapping)) or not is_hashable(value):
        raise TypeError(value)
    return value


def _number(value: Cell) -> float:
    number = float(value)
    if not np.isfinite(number):
        raise ValueError(value)
    return number


def _on_scale(scale: Mapping[Cell, float], value: Cell) -> float:
    if key_of(value) not in scale:
        raise ValueError(value)
    return scale[key_of(value)]


def _count(value: Cell) -> int:
    number = float(value)
    if isinstance(value, bool) or number != int(number) or not 0 <= number <= 2**31:
        raise ValueError(value)
    return int(number)


def _flag(value: Cell) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).strip().casefold()
    if word not in YES | NO:
        raise ValueError(value)
    return word in YES


def _items(value: Cell) -> list[Cell]:
    if isinstance(value, str):
        return [item.strip() for item in value.split(";" if ";" in value else ",") if item.strip()]
    if isinstance(value, Set):
        return sorted(value, key=str)
    if isinstance(value, (Mapping, Iterable)):
        return [item for item in value if _present(item) is not None]
    raise TypeError(value)


def _levels(value: Cell) -> dict[Cell, tuple[Cell, float | None]] | None:
    if isinstance(value, Mapping):
        return {key_of(skill): (skill, None if level is None else _number(level)) for skill, level in value.items()}
    named: dict[Cell, tuple[Cell, float | None]] = {}
    for item in _items(value):
        parted = re.fullmatch(r"(.+?)\s*:\s*([\d.]+)", item) if isinstance(item, str) else None
        skill = parted.group(1) if parted else item
        named[key_of(skill)] = (skill, _number(parted.group(2)) if parted else None)
    return named or None
