"""What was changed about somebody, as sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.core.audit import AuditEvent
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.people.labels import LABELS, ROLES
from app.people.models import Person, Role

SENTENCES = {
    "person.added": _l("%(actor)s added %(name)s to the directory."),
    "person.changed": _l("%(actor)s changed: %(fields)s."),
    "person.left": _l("%(actor)s noted that %(name)s has left."),
    "person.erased": _l("%(actor)s erased this person."),
    "person.restored": _l("%(actor)s brought %(name)s back."),
    "person.about_confirmed": _l("%(actor)s showed the words that came with an import to colleagues."),
    "person.about_discarded": _l("%(actor)s threw away the words that came with an import."),
    "person.manager_changed": _l("%(actor)s changed whom %(name)s reports to."),
    "person.dotted_lines_changed": _l("%(actor)s changed the dotted lines of %(name)s."),
    "person.appointed": _l("%(actor)s gave %(name)s a role: %(role)s."),
    "person.appointment_ended": _l("%(actor)s ended a role of %(name)s: %(role)s."),
    "person.skill_set": _l("%(actor)s changed what the skills say."),
    "person.skill_removed": _l("%(actor)s changed what the skills say."),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: when, and in words by whom."""

    at: datetime
    sentence: str


def told(person: Person, events: Iterable[AuditEvent]) -> list[Entry]:
    """The events as sentences in the same order; skills changed in one go are told once."""
    known = [event for event in events if event.kind in SENTENCES]
    names = _names_of({event.actor_id for event in known if event.actor_id})
    entries: list[Entry] = []
    for event in known:
        entry = Entry(event.at, _sentence(person, event, names))
        if not entries or not _is_same_change(entries[-1], entry):
            entries.append(entry)
    return entries


def _names_of(public_ids: set[str]) -> dict[str, str]:
    found = session().execute(select(Person.public_id, Person.name).where(Person.public_id.in_(public_ids)))
    return dict(found.all())


def _sentence(person: Person, event: AuditEvent, names: dict[str, str]) -> str:
    actor = names.get(event.actor_id, _("Somebody")) if event.actor_id else _("The system")
    fields = ", ".join(_inside(str(LABELS[name])) for name in _listed(event.detail.get("fields")) if name in LABELS)
    role = str(ROLES[Role(event.detail["role"])]) if "role" in event.detail else ""
    return str(SENTENCES[event.kind]) % {"actor": actor, "name": person.name, "fields": fields, "role": role}


def _inside(label: str) -> str:
    """A label as it stands inside a sentence; only its first letter, for HR stays HR."""
    return label[:1].lower() + label[1:]


def _listed(value: Any) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def _is_same_change(earlier: Entry, later: Entry) -> bool:
    return earlier.sentence == later.sentence and abs((earlier.at - later.at).total_seconds()) < 1
