"""Reads the first sheet of an XLSX workbook, after checking that its archive is what it claims to be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import BinaryIO

import python_calamine

from app.core.i18n import gettext as _
from app.core.tables.archive import checked_archive
from app.core.tables.formulas import restored
from app.core.tables.problem import TableProblem
from app.core.tables.table import MOST_KNOWN, Limits, Row, column_letter

Value = str | int | float | bool | date | datetime | time | timedelta


def read_workbook(content: bytes, limits: Limits) -> list[Row]:
    """All rows of the first visible sheet as text: whole numbers without a point, dates as 2026-11-24."""
    try:
        return list(_rows(_values(checked_archive(content, limits)), limits))
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise _unreadable() from error
    except BaseException as error:
        # The Rust reader panics on some broken sheets, with an exception that is none of Python's Exceptions.
        if type(error).__name__ != "PanicException":
            raise
        raise _unreadable() from None


def _unreadable() -> TableProblem:
    return TableProblem(_("This workbook is damaged. Open it in your spreadsheet program and save it again as .xlsx."))


def _values(archive: BinaryIO) -> Iterator[tuple[int, list[Value]]]:
    workbook = python_calamine.CalamineWorkbook.from_filelike(archive)
    sheets = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.visible == python_calamine.SheetVisibleEnum.Visible
        and sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
    ]
    if not sheets:
        raise TableProblem(_("This workbook has no sheet that can be seen."))
    sheet = workbook.get_sheet_by_name(sheets[0])
    if sheet.start is None:
        return
    # Rows above and columns before the first text stay, so that numbers and letters are those on the screen.
    before: list[Value] = [""] * sheet.start[1]
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        yield number, [*before, *cells]


def _rows(values: Iterator[tuple[int, list[Value]]], limits: Limits) -> Iterator[Row]:
    known: dict[str, str] = {}
    for number, cells in values:
        kept = known.setdefault if len(known) < MOST_KNOWN else known.get
        texts = tuple([kept(text, text) for text in map(_text, cells)])
        if number > limits.rows + 1 and any(texts):
            raise TableProblem(
                _("This file has more than %(most)s rows. Split it in two.", most=limits.rows), row=number
            )
        longest = max(texts, key=len)
        if len(longest) > limits.cell_characters or "\0" in "".join(texts):
            raise _bad_cell(number, texts, limits)
        yield Row(number, texts)


def _bad_cell(number: int, texts: tuple[str, ...], limits: Limits) -> TableProblem:
    index = next(index for index, text in enumerate(texts) if len(text) > limits.cell_characters or "\0" in text)
    letter = column_letter(index)
    return TableProblem(
        _(
            "Row %(row)s, column %(column)s: the cell holds what is not text, or more than %(most)s characters.",
            row=number,
            column=letter,
            most=limits.cell_characters,
        ),
        row=number,
        column=letter,
    )


def _text(value: Value) -> str:
    if isinstance(value, str):
        return restored(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value)
