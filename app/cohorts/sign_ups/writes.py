"""Writes a plan into the database, all rows of a kind at once; the caller owns the transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert

from app.cohorts.models import Cohort, Enrolment, Side
from app.cohorts.sign_ups.plan import Entry, Plan
from app.core.audit import AuditEvent
from app.core.bulk import portions, run_for_each
from app.core.clock import today
from app.core.db import session
from app.people.fields import check_profile
from app.people.models import Person, PersonState
from app.people.services import change_profile
from app.people_import.compare import text_digest
from app.people_import.models import ImportedText
from app.people_import.writes import INSERTED


def write(plan: Plan, cohort: Cohort, *, actor: Person) -> None:
    """Add newcomers, fill gaps of those who are known, sign everybody up. Raises RuleBroken for what cannot be kept."""
    ids = _add_newcomers([each for each in plan.entries if each.person is None], actor)
    for entry in plan.entries:
        if entry.person is not None:
            _fill_gaps(entry, entry.person, actor)
        if entry.enrolment is not None and entry.answers:
            entry.enrolment.answers = {**entry.enrolment.answers, **entry.answers}
    run_for_each(insert(Enrolment), (_enrolment(each, cohort, ids) for each in plan.entries if each.enrolment is None))
    session().flush()


def _add_newcomers(entries: Sequence[Entry], actor: Person) -> dict[str, int]:
    """Key to id of everybody who was added; whoever stands in both files is added once."""
    newcomers = _merged(entries)
    ids: dict[str, int] = {}
    events, told = [], []
    for some in portions(newcomers):
        added = insert(Person).returning(Person.id, Person.public_id, sort_by_parameter_order=True)
        rows = session().execute(added, [_person(each) for each in some]).all()
        for entry, (person_id, public_id) in zip(some, rows, strict=True):
            ids.update(dict.fromkeys(entry.keys, person_id))
            events.append(_event(public_id, actor))
            if entry.about:
                told.append({"person_id": person_id, "digest": text_digest(entry.about)})
    run_for_each(insert(AuditEvent), events)
    run_for_each(insert(ImportedText), told)
    return ids


def _merged(entries: Sequence[Entry]) -> list[Entry]:
    by_key: dict[str, Entry] = {}
    newcomers: list[Entry] = []
    for entry in entries:
        first = next((by_key[key] for key in entry.keys if key in by_key), None)
        if first is None:
            newcomers.append(entry)
            by_key.update(dict.fromkeys(entry.keys, entry))
            continue
        first.fills = {**entry.fills, **first.fills}
        first.about = first.about or entry.about
        first.keys = tuple(dict.fromkeys((*first.keys, *entry.keys)))
        by_key.update(dict.fromkeys(first.keys, first))
    return newcomers


def _person(entry: Entry) -> dict[str, Any]:
    fields = check_profile({**entry.fills, "about_draft": entry.about})
    starts = fields.get("start_on")
    state = PersonState.JOINING if starts and starts > today() else PersonState.ACTIVE
    kept = {name: fields.get(name) for name in (*INSERTED, "about_draft")}
    return {**kept, "languages": fields.get("languages", []), "state": state}


def _event(public_id: str, actor: Person) -> dict[str, Any]:
    return {
        "kind": "person.added",
        "actor_id": actor.public_id,
        "object_type": Person.__tablename__,
        "object_id": public_id,
        "detail": {"by": "sign-up file"},
    }


def _fill_gaps(entry: Entry, person: Person, actor: Person) -> None:
    # Somebody in both files may have had the gap filled a moment ago.
    gaps = {name: value for name, value in entry.fills.items() if getattr(person, name) in (None, "", [])}
    if entry.about and not person.about_draft:
        gaps["about_draft"] = entry.about
        session().merge(ImportedText(person_id=person.id, digest=text_digest(entry.about)))
    if gaps:
        change_profile(person, actor=actor, **gaps)


def _enrolment(entry: Entry, cohort: Cohort, ids: dict[str, int]) -> dict[str, Any]:
    is_mentor = entry.side is Side.MENTOR
    person_id = entry.person.id if entry.person else next(ids[key] for key in entry.keys if key in ids)
    return {
        "cohort_id": cohort.id,
        "person_id": person_id,
        "role": entry.side,
        "seats": entry.number if is_mentor else 0,
        "needs": 0 if is_mentor else entry.number,
        "answers": entry.answers,
    }
