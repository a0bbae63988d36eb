"""Requirement C-01: every column says who may know what it holds."""

from __future__ import annotations

from typing import Any

from flask import Flask
from sqlalchemy import Column, Integer, MetaData, Table

from app.core.classification import DataClass, unclassified
from app.core.db import db
from app.setup.stored import LINES
from programs.access_matrix import RESOURCES


def test_every_column_has_a_class(application: Flask) -> None:
    found = list(unclassified(db.metadata))

    assert found == []


def test_a_column_without_a_class_is_found() -> None:
    metadata = MetaData()
    Table("letter", metadata, Column("words", Integer))

    assert list(unclassified(metadata)) == ["letter.words"]


def test_every_table_says_what_it_is_for_and_how_long_it_is_kept(application: Flask) -> None:
    assert sorted(db.metadata.tables.keys() ^ LINES.keys()) == []
    assert {slug for slug, *_words in LINES.values()} <= RESOURCES.keys()


def test_what_is_sealed_belongs_to_a_row_that_is_sealed(application: Flask) -> None:
    sealed = [column.table.name for table in db.metadata.sorted_tables for column in table.c if is_sealed(column)]

    assert {name: RESOURCES[LINES[name][0]].held for name in sealed} == dict.fromkeys(sealed, "sealed")


def is_sealed(column: Column[Any]) -> bool:
    return column.info["class"] is DataClass.SEALED
