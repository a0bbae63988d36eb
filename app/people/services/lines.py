"""Reporting lines: one solid, any number of dotted."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from sqlalchemy import select

from app.core.audit import record
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.people.models import DottedLine, Person
from app.people.new_managers import tell_of_new_managers
from app.people.queries import line_above


class LineStep(StrEnum):
    """What can be done to the reporting lines of somebody, one step at a time."""

    MANAGER = "manager"
    NO_MANAGER = "no-manager"
    ADD_DOTTED = "add-dotted"
    END_DOTTED = "end-dotted"


def change_lines(person: Person, step: LineStep, boss: Person | None, *, actor: Person | None) -> None:
    """Take one step; ``boss`` is whom it is about, None only where nobody is to be the manager. The caller commits.

    Raises RuleBroken as ``set_manager`` and ``set_dotted_lines`` do, and when a boss is missing.
    """
    dotted = [line.boss for line in person.dotted_lines]
    if step is LineStep.NO_MANAGER:
        set_manager(person, None, actor=actor)
    elif boss is None:
        raise RuleBroken(_("Choose somebody from the list."))
    elif step is LineStep.MANAGER:
        set_manager(person, boss, actor=actor)
    elif step is LineStep.ADD_DOTTED:
        set_dotted_lines(person, [*dotted, boss], actor=actor)
    else:
        set_dotted_lines(person, [each for each in dotted if each.id != boss.id], actor=actor)


def set_manager(person: Person, manager: Person | None, *, actor: Person | None) -> None:
    """Let somebody report to ``manager`` by the solid line, to nobody with None. The caller commits.

    A dotted line to the new manager becomes the solid one. Raises RuleBroken for oneself, for a manager who has
    left, and when the line would run in a circle; the sentence names the people of the circle.
    """
    if manager is not None and manager.id != person.manager_id:
        _refuse_boss(person, manager, "manager")
        _refuse_circle(person, manager)
    before = person.manager_id
    person.manager = manager
    person.dotted_lines = [line for line in person.dotted_lines if manager is None or line.boss_id != manager.id]
    session().flush()
    if person.manager_id != before:
        tell_of_new_managers([person.id])
        record(actor, "person.manager_changed", person, manager=manager.public_id if manager else None)


def set_dotted_lines(person: Person, bosses: Sequence[Person], *, actor: Person | None) -> None:
    """Let exactly these be the dotted bosses of somebody. The caller commits.

    Raises RuleBroken for oneself, for the solid manager, and for a new boss who has left.
    """
    before = {line.boss_id for line in person.dotted_lines}
    after = {boss.id: boss for boss in bosses}
    for boss in after.values():
        if boss.id == person.manager_id:
            sentence = _("%(boss)s is the manager of %(name)s already.", boss=boss.name, name=person.name)
            raise RuleBroken(sentence, field="dotted")
        if boss.id not in before:
            _refuse_boss(person, boss, "dotted")
    if before == after.keys():
        return
    kept = [line for line in person.dotted_lines if line.boss_id in after]
    person.dotted_lines = [*kept, *(DottedLine(boss=boss) for key, boss in after.items() if key not in before)]
    session().flush()
    record(actor, "person.dotted_lines_changed", person, bosses=[boss.public_id for boss in after.values()])


def _refuse_boss(person: Person, boss: Person, field: str) -> None:
    if boss.id == person.id:
        raise RuleBroken(_("Nobody reports to themselves."), field=field)
    if not boss.is_active:
        raise RuleBroken(_("%(boss)s has left and cannot be a boss.", boss=boss.name), field=field)


def _refuse_circle(person: Person, manager: Person) -> None:
    # Two administrators who change two ends of the same line at once wait for each other here.
    both = select(Person.id).where(Person.id.in_([person.id, manager.id])).order_by(Person.id)
    session().execute(both.with_for_update())
    above = line_above(manager)
    if person not in above:
        return
    ring = [manager, *above[: above.index(person) + 1]]
    steps = [_("%(name)s reports to %(boss)s", name=low.name, boss=high.name) for low, high in pairwise(ring)]
    sentence = _(
        "This line would run in a circle: %(steps)s. %(name)s cannot report to %(manager)s.",
        steps=", ".join(steps),
        name=person.name,
        manager=manager.name,
    )
    raise RuleBroken(sentence, field="manager")
