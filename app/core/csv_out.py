"""Writes CSV files that people download: UTF-8 that Excel recognises, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from flask import Response
from werkzeug.datastructures import Headers

from app.core.tables.formulas import escaped

Cell = str | int | float | Decimal | date | datetime | bool | None


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The table as CSV, every text escaped; ``read_table`` gives back what was put in."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([escaped(heading) for heading in headings])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return stream.getvalue()


def csv_response(filename: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response:
    """The table as a file to keep; ``filename`` may hold any letters (RFC 6266)."""
    headers = Headers()
    headers.add("Content-Disposition", "attachment", filename=" ".join(filename.split()))
    content = csv_text(headings, rows).encode("utf-8-sig")
    return Response(content, mimetype="text/csv", headers=headers)


def _cell(value: Cell) -> str | int | float | Decimal:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float, Decimal)):
        return value
    return escaped(value) if isinstance(value, str) else value.isoformat()
