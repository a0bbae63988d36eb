"""Pairs that are to be kept and cannot be: said by name, before the match says it by number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.cohorts.models import Enrolment
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.matching_runs.ruling import enumerated, rules_in_words
from app.matching_runs.snapshot import Pair, Snapshot
from app.people.models import Person
from matching import Policy, broken_rules
from programs.catalogue import PROGRAM_TYPES
from programs.sentences import listed

NAMED = 5


@dataclass(frozen=True, slots=True)
class Kept:
    """The names behind the pairs that are to be kept."""

    names: Mapping[str, str]

    def refuse_impossible(self, given: Snapshot, policy: Policy) -> None:
        """Raise RuleBroken, naming rules and people, where pairs that are to be kept cannot be."""
        if not given.kept:
            return
        against = broken_rules(given.mentees, given.mentors, policy, given.kept, forbidden=given.excluded)
        if against:
            said = [self._against(pair, rules, policy) for pair, rules in list(against.items())[:NAMED]]
            raise RuleBroken(" ".join([*said, _("Take these decisions back, or change the rule, then match again.")]))
        self._refuse_crowd(given, 1, "free")
        self._refuse_crowd(given, 0, "needs")
        for column, most in policy.ceilings.items():
            self._refuse_full(given, column, most)

    def _against(self, pair: Pair, rules: Sequence[str], policy: Policy) -> str:
        told = rules_in_words(PROGRAM_TYPES[policy.name], rules)
        return ngettext(
            "%(mentee)s and %(mentor)s are to be kept together, and the rule %(rules)s stands against it.",
            "%(mentee)s and %(mentor)s are to be kept together, and the rules %(rules)s stand against it.",
            len(told),
            mentee=self.names[pair[0]],
            mentor=self.names[pair[1]],
            rules=enumerated(told),
        )

    def _refuse_crowd(self, given: Snapshot, side: int, column: str) -> None:
        table = (given.mentees, given.mentors)[side]
        room = dict(zip(table["id"], table[column], strict=True))
        together: dict[str, list[str]] = {}
        for pair in given.kept:
            together.setdefault(pair[side], []).append(self.names[pair[1 - side]])
        for who, others in together.items():
            if len(others) > room[who]:
                raise RuleBroken(
                    _(
                        "%(name)s is to be kept in more pairs than there is room for: with %(others)s, and there is "
                        "room for %(room)s. Take one of those decisions back, then match again.",
                        name=self.names[who],
                        others=listed(others, most=NAMED),
                        room=room[who],
                    )
                )

    def _refuse_full(self, given: Snapshot, column: str, most: int) -> None:
        """Where more are to be kept with mentors of one group than its limit leaves, pairs that are there counted."""
        group_of = dict(zip(given.mentors["id"], given.mentors[column], strict=True))
        taken = Counter[str | None]()
        for group, load in zip(given.mentors[column], given.mentors["load"], strict=True):
            taken[group] += load
        together: dict[str | None, list[str]] = {}
        for mentee, mentor in given.kept:
            together.setdefault(group_of[mentor], []).append(self.names[mentee])
        for group, people in together.items():
            if group is not None and len(people) + taken[group] > most:
                raise RuleBroken(
                    ngettext(
                        "At most one pair may be with a mentor of %(group)s, and more are to be kept there: with "
                        "%(people)s. Allow more from there, or take one of those decisions back.",
                        "At most %(most)s pairs may be with mentors of %(group)s, and more are to be kept there: with "
                        "%(people)s. Allow more from there, or take one of those decisions back.",
                        most,
                        most=most,
                        group=group,
                        people=listed(people, most=NAMED),
                    )
                )


def kept_in(given: Snapshot) -> Kept:
    """The names that a refusal would need; one query, none where nothing is to be kept."""
    ids = {given.ids[each] for pair in given.kept for each in pair}
    if not ids:
        return Kept({})
    named = select(Enrolment.public_id, Person.name).join(Enrolment.person).where(Enrolment.id.in_(ids))
    return Kept(dict(session().execute(named).all()))
