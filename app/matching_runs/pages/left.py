"""Whoever has no mentor after a run, by reason, each with what would help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.i18n import gettext as _
from app.core.i18n import ngettext, say
from app.core.wording import spelled
from app.matching_runs.queries import Left
from matching import Unmatched
from programs.types import ProgramType
from programs.unplaced import unplaced
from programs.unplaced_groups import Group, unplaced_groups

NAMED, MOST_LISTED = 6, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftRow:
    """Somebody whose needs are not all met, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftGroup:
    """People who are left for the same reason. ``rows`` tell of each where there are several."""

    names: str
    why: str
    help: str
    rows: list[LeftRow]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOver:
    """All who are left: in one sentence, and by reason."""

    sentence: str
    groups: list[LeftGroup]


def left_over(left: Sequence[Left], kind: ProgramType) -> LeftOver:
    """Put those who are left together by reason."""
    names = {each.public_id: each.name for each in left}
    entries = [_entry(each) for each in left]
    return LeftOver(
        sentence=_sentence(entries, kind),
        groups=[_group(group, names, kind) for group in unplaced_groups(entries, kind)],
    )


def left_headings() -> list[str]:
    """The headings of the same as a file."""
    return [_("Mentee"), _("E-mail"), _("Mentors missing"), _("Why"), _("What would help")]


def left_lines(left: Sequence[Left], kind: ProgramType) -> Iterator[list[Any]]:
    """The same as a file."""
    for each in left:
        said = unplaced(_entry(each), each.name, kind)
        yield [each.name, each.email, each.missing, say(said.why), say(said.help)]


def _entry(left: Left) -> Unmatched:
    return Unmatched(left.public_id, left.reason["reason"], left.reason["facts"])


def _sentence(entries: Sequence[Unmatched], kind: ProgramType) -> str:
    without = [each for each in entries if not each.facts["filled"]]
    fewer = len(entries) - len(without)
    sentences = [_without(unplaced_groups(without, kind))] if without else []
    if fewer:
        sentences.append(
            ngettext(
                "One has fewer than they asked for.",
                "%(count)s have fewer than they asked for.",
                fewer,
                count=spelled(fewer).capitalize(),
            )
        )
    return " ".join(sentences) or _("Nobody is left over.")


def _without(groups: Sequence[Group]) -> str:
    count = sum(len(group.people) for group in groups)
    begin = ngettext("One has none yet", "%(count)s have none yet", count, count=spelled(count).capitalize())
    reasons: dict[str, int] = {}
    for group in groups:
        reasons[say(group.short)] = reasons.get(say(group.short), 0) + len(group.people)
    if len(reasons) == 1:
        return _("%(begin)s, %(why)s.", begin=begin, why=next(iter(reasons)))
    each = "; ".join(f"{spelled(many)} {why}" for why, many in reasons.items())
    return _("%(begin)s: %(each)s.", begin=begin, each=each)


def _group(group: Group, names: dict[str, str], kind: ProgramType) -> LeftGroup:
    people = [names[str(each.id)] for each in group.people]
    if len(people) == 1:
        said = unplaced(group.people[0], people[0], kind)
        return LeftGroup(names=people[0], why=say(said.why), help=say(said.help), rows=[], more=0)
    rows = [
        LeftRow(name=names[str(each.id)], why=say(unplaced(each, names[str(each.id)], kind).why))
        for each in group.people[:MOST_LISTED]
    ]
    more = max(0, len(people) - MOST_LISTED)
    return LeftGroup(names=_listed(people), why=say(group.why), help=say(group.help), rows=rows, more=more)


def _listed(people: Sequence[str]) -> str:
    named, rest = people[:NAMED], len(people) - NAMED
    if rest > 0:
        return _("%(names)s and %(count)s more", names=", ".join(named), count=spelled(rest))
    return _("%(names)s and %(last)s", names=", ".join(named[:-1]), last=named[-1])
