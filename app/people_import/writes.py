"""Writes a plan into the database, thousands of rows at a time; the caller owns the transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, insert, select, update

from app.core.audit import AuditEvent
from app.core.bulk import ROWS, portions, run_for_each
from app.core.clock import now
from app.core.db import session
from app.people.leaving import tell_heirs
from app.people.models import DottedLine, Person, PersonState
from app.people.names import searchable
from app.people.new_departments import tell_of_new_departments
from app.people.new_managers import tell_of_new_managers
from app.people.rebinding import Rebinding, tell_rebound
from app.people_import.compare import text_digest
from app.people_import.directory import Directory
from app.people_import.models import ArrivalAddress, ConsentedValue, ImportedText
from app.people_import.moves import moved_among
from app.people_import.plan import Change, Entry, Node, Plan

IDS_AT_ONCE = 500
SEARCHED = ("name", "job_title", "department")
INSERTED = (
    "external_id",
    "email",
    "name",
    "pronouns",
    "job_title",
    "department",
    "job_family",
    "site",
    "time_zone",
    "level",
    "start_on",
    "left_on",
    "state",
)

person = cast("Table", Person.__table__)
dotted_line = cast("Table", DottedLine.__table__)
imported_text = cast("Table", ImportedText.__table__)
consented_value = cast("Table", ConsentedValue.__table__)
arrival_address = cast("Table", ArrivalAddress.__table__)
audit_event = cast("Table", AuditEvent.__table__)

IdOf = Callable[[Node], int]


def write(plan: Plan, directory: Directory, *, actor: Person | None) -> None:
    """Write everything the plan says. Nothing is written for people whom it does not name."""
    _free_keys(plan)
    run_for_each(insert(person), ({**_row(newcomer.values), "about_draft": newcomer.about} for newcomer in plan.new))
    _update_fields(plan.changed, directory)
    run_for_each(
        update(person)
        .where(person.c.id == bindparam("of_id"))
        .values(state=PersonState.LEFT, left_on=bindparam("last_day")),
        ({"of_id": leaver.person_id, "last_day": leaver.left_on} for leaver in plan.leaving),
    )
    id_of = _ids(plan)
    entries: list[tuple[Node, Entry]] = [(-newcomer.row, newcomer) for newcomer in plan.new]
    entries += [(change.person_id, change) for change in plan.changed]
    _write_lines(entries, id_of)
    tell_of_new_managers([change.person_id for change in plan.changed if change.manager is not None])
    _write_words(entries, id_of)
    _write_consented(entries, id_of)
    _write_addresses(entries, id_of)
    tell_of_new_departments(moved_among(plan.changed, directory))
    run_for_each(insert(audit_event), _events(plan, directory, actor))
    session().expire_all()
    tell_heirs(sorted(_leavers(plan)), actor)
    tell_rebound(list(_readdressed(plan)))


def _leavers(plan: Plan) -> Iterator[int]:
    """Who loses access by this plan: no longer in the file, or with a last day that is over."""
    yield from (leaver.person_id for leaver in plan.leaving)
    yield from (each.person_id for each in plan.changed if each.values.get("state") is PersonState.LEFT)


def _readdressed(plan: Plan) -> Iterator[Rebinding]:
    """Whose address is another one by this plan: whoever reads that mailbox can get a new password there."""
    for each in plan.changed:
        if "email" in each.values and each.before.get("email"):
            yield Rebinding(each.person_id, each.before["email"])


def _free_keys(plan: Plan) -> None:
    """Take the keys from former members whose 30 days are over: whoever comes with them now is a new account."""
    entries: list[Entry] = [*plan.new, *plan.changed]
    former = sorted({each for entry in entries for each in entry.replaces})
    free = update(person).where(person.c.id == bindparam("of_id")).values(external_id=None, email=None)
    run_for_each(free, ({"of_id": each} for each in former))


def _row(values: dict[str, Any]) -> dict[str, Any]:
    return {name: values.get(name) for name in INSERTED} | {"languages": values.get("languages", [])}


def _update_fields(changed: Sequence[Change], directory: Directory) -> None:
    """One statement for each set of columns that change together."""
    groups: defaultdict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for change in changed:
        values = dict(change.values)
        if values.keys() & set(SEARCHED):
            known = directory.people[change.person_id]
            values["search_text"] = searchable(*(values.get(name, getattr(known, name)) for name in SEARCHED))
        if values:
            groups[tuple(sorted(values))].append({"of_id": change.person_id, **values})
    for names, rows in groups.items():
        statement = update(person).where(person.c.id == bindparam("of_id"))
        run_for_each(statement.values({name: bindparam(name) for name in names}), rows)


def _ids(plan: Plan) -> IdOf:
    """How to find the id of a node; asks for those of the newcomers only where something points to one."""
    if not _points_to_new(plan):
        return lambda node: node
    keys = {newcomer.values["external_id"] or newcomer.values["email"]: -newcomer.row for newcomer in plan.new}
    ids: dict[Node, int] = {}
    statement = select(person.c.id, person.c.external_id, person.c.email)
    for row in session().execute(statement.execution_options(yield_per=ROWS)):
        node = keys.get(row.external_id) or keys.get(row.email)
        if node is not None:
            ids[node] = row.id
    return lambda node: node if node > 0 else ids[node]


def _points_to_new(plan: Plan) -> bool:
    has_own = any(
        each.manager is not None or each.dotted or each.about or each.arrival_email or each.consented
        for each in plan.new
    )
    return has_own or any((each.manager or 0) < 0 or min(each.dotted or (0,)) < 0 for each in plan.changed)


def _write_lines(entries: Sequence[tuple[Node, Entry]], id_of: IdOf) -> None:
    solid = update(person).where(person.c.id == bindparam("of_id")).values(manager_id=bindparam("boss"))
    run_for_each(
        solid,
        ({"of_id": id_of(node), "boss": id_of(entry.manager)} for node, entry in entries if entry.manager is not None),
    )
    dotted = [
        (id_of(node), [id_of(boss) for boss in entry.dotted]) for node, entry in entries if entry.dotted is not None
    ]
    for ids in portions((person_id for person_id, _bosses in dotted), IDS_AT_ONCE):
        session().execute(delete(dotted_line).where(dotted_line.c.person_id.in_(ids)))
    lines = ({"person_id": person_id, "boss_id": boss} for person_id, bosses in dotted for boss in bosses)
    run_for_each(insert(dotted_line), lines)


def _write_words(entries: Sequence[tuple[Node, Entry]], id_of: IdOf) -> None:
    told = [(id_of(node), entry.about, isinstance(entry, Change)) for node, entry in entries if entry.about]
    draft = update(person).where(person.c.id == bindparam("of_id")).values(about_draft=bindparam("words"))
    run_for_each(draft, ({"of_id": person_id, "words": words} for person_id, words, is_known in told if is_known))
    for ids in portions((person_id for person_id, _words, is_known in told if is_known), IDS_AT_ONCE):
        session().execute(delete(imported_text).where(imported_text.c.person_id.in_(ids)))
    digests = ({"person_id": person_id, "digest": text_digest(words or "")} for person_id, words, _ in told)
    run_for_each(insert(imported_text), digests)


def _write_consented(entries: Sequence[tuple[Node, Entry]], id_of: IdOf) -> None:
    rows = [
        {"consent_id": consent_id, "person_id": id_of(node), "value": value}
        for node, entry in entries
        for consent_id, value in entry.consented.items()
    ]
    before = delete(consented_value).where(
        consented_value.c.consent_id == bindparam("of_consent"), consented_value.c.person_id == bindparam("of_person")
    )
    run_for_each(before, ({"of_consent": row["consent_id"], "of_person": row["person_id"]} for row in rows))
    run_for_each(insert(consented_value), rows)


def _write_addresses(entries: Sequence[tuple[Node, Entry]], id_of: IdOf) -> None:
    given = [
        {"person_id": id_of(node), "address": entry.arrival_email} for node, entry in entries if entry.arrival_email
    ]
    for ids in portions((row["person_id"] for row in given), IDS_AT_ONCE):
        session().execute(delete(arrival_address).where(arrival_address.c.person_id.in_(ids)))
    run_for_each(insert(arrival_address), given)


def _events(plan: Plan, directory: Directory, actor: Person | None) -> Iterator[dict[str, Any]]:
    """What decides about somebody's access, in their own history: leaving, coming back, another address."""
    moment = now()
    common = {"at": moment, "actor_id": actor.public_id if actor else None, "object_type": person.name}
    for leaver in plan.leaving:
        yield {**common, "kind": "person.left", "object_id": leaver.public_id, "detail": {"by": "import"}}
    for change in plan.changed:
        public_id = directory.people[change.person_id].public_id
        if change.before.get("state") is PersonState.LEFT:
            yield {**common, "kind": "person.restored", "object_id": public_id, "detail": {"by": "import"}}
        if "email" in change.values:
            detail = {"by": "import", "fields": ["email"]}
            yield {**common, "kind": "person.changed", "object_id": public_id, "detail": detail}
