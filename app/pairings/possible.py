"""Which pairs can never be: oneself, the reporting line solid or dotted, and those that are excluded.

The engine rules the same out before it matches; here are the pairs that no run has made, and those whose lines have
changed since. Nobody is told which of the reasons it was.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from app.cohorts.lines import dotted_bosses_of, line_of, superiors_of
from app.cohorts.models import Cohort, ExcludedPair
from app.core.bulk import among, portions
from app.core.db import session
from programs.catalogue import PROGRAM_TYPES

People = tuple[int, int]
AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Lines:
    """The reporting lines around a cohort, and how far up and down they part two people."""

    manager_of: Mapping[int, int]
    dotted: Mapping[int, Collection[int]]
    up: int
    down: int

    def part(self, mentee: int, mentor: int) -> bool:
        """Whether the two stand in one line."""
        if mentor in line_of(mentee, self.manager_of)[: self.up]:
            return True
        if mentee in line_of(mentor, self.manager_of)[: self.down]:
            return True
        return mentor in self.dotted.get(mentee, ()) or mentee in self.dotted.get(mentor, ())


def impossible(cohort: Cohort, pairs: Collection[People]) -> list[People]:
    """Those of the pairs of mentee and mentor, as people, that can never be made; three queries for each
    20,000.

    Pages say no more of them than that they are not possible.
    """
    people = {person for pair in pairs for person in pair}
    lines, excluded = _lines_around(cohort, people), _excluded_among(people)
    return [
        (mentee, mentor)
        for mentee, mentor in pairs
        if mentee == mentor or frozenset((mentee, mentor)) in excluded or lines.part(mentee, mentor)
    ]


def _lines_around(cohort: Cohort, people: Collection[int]) -> Lines:
    rules = PROGRAM_TYPES[cohort.program_type].policy.rules
    distance = next(rule.options for rule in rules if rule.name == "not_in_line")
    return Lines(superiors_of(people), dotted_bosses_of(people), up=distance["up"], down=distance["down"])


def _excluded_among(people: Collection[int]) -> set[frozenset[int]]:
    found: set[frozenset[int]] = set()
    for some in portions(sorted(people), AT_ONCE):
        rows = select(ExcludedPair.lower_id, ExcludedPair.higher_id).where(among(ExcludedPair.lower_id, some))
        found |= {frozenset(row) for row in session().execute(rows)}
    return found
