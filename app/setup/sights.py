"""Who can see what, in words, made of the access matrix that the tests compare the application with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.core.i18n import gettext as _
from programs.access_matrix import RESOURCES, VIEWERS, Cell, Resource, Scope, Viewer

PAIR = (Viewer.MENTEE, Viewer.MENTOR)
ASKED_ABOUT = (Viewer.MANAGER, Viewer.ADMINISTRATOR, Viewer.EXECUTIVE, Viewer.COACH, Viewer.HR_LEAD)
"""Of whom one would like to know that they do not see something."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Something that is kept: who sees it, who does not, how it lies in the database, and why it is so."""

    what: str
    seen_by: str
    not_by: str
    held: str
    why: str


def sights() -> list[Sight]:
    """Everything that is kept or can be done here, as far as it is built."""
    return [_sight(each) for each in RESOURCES.values() if each.is_built]


def readers(resource: Resource) -> str:
    """Who sees it, as a sentence without its full stop."""
    return _in_a_row(_readers(resource), "; ")


def _sight(resource: Resource) -> Sight:
    return Sight(
        what=_(resource.what),
        seen_by=readers(resource) or _("Nobody"),
        not_by=_not_by(resource),
        held=_held(resource),
        why=_(resource.why),
    )


def _readers(resource: Resource) -> Iterator[str]:
    ours, theirs = (resource.cells.get(viewer) for viewer in PAIR)
    are_same = ours is not None and ours == theirs
    if ours is not None and are_same:
        yield _with_words(_("The two of the pair") if ours.scope is Scope.PAIR else _("Who wrote it"), ours)
    for viewer, cell in resource.cells.items():
        if not (are_same and viewer in PAIR):
            yield _with_words(_seer(viewer, cell), cell)


def _seer(viewer: Viewer, cell: Cell) -> str:
    if cell.scope is Scope.SELF and viewer is Viewer.EVERYBODY:
        return _("You, about yourself")
    if cell.scope is Scope.PROGRAM:
        return _("The administrators named for that cohort")
    if cell.scope is Scope.OWN:
        return _("%(who)s, each their own", who=_(VIEWERS[viewer]))
    return _(VIEWERS[viewer])


def _with_words(who: str, cell: Cell) -> str:
    return _("%(who)s (%(words)s)", who=who, words=_(cell.words)) if cell.words else who


def _not_by(resource: Resource) -> str:
    if any(resource.cells[viewer].scope is not Scope.SELF for viewer in _OPEN if viewer in resource.cells):
        return ""
    return _in_a_row((_(VIEWERS[viewer]) for viewer in ASKED_ABOUT if viewer not in resource.cells), ", ")


def _in_a_row(names: Iterable[str], between: str) -> str:
    """One after the other: only the first begins with a capital, and abbreviations."""
    first, *others = [*names] or [""]
    return between.join([first, *(each if each[:2].isupper() else each[0].lower() + each[1:] for each in others)])


_OPEN = (Viewer.ANYONE, Viewer.EVERYBODY)


def _held(resource: Resource) -> str:
    if not resource.held:
        return _("Nothing is kept")
    known = {"sealed": _("Unreadable, in copies and backups too"), "rows": _("Readable")}
    return known.get(resource.held) or _(resource.held)
