"""Supply against demand by skill: the figures, their drawing, and the finding on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.i18n import gettext as _
from app.matching_runs.models import MatchRun
from app.matching_runs.pages.price import More, more_of
from matching import key_of

DRAWN, LONGEST_LABEL = 10, 24


@dataclass(frozen=True, slots=True)
class SkillRow:
    """How many want to learn a skill, in how many free seats it can be taught, and what more mentors would bring."""

    skill: str
    asking: int
    seats: int
    more: More | None = None

    @property
    def short(self) -> int:
        return max(0, self.asking - self.seats)

    @property
    def label(self) -> str:
        """The skill as it fits into a drawing."""
        return self.skill if len(self.skill) <= LONGEST_LABEL else f"{self.skill[: LONGEST_LABEL - 1].rstrip()}…"


@dataclass(frozen=True, slots=True)
class Supply:
    """All skills that somebody wants, the scarcest first; ``drawn`` are those of the drawing."""

    rows: list[SkillRow]

    @property
    def drawn(self) -> list[SkillRow]:
        return self.rows[:DRAWN]

    @property
    def most(self) -> int:
        """The longest bar."""
        return max((max(row.asking, row.seats) for row in self.drawn), default=1) or 1

    @property
    def finding(self) -> str:
        """What the drawing shows."""
        short = [row for row in self.rows if row.short]
        spare = [row for row in reversed(self.rows) if row.seats > row.asking]
        if short and spare:
            return _(
                "%(short)s is short of seats; %(spare)s has some to spare", short=short[0].skill, spare=spare[0].skill
            )
        if short:
            return _("%(short)s is short of seats", short=short[0].skill)
        return _("For every skill that is asked for there are seats enough")


def supply_of_run(run: MatchRun) -> Supply | None:
    """What the run stored; None where nobody named a skill."""
    more = {key_of(each.skill): each for each in more_of(run)}
    stored = run.counts.get("supply", ())
    rows = [SkillRow(skill, asking, seats, more.get(key_of(skill))) for skill, asking, seats in stored]
    return Supply(rows) if rows else None


def supply_headings() -> list[str]:
    """The headings of the figures as a file."""
    return [_("Skill"), _("Asking"), _("Seats"), _("Short of"), _("Mentors more"), _("Mentees more")]


def supply_lines(supply: Supply | None) -> Sequence[list[str | int]]:
    """The same as a file."""
    return [
        [row.skill, row.asking, row.seats, row.short, *((row.more.added, row.more.placed) if row.more else ("", ""))]
        for row in (supply.rows if supply else ())
    ]
