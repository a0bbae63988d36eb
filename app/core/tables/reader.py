"""Opens an uploaded file, finds out what it is, and checks that it is a table."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.tables.delimited import read_delimited
from app.core.tables.kinds import FileKind, kind_of
from app.core.tables.problem import TableProblem
from app.core.tables.table import DEFAULT_LIMITS, Limits, Row, Table, column_letter
from app.core.tables.workbook import read_workbook

MEGABYTE = 2**20


def read_table(source: bytes | Path | BinaryIO, filename: str, *, limits: Limits = DEFAULT_LIMITS) -> Table:
    """Read the table in a CSV file or in the first sheet of an XLSX workbook.

    ``filename`` is what the person called the file; nothing is opened by that name. Rows without any text are
    left out but counted. Raises TableProblem, with row and column where they are known; nothing is guessed.
    """
    content = _content(source, limits)
    if kind_of(content, filename) is FileKind.WORKBOOK:
        return _checked(read_workbook(content, limits), limits)
    found = read_delimited(content, limits)
    return _checked(found.rows, limits, encoding=found.encoding, delimiter=found.delimiter)


def _content(source: bytes | Path | BinaryIO, limits: Limits) -> bytes:
    if isinstance(source, bytes):
        content = source
    elif isinstance(source, Path):
        with source.open("rb") as stream:
            content = stream.read(limits.file_bytes + 1)
    else:
        content = source.read(limits.file_bytes + 1)
    if len(content) > limits.file_bytes:
        raise TableProblem(_("This file is larger than %(most)s MB.", most=limits.file_bytes // MEGABYTE))
    if not content.strip():
        raise TableProblem(_("This file is empty."))
    return content


def _checked(rows: list[Row], limits: Limits, *, encoding: str | None = None, delimiter: str | None = None) -> Table:
    filled = [row for row in rows if any(cell.strip() for cell in row.cells)]
    rows.clear()
    if not filled:
        raise TableProblem(_("This file is empty."))
    headings = _headings(filled[0], limits)
    body = _rectangular(filled[1:], headings, filled[0].number)
    if not body:
        raise TableProblem(_("This file has headings and nothing below them."), row=filled[0].number)
    kept, body = _without_blank_columns(headings, body)
    return Table(headings=kept, rows=body, encoding=encoding, delimiter=delimiter)


def _headings(row: Row, limits: Limits) -> list[str]:
    """The headings without space around, blank ones too. Raises TableProblem where two are the same."""
    headings = [_shown(cell) for cell in row.cells]
    seen: dict[str, int] = {}
    for index, heading in enumerate(headings):
        _refuse_heading(heading, index, seen, row, limits)
    return headings


def _shown(heading: str) -> str:
    """The heading composed (NFC), with single spaces, and without what cannot be seen."""
    composed = unicodedata.normalize("NFC", heading)
    return " ".join("".join(each if each.isprintable() else " " for each in composed).split())


def _refuse_heading(heading: str, index: int, seen: dict[str, int], row: Row, limits: Limits) -> None:
    letter = column_letter(index)
    if len(heading) > limits.heading_characters:
        raise TableProblem(
            _("Row %(row)s, column %(column)s: this heading is too long.", row=row.number, column=letter),
            row=row.number,
            column=letter,
        )
    first = seen.setdefault(heading.casefold() or letter, index)
    if first != index:
        raise TableProblem(
            _(
                "Row %(row)s: columns %(first)s and %(second)s are both called “%(heading)s”. Rename one of them.",
                row=row.number,
                first=column_letter(first),
                second=letter,
                heading=heading,
            ),
            row=row.number,
            column=heading,
        )


def _rectangular(rows: list[Row], headings: Sequence[str], heading_row: int) -> list[Row]:
    """The rows, each with one cell per heading. Raises TableProblem naming the first that has more or fewer."""
    width = len(headings)
    least = 1 + max(index for index, heading in enumerate(headings) if heading)
    return [row if len(row.cells) == width else _fitted(row, least, width, heading_row=heading_row) for row in rows]


def _fitted(row: Row, least: int, width: int, *, heading_row: int) -> Row:
    """The row with blank cells added under blank headings, or taken away at its end."""
    cells = row.cells
    if len(cells) < least or any(cell.strip() for cell in cells[width:]):
        raise TableProblem(
            ngettext(
                "Row %(row)s has one cell, and the headings in row %(heading_row)s have %(width)s. "
                "Is there a delimiter or a quotation mark too many or too few?",
                "Row %(row)s has %(num)s cells, and the headings in row %(heading_row)s have %(width)s. "
                "Is there a delimiter or a quotation mark too many or too few?",
                len(cells),
                row=row.number,
                heading_row=heading_row,
                width=least,
            ),
            row=row.number,
        )
    return Row(row.number, (*cells, *[""] * (width - len(cells)))[:width])


def _without_blank_columns(headings: list[str], rows: list[Row]) -> tuple[tuple[str, ...], list[Row]]:
    """Leave out columns that have neither heading nor text; one that has text only is a problem."""
    blank = [index for index, heading in enumerate(headings) if not heading]
    for row, index in chain.from_iterable(((row, index) for index in blank) for row in rows):
        if row.cells[index].strip():
            letter = column_letter(index)
            raise TableProblem(
                _("Column %(column)s has no heading, but row %(row)s has text in it.", column=letter, row=row.number),
                row=row.number,
                column=letter,
            )
    if not blank:
        return tuple(headings), rows
    kept = [index for index, heading in enumerate(headings) if heading]
    return tuple(headings[index] for index in kept), [
        Row(row.number, tuple(row.cells[index] for index in kept)) for row in rows
    ]
