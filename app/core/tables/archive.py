"""Checks the ZIP archive that every XLSX workbook is, before anything is unpacked into memory.

The archive is read once, piece by piece, within limits; each part must be XML without a document type; and the
workbook's reader gets a new archive written from the parts that were checked, never the original. What the two
directories of a crafted ZIP file say differently about the same bytes therefore cannot matter.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from array import array
from collections.abc import Iterator
from typing import IO, BinaryIO
from xml.parsers import expat

from app.core.i18n import gettext as _
from app.core.tables.problem import TableProblem
from app.core.tables.shared import SharedText
from app.core.tables.table import LETTERS, Limits, column_letter

PIECE = 2**16
RATIO_FROM = 2**20
LONGEST_NUMBER = 7
LONGEST_TAG = 2**20
"""A tag or comment is read anew with every piece until its end is there: one of 200 MB would take an hour."""
DEEPEST = 100
MOST_ELEMENTS = 10_000_000
"""Of one part. Each costs time, and each that is not closed yet memory; no spreadsheet program comes near either."""
PARTS = (".xml", ".rels")
CONTENT_TYPES = "[Content_Types].xml"
WORKBOOK = "xl/workbook.xml"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")


def checked_archive(content: bytes, limits: Limits) -> BinaryIO:
    """A new archive with the checked parts. Raises TableProblem for bombs, entities and huge sheets."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _rewritten(archive, limits)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise TableProblem(_("This workbook is damaged. Save it again as .xlsx.")) from error


def _rewritten(archive: zipfile.ZipFile, limits: Limits) -> BinaryIO:
    entries = archive.infolist()
    _refuse_directory(entries, limits)
    result = io.BytesIO()
    left = limits.unpacked_bytes
    text = SharedText()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        for entry in entries:
            if entry.filename.lower().endswith(PARTS):
                with archive.open(entry) as source, copy.open(entry.filename, "w", force_zip64=True) as target:
                    left -= _copied(source, target, left, _Part(limits, text))
    with zipfile.ZipFile(result) as copy:
        if not text.fits(copy, limits.unpacked_bytes):
            raise _bomb()
    result.seek(0)
    return result


def _refuse_directory(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    names = [entry.filename for entry in entries]
    if len(names) > limits.archive_entries or len(set(names)) != len(names):
        raise _bomb()
    if CONTENT_TYPES not in names or WORKBOOK not in names:
        raise TableProblem(_("This file is a ZIP archive and no Excel workbook. Choose a CSV or XLSX file."))
    if sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
        raise _bomb()
    for entry in entries:
        if entry.file_size > max(RATIO_FROM, entry.compress_size * limits.unpacked_ratio):
            raise _bomb()
        if entry.flag_bits & 1:
            raise TableProblem(_("This workbook has a password. Save it without one."))


def _bomb() -> TableProblem:
    return TableProblem(
        _("This workbook unpacks to far more than a list of people needs. Save the sheet as CSV UTF-8.")
    )


def _copied(source: IO[bytes], target: IO[bytes], left: int, part: _Part) -> int:
    """Copy one part and return its size; the declared size is not trusted."""
    size = 0
    for piece in _pieces(source):
        size += len(piece)
        if size > left:
            raise _bomb()
        part.feed(piece)
        target.write(piece)
    part.close()
    return size


def _pieces(source: IO[bytes]) -> Iterator[bytes]:
    while piece := source.read(PIECE):
        yield piece


class _Part:
    """One XML part on its way through: no document type, no entities, no cell far outside the limits.

    The workbook's reader keeps a sheet as one block from its first to its last used cell, so that a single cell
    in the last corner would ask for gigabytes.
    """

    def __init__(self, limits: Limits, text: SharedText) -> None:
        self._limits = limits
        self._text = text
        self._sizes = array("L")
        self._string_at = 0
        self._is_pointer = False
        self._row = 0
        self._column = 0
        self._last_row = 0
        self._last_column = 0
        self._fed = 0
        self._depth = 0
        self._elements = 0
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser.EntityDeclHandler = self._refuse_doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def feed(self, piece: bytes) -> None:
        self._parse(piece, is_final=False)
        self._fed += len(piece)
        if self._fed - self._parser.CurrentByteIndex > LONGEST_TAG:
            raise _bomb()

    def close(self) -> None:
        self._parse(b"", is_final=True)
        self._text.note(self._sizes)

    def _parse(self, piece: bytes, *, is_final: bool) -> None:
        try:
            self._parser.Parse(piece, is_final)
        except expat.ExpatError as error:
            raise TableProblem(_("This workbook is damaged. Save it again as .xlsx.")) from error

    def _refuse_doctype(self, *_declaration: object) -> None:
        raise TableProblem(
            _("This workbook holds a document type, which no spreadsheet program writes. It is not read.")
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > DEEPEST or self._elements > MOST_ELEMENTS:
            raise _bomb()
        local = name.rpartition(":")[2]
        if local == "c":
            self._place(attributes.get("r", ""))
            self._is_pointer = attributes.get("t") == "s"
        elif local in {"v", "is"}:
            self._count()
            self._text.pointers += self._is_pointer
        elif local == "si":
            self._string_at = self._parser.CurrentByteIndex
        elif local == "row":
            number = attributes.get("r", "")
            self._row = int(number) if number.isdecimal() and len(number) <= LONGEST_NUMBER else self._row + 1
            self._column = 0

    def _end(self, name: str) -> None:
        self._depth -= 1
        if name.rpartition(":")[2] == "si":
            self._sizes.append(self._parser.CurrentByteIndex - self._string_at)

    def _place(self, reference: str) -> None:
        """Where the cell stands: where it says, or behind the last one where it says nothing."""
        found = _REFERENCE.fullmatch(reference)
        if found:
            self._column, self._row = _number(found[1]), int(found[2])
        else:
            self._column += 1

    def _count(self) -> None:
        """Take note of a cell that holds something; cells that are only coloured do not count."""
        self._last_column = max(self._last_column, self._column)
        self._last_row = max(self._last_row, self._row)
        limits = self._limits
        if self._last_column > limits.columns:
            raise TableProblem(
                _(
                    "A sheet of this workbook reaches to column %(column)s; at most %(most)s columns are read.",
                    column=column_letter(self._last_column - 1),
                    most=limits.columns,
                ),
                column=column_letter(self._last_column - 1),
            )
        if self._last_row > limits.rows + 1 or self._last_row * self._last_column > limits.workbook_cells:
            raise TableProblem(
                _(
                    "A sheet of this workbook reaches to row %(row)s, column %(column)s. Save the list as CSV UTF-8.",
                    row=self._last_row,
                    column=column_letter(self._last_column - 1),
                ),
                row=self._last_row,
            )


def _number(letters: str) -> int:
    """The number of a column from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * LETTERS + ord(letter) - ord("A") + 1
    return number
