"""How a file waits for its import: as CSV of our own, without the sensitive columns that nobody agreed to."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from app.core.tables import DEFAULT_LIMITS, Table, read_table
from app.core.tables.formulas import escaped, restored

NAME = "kept.csv"
# A workbook can be much larger as CSV; what it may come to was checked when it was chosen.
LIMITS = replace(DEFAULT_LIMITS, file_bytes=DEFAULT_LIMITS.unpacked_bytes * 2)


class _Echo:
    """A file for ``csv.writer`` that hands each line back."""

    def write(self, line: str) -> str:
        return line


def pieces_of(table: Table, left_out: Collection[str]) -> Iterator[bytes]:
    """The lines of the file. Cells below the headings ``left_out`` are empty; every row keeps its number."""
    writer = csv.writer(_Echo(), quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    emptied = {index for index, heading in enumerate(table.headings) if heading in left_out}
    line = table.rows[0].number - 1
    yield b"\r\n" * (line - 1)
    yield writer.writerow(map(_safe, table.headings)).encode()
    for number, cells in table.rows:
        yield b"\r\n" * (number - line - 1)
        yield writer.writerow("" if i in emptied else _safe(cell) for i, cell in enumerate(cells)).encode()
        line = number


def read_kept(path: Path) -> Table:
    """The table that ``pieces_of`` wrote."""
    return read_table(path, NAME, limits=LIMITS)


def _safe(text: str) -> str:
    # Reading takes apostrophes away that keep a spreadsheet from running a cell.
    return text if restored(text) == text else escaped(text)
