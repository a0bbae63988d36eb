"""Reads a file of running pairs: who learns from whom, and since when where it says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, BinaryIO, NamedTuple

from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.tables import Table, TableProblem, read_table
from app.people_import.headings import words

MOST_ROWS = 10_000
SINCE = frozenset({"since", "from", "start", "started", "start date", "begin", "began", "since when"})


class Row(NamedTuple):
    """What stood in one row, as it was written."""

    number: int
    mentee: str
    mentor: str
    since: str


def read_running_pairs(source: BinaryIO, filename: str) -> list[Row]:
    """The rows of a CSV or XLSX file with columns for mentee, mentor and, if you like, since when.

    Raises TableProblem, at the field ``file``, for what cannot be read and for headings that say neither.
    """
    table = read_table(source, filename)
    mentee, mentor = _column(table, "mentee"), _column(table, "mentor")
    if mentee is None or mentor is None or mentee == mentor:
        raise TableProblem(_("Two columns are needed, “mentee” and “mentor”, each with e-mail addresses."))
    if len(table.rows) > MOST_ROWS:
        raise TableProblem(_("This file holds more than 10,000 pairs. Split it."))
    if not table.rows:
        raise TableProblem(_("This file holds headings and no pairs."))
    since = next((place for place, heading in enumerate(table.headings) if words(heading) in SINCE), None)
    return [
        Row(
            number,
            cells[mentee].strip(),
            cells[mentor].strip(),
            cells[since].strip() if since is not None else "",
        )
        for number, cells in table.rows
    ]


def stored(rows: Sequence[Row]) -> list[Any]:
    """The rows as the draft keeps them."""
    return [list(row) for row in rows]


def from_stored(rows: Sequence[Any]) -> list[Row]:
    """The rows of a draft. Raises RuleBroken for a draft that holds none."""
    if not rows:
        raise RuleBroken(_("There is no file any more. Choose it again."))
    return [Row(*each) for each in rows]


def _column(table: Table, side: str) -> int | None:
    """The column whose heading names this side and no other: “Mentee e-mail”, but not “mentee’s mentor”."""
    named = [place for place, heading in enumerate(table.headings) if side in words(heading).split()]
    return named[0] if len(named) == 1 else None
