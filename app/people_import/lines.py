"""Reporting lines in a file: finds the people who are meant, and refuses lines that run in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.core.i18n import gettext as _
from app.people.models import PersonState
from app.people_import.columns import Field
from app.people_import.directory import Directory
from app.people_import.plan import Change, Entry, Node
from app.people_import.rows import Incoming, Problem, Reading

NAMED_IN_CIRCLE = 6


class Lines:
    """Finds bosses by id or e-mail, in the file first, then in the directory, and collects what is wrong."""

    def __init__(self, reading: Reading, directory: Directory, nodes: Mapping[int, Node]) -> None:
        self._reading = reading
        self._directory = directory
        self._nodes = nodes
        self._by_key: dict[str, Node] = {}
        self._listed: dict[Node, Incoming] = {}
        self._managers: dict[Node, Node] = {}
        self.problems: list[Problem] = []
        for person in reading.people:
            if (node := nodes.get(person.row)) is not None:
                self._listed[node] = person
                self._by_key.update({key: node for key in (person.external_id, person.email) if key})

    def settle(self, entries: Mapping[int, Entry]) -> None:
        """Write managers and dotted lines into the entries, each by its row."""
        for row, entry in entries.items():
            node = self._nodes[row]
            person = self._listed[node]
            if person.manager and (boss := self._manager(person, node)) is not None:
                self._managers[node] = boss
                self._set_manager(entry, node, boss)
            if person.dotted:
                self._set_dotted(entry, node, person)
        self.problems.extend(self._circles())

    def name(self, node: Node) -> str:
        """What to call somebody of the file or of the directory."""
        listed = self._listed.get(node)
        if listed is not None and (listed.name or node < 0):
            return listed.called
        return str(self._directory.people[node].name)

    def _find(self, key: str) -> Node | None:
        directory, email = self._directory, key.lower()
        inside = self._by_key.get(key) or self._by_key.get(email)
        return inside or directory.by_external_id.get(key) or directory.by_email.get(email)

    def _has_left(self, node: Node) -> bool:
        listed = self._listed.get(node)
        if listed is not None:
            return listed.left_on is not None and listed.left_on < self._directory.today
        return self._directory.people[node].state is PersonState.LEFT

    def _manager(self, person: Incoming, node: Node) -> Node | None:
        boss = self._boss(person.manager or "", Field.MANAGER, person, node)
        if boss is None or (node > 0 and self._directory.people[node].manager_id == boss):
            return boss
        if self._has_left(boss):
            self._refuse(Field.MANAGER, person, _("the manager %(name)s has left", name=self.name(boss)))
            return None
        return boss

    def _boss(self, key: str, column: Field, person: Incoming, node: Node) -> Node | None:
        boss = self._find(key)
        if boss is None:
            reason = _("nobody in the file or in the directory has the id or e-mail “%(key)s”", key=key[:100])
            self._refuse(column, person, reason)
        elif boss == node:
            self._refuse(column, person, _("%(name)s would report to themselves", name=person.called))
            return None
        return boss

    def _refuse(self, column: Field, person: Incoming, reason: str) -> None:
        self.problems.append(Problem(person.row, self._reading.heading(column), reason))

    def _set_manager(self, entry: Entry, node: Node, boss: Node) -> None:
        before = self._directory.people[node].manager_id if node > 0 else None
        if before == boss:
            return
        entry.manager = boss
        if isinstance(entry, Change):
            entry.manager_before = before
            # A dotted line to the new manager becomes the solid one.
            dotted = self._directory.dotted.get(node, frozenset())
            entry.dotted = tuple(sorted(dotted - {boss})) if boss in dotted else None

    def _set_dotted(self, entry: Entry, node: Node, person: Incoming) -> None:
        found = [self._boss(key, Field.DOTTED, person, node) for key in person.dotted]
        solid = entry.manager or (self._directory.people[node].manager_id if node > 0 else None)
        bosses = {boss for boss in found if boss is not None and boss != solid}
        is_known = node > 0 and self._directory.dotted.get(node, frozenset()) == bosses
        entry.dotted = None if is_known else tuple(sorted(bosses))

    def _circles(self) -> Iterator[Problem]:
        """One problem for each circle that the file would close."""
        people = self._directory.people.values()
        boss_of = {person.id: person.manager_id for person in people if person.manager_id is not None}
        boss_of |= self._managers
        safe: set[Node] = set()
        for start in self._managers:
            path: dict[Node, None] = {}
            node: Node | None = start
            while node is not None and node not in safe and node not in path:
                path[node] = None
                node = boss_of.get(node)
            if node is not None and node in path:
                steps = list(path)
                yield self._circle(steps[steps.index(node) :])
            safe.update(path)

    def _circle(self, ring: list[Node]) -> Problem:
        names = [self.name(node) for node in ring]
        shown = names[:NAMED_IN_CIRCLE] + (["…"] if len(names) > NAMED_IN_CIRCLE else [])
        circle = " → ".join([*shown, names[0]])
        reason = _("these people would report to each other in a circle: %(names)s", names=circle)
        row = min(self._listed[node].row for node in ring if node in self._managers)
        return Problem(row, self._reading.heading(Field.MANAGER), reason)
