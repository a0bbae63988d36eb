"""From an uploaded file to an import whose columns are settled."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import BinaryIO

from app.core.audit import record
from app.core.clock import now
from app.core.config import current_config
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.tables import DEFAULT_LIMITS, Limits, Table, read_table, shown_name
from app.people.models import Person
from app.people_import.columns import Field, check_mapping, recognised
from app.people_import.files import forget, keep
from app.people_import.kept import pieces_of
from app.people_import.models import ImportMapping, ImportState, PeopleImport, Scope
from app.people_import.queries import consents_for, headings_digest, job_of, open_consents, remembered_mapping
from app.people_import.sensitive import kind_of

LONGEST_FILENAME = 200
MEGABYTE = 2**20


def start_import(stream: BinaryIO, filename: str, *, actor: Person | None) -> PeopleImport:
    """Read the file, keep it for a day, and take its columns as the last time or as their headings suggest.

    Sensitive columns to which nobody has agreed are not kept, not even until somebody has looked. Raises TableProblem
    for a file that is no table. The caller commits.
    """
    content = stream.read(limits().file_bytes + 1)
    table = read_table(content, filename, limits=limits())
    chosen_at = now()
    remembered = remembered_mapping(table.headings)
    draft = PeopleImport(
        created_by_id=actor.id if actor else None,
        created_at=chosen_at,
        filename=shown_name(filename, LONGEST_FILENAME),
        stored_as=keep(pieces_of(table, _left_out(table))),
        sha256=hashlib.sha256(content).hexdigest(),
        row_count=len(table.rows),
        headings=list(table.headings),
        mapping=_first_mapping(table, remembered),
    )
    session().add(draft)
    session().flush()
    return draft


def limits() -> Limits:
    """The limits of uploaded tables, with this installation's size of uploads."""
    return replace(DEFAULT_LIMITS, file_bytes=current_config().max_upload_mb * MEGABYTE)


def _left_out(table: Table) -> set[str]:
    agreed = {consent.kind for consent in open_consents()}
    return {each.heading for each in recognised(table.headings) if each.sensitive and each.sensitive not in agreed}


def _first_mapping(table: Table, remembered: ImportMapping | None) -> dict[str, str]:
    columns = recognised(table.headings)
    if remembered is None:
        return {column.heading: column.field.value for column in columns if column.field}
    harmless = {column.heading for column in columns if not column.sensitive}
    return {heading: name for heading, name in remembered.mapping.items() if heading in harmless}


def map_columns(draft: PeopleImport, mapping: Mapping[str, Field], uses: Mapping[str, str], scope: Scope) -> None:
    """Settle what each column is; ``uses`` names the consent under which a sensitive column is taken.

    Remembers the mapping for files with the same headings, never the uses. Raises RuleBroken for a mapping that
    cannot tell people apart, for a sensitive column without consent, and Conflict for an import that goes on already.
    """
    refuse_busy(draft)
    check_mapping(mapping)
    for heading in mapping:
        if kind_of(heading) is not None:
            raise RuleBroken(_("“%(heading)s” is sensitive and is left out.", heading=heading))
    _check_uses(draft, uses)
    draft.mapping = {heading: field.value for heading, field in mapping.items()}
    draft.uses = dict(uses)
    draft.scope = scope
    draft.state = ImportState.UPLOADED
    draft.digest, draft.counts, draft.notes, draft.sentence = None, {}, [], None
    _remember(draft)
    session().flush()


def _check_uses(draft: PeopleImport, uses: Mapping[str, str]) -> None:
    kinds = {consent.public_id: consent.kind for consent in consents_for(draft)}
    for heading, consent_id in uses.items():
        if consent_id not in kinds or kinds[consent_id] is not kind_of(heading):
            raise RuleBroken(_("There is no consent to use “%(heading)s”.", heading=heading))


def _remember(draft: PeopleImport) -> None:
    digest = headings_digest(draft.headings)
    remembered = session().get(ImportMapping, digest)
    if remembered is None:
        session().add(ImportMapping(headings_digest=digest, mapping=draft.mapping))
    elif remembered.mapping != draft.mapping:
        remembered.mapping = draft.mapping


def refuse_busy(draft: PeopleImport) -> None:
    """Raise Conflict while the import is being checked or applied, and once it is over.

    A job that failed or was stopped leaves the import where it was before.
    """
    job = job_of(draft)
    if draft.state in {ImportState.CHECKING, ImportState.APPLYING} and (job is None or job.is_over):
        draft.state = ImportState.CHECKED if draft.state is ImportState.APPLYING else ImportState.UPLOADED
    if draft.is_over:
        raise Conflict(_("This import is over."))
    if draft.state in {ImportState.CHECKING, ImportState.APPLYING}:
        raise Conflict(_("This import is at work. Wait until it is done."))


def discard(draft: PeopleImport, *, actor: Person | None) -> None:
    """Put the file aside and delete it; nothing of it was stored. The caller commits."""
    refuse_busy(draft)
    draft.state = ImportState.DISCARDED
    stored_as, draft.stored_as = draft.stored_as, None
    session().flush()
    record(actor, "people.import_discarded", draft)
    forget(stored_as)
