"""Turns a constraint that the database refused into the sentence that its table gives for it.

A model names the sentence beside the constraint, by `says` or `unique_while`. PostgreSQL tells the name of the
constraint; SQLite tells it for checks only, and for a unique index the table and columns, which are looked up in
the metadata.
"""

from __future__ import annotations

import re

from sqlalchemy import Index, MetaData, Table, TextClause, UniqueConstraint
from sqlalchemy.exc import IntegrityError

from programs.rules import RuleBroken

SENTENCES: dict[str, str] = {}
_SQLITE_UNIQUE = re.compile(r"UNIQUE constraint failed: (?P<columns>[\w., ]+)")
_SQLITE_CHECK = re.compile(r"CHECK constraint failed: (?P<name>\w+)")
_SQLITE_INDEX = re.compile(r"UNIQUE constraint failed: index '(?P<name>\w+)'")


def says(name: str, sentence: str) -> str:
    """Register the sentence for the constraint of this full name; returns the name for use in the model."""
    SENTENCES[name] = sentence
    return name


def unique_while(condition: TextClause, name: str, sentence: str, *columns: str) -> Index:
    """A unique index of the rows for which a condition holds, with the sentence for whoever comes second."""
    named = says(name, sentence)
    return Index(named, *columns, unique=True, sqlite_where=condition, postgresql_where=condition)


def rule_behind(error: IntegrityError, metadata: MetaData) -> RuleBroken | None:
    """The rule that the database found broken, or None where no table gives a sentence for it."""
    name = _constraint_name(error, metadata)
    sentence = SENTENCES.get(name or "")
    return RuleBroken(sentence) if sentence else None


def _constraint_name(error: IntegrityError, metadata: MetaData) -> str | None:
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        return str(diagnosis.constraint_name) if diagnosis.constraint_name else None
    text = str(error.orig)
    for pattern in (_SQLITE_INDEX, _SQLITE_CHECK):
        if found := pattern.search(text):
            return found["name"]
    if found := _SQLITE_UNIQUE.search(text):
        columns = [part.strip().split(".") for part in found["columns"].split(",")]
        return _unique_name(metadata.tables[columns[0][0]], {column for _, column in columns})
    return None


def _unique_name(table: Table, columns: set[str]) -> str | None:
    indexes: list[Index | UniqueConstraint] = [index for index in table.indexes if index.unique]
    constraints = [each for each in table.constraints if isinstance(each, UniqueConstraint)]
    for each in [*indexes, *constraints]:
        if {column.name for column in each.columns} == columns:
            return str(each.name)
    return None
