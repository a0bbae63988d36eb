"""What a file holds once it has been read: headings and rows of text, and how large both may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

LETTERS = 26
MOST_KNOWN = 100_000
"""Most columns say the same few things again and again: of so many different texts each is kept once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How large a file may be; sizes are in bytes or characters.

    Cells are counted as rows times columns. A workbook costs several times the memory of the same table as CSV.
    """

    file_bytes: int = 20 * 2**20
    unpacked_bytes: int = 200 * 2**20
    unpacked_ratio: int = 250
    archive_entries: int = 1_000
    rows: int = 200_000
    columns: int = 500
    cells: int = 4_000_000
    workbook_cells: int = 1_500_000
    cell_characters: int = 32_767
    heading_characters: int = 200


DEFAULT_LIMITS = Limits()


class Row(NamedTuple):
    """One row: its number as a spreadsheet counts it, and as many cells as there are headings."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Headings and rows, all text. ``encoding`` and ``delimiter`` are None for a workbook."""

    headings: tuple[str, ...]
    rows: list[Row]
    encoding: str | None = None
    delimiter: str | None = None


def column_letter(index: int) -> str:
    """The letter of the column with this index from 0: 0 is A, 25 is Z, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
