"""Pairs that are to be kept and cannot be: said by name, before the match says it by number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from app.cohorts.models import Enrolment
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.matching_runs.snapshot import Pair, Snapshot
from app.people.models import Person
from matching import Policy, broken_rules
from programs.types import ProgramType

FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Kept:
    """The names behind the pairs that are to be kept, and those of the rules."""

    names: Mapping[str, str]
    kind: ProgramType

    def refuse_impossible(self, given: Snapshot, policy: Policy) -> None:
        """Raise RuleBroken where a rule, or the number of seats, stands against a pair that is to be kept."""
        for pair, rules in broken_rules(
            given.mentees, given.mentors, policy, given.kept, forbidden=given.excluded
        ).items():
            raise RuleBroken(self._against(pair, rules))
        self._refuse_crowd(given, 1, "free")
        self._refuse_crowd(given, 0, "needs")

    def _against(self, pair: Pair, rules: Iterable[str]) -> str:
        mentee, mentor = self.names[pair[0]], self.names[pair[1]]
        rule = next((name for name in rules if name != FORBIDDEN), None)
        if rule is None:
            return _(
                "%(mentee)s and %(mentor)s are to be kept together, and a private rule stands against it. Take that "
                "decision back, then match again.",
                mentee=mentee,
                mentor=mentor,
            )
        return _(
            "%(mentee)s and %(mentor)s are to be kept together, and the rule “%(rule)s” stands against it. Take that "
            "decision back, then match again.",
            mentee=mentee,
            mentor=mentor,
            rule=_(self.kind.rule_label(rule)),
        )

    def _refuse_crowd(self, given: Snapshot, side: int, column: str) -> None:
        table = (given.mentees, given.mentors)[side]
        room = dict(zip(table["id"], table[column], strict=True))
        wanted = Counter(pair[side] for pair in given.kept)
        for who, count in wanted.items():
            if count > room[who]:
                raise RuleBroken(
                    _(
                        "%(name)s is to be kept in more pairs than there is room for: %(count)s, and there is room "
                        "for %(room)s. Take one of those decisions back, then match again.",
                        name=self.names[who],
                        count=count,
                        room=room[who],
                    )
                )


def kept_in(given: Snapshot, kind: ProgramType) -> Kept:
    """The names that a refusal would need; one query, none where nothing is to be kept."""
    ids = {given.ids[each] for pair in given.kept for each in pair}
    if not ids:
        return Kept({}, kind)
    named = select(Enrolment.public_id, Person.name).join(Enrolment.person).where(Enrolment.id.in_(ids))
    return Kept({public_id: name for public_id, name in session().execute(named)}, kind)  # noqa: C416  rows are not tuples to mypy
