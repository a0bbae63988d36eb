"""What this system stores, from the tables as they are, the access matrix, and ``stored.toml`` (requirement L-10)."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import MetaData, or_, select

from app.core.audit import AuditEvent
from app.core.db import Base, session
from app.core.i18n import gettext as _
from app.setup.sights import readers
from programs.access_matrix import RESOURCES

LINES: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
HOUSE = "house"
MOST = 200
CHANGES = (
    "setup.%",
    "cohort.privacy_changed",
    "cohort.matching_changed",
    "cohort.questions_changed",
    "cohort.practice_changed",
    "cohort.launched",
)


@dataclass(frozen=True, slots=True)
class Stored:
    """A table: its fields with the class of each, what it is for, who reads it, and how long it is kept."""

    name: str
    purpose: str
    fields: Sequence[tuple[str, str]]
    readers: str
    kept: str


def stored(metadata: MetaData = Base.metadata) -> list[Stored]:
    """Every table of the database, by name. Raises KeyError for one that nobody has described."""
    return [_described(metadata, name) for name in sorted(metadata.tables)]


def settings_changes() -> Sequence[tuple[datetime, str]]:
    """When which settings were changed, the newest first; not by whom."""
    kinds = or_(*(AuditEvent.kind.like(each) for each in CHANGES))
    found = select(AuditEvent.at, AuditEvent.kind).where(kinds).order_by(AuditEvent.id.desc()).limit(MOST)
    return [(at, kind) for at, kind in session().execute(found)]


def _described(metadata: MetaData, name: str) -> Stored:
    slug, purpose, kept = LINES[name]
    fields = [(column.name, str(column.info["class"])) for column in metadata.tables[name].columns]
    return Stored(
        name=name,
        purpose=_(purpose),
        fields=fields,
        readers=readers(RESOURCES[slug]) or _("Nobody"),
        kept=_("as long as the installation: nothing erases it yet") if kept == HOUSE else _(kept),
    )
