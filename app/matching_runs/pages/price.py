"""What the best result for all costs single people, and what more mentors would bring: sentences from stored counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.wording import number, spelled
from app.matching_runs.models import MatchRun

NAMED = 3


@dataclass(frozen=True, slots=True)
class More:
    """With so many ``added`` mentors for a skill, of ``each`` so many seats, ``placed`` more mentees have a mentor."""

    skill: str
    added: int
    each: int
    placed: int

    @property
    def sentence(self) -> str:
        """The same in words."""
        if not self.placed:
            return _(
                "%(added)s more mentors for %(skill)s would place nobody: something else stands in the way.",
                added=spelled(self.added).capitalize(),
                skill=self.skill,
            )
        return ngettext(
            "%(added)s more mentors for %(skill)s, with %(each)s each, would place one more mentee.",
            "%(added)s more mentors for %(skill)s, with %(each)s each, would place %(count)s more mentees.",
            self.placed,
            added=spelled(self.added).capitalize(),
            skill=self.skill,
            each=_seats(self.each),
            count=spelled(self.placed),
        )


def more_of(run: MatchRun) -> list[More]:
    """What more mentors would bring, the most helpful first; empty where nobody is left or it was not asked."""
    return [More(*each) for each in run.counts.get("more", ())]


def more_in_words(run: MatchRun) -> Sequence[str]:
    """The most helpful in sentences."""
    return [each.sentence for each in more_of(run)[:NAMED]]


def swaps_in_words(run: MatchRun) -> str:
    """Who would rather have each other: what it costs that all together fit best. Empty for older runs."""
    count = run.counts.get("blocking")
    if count is None:
        return ""
    if not count:
        return _("None: no mentee and mentor who are apart would both fit better with each other.")
    return ngettext(
        "One mentee and mentor who are apart would both fit better with each other, and somebody else worse: that is "
        "the price of the best result for all together.",
        "%(count)s times a mentee and a mentor who are apart would both fit better with each other, and somebody else "
        "worse: that is the price of the best result for all together.",
        count,
        count=number(count),
    )


def _seats(count: int) -> str:
    return ngettext("one seat", "%(count)s seats", count, count=spelled(count))
