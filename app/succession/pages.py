"""What the pages of a plan show, opened once: the role, the cards with their evidence, what an executive has chosen."""

from __future__ import annotations

import string
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.core.clock import today
from app.core.vault import CannotBeOpened
from app.people.models import Person
from app.succession.labels import BANDS, STATES, TONES
from app.succession.lines import people_and_line
from app.succession.models import Candidate, CandidateState, Pick, PickState, Plan, Round
from app.succession.papers import SLATE, OpenDrawer, OpenPaper, open_drawer, pick_text
from app.succession.queries import candidates_of, people_by_public_id, picks_of
from app.succession.services.appointing import ROLE
from app.succession.services.choosing import key_of_drafts
from app.succession.services.naming import CARD, READY, WHO, WISH
from programs.readiness import CAP, REVIEW_MONTHS, Band, is_valid, months_on, valid_until

BESIDE_EACH_OTHER = 3


@dataclass(frozen=True, slots=True)
class Readiness:
    """How ready, by what was seen when, and until when that counts."""

    band: Band
    evidence: str
    seen_on: date
    by: str

    @property
    def label(self) -> str:
        return str(BANDS[self.band])

    @property
    def valid_until(self) -> date:
        return valid_until(self.seen_on)

    @property
    def is_valid(self) -> bool:
        return is_valid(self.seen_on, today())


@dataclass(frozen=True, slots=True)
class CardView:
    """A candidate as owners and executives read them: evidence first, the name last."""

    letter: str
    candidate: Candidate
    person: Person | None
    card: OpenPaper | None
    ready: Readiness | None
    wish: OpenPaper | None

    @property
    def name(self) -> str:
        return self.person.name if self.person else ""

    @property
    def first_name(self) -> str:
        return self.person.first_name if self.person else ""

    @property
    def shown(self) -> list[str]:
        """The results, one by one."""
        return [each for each in str(self.card.get("shown")).splitlines() if each.strip()] if self.card else []

    @property
    def state(self) -> str:
        return str(STATES[self.candidate.state])

    @property
    def tone(self) -> str:
        return TONES[self.candidate.state]

    @property
    def is_due(self) -> bool:
        """Whether somebody should look at this name again."""
        return months_on(self.candidate.reviewed_on, REVIEW_MONTHS) <= today()

    def has_named(self, executive: Person) -> int:
        """Which place an executive has among those whom the candidate named; 0 for none."""
        first = self.wish.get("first", []) if self.wish else []
        return first.index(executive.public_id) + 1 if executive.public_id in first else 0


class PlanView:
    """A plan and its slate, opened for one reader."""

    def __init__(self, plan: Plan, reader: Person) -> None:
        self.plan, self.reader = plan, reader
        self.slate: OpenDrawer = open_drawer(plan, SLATE, reader)

    @property
    def role(self) -> OpenPaper | None:
        return self.slate.newest(ROLE)

    @property
    def title(self) -> str:
        return str(self.role.get("title")) if self.role else ""

    @property
    def exit_on(self) -> date | None:
        text = self.role.get("exit_on") if self.role else ""
        return date.fromisoformat(text) if text else None

    @cached_property
    def cards(self) -> list[CardView]:
        """Everybody whom the owners have named, in an order that says nothing."""
        found = sorted(candidates_of(self.plan), key=lambda each: each.public_id)
        of_kind = {kind: self.slate.by_candidate(kind) for kind in (WHO, CARD, READY, WISH)}
        return [self._card(number, each, of_kind) for number, each in enumerate(found)]

    @cached_property
    def on_slate(self) -> list[CardView]:
        """Those who have agreed: nobody else's name is shown to an executive."""
        return [each for each in self.cards if each.candidate.state is CandidateState.AGREED]

    def card_of(self, public_id: str) -> CardView | None:
        """One of them."""
        return next((each for each in self.cards if each.candidate.public_id == public_id), None)

    @cached_property
    def people(self) -> dict[str, Person]:
        """Who the cards are about, by public id."""
        return people_by_public_id(self._named())

    def _named(self) -> list[str]:
        return [each.get("person") for each in self.slate.by_candidate(WHO).values()]

    def _card(self, number: int, candidate: Candidate, of_kind: dict[str, dict[str, OpenPaper]]) -> CardView:
        name = candidate.public_id
        who = of_kind[WHO].get(name)
        return CardView(
            letter=letter(number),
            candidate=candidate,
            person=self.people.get(who.get("person")) if who else None,
            card=of_kind[CARD].get(name),
            ready=readiness(of_kind[READY].get(name)),
            wish=of_kind[WISH].get(name),
        )


