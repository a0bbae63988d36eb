"""What waits for the owners of a plan: talks, names to be looked at again, evidence that runs out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.core.clock import today
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.succession.models import CandidateState, Round
from app.succession.pages import CardView, PlanView
from app.succession.services.naming import TO_BE_TOLD
from app.succession.services.reminding import AHEAD, BETWEEN_MONTHS
from programs.readiness import REVIEW_MONTHS, months_on

NAMED = 5


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do, about whom, and by when."""

    title: str
    names: str
    by: date
    on_board: bool = False

    @property
    def is_late(self) -> bool:
        """Whether its day has gone by."""
        return self.by < today()


def tasks_of(view: PlanView, running: Round | None) -> list[Task]:
    """What an owner should do now or soon, the most urgent first; no query of its own."""
    found = [_talks(view, running), _review(view), _evidence(view)]
    return sorted((each for each in found if each is not None), key=lambda each: each.by)


def _talks(view: PlanView, running: Round | None) -> Task | None:
    waiting = [each for each in view.cards if each.candidate.state in TO_BE_TOLD and each.candidate.told_on is None]
    if running is None or not waiting:
        return None
    return Task(_("Talk with each of them in person, and note it below"), _names(waiting), running.ends_on)


def _review(view: PlanView) -> Task | None:
    by = {each.candidate.id: months_on(each.candidate.reviewed_on, REVIEW_MONTHS) for each in view.cards}
    due = [each for each in view.cards if by[each.candidate.id] <= today() + AHEAD]
    if not due:
        return None
    return Task(_("Look at each name again, and note it below"), _names(due), min(by.values()))


def _evidence(view: PlanView) -> Task | None:
    soon = months_on(today(), BETWEEN_MONTHS)
    lasting = {
        each.letter: each.ready.valid_until
        for each in view.cards
        if each.ready is not None and each.candidate.state is not CandidateState.PLACED
    }
    ending = [each for each in view.cards if each.letter in lasting and lasting[each.letter] <= soon]
    if not ending:
        return None
    by = min(lasting[each.letter] for each in ending)
    return Task(_("Judge anew how ready they are: what was seen counts for a year"), _names(ending), by, on_board=True)


def _names(cards: Sequence[CardView]) -> str:
    """The first few by name, and how many more."""
    said = ", ".join(each.name or _("Somebody who has left") for each in cards[:NAMED])
    more = len(cards) - NAMED
    if more <= 0:
        return said
    return ngettext("%(names)s and %(num)s more", "%(names)s and %(num)s more", more, names=said)
