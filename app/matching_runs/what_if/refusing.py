"""Changes that cannot all be: said by the rules in conflict, and by name, before anything is solved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.wording import spelled
from app.matching_runs.models import MatchRun
from app.matching_runs.ruling import enumerated, rules_in_words
from app.matching_runs.snapshot import Columns, Pair, Snapshot
from app.matching_runs.what_if.queries import names_of
from app.matching_runs.what_if.wanted import Row, Wanted, others_of, people_after, policy_with
from matching import InputError, Policy, broken_rules
from programs.catalogue import PROGRAM_TYPES


@dataclass(frozen=True, slots=True)
class Asked:
    """All pairs that are to be made, with the names of everybody in them, and the rows they would have."""

    run: MatchRun
    given: Snapshot
    wanted: Wanted
    names: Mapping[str, str]

    @property
    def locked(self) -> list[Pair]:
        return list(dict.fromkeys((*self.given.kept, *self.wanted.locked)))

    def refuse_absent(self) -> None:
        """Raise RuleBroken for somebody who is left out and is to be in a pair."""
        here = people_after(self.given, self.wanted)
        for pair in self.wanted.locked:
            for who in pair:
                if who not in here:
                    raise RuleBroken(
                        _(
                            "%(mentee)s is to be with %(mentor)s, and %(name)s would be left out. Both cannot be: undo "
                            "one of the two.",
                            name=self.names[who],
                            **self._named(pair),
                        )
                    )

    def refuse_parted(self) -> None:
        """Raise RuleBroken for two who are to be together and are not to be."""
        for pair in self.wanted.forbidden:
            if pair in self.locked:
                raise RuleBroken(
                    _(
                        "%(mentee)s and %(mentor)s are to be kept together by what was decided before. Take that back "
                        "on the page of the pairs first.",
                        **self._named(pair),
                    )
                )

    def refuse_crowd(self) -> None:
        """Raise RuleBroken where somebody is to be in more pairs than there is room for."""
        for side, column in ((1, "free"), (0, "needs")):
            for who, others in self._together(side).items():
                room = int(self._row(side, who)[column])
                if len(others) > room:
                    raise RuleBroken(self._too_many(side, who, others, room))

    def refuse_full_groups(self) -> None:
        """Raise RuleBroken where more are to be made with mentors of one group than there may be."""
        for column, most in self.run.policy.get("ceilings", {}).items():
            for value, pairs, taken in self._groups(column):
                if len(pairs) + taken > most:
                    others = ", ".join(self.names[mentee] for mentee, _mentor in pairs)
                    raise RuleBroken(
                        _(
                            "At most %(most)s pairs may be with mentors of %(group)s, and more are to be kept there: "
                            "%(others)s. Undo one of these.",
                            most=most,
                            group=value,
                            others=others,
                        )
                    )

    def _groups(self, column: str) -> Iterator[tuple[str, list[Pair], int]]:
        """Groups with a pair that is to be made: these pairs, and how many there are already."""
        here = people_after(self.given, self.wanted)
        groups: dict[str, list[Pair]] = {}
        for pair in self.locked:
            if here.issuperset(pair) and (value := self._row(1, pair[1])[column]) is not None:
                groups.setdefault(str(value), []).append(pair)
        for value, pairs in groups.items():
            cells = zip(self.given.mentors[column], self.given.mentors["load"], strict=True)
            yield value, pairs, sum(load for cell, load in cells if str(cell) == value)

    def refuse_ruled_out(self) -> None:
        """Raise RuleBroken where a rule stands against two who are to be together; a private one is not named."""
        policy = policy_with(self.run.policy, self.wanted.weights)
        for pair, rules in self._broken(policy).items():
            told = rules_in_words(PROGRAM_TYPES[self.run.cohort.program_type], rules)
            raise RuleBroken(
                ngettext(
                    "%(mentee)s and %(mentor)s cannot be put together: the rule %(rules)s stands against it.",
                    "%(mentee)s and %(mentor)s cannot be put together: the rules %(rules)s stand against it.",
                    len(told),
                    rules=enumerated(told),
                    **self._named(pair),
                )
            )

    def _broken(self, policy: Policy) -> dict[Pair, tuple[str, ...]]:
        here = people_after(self.given, self.wanted)
        locked = [pair for pair in self.locked if here.issuperset(pair)]
        forbidden = {*self.given.excluded, *self.given.excluded_aside, *self.wanted.forbidden}
        own, others = (_table([self._row(side, who) for who in {pair[side] for pair in locked}]) for side in (0, 1))
        try:
            return broken_rules(own, others, policy, locked, forbidden=forbidden.intersection(locked))
        except InputError as error:
            raise RuleBroken(_("This cannot be tried with these sign-ups.")) from error

    def _together(self, side: int) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        here = people_after(self.given, self.wanted)
        for pair in self.locked:
            if here.issuperset(pair):
                found.setdefault(pair[side], []).append(pair[1 - side])
        return found

    def _row(self, side: int, who: str) -> Row:
        own = (self.given.mentees, self.given.mentors)[side]
        changed = others_of(self.given, self.wanted)[("mentees", "mentors")[side]]
        return next(row for row in (*changed, *_only(own, who)) if row["id"] == who)

    def _named(self, pair: Pair) -> dict[str, str]:
        return {"mentee": self.names[pair[0]], "mentor": self.names[pair[1]]}

    def _too_many(self, side: int, who: str, others: list[str], room: int) -> str:
        named = {"name": self.names[who], "others": ", ".join(sorted(self.names[each] for each in others))}
        if not side:
            return ngettext(
                "%(name)s needs one mentor, and is to be with %(others)s. Undo one of these.",
                "%(name)s needs %(room)s mentors, and is to be with %(others)s. Undo one of these.",
                room,
                room=spelled(room),
                **named,
            )
        if not room:
            return _("%(name)s has no free seat, and is to be with %(others)s. Give a seat first.", **named)
        return ngettext(
            "%(name)s has one free seat, and is to be with %(others)s. Undo one of these, or give another seat.",
            "%(name)s has %(room)s free seats, and is to be with %(others)s. Undo one of these, or give another seat.",
            room,
            room=spelled(room),
            **named,
        )


def refuse_impossible(run: MatchRun, given: Snapshot, wanted: Wanted) -> None:
    """Raise RuleBroken, naming rules and people, for changes that cannot all be."""
    pairs = (*given.kept, *wanted.locked, *wanted.forbidden)
    asked = Asked(run, given, wanted, names_of({who for pair in pairs for who in pair}))
    asked.refuse_absent()
    asked.refuse_parted()
    asked.refuse_crowd()
    asked.refuse_full_groups()
    asked.refuse_ruled_out()


def _only(table: Columns, who: str) -> list[Row]:
    at = table["id"].index(who) if who in table["id"] else -1
    return [{name: cells[at] for name, cells in table.items()}] if at >= 0 else []


def _table(rows: list[Row]) -> Columns:
    return {name: [row[name] for row in rows] for name in (rows[0] if rows else ())}
