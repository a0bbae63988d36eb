"""The dry run: what the file would change, kept so that pages can show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.core.clock import today
from app.core.db import session
from app.core.jobs import enqueue
from app.core.organisation import organisation
from app.people.models import Person
from app.people_import.columns import Field
from app.people_import.compare import compare
from app.people_import.directory import Directory, read_directory
from app.people_import.files import keep_list, path_of
from app.people_import.kept import read_kept
from app.people_import.lists import entries_of
from app.people_import.models import ImportState, PeopleImport, Scope
from app.people_import.plan import Kind, Plan
from app.people_import.queries import consent_by_public_id
from app.people_import.rows import Progress, Reading, no_progress, read_people
from app.people_import.services.prepare import refuse_busy

CHECK_JOB = "people_import.check"
ROWS_AT_ONCE, CELLS_AT_ONCE = 2_000, 50_000
"""Files with more of either are checked by a job."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be done with a file: everything that reading and comparing need, without the database."""

    stored_as: str
    fields: dict[str, Field]
    uses: dict[str, int]
    scope: Scope
    actor_id: int | None
    today: date

    @property
    def wanted(self) -> frozenset[Field]:
        return frozenset(self.fields.values())


def order_of(draft: PeopleImport) -> Order:
    """The order that the import stands for today, in the organisation's time zone.

    Raises RuleBroken when the file is no longer kept.
    """
    consents = {heading: consent_by_public_id(public_id) for heading, public_id in draft.uses.items()}
    return Order(
        stored_as=path_of(draft.stored_as).name,
        fields=draft.fields,
        uses={
            heading: consent.id
            for heading, consent in consents.items()
            if consent is not None and consent.withdrawn_at is None
        },
        scope=draft.scope,
        actor_id=draft.created_by_id,
        today=today(organisation().time_zone),
    )


def ask_check(draft: PeopleImport, *, actor: Person) -> None:
    """Start the dry run: here and now for a small file, as a job for a large one. The caller commits."""
    refuse_busy(draft)
    if draft.row_count <= ROWS_AT_ONCE and draft.row_count * len(draft.headings) <= CELLS_AT_ONCE:
        check_now(draft)
        return
    draft.state = ImportState.CHECKING
    draft.job_id = enqueue(CHECK_JOB, actor=actor, import_id=draft.id).public_id
    session().flush()


def check_now(draft: PeopleImport) -> Plan:
    """Read, compare and keep the result in the transaction that is open."""
    order = order_of(draft)
    plan, _directory = plan_for(order, read_order(order))
    keep_plan(draft, plan)
    return plan


def read_order(order: Order, progress: Progress = no_progress) -> Reading:
    """Read the file of an import; needs no database."""
    table = read_kept(path_of(order.stored_as))
    return read_people(table, order.fields, order.uses, progress)


def plan_for(order: Order, reading: Reading) -> tuple[Plan, Directory]:
    """Hold what was read against the directory as the open transaction sees it."""
    directory = read_directory(order.wanted, list(order.uses.values()), order.today)
    return compare(reading, directory, order.scope, order.actor_id), directory


def keep_plan(draft: PeopleImport, plan: Plan) -> None:
    """Store the lists as files and the numbers with the import, which is then ready to be applied."""
    if draft.stored_as:
        for kind in Kind:
            keep_list(draft.stored_as, kind, entries_of(plan, kind))
    draft.counts = plan.counts
    draft.notes = plan.notes
    draft.asks_twice = plan.asks_twice
    draft.digest = plan.digest()
    draft.state = ImportState.CHECKED
    session().flush()
