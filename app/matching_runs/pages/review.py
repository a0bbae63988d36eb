"""The review of a run: three sentences, what to do now, and everything behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.cohorts.services.cohorts import OVER
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.pages import Page
from app.core.wording import number
from app.matching_runs.earlier import decisions_as_stored
from app.matching_runs.models import Decision, MatchPair, MatchRun, PairDecision
from app.matching_runs.pages.details import facts_of, not_known, notes_on
from app.matching_runs.pages.difference import Difference, difference_of
from app.matching_runs.pages.left import LeftOver, left_over
from app.matching_runs.pages.pairs import PairRow, kind_of, pair_row, part_labels, runners_up_of
from app.matching_runs.pages.price import more_in_words
from app.matching_runs.pages.proof import proof_in_words
from app.matching_runs.pages.spread import Spread, spread_of
from app.matching_runs.pages.supply import Supply, supply_of_run
from app.matching_runs.queries import all_of, decided_pairs, last_result, names_of, reserve_beside, unplaced_of
from app.people.models import Person


class Next(StrEnum):
    """The one thing to do with a result."""

    PUBLISH = "publish"
    MATCH_AGAIN = "match-again"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision in words, and the button’s value that takes it back."""

    words: str
    choice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """What a run came to, and what to do with it."""

    run: MatchRun
    placed: str
    proof: str
    left: LeftOver
    labels: list[str]
    full: float
    pairs: Page[PairRow]
    not_known: list[str]
    facts: list[tuple[str, str]]
    spread: Spread | None
    more: Sequence[str]
    note: str
    difference: Difference | None
    supply: Supply | None
    reserve: Sequence[str]
    decided: list[Decided]
    has_new_decisions: bool
    newer: MatchRun | None

    @property
    def next(self) -> Next:
        """Publish what is the newest result, unless it was stopped early or something was decided since."""
        if self.run.cohort.phase in OVER or self.run.published_at or self.newer:
            return Next.NOTHING
        is_ready = self.run.placed and self.run.is_proven and not self.has_new_decisions
        return Next.PUBLISH if is_ready else Next.MATCH_AGAIN

    @property
    def is_unproven_draft(self) -> bool:
        """Whether it could be published all the same by somebody who knows that it is not proven."""
        return self.may_decide and not self.run.is_proven and bool(self.run.placed) and not self.has_new_decisions

    @property
    def may_decide(self) -> bool:
        """Whether pairs can be kept or parted here: as long as this is the newest result and a draft."""
        return self.next is not Next.NOTHING


def review_page(run: MatchRun, pairs: Page[MatchPair]) -> ReviewPage:
    """The result of a run and one page of its pairs."""
    kind, decisions = kind_of(run), all_of(decided_pairs(run.cohort))
    decided = {(each.mentee_id, each.mentor_id): each.decision for each in decisions}
    newest, names = last_result(run.cohort), names_of(runners_up_of(pairs.rows))
    return ReviewPage(
        run=run,
        placed=placed_in_words(run),
        proof=proof_in_words(run),
        left=left_over(unplaced_of(run), kind),
        labels=part_labels(run),
        full=sum(each["weight"] for each in run.policy.get("criteria", ())) or 100,
        pairs=_page(pairs, [pair_row(pair, kind, decided, names) for pair in pairs.rows]),
        not_known=not_known(run),
        facts=facts_of(run),
        spread=spread_of(run),
        more=more_in_words(run),
        note=notes_on(run),
        difference=difference_of(run),
        supply=supply_of_run(run),
        reserve=all_of(reserve_beside(run).with_only_columns(Person.name)),
        decided=[_decided(each) for each in decisions],
        has_new_decisions=decisions_as_stored(decided) != (run.decisions or decisions_as_stored({})),
        newer=newest if newest is not None and newest.id != run.id else None,
    )


def placed_in_words(run: MatchRun) -> str:
    """How many have a mentor."""
    figures = {"placed": number(run.placed), "all": number(run.mentees)}
    if run.locked:
        stay = ngettext(
            "The pair that was there stays.", "The %(count)s pairs that were there stay.", run.locked,
            count=number(run.locked),
        )  # fmt: skip
        waited = ngettext(
            "%(placed)s of one person who waited has a mentor.",
            "%(placed)s of %(all)s people who waited have a mentor.",
            run.mentees,
            **figures,
        )
        return f"{waited} {stay}"
    return ngettext(
        "%(placed)s of one person has a mentor.", "%(placed)s of %(all)s people have a mentor.", run.mentees, **figures
    )


def _page(page: Page[Any], rows: Sequence[Any]) -> Page[Any]:
    return Page(rows=rows, number=page.number, total=page.total, per_page=page.per_page)


def decided_in_words(decision: PairDecision) -> str:
    """What was decided about two."""
    names = {"mentee": decision.mentee.person.name, "mentor": decision.mentor.person.name}
    if decision.decision is Decision.KEEP:
        return _("%(mentee)s stays with %(mentor)s.", **names)
    return _("%(mentee)s and %(mentor)s are not put together.", **names)


def _decided(decision: PairDecision) -> Decided:
    choice = f"{decision.mentee.public_id}.{decision.mentor.public_id}"
    return Decided(words=decided_in_words(decision), choice=choice)
