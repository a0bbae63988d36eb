"""Requirement C-01: every column says who may know what it holds."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import Column, Integer, MetaData, Table

from app.core.classification import unclassified
from app.core.db import db


def test_every_column_has_a_class(application: Flask) -> None:
    found = list(unclassified(db.metadata))

    assert found == []


def test_a_column_without_a_class_is_found() -> None:
    metadata = MetaData()
    Table("letter", metadata, Column("words", Integer))

    assert list(unclassified(metadata)) == ["letter.words"]
