"""The agreement of a pair: proposed by either, signed by both, and each of its versions kept. The caller commits.

A version is an item of what the two share, and so is a signature. Outside the room stands the day on which both had
signed, and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from app.conversations.models import Record, Room
from app.conversations.services.items import AGREEMENT, SIGNATURE, Pen
from app.conversations.strands import Contents, Item, contents_of
from app.core.audit import record
from app.core.clock import today
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.organisation import organisation

BOTH = 2


@dataclass(frozen=True, slots=True)
class Version:
    """One version, with the signatures by the id of who signed; whoever proposed it has signed it."""

    item: Item
    words: Mapping[str, Any] = field(repr=False)
    signatures: Mapping[int, Item]

    @property
    def number(self) -> int:
        return int(self.words["number"])

    @property
    def is_signed(self) -> bool:
        """Whether both have signed."""
        return len(self.signatures) == BOTH


def versions_in(contents: Contents) -> list[Version]:
    """All versions that can be opened, the newest first."""
    signed: dict[str, dict[int, Item]] = {}
    for each in contents.of_kind(SIGNATURE):
        if each.words:
            signed.setdefault(str(each.words.reveal()["agreement"]), {})[each.author.id] = each
    found = [
        Version(item, item.words.reveal(), {item.author.id: item, **signed.get(item.id, {})})
        for item in contents.of_kind(AGREEMENT)
        if item.words
    ]
    return found[::-1]


def propose(room: Room, pen: Pen, words: Mapping[str, Any], *, seen: int) -> Record:
    """Propose the next version, and sign it. ``seen``: the number of the newest that its writer read, 0 for none.

    Raises Conflict where another one was proposed meanwhile, RuleBroken while old words are shut.
    """
    versions = _versions_now(room, pen)
    if (versions[0].number if versions else 0) != seen:
        raise Conflict(_("Another version was proposed a moment ago. Read it, and then propose yours."))
    return pen.add(kind=AGREEMENT, number=seen + 1, **words)


def sign(room: Room, pen: Pen, item_id: str) -> bool:
    """Sign the version that waits; False where one had signed it before.

    Raises Conflict for one that is not the newest any more, RuleBroken for none, and while old words are shut.
    """
    versions = _versions_now(room, pen)
    if item_id not in {each.item.id for each in versions}:
        raise RuleBroken(_("There is no such version. Look at the agreement again."))
    if versions[0].item.id != item_id:
        raise Conflict(_("Another version was proposed a moment ago. Read that one first."))
    if pen.author.id in versions[0].signatures:
        return False
    pen.add(kind=SIGNATURE, agreement=item_id)
    room.agreed_on = today(organisation().time_zone)
    session().flush()
    record(pen.author, "room.agreed", room)
    return True


def _versions_now(room: Room, pen: Pen) -> Sequence[Version]:
    """Read behind a lock: of two who propose at once the second sees the first."""
    session().scalars(select(Room.id).where(Room.id == room.id).with_for_update()).one()
    contents = contents_of(pen.strand, pen.key)
    if contents.frozen:
        raise RuleBroken(
            _("What was written before is shut for now. Come back to the agreement once it is open again.")
        )
    return versions_in(contents)
