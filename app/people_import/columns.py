"""Which field of a person a column holds, told by its heading in the words that HR systems use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.people_import.headings import VOCABULARY, compact
from app.people_import.sensitive import SensitiveKind, kind_of


class Field(StrEnum):
    """What a column can be taken as."""

    EXTERNAL_ID = "external_id"
    EMAIL = "email"
    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    PRONOUNS = "pronouns"
    JOB_TITLE = "job_title"
    DEPARTMENT = "department"
    JOB_FAMILY = "job_family"
    SITE = "site"
    TIME_ZONE = "time_zone"
    LANGUAGES = "languages"
    LEVEL = "level"
    START_ON = "start_on"
    JOB_START_ON = "job_start_on"
    LEFT_ON = "left_on"
    MANAGER = "manager"
    DOTTED = "dotted"
    ABOUT = "about"
    ARRIVAL_EMAIL = "arrival_email"


LABELS = {
    Field.EXTERNAL_ID: _l("Id in the HR system"),
    Field.EMAIL: _l("E-mail"),
    Field.NAME: _l("Name"),
    Field.FIRST_NAME: _l("First name"),
    Field.LAST_NAME: _l("Last name"),
    Field.PRONOUNS: _l("Pronouns"),
    Field.JOB_TITLE: _l("Job title"),
    Field.DEPARTMENT: _l("Department"),
    Field.JOB_FAMILY: _l("Job family"),
    Field.SITE: _l("Site"),
    Field.TIME_ZONE: _l("Time zone"),
    Field.LANGUAGES: _l("Languages"),
    Field.LEVEL: _l("Level"),
    Field.START_ON: _l("Start date"),
    Field.JOB_START_ON: _l("Start date in the present job"),
    Field.LEFT_ON: _l("Last day"),
    Field.MANAGER: _l("Manager (id or e-mail)"),
    Field.DOTTED: _l("Dotted-line managers (ids or e-mails)"),
    Field.ABOUT: _l("Words about themselves (a draft only they see)"),
    Field.ARRIVAL_EMAIL: _l("Address for one letter before the first day"),
}
KEYS = (Field.EXTERNAL_ID, Field.EMAIL)

_SURENESS = {
    compact(synonym): (Field(name), place)
    for name, synonyms in VOCABULARY.fields.items()
    for place, synonym in enumerate(synonyms)
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file: its heading, and what it is recognised as; both None for something unknown."""

    heading: str
    field: Field | None
    sensitive: SensitiveKind | None


def recognised(headings: Iterable[str]) -> list[Column]:
    """What each column seems to hold. A sensitive one is never a field; each field is given to one column at most."""
    columns = [(heading, kind_of(heading)) for heading in headings]
    found: dict[Field, tuple[int, str]] = {}
    for heading, sensitive in columns:
        field, sureness = (None, 0) if sensitive else _SURENESS.get(compact(heading), (None, 0))
        if field and (field not in found or sureness < found[field][0]):
            found[field] = (sureness, heading)
    by_heading = _one_name({heading: field for field, (_sureness, heading) in found.items()})
    return [Column(heading, by_heading.get(heading), sensitive) for heading, sensitive in columns]


def _one_name(fields: dict[str, Field]) -> dict[str, Field]:
    """Settle who the name is: a column for the whole beats two halves, and beside a first name it is the last."""
    taken = set(fields.values())
    halves = {Field.FIRST_NAME, Field.LAST_NAME}
    if Field.NAME not in taken or not halves & taken:
        return fields
    if halves & taken == {Field.FIRST_NAME}:
        return {heading: Field.LAST_NAME if field is Field.NAME else field for heading, field in fields.items()}
    return {heading: field for heading, field in fields.items() if field not in halves}


def check_mapping(mapping: Mapping[str, Field]) -> None:
    """Raise RuleBroken unless people can be told apart and no field comes from two columns."""
    if not set(KEYS) & set(mapping.values()):
        raise RuleBroken(_("Choose the column that tells people apart: their id in the HR system, or their e-mail."))
    by_field: dict[Field, str] = {}
    for heading, field in mapping.items():
        other = by_field.setdefault(field, heading)
        if other != heading:
            raise RuleBroken(
                _(
                    "“%(first)s” and “%(second)s” cannot both be %(field)s. Leave one of them out.",
                    first=other,
                    second=heading,
                    field=LABELS[field],
                )
            )
    if Field.NAME in by_field and {Field.FIRST_NAME, Field.LAST_NAME} & by_field.keys():
        raise RuleBroken(_("Take either the whole name from one column, or first and last name from two."))