class ChoosingView(PlanView):
    """A slate as an executive reads it in a round, with their own drafts and choices."""

    def __init__(self, of_round: Round, reader: Person) -> None:
        super().__init__(of_round.plan, reader)
        self.round = of_round
        self.everywhere = picks_of(reader, of_round)

    @property
    def taken(self) -> int:
        """How many the reader has chosen or brings on, in all plans together."""
        return sum(each.slot is not None for each in self.everywhere)

    @property
    def most(self) -> int:
        return CAP

    @property
    def is_full(self) -> bool:
        return self.taken >= CAP

    @cached_property
    def rows(self) -> list[list[CardView]]:
        """The cards, three beside each other."""
        cards = self.on_slate
        return [cards[at : at + BESIDE_EACH_OTHER] for at in range(0, len(cards), BESIDE_EACH_OTHER)]

    @cached_property
    def picks(self) -> dict[int, Pick]:
        """What the reader has drafted or chosen, by candidate."""
        return {each.candidate_id: each for each in self.everywhere if each.round_id == self.round.id}

    def is_barred(self, card: CardView) -> bool:
        """Whether a candidate is in the reader’s own line."""
        return card.person is not None and (card.person.id in self.in_line or card.person.id == self.reader.id)

    def has_chosen(self, card: CardView) -> bool:
        pick = self.picks.get(card.candidate.id)
        return pick is not None and pick.state is PickState.CHOSEN

    def has_drafted(self, card: CardView) -> bool:
        pick = self.picks.get(card.candidate.id)
        return pick is not None and pick.state is PickState.DRAFT

    def draft(self, card: CardView) -> tuple[str, int]:
        """What the reader wrote about a candidate, and in which version."""
        pick = self.picks.get(card.candidate.id)
        if pick is None:
            return "", 0
        try:
            return pick_text(pick, self.reader, key_of_drafts(self.round, self.reader)), pick.version
        except CannotBeOpened:
            return "", pick.version

    @property
    def was_in_room(self) -> bool:
        """Whether an owner recorded something that the reader has not confirmed."""
        return any(
            each.person_id == self.reader.id and each.in_room_by_id is not None and each.confirmed_at is None
            for each in self.round.choosers
        )

    @cached_property
    def people(self) -> dict[str, Person]:
        return self._people_and_line[0]

    @cached_property
    def in_line(self) -> set[int]:
        """Who of the slate answers to the reader, by id."""
        return self._people_and_line[1]

    @cached_property
    def _people_and_line(self) -> tuple[dict[str, Person], set[int]]:
        return people_and_line(self._named(), self.reader)


def readiness(paper: OpenPaper | None) -> Readiness | None:
    """A judgement of readiness out of its paper."""
    if paper is None or paper.words is None:
        return None
    seen_on = date.fromisoformat(paper.get("seen_on"))
    return Readiness(Band(paper.get("band")), paper.get("evidence"), seen_on, paper.get("by"))


def letter(number: int) -> str:
    """A, B, … Z, AA: what a card is called before its name."""
    more, last = divmod(number, len(string.ascii_uppercase))
    return (letter(more - 1) if more else "") + string.ascii_uppercase[last]
