"""Holds a file against the directory: who is who, and what would change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Any

from app.core.i18n import gettext as _
from app.people.models import PersonState
from app.people.services.people import last_of
from app.people_import.columns import Field
from app.people_import.directory import Directory
from app.people_import.lines import Lines
from app.people_import.models import Scope
from app.people_import.plan import Change, Entry, Leaver, Newcomer, Node, Plan
from app.people_import.rows import Incoming, Problem, Reading


def compare(reading: Reading, directory: Directory, scope: Scope, actor_id: int | None) -> Plan:
    """What the file would do to the directory. With problems nothing may be applied; all lists are still filled.

    ``actor_id`` is who imports: they never leave by their own import.
    """
    plan = Plan(problems=list(reading.problems), notes=list(reading.notes))
    plan.active_before = sum(person.state is not PersonState.LEFT for person in directory.people.values())
    nodes = _identities(reading, directory, plan)
    entries = {
        person.row: _entry(person, nodes[person.row], directory) for person in reading.people if person.row in nodes
    }
    lines = Lines(reading, directory, nodes)
    lines.settle(entries)
    plan.problems.extend(lines.problems)
    for person in reading.people:
        if person.row in entries:
            _sort_in(entries[person.row], person, directory, plan)
    if scope is Scope.EVERYONE:
        plan.leaving.extend(_missing(directory, set(nodes.values()), actor_id))
        _note_own_absence(directory, set(nodes.values()), actor_id, plan)
    plan.problems.extend(_locked_out(plan, directory, actor_id, reading))
    plan.problems.sort(key=lambda problem: problem.row)
    _name_everybody(plan, lines)
    return plan


def _identities(reading: Reading, directory: Directory, plan: Plan) -> dict[int, Node]:
    """Row → who it is: an id of the directory, or minus the row for somebody new. Rows with problems are missing."""
    nodes: dict[int, Node] = {}
    rows: dict[int, int] = {}
    for person in reading.people:
        if person.external_id is None and person.email is None:
            continue
        by_id = directory.by_external_id.get(person.external_id or "")
        by_email = directory.by_email.get(person.email or "")
        if (problem := _contradiction(person, by_id, by_email, reading, directory)) is not None:
            plan.problems.append(problem)
            continue
        known = by_id or by_email
        first = rows.setdefault(known, person.row) if known else person.row
        if first != person.row:
            reason = _("this is the same person as in row %(first)s", first=first)
            plan.problems.append(Problem(person.row, _key(reading), reason))
            continue
        nodes[person.row] = known or -person.row
    return nodes


def _contradiction(
    person: Incoming, by_id: int | None, by_email: int | None, reading: Reading, directory: Directory
) -> Problem | None:
    """The id of one person and the e-mail of another."""
    if by_email is None:
        return None
    other = directory.people[by_email]
    if by_id is None and (person.external_id is None or other.external_id is None):
        return None
    if by_id == by_email:
        return None
    reason = _(
        "“%(email)s” is the e-mail of %(name)s, who has another id (%(id)s)",
        email=person.email,
        name=other.name,
        id=other.external_id or _("none"),
    )
    return Problem(person.row, reading.heading(Field.EMAIL), reason)


def _key(reading: Reading) -> str:
    return reading.heading(Field.EXTERNAL_ID) or reading.heading(Field.EMAIL)


def _entry(person: Incoming, node: Node, directory: Directory) -> Entry:
    return _newcomer(person, directory) if node < 0 else _change(person, directory.people[node], directory)


def _newcomer(person: Incoming, directory: Directory) -> Newcomer:
    values = {"external_id": person.external_id, "email": person.email, "name": person.called[:200], **person.plain}
    start: date | None = person.plain.get("start_on")
    has_left = person.left_on is not None and person.left_on < directory.today
    starts_later = start is not None and start > directory.today
    values["left_on"] = person.left_on
    values["state"] = PersonState.LEFT if has_left else PersonState.JOINING if starts_later else PersonState.ACTIVE
    return Newcomer(
        row=person.row,
        values=values,
        about=person.about,
        arrival_email=person.arrival_email if values["state"] is PersonState.JOINING else None,
        consented=person.consented,
        replaces=_former(person, directory),
    )


def _former(person: Incoming, directory: Directory) -> tuple[int, ...]:
    keys = (person.external_id, person.email)
    return tuple(sorted({directory.gone[key] for key in keys if key and key in directory.gone}))


def _change(person: Incoming, known: Any, directory: Directory) -> Change:
    change = Change(person_id=known.id, row=person.row, name=known.name, replaces=_former(person, directory))
    given = {"external_id": person.external_id, "email": person.email, "name": person.name, **person.plain}
    given = {name: value for name, value in given.items() if value is not None}
    given |= _state(person, known, directory.today)
    for name, value in given.items():
        before = getattr(known, name)
        if before != value:
            change.values[name] = value
            change.before[name] = before
    change.job_start_on = person.job_start_on
    change.about = _new_words(person.about, known, directory)
    change.arrival_email = _new_address(person, known, given["state"], directory)
    kept = directory.consented.get(known.id, {})
    change.consented = {consent: value for consent, value in person.consented.items() if kept.get(consent) != value}
    return change


def _state(person: Incoming, known: Any, today: date) -> dict[str, Any]:
    """State and last day as the row tells them; leaving itself is sorted out later, because it is asked about."""
    if person.left_on is not None and person.left_on < today:
        return {"left_on": person.left_on, "state": PersonState.LEFT}
    start = person.plain.get("start_on", known.start_on)
    is_joining = start > today if start is not None else known.state is PersonState.JOINING
    values: dict[str, Any] = {"state": PersonState.JOINING if is_joining else PersonState.ACTIVE}
    if person.has_end or known.state is PersonState.LEFT:
        values["left_on"] = person.left_on
    return values


def _new_words(words: str | None, known: Any, directory: Directory) -> str | None:
    """The words where they are news: not shown already, not waiting as a draft, not offered before."""
    if words is None or words in {known.about, known.about_draft}:
        return None
    return None if directory.told.get(known.id) == text_digest(words) else words


def _new_address(person: Incoming, known: Any, state: PersonState, directory: Directory) -> str | None:
    """The address for a letter before the first day, where that is ahead and no such letter has left yet."""
    if person.arrival_email is None or state is not PersonState.JOINING:
        return None
    is_known = known.id in directory.arrival_emails
    before = directory.arrival_emails.get(known.id)
    return None if is_known and before in {None, person.arrival_email} else person.arrival_email


def text_digest(words: str) -> str:
    """What is remembered of a text that was offered to somebody."""
    return hashlib.sha256(words.encode()).hexdigest()


def _sort_in(entry: Entry, person: Incoming, directory: Directory, plan: Plan) -> None:
    if isinstance(entry, Newcomer):
        plan.new.append(entry)
        return
    if entry.values.get("state") is PersonState.LEFT:
        known = directory.people[entry.person_id]
        plan.leaving.append(
            Leaver(
                person_id=known.id,
                public_id=known.public_id,
                name=known.name,
                left_on=person.left_on or directory.today,
                row=person.row,
            )
        )
        for name in ("state", "left_on"):
            entry.values.pop(name, None)
            entry.before.pop(name, None)
    if entry:
        plan.changed.append(entry)
    elif not plan.leaving or plan.leaving[-1].row != person.row:
        plan.unchanged += 1


def _missing(directory: Directory, listed: set[Node], actor_id: int | None) -> Iterator[Leaver]:
    """Who works here and is not in a file that lists everyone."""
    for known in directory.people.values():
        if known.state is not PersonState.LEFT and known.id not in listed and known.id != actor_id:
            yield Leaver(person_id=known.id, public_id=known.public_id, name=known.name, left_on=directory.today)


def _note_own_absence(directory: Directory, listed: set[Node], actor_id: int | None, plan: Plan) -> None:
    if actor_id is not None and actor_id not in listed and actor_id in directory.people:
        plan.notes.append(_("You are not in this file. You stay, because nobody ends their own access."))


def _locked_out(plan: Plan, directory: Directory, actor_id: int | None, reading: Reading) -> Iterator[Problem]:
    """Leaving that would lock everybody out, or the one who imports."""
    leaving = {leaver.person_id: leaver for leaver in plan.leaving}
    column = reading.heading(Field.LEFT_ON) or _key(reading)
    if actor_id in leaving:
        yield Problem(leaving[actor_id].row or 1, column, _("this would end your own access"))
    for role, holders in directory.holders.items():
        here = {person_id for person_id in holders if directory.is_here(person_id)}
        if here and here <= leaving.keys():
            last = leaving[min(here)]
            yield Problem(last.row or 1, column, last_of(role, directory.people[last.person_id]).rstrip("."))


def _name_everybody(plan: Plan, lines: Lines) -> None:
    """The names that the pages of the plan need: of everybody who is named as a boss."""
    entries: list[Entry] = [*plan.new, *plan.changed]
    for entry in entries:
        before = entry.manager_before if isinstance(entry, Change) else None
        for node in (entry.manager, before, *(entry.dotted or ())):
            if node is not None:
                plan.names[node] = lines.name(node)
