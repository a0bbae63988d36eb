"""What each page is held against: every list asks the database at most so often, every page is light and quick."""

from __future__ import annotations

from dataclasses import dataclass

from werkzeug.routing import Rule

from benchmarks.large.asking import Row


@dataclass(frozen=True, slots=True)
class Target:
    """At most so much of each; None where nothing is asked."""

    queries: int | None = None
    kilobytes: int | None = None
    milliseconds: int | None = None

    def __str__(self) -> str:
        measures = ((self.queries, "queries"), (self.kilobytes, "KB"), (self.milliseconds, "ms"))
        return ", ".join(f"{most} {what}" for most, what in measures if most is not None) or "none, a file"

    def missed(self, row: Row) -> list[str]:
        """What is more than it should be, in words."""
        measured = (
            (row.queries, self.queries, "queries"),
            (row.kilobytes, self.kilobytes, "KB"),
            (row.p95, self.milliseconds, "ms"),
        )
        return [f"{value:.4g} {what}" for value, most, what in measured if most is not None and value > most]


LIST = Target(queries=12, kilobytes=100, milliseconds=100)
PAGE = Target(kilobytes=100, milliseconds=100)
ROOM = Target(milliseconds=150)
"""Of five hundred letters, which the page holds all."""
FILE = Target()

LISTS = {
    "accounts.sign_ins",
    "announcements.index",
    "coaching.caseload",
    "coaching.desk",
    "coaching.index",
    "coaching.offers",
    "cohorts.administrators",
    "cohorts.index",
    "cohorts.invitations",
    "cohorts.people",
    "cohorts.sign_ups",
    "managers.own",
    "managers.team",
    "matching_runs.difference",
    "matching_runs.index",
    "matching_runs.show",
    "meetings.index",
    "pairings.index",
    "people.access_log",
    "people.directory",
    "people.history",
    "people.roles_overview",
    "people.skills",
    "people_import.consents",
    "people_import.index",
    "people_import.leavers",
    "people_import.problems",
    "running.hands",
    "safeguarding.index",
    "sign_up.overview",
}
"""Pages that list rows of one kind, however many there are."""


def target_of(rule: Rule) -> Target:
    """What the page at this address is held against."""
    if is_file(rule):
        return FILE
    if rule.endpoint == "conversations.show":
        return ROOM
    return LIST if rule.endpoint in LISTS else PAGE


def is_file(rule: Rule) -> bool:
    """Whether it is something to take along, which is as long as it is."""
    return rule.rule.endswith((".csv", ".ics", ".txt")) or rule.endpoint in {
        "conversations.download",
        "conversations.copy",
    }
