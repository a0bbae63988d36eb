"""What the pages of nominations show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.core.i18n import gettext as _
from app.core.pages import Page, paginate
from app.core.wording import percent
from app.nominations.models import (
    CommitteeMember,
    Nomination,
    NominationFile,
    Proposal,
    Selection,
    WishToLead,
)
from app.nominations.policy import TAKING
from app.nominations.queries import (
    concerns,
    confirmed_on,
    file_of,
    is_open,
    members_of,
    most_places,
    put_forward_by_program,
    received_by,
    shown_in,
    taken_in,
    wish_of,
)
from app.nominations.services.standing import as_shown, digest_of, readers_of, what_lacks
from app.nominations.wording import so_far
from app.people.evidence import Item, evidence_of
from app.people.models import Person

FEW = 5
"""Fewer than so many are told as “fewer than five”: a count of one would be somebody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a committee sees of somebody, word for word: made of what is kept, and of nothing else."""

    name: str
    position: str
    contribution: str
    learning: str
    quotes: Sequence[tuple[str, str]]
    evidence: Sequence[tuple[str, date]]
    wish_on: date | None
    is_decided: bool = False


def shown(words: Mapping[str, Any], *, is_decided: bool = False) -> Shown:
    """The same out of what was kept; of the wish to lead nothing stands there any more once it is decided."""
    return Shown(
        name=words["name"],
        position=words["position"],
        contribution=words["contribution"],
        learning=words["learning"],
        quotes=[(each["by"], each["words"]) for each in words["quotes"]],
        evidence=[(each["title"], date.fromisoformat(each["on"])) for each in words["evidence"]],
        wish_on=date.fromisoformat(words["wish_on"]) if words["wish_on"] else None,
        is_decided=is_decided,
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """A selection as one person meets it: their file if there is one, and who put them forward."""

    selection: Selection
    file: NominationFile | None
    by: list[str]

    @property
    def words(self) -> str:
        """How far it has come."""
        return so_far(self.file, self.by)


@dataclass(frozen=True, slots=True)
class Standings:
    """What is one’s turn, the newest first, and what else is open, the first to close first."""

    mine: Sequence[Standing]
    others: Sequence[Selection]


def standings(person: Person) -> Standings:
    """Where somebody stands with every selection that concerns them, or is open to everybody; one query."""
    mine: dict[int, Standing] = {}
    free: dict[int, Selection] = {}
    for selection, file, nomination in concerns(person):
        is_waiting = nomination is not None and nomination.let_lie_at is None
        if file is None and not is_waiting:
            free[selection.id] = selection
            continue
        standing = mine.setdefault(selection.id, Standing(selection, file, []))
        if nomination is not None and is_waiting:
            standing.by.append(nomination.by.name)
    return Standings([*mine.values()], [each for key, each in free.items() if key not in mine and is_open(each)])


@dataclass(frozen=True, slots=True)
class OwnPage:
    """Everything about oneself: what is one’s turn, what else is open, and the wish to lead."""

    mine: Sequence[Standing]
    others: Sequence[Selection]
    wish: WishToLead | None


def own_page(person: Person) -> OwnPage:
    """One’s own nominations; the queries do not grow with them."""
    found = standings(person)
    return OwnPage(found.mine, found.others, wish_of(person))


@dataclass(frozen=True, slots=True, kw_only=True)
class StandPage:
    """One’s own side of one selection. ``readers`` are the members who would read it, by name."""

    selection: Selection
    file: NominationFile | None
    received: Sequence[Nomination]
    evidence: Sequence[Item]
    readers: Sequence[str]
    wish_on: date | None
    is_open: bool
    shown: Shown | None

    @property
    def looked_for(self) -> list[str]:
        """What a committee looks for, by name."""
        return [_(each.name) for each in self.selection.terms.expected]


def stand_page(person: Person, selection: Selection) -> StandPage:
    """What somebody sees of their own side."""
    file = file_of(person, selection)
    return StandPage(
        selection=selection,
        file=file,
        received=[each for each in received_by(person) if each.selection_id == selection.id],
        evidence=evidence_of(person),
        readers=[each.name for each in readers_of(person, selection)],
        wish_on=confirmed_on(person, selection),
        is_open=is_open(selection),
        shown=shown(file.shown, is_decided=file.outcome is not None) if file is not None and file.approved_at else None,
    )


@dataclass(frozen=True, slots=True)
class LookPage:
    """What the committee would see, by its digest, and what still lacks."""

    shown: Shown
    seen: str
    lacks: Sequence[str]
    readers: Sequence[str]


def look_page(file: NominationFile) -> LookPage:
    """What somebody looks at before they approve it."""
    words = as_shown(file)
    return LookPage(
        shown(words),
        digest_of(words),
        what_lacks(file),
        [each.name for each in readers_of(file.nominee, file.selection)],
    )


@dataclass(frozen=True, slots=True)
class SettlePage:
    """A selection for those who run the cohort: counts, and the names that they themselves put forward."""

    selection: Selection
    members: Sequence[CommitteeMember]
    lacking: int
    received: Page[Nomination]
    before: str
    warning: str
    has_forecast: bool


def settle_page(selection: Selection, number: int) -> SettlePage:
    """What those who run the cohort see; never who is before the committee, nor what became of anybody."""
    members, (count, _undecided) = members_of(selection), shown_in(selection)
    few = _("fewer than five")
    return SettlePage(
        selection=selection,
        members=members,
        lacking=max(0, selection.terms.committee - len(members)),
        received=paginate(put_forward_by_program(selection), number),
        before=str(count) if count >= FEW else few,
        warning=share_warning(selection) if count >= FEW else "",
        has_forecast=most_places(selection.cohort) is not None,
    )


def share_warning(selection: Selection) -> str:
    """A sentence where an unusual share of those whom it could have been is taken; empty otherwise."""
    taken, (_count, undecided) = taken_in(selection), shown_in(selection)
    is_over = not is_open(selection) and not undecided
    return share_of(selection, taken, is_over=is_over)


def share_of(selection: Selection, taken: int, *, is_over: bool) -> str:
    terms = selection.terms
    if not terms.is_unusual(taken, selection.audience, is_over=is_over):
        return ""
    usual = {"least": percent(terms.least_share), "most": percent(terms.most_share)}
    share = percent(taken / selection.audience, 1)
    return _("%(share)s of those it could be are taken. Between %(least)s and %(most)s is usual.", share=share, **usual)


def was_taken(file: NominationFile) -> bool:
    """Whether somebody was taken, and can still sign up."""
    return file.outcome is Proposal.TAKE and file.selection.cohort.phase in TAKING
