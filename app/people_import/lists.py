"""The lists of a plan in words: what the pages, the file of problems and the command line show of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from app.core.i18n import gettext as _
from app.people.labels import LABELS, STATES
from app.people.models import PersonState
from app.people.spoken import language_name
from app.people_import.plan import Change, Entry, Kind, Leaver, Newcomer, Node, Plan

SHOWN_OF_NEW = ("job_title", "department", "site", "start_on")


def entries_of(plan: Plan, kind: Kind) -> Iterator[dict[str, Any]]:
    """One list of the plan; each entry has what its table shows, all text."""
    if kind is Kind.NEW:
        yield from (_new(newcomer, plan) for newcomer in plan.new)
    elif kind is Kind.CHANGED:
        yield from (_changed(change, plan) for change in plan.changed)
    elif kind is Kind.LEAVING:
        yield from (_leaving(leaver) for leaver in plan.leaving)
    else:
        for problem in plan.problems:
            yield {"row": problem.row, "column": problem.column, "reason": problem.reason}


def _new(newcomer: Newcomer, plan: Plan) -> dict[str, Any]:
    values = newcomer.values
    details = [f"{label_of(name)}: {shown(values[name])}" for name in SHOWN_OF_NEW if values.get(name)]
    details += [text for text, _before in _lines_and_words(newcomer, plan)]
    return {
        "row": newcomer.row,
        "name": values["name"],
        "key": values["external_id"] or values["email"],
        "details": details,
        "starts_anew": bool(newcomer.replaces),
    }


def _changed(change: Change, plan: Plan) -> dict[str, Any]:
    changes = [
        {"field": label_of(name), "before": shown(change.before[name]), "after": shown(value)}
        for name, value in change.values.items()
    ]
    if change.manager is not None:
        before = plan.names.get(change.manager_before or 0)
        changes.append({"field": _("Manager"), "before": shown(before), "after": plan.names[change.manager]})
    changes += [
        {"field": text, "before": "", "after": ""} for text, is_line in _lines_and_words(change, plan) if not is_line
    ]
    return {"row": change.row, "name": change.name, "changes": changes}


def _leaving(leaver: Leaver) -> dict[str, Any]:
    return {"row": leaver.row, "name": leaver.name, "left_on": shown(leaver.left_on)}


def _lines_and_words(entry: Entry, plan: Plan) -> Iterator[tuple[str, bool]]:
    """What an entry does beside its fields, and whether that is the manager."""
    if entry.manager is not None:
        yield _("Manager: %(name)s", name=plan.names[entry.manager]), True
    if entry.dotted is not None:
        names = ", ".join(_names(entry.dotted, plan)) or _("nobody")
        yield _("Dotted-line managers: %(names)s", names=names), False
    if entry.about:
        yield _("Words about themselves, as a draft"), False
    if entry.consented:
        yield _("Sensitive information, for a use with consent"), False


def _names(nodes: tuple[Node, ...], plan: Plan) -> list[str]:
    return [plan.names[node] for node in nodes]


def label_of(name: str) -> str:
    """What to call a column of a person."""
    return _("Last day") if name == "left_on" else str(LABELS[name])


def shown(value: Any) -> str:
    """A value as text: dates as in the file, languages by name, “nothing” where there is none."""
    if value is None or value in ("", []):
        return _("nothing")
    if isinstance(value, PersonState):
        return str(STATES[value])
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(language_name(code) for code in value)
    return str(value)
