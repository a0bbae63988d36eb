"""Digests of what was matched, whatever the order of rows and pairs."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from matching.tables import Cell

__all__ = ["input_digest"]

Columns = Mapping[str, Sequence[Cell]]


def input_digest(
    mentees: Columns, mentors: Columns, id_column: str, edits: Mapping[str, Collection[tuple[Cell, Cell]]]
) -> str:
    """SHA-256 of two tables and of the pairs named beside them.

    Examples
    --------
    >>> one = input_digest({"id": ["a", "b"]}, {}, "id", {})
    >>> one == input_digest({"id": ["b", "a"]}, {}, "id", {})
    True
    """
    content = [_rows(columns, id_column) for columns in (mentees, mentors)]
    listed = {name: sorted([str(value) for value in pair] for pair in pairs) for name, pairs in edits.items()}
    return hashlib.sha256(json.dumps([content, listed], sort_keys=True, default=_plain).encode()).hexdigest()


def _rows(columns: Columns, id_column: str) -> list[str]:
    named = {str(name): list(columns[name]) for name in columns}
    names = sorted(named)
    if id_column not in names:
        return []
    cells = zip(*(named[name] for name in names), strict=True)
    return sorted(json.dumps(dict(zip(names, row, strict=True)), sort_keys=True, default=_plain) for row in cells)


def _plain(value: object) -> object:
    if isinstance(value, (set, frozenset)):
        return sorted(value, key=str)
    return value.item() if isinstance(value, np.generic) else str(value)
