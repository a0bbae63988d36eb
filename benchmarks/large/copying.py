"""Rows by the hundred thousand: COPY, with the defaults that the models name."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Callable, Iterable, Mapping
from itertools import count
from typing import Any

import psycopg
from sqlalchemy import JSON, Column, Table

from app.core.bulk import portions
from app.core.db import Base

NOTHING = r"\N"


class Copier:
    """Writes rows into tables, and says on the screen how many and how long it took."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection
        self.tables: list[Table] = []

    def copy(self, model: type[Base], rows: Iterable[Mapping[str, Any]]) -> None:
        """Copy the rows; what they leave out is what the model would have put there."""
        table = model.__table__
        assert isinstance(table, Table)
        cells = [_cell(column) for column in table.columns]
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        began, written = time.monotonic(), 0
        command = f"COPY \"{table.name}\" ({names}) FROM STDIN (FORMAT csv, NULL '{NOTHING}')"
        with self.connection.cursor() as cursor, cursor.copy(command.encode()) as copy:
            for some in portions(rows):
                text = io.StringIO()
                csv.writer(text).writerows([cell(row) for cell in cells] for row in some)
                copy.write(text.getvalue())
                written += len(some)
        self.tables.append(table)
        print(f"  {table.name}: {written:,} rows in {time.monotonic() - began:.1f} s", flush=True)

    def run(self, statement: str) -> None:
        """Run SQL of our own."""
        self.connection.execute(statement.encode())

    def move_sequences_on(self) -> None:
        """Let the next row of each table get a number that is free."""
        for table in self.tables:
            key = table.autoincrement_column
            if key is not None and not key.foreign_keys:
                newest = f'(SELECT max("{key.name}") FROM "{table.name}")'
                self.run(f"SELECT setval(pg_get_serial_sequence('{table.name}', '{key.name}'), {newest})")


def _cell(column: Column[Any]) -> Callable[[Mapping[str, Any]], Any]:
    name, missing = column.name, _missing(column)
    is_json = isinstance(column.type, JSON)

    def cell(row: Mapping[str, Any]) -> Any:
        value = row[name] if name in row else missing()
        if value is None:
            return NOTHING
        return json.dumps(value) if is_json else value

    return cell


def _missing(column: Column[Any]) -> Callable[[], Any]:
    default: Any = column.default
    if column is column.table.autoincrement_column and not column.foreign_keys:
        return count(1).__next__
    if default is None:
        return lambda: None
    return (lambda: default.arg(None)) if default.is_callable else (lambda: default.arg)
