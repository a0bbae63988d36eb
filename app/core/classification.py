"""What kind of words each column holds (requirement C-01).

Every mapped column names its class, so that a new column cannot appear in a report, an export or a log
before somebody has decided who may know it. ``app.core.classification.unclassified`` is what the build asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from sqlalchemy import MetaData


class DataClass(StrEnum):
    """Who may know a column's content, from the widest circle to the narrowest."""

    PUBLIC = "public"
    INTERNAL = "internal"
    COACHING = "coaching"
    SEALED = "sealed"
    SUCCESSION = "succession"


PUBLIC: dict[str, Any] = {"class": DataClass.PUBLIC}
"""Everybody who is signed in may see it: a colleague's name, a skill."""
INTERNAL: dict[str, Any] = {"class": DataClass.INTERNAL}
"""The program staff, the system, or the person alone, as each page decides."""
COACHING: dict[str, Any] = {"class": DataClass.COACHING}
"""Coaching and performance advising: read first by the person it is about."""
SEALED: dict[str, Any] = {"class": DataClass.SEALED}
"""Unreadable in the database; opened by the two people of a pair only."""
SUCCESSION: dict[str, Any] = {"class": DataClass.SUCCESSION}
"""Named owners of a succession plan only."""


def unclassified(metadata: MetaData) -> Iterator[str]:
    """Names of columns, as ``table.column``, that say nothing about their class."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            if not isinstance(column.info.get("class"), DataClass):
                yield f"{table.name}.{column.name}"
