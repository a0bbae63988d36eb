"""Two executives and one candidate: the candidate’s wish decides, then fit, then an owner. The engine only suggests."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from app.core.i18n import gettext as _
from app.people.models import Person
from app.succession.drafts import is_altered
from app.succession.models import Candidate, Chooser, Pick, PickState, Round
from app.succession.pages import CardView, PlanView
from app.succession.papers import OWNERS, OpenDrawer, open_drawer
from app.succession.queries import choices_in
from app.succession.services.choosing import CHOICE
from app.succession.services.naming import TO_BE_TOLD
from app.succession.suggestions import fits


class Decided(StrEnum):
    """What a suggestion rests on."""

    ALONE = "alone"
    WISH = "wish"
    FIT = "fit"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Claim:
    """An executive’s choice, with the reason they gave."""

    executive: Person
    reason: str
    is_confirmed: bool
    place_in_wish: int


@dataclass(frozen=True, slots=True)
class Contest:
    """A candidate whom somebody chose, and what the order of settling suggests."""

    card: CardView
    claims: list[Claim]
    suggested: Person | None
    decided: Decided

    @property
    def words(self) -> str:
        """What the suggestion rests on, in a sentence."""
        if self.decided is Decided.ALONE:
            return _("Nobody else chose them.")
        if self.decided is Decided.WISH:
            return _("It is the candidate’s own wish.")
        if self.decided is Decided.FIT:
            return _("The candidate named neither; what this executive can teach covers more of what is missing.")
        return _("Neither the candidate’s wish nor the fit tells. It is yours to decide.")


class MeetingView(PlanView):
    """The round on one screen, as its owner runs it: the order drawn, each choice, and what is between two."""

    def __init__(self, of_round: Round, reader: Person) -> None:
        super().__init__(of_round.plan, reader)
        self.round = of_round
        self.owners: OpenDrawer = open_drawer(of_round.plan, OWNERS, reader)
        self.picks = choices_in(of_round)

    @cached_property
    def is_altered(self) -> bool:
        """Whether a paper or a pick was changed by nobody who may."""
        executives = [each.person for each in self.round.choosers]
        return self.slate.is_altered or self.owners.is_altered or is_altered(self.plan, executives)

    @property
    def turns(self) -> list[tuple[Chooser, list[CardView]]]:
        """The executives in the order of this round, with whom each has chosen."""
        by_id = {each.candidate.id: each for each in self.cards}
        return [
            (
                each,
                [by_id[pick.candidate_id] for pick in self.picks if pick.executive_id == each.person_id],
            )
            for each in self.round.choosers
        ]

    def is_next(self, chooser: Chooser) -> bool:
        """Whether it is their turn: the first in the order who has chosen nobody yet."""
        chosen = {each.executive_id for each in self.picks}
        waiting = (each for each in self.round.choosers if each.person_id not in chosen)
        return self.round.closed_at is None and next(waiting, None) is chooser

    @property
    def contests(self) -> list[Contest]:
        """Every candidate who was chosen and is not settled."""
        chosen: dict[int, list[Pick]] = {}
        for each in self.picks:
            if each.state is PickState.CHOSEN:
                chosen.setdefault(each.candidate_id, []).append(each)
        return [self._contest(each, chosen[each.candidate.id]) for each in self.cards if each.candidate.id in chosen]

    @property
    def unchosen(self) -> list[CardView]:
        """Who has agreed and whom nobody chose: an owner talks with them too."""
        chosen = {each.candidate_id for each in self.picks}
        return [each for each in self.on_slate if each.candidate.id not in chosen]

    @property
    def to_talk_with(self) -> list[CardView]:
        """Everybody who has agreed or is brought on, and was not talked with since the round opened."""
        return [each for each in self.cards if each.candidate.state in TO_BE_TOLD and each.candidate.told_on is None]

    def contest_of(self, candidate: Candidate) -> Contest | None:
        """What is to be settled about one candidate."""
        return next((each for each in self.contests if each.card.candidate.id == candidate.id), None)

    def _contest(self, card: CardView, picks: list[Pick]) -> Contest:
        reasons = self.owners.of_kind(CHOICE, card.candidate.public_id)
        told = {each.get("executive"): str(each.get("reason")) for each in reasons}
        open_for = {each.person_id for each in self.round.choosers if each.in_room_by_id and each.confirmed_at is None}
        claims = [
            Claim(
                executive=each.executive,
                reason=told.get(each.executive.public_id, ""),
                is_confirmed=each.executive_id not in open_for,
                place_in_wish=card.has_named(each.executive),
            )
            for each in picks
        ]
        suggested, decided = suggestion(card, claims)
        return Contest(card, claims, suggested, decided)


def suggestion(card: CardView, claims: list[Claim]) -> tuple[Person | None, Decided]:
    """Whom the order suggests: the only one, then the wish, then the fit; None where an owner has to decide."""
    if len(claims) == 1:
        return claims[0].executive, Decided.ALONE
    wished = sorted((each for each in claims if each.place_in_wish), key=lambda each: each.place_in_wish)
    if wished:
        return wished[0].executive, Decided.WISH
    by_fit = sorted(((fits(each.executive, [card])[0].points, each.executive) for each in claims), key=_first)
    if by_fit[-1][0] > by_fit[-2][0]:
        return by_fit[-1][1], Decided.FIT
    return None, Decided.OWNER


def _first(pair: tuple[float, Person]) -> float:
    return pair[0]
