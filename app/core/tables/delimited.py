"""Reads CSV: finds encoding and delimiter, and says in which row it stopped making sense."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from app.core.i18n import gettext as _
from app.core.tables.formulas import restored
from app.core.tables.problem import TableProblem
from app.core.tables.table import DEFAULT_LIMITS, MOST_KNOWN, Limits, Row, column_letter

DELIMITERS = (",", ";", "\t")
SAMPLE_ROWS = 20
SAMPLE_CHARACTERS = 200_000
FEW_NULS = 5
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# A cell that is too long is read to its end, so that the sentence can name its row and column.
csv.field_size_limit(DEFAULT_LIMITS.file_bytes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delimited:
    """The raw rows of a CSV file, not yet checked against its headings."""

    rows: list[Row]
    encoding: str
    delimiter: str


def read_delimited(content: bytes, limits: Limits) -> Delimited:
    """All rows with any cells. Raises TableProblem where the text cannot be read as rows."""
    encoding = _encoding(content)
    text = _decoded(content, encoding)
    delimiter, start = _delimiter(text)
    rows = list(_rows(text, start, delimiter, limits))
    return Delimited(rows=rows, encoding=encoding.removesuffix("-sig"), delimiter=delimiter)


def _encoding(content: bytes) -> str:
    return next((encoding for bom, encoding in BOMS if content.startswith(bom)), "utf-8")


def _decoded(content: bytes, encoding: str) -> str:
    if encoding == "utf-8" and content.count(0) * FEW_NULS > len(content):
        raise TableProblem(_("This file is not UTF-8. Save it as CSV UTF-8, then choose it again."))
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        row = _row_of(content[: error.start].decode(encoding, "replace"))
        raise TableProblem(
            _("Row %(row)s is not %(encoding)s. Save the file as CSV UTF-8.", row=row, encoding=_spoken(encoding)),
            row=row,
        ) from None
    if "\0" in text:
        row = _row_of(text[: text.index("\0")])
        raise TableProblem(_("Row %(row)s holds a character that is not text (NUL). Take it out.", row=row), row=row)
    return text


def _spoken(encoding: str) -> str:
    return encoding.removesuffix("-sig").upper()


def _row_of(text_before: str) -> int:
    """The number of the row in which the text that begins like this goes on."""
    delimiter, start = _delimiter(text_before)
    # What is cut off in the middle of a cell is still its row, so quotation marks are not looked at strictly.
    reader = csv.reader(_lines(text_before + "x", start), delimiter=delimiter)
    try:
        rows = sum(1 for _row in reader)
    except csv.Error:
        rows = text_before.count("\n", start) + 1
    return rows + (1 if start else 0)


def _delimiter(text: str) -> tuple[str, int]:
    """The delimiter, and where the headings begin (behind Excel's own line ``sep=;`` if there is one)."""
    first, end, _rest = text[:16].partition("\n")
    if end and first.rstrip("\r")[:4].lower() == "sep=" and first.rstrip("\r")[4:] in DELIMITERS:
        return first.rstrip("\r")[4:], len(first) + 1
    sample = text[:SAMPLE_CHARACTERS]
    return max(DELIMITERS, key=lambda delimiter: _fit(sample, delimiter)), 0


def _fit(sample: str, delimiter: str) -> tuple[bool, int]:
    """How well the first rows part at this delimiter: whether all alike, and into how many cells."""
    widths: list[int] = []
    try:
        reader = csv.reader(_lines(sample), delimiter=delimiter, strict=True)
        # One by one, so that the widths before a row that does not parse are kept.
        widths.extend(map(len, islice(reader, SAMPLE_ROWS)))
    except csv.Error:
        if len(sample) < SAMPLE_CHARACTERS or not widths:
            return False, widths[0] if widths else 0
    filled = [width for width in widths if width]
    width = filled[0] if filled else 0
    return width > 1 and len(set(filled[:-1] or filled)) == 1, width


def _lines(text: str, start: int = 0) -> Iterator[str]:
    """The lines of the text with their ends, one at a time: a copy of a large file would cost four times its size."""
    return (found[0] for found in _LINE.finditer(text, start))


def _rows(text: str, start: int, delimiter: str, limits: Limits) -> Iterator[Row]:
    reader = csv.reader(_lines(text, start), delimiter=delimiter, strict=True)
    has_apostrophes = "'" in text
    number, line, seen = (1 if start else 0), 0, 0
    known: dict[str, str] = {}
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise _unreadable(number, spans_lines=reader.line_num > line + 1) from None
        line = reader.line_num
        _refuse_long(number, limits)
        if cells:
            seen += len(cells)
            _refuse_large(number, cells, seen, limits)
            kept = known.setdefault if len(known) < MOST_KNOWN else known.get
            texts = map(restored, cells) if has_apostrophes else cells
            yield Row(number, tuple([kept(text, text) for text in texts]))


def _unreadable(number: int, *, spans_lines: bool) -> TableProblem:
    if spans_lines:
        message = _("Row %(row)s has a quotation mark that is opened and never closed.", row=number)
    else:
        message = _(
            "Row %(row)s has a quotation mark in the middle of a cell. Write it twice or take it out.", row=number
        )
    return TableProblem(message, row=number)


def _refuse_long(number: int, limits: Limits) -> None:
    """Empty lines are counted as well: twenty million of them would take long to read, too."""
    if number > limits.rows + 1:
        raise TableProblem(_("This file has more than %(most)s rows. Split it in two.", most=limits.rows), row=number)


def _refuse_large(number: int, cells: list[str], seen: int, limits: Limits) -> None:
    if len(cells) > limits.columns:
        raise TableProblem(
            _(
                "Row %(row)s has %(count)s columns; at most %(most)s are read.",
                row=number,
                count=len(cells),
                most=limits.columns,
            ),
            row=number,
        )
    if seen > limits.cells:
        raise TableProblem(
            _(
                "Up to row %(row)s this file has more than %(most)s cells. Split it in two.",
                row=number,
                most=limits.cells,
            ),
            row=number,
        )
    longest = max(cells, key=len)
    if len(longest) > limits.cell_characters:
        letter = column_letter(cells.index(longest))
        raise TableProblem(
            _(
                "Row %(row)s, column %(column)s: the cell has more than %(most)s characters.",
                row=number,
                column=letter,
                most=limits.cell_characters,
            ),
            row=number,
            column=letter,
        )
