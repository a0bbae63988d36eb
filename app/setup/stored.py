"""What this system stores, from the tables as they are, the access matrix, and ``stored.toml`` (requirement L-10)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Column, MetaData, select

from app.core.audit import AuditEvent
from app.core.classification import DataClass
from app.core.config import current_config
from app.core.db import Base, session
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.i18n import ngettext
from app.core.organisation import organisation
from app.setup.sights import readers
from programs.access_matrix import RESOURCES

HERE = Path(__file__)
LINES: dict[str, list[str]] = tomllib.loads(HERE.with_suffix(".toml").read_text(encoding="utf-8"))
FIELDS: dict[str, str] = tomllib.loads(HERE.with_name("fields.toml").read_text(encoding="utf-8"))
HOUSE = "house"
MOST = 200
CLASSES = {
    DataClass.PUBLIC: _l("colleagues may see it"),
    DataClass.INTERNAL: _l("as each page decides"),
    DataClass.COACHING: _l("its client first"),
    DataClass.SEALED: _l("sealed"),
    DataClass.SUCCESSION: _l("its owners"),
}
CHANGES = {
    "setup.organisation": _l("The organisation"),
    "setup.letters": _l("Letters: from whom they come"),
    "setup.sender_confirmed": _l("Letters: the sender was confirmed"),
    "setup.time": _l("Time zone and language"),
    "setup.emergency": _l("Help in an emergency"),
    "setup.after_the_end": _l("When a pair ends: how long words are kept"),
    "setup.privacy": _l("The privacy notice"),
    "setup.safeguarding": _l("Safeguarding: officer, deputy, how long calls for help are kept"),
    "support.words_changed": _l("The page “Which support fits me?”"),
    "cohort.privacy_changed": _l("Who sees what in a cohort"),
    "cohort.matching_changed": _l("By what a cohort is matched"),
    "cohort.questions_changed": _l("What a cohort asks at sign-up"),
    "cohort.practice_changed": _l("How a cohort works day by day"),
    "cohort.launched": _l("Sign-up of a cohort was opened"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """A column: what it is for, and who may know it."""

    name: str
    purpose: str
    known_to: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A table: what it is for, how long it is kept, and what is made of it."""

    name: str
    purpose: str
    kept: str
    evaluated: str


@dataclass(frozen=True, slots=True)
class Group:
    """The tables of one row of the access matrix: what they are about, and who reads them."""

    slug: str
    what: str
    readers: str
    tables: Sequence[Stored]


@dataclass(frozen=True, slots=True)
class Change:
    """When which setting was changed; not by whom."""

    at: datetime
    what: str


def stored(metadata: MetaData = Base.metadata) -> list[Group]:
    """Every table of the database, by what it is about. Raises KeyError for one that nobody has described."""
    there = {LINES[name][0] for name in sorted(metadata.tables)}
    return [group_of(row, metadata) for row in RESOURCES if row in there]


def group_of(slug: str, metadata: MetaData = Base.metadata) -> Group:
    """The tables of one row of the access matrix. Raises KeyError where there is no such row."""
    resource = RESOURCES[slug]
    tables = [_described(name) for name in sorted(metadata.tables) if LINES[name][0] == slug]
    return Group(slug=slug, what=_(resource.what), readers=readers(resource) or _("Nobody"), tables=tables)


def fields_of(table: str, metadata: MetaData = Base.metadata) -> list[Field]:
    """Every field of a table."""
    return [_field(column) for column in metadata.tables[table].columns]


def file_headings() -> list[str]:
    """The headings of all of it as a file."""
    of_fields = [_("Field"), _("What the field is for"), _("Who may know it")]
    of_tables = [_("Who reads it"), _("How long"), _("What is made of it")]
    return [_("What"), _("Table"), _("What it is for"), *of_fields, *of_tables]


def file_rows() -> Iterator[list[str]]:
    """One field a row."""
    for group in stored():
        for table in group.tables:
            for each in fields_of(table.name):
                field = [each.name, each.purpose, each.known_to]
                yield [group.what, table.name, table.purpose, *field, group.readers, table.kept, table.evaluated]


def settings_changes() -> list[Change]:
    """The newest changes of settings, the newest first."""
    found = select(AuditEvent.at, AuditEvent.kind).where(AuditEvent.kind.in_(CHANGES))
    rows = session().execute(found.order_by(AuditEvent.id.desc()).limit(MOST))
    return [Change(at, str(CHANGES[kind])) for at, kind in rows]


def settings_today() -> list[tuple[str, str]]:
    """The settings that decide what is kept, for how long, and who is told; no person’s name."""
    house, config = organisation(), current_config()
    officer = _("yes") if house.safeguarding_officer_id else _("no")
    return [
        (_("Shared words are read after the end of a pair for"), _days(house.reading_days)),
        (_("Calls for help are kept, once done, for"), _months(house.help_note_months)),
        (_("The access log is kept for"), _months(12)),
        (_("A sign-in at rest ends after"), _("%(count)s minutes", count=config.idle_minutes)),
        (_("A sign-in ends at the latest after"), _("%(count)s hours", count=config.absolute_hours)),
        (_("A safeguarding officer is named"), officer),
        (_("Version of the privacy notice"), str(house.privacy_version)),
        (_("Time zone and language"), f"{house.time_zone}, {house.language}"),
    ]


def _days(count: int) -> str:
    return ngettext("%(num)d day", "%(num)d days", count)


def _months(count: int) -> str:
    return ngettext("%(num)d month", "%(num)d months", count)


def _described(name: str) -> Stored:
    _slug, purpose, kept, *evaluated = LINES[name]
    return Stored(
        name=name,
        purpose=_(purpose),
        kept=_("as long as the installation: nothing erases it yet") if kept == HOUSE else _(kept),
        evaluated=_(evaluated[0]) if evaluated else _("Nothing."),
    )


def _field(column: Column[Any]) -> Field:
    return Field(column.name, _purpose_of(column), str(CLASSES[column.info["class"]]))


def _purpose_of(column: Column[Any]) -> str:
    own = FIELDS.get(f"{column.table.name}.{column.name}")
    if own is not None:
        return _(own)
    if column.name == "id":
        return _("The number of the row")
    if column.name == "public_id":
        return _("Its name in addresses, which nobody can guess")
    for key in column.foreign_keys:
        return _("Which row of “%(table)s” it belongs to", table=key.column.table.name)
    words = FIELDS.get(column.name)
    return _(words) if words else _(LINES[column.table.name][1])
