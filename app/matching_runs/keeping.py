"""Pairs that are to be kept and cannot be: said by name, before the match says it by number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from app.cohorts.models import Enrolment
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.matching_runs.snapshot import Pair, Snapshot
from app.people.models import Person
from matching import Policy, broken_rules


@dataclass(frozen=True, slots=True)
class Kept:
    """The names behind the pairs that are to be kept."""

    names: Mapping[str, str]

    def refuse_impossible(self, given: Snapshot, policy: Policy) -> None:
        """Raise RuleBroken where a rule, or the number of seats, stands against a pair that is to be kept."""
        for pair in broken_rules(given.mentees, given.mentors, policy, given.kept, forbidden=given.excluded):
            raise RuleBroken(self._against(pair))
        self._refuse_crowd(given, 1, "free")
        self._refuse_crowd(given, 0, "needs")

    def _against(self, pair: Pair) -> str:
        """In the same words for every rule: by whichever is not named, one could tell who asked not to be with whom."""
        return _(
            "%(mentee)s and %(mentor)s are to be kept together, and that is not possible. Take that decision back, "
            "then match again.",
            mentee=self.names[pair[0]],
            mentor=self.names[pair[1]],
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


def kept_in(given: Snapshot) -> Kept:
    """The names that a refusal would need; one query, none where nothing is to be kept."""
    ids = {given.ids[each] for pair in given.kept for each in pair}
    if not ids:
        return Kept({})
    named = select(Enrolment.public_id, Person.name).join(Enrolment.person).where(Enrolment.id.in_(ids))
    return Kept({public_id: name for public_id, name in session().execute(named)})  # noqa: C416  rows are not tuples to mypy
