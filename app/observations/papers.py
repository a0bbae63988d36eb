"""Drawers of sealed papers, opened whole or not at all: where one was cut or turned back, nothing of them is shown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.core.clock import now
from app.core.db import fresh, session
from app.core.errors import Conflict
from app.core.i18n import gettext as _
from app.core.vault import (
    CannotBeOpened,
    Head,
    Key,
    Membership,
    Opened,
    Place,
    head_of,
    is_whole,
    move_on,
    open_key,
)
from app.observations.models import ObservationPaper, PaperKind, lock_of
from app.pairings.models import Pairing
from app.people.models import Person

Words = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Drawer:
    """An open drawer of a pair: its papers by kind, and the key that seals more."""

    pairing: Pairing
    name: str
    reader: Person
    key: Key = field(repr=False)
    papers: Mapping[PaperKind, ObservationPaper]
    words: Mapping[PaperKind, Opened[Words]] = field(repr=False)

    def get(self, kind: PaperKind, name: str, default: Any = "") -> Any:
        """What was written under a name, for the page of whoever may read it."""
        return self.words[kind].reveal().get(name, default) if kind in self.words else default

    def version(self, kind: PaperKind) -> int:
        """In which version it stands there; 0 for not at all."""
        return self.papers[kind].version if kind in self.papers else 0

    def at(self, kind: PaperKind) -> datetime | None:
        """When it was last written."""
        return self.papers[kind].at if kind in self.papers else None


def open_drawer(pairing: Pairing, name: str, reader: Person, purpose: str) -> Drawer:
    """A drawer for one of the members of its key: whether they may, the caller has asked its policy.

    Raises NoKey, Frozen, TooManyOpenings, and CannotBeOpened where anything in it is not as its two left it.
    """
    lock = lock_of(pairing, name)
    key = open_key(Membership(lock, reader.public_id), purpose)
    papers = session().scalars(_papers(pairing, name)).all()
    if not (is_whole(lock, _head_of(papers)) or _is_whole_now(pairing, name)):
        raise CannotBeOpened
    words = {each.kind: Opened(json.loads(key.unseal(_place(each), each.sealed))) for each in papers}
    return Drawer(pairing, name, reader, key, {each.kind: each for each in papers}, words)


def put(drawer: Drawer, kind: PaperKind, words: Words, seen: int | None = None) -> None:
    """Lay a paper into a drawer, or write it anew. Raises Conflict where it is not in the version that was ``seen``."""
    # Two writers follow one another, whatever they write.
    session().execute(select(Pairing.id).where(Pairing.id == drawer.pairing.id).with_for_update(key_share=True))
    there = session().scalars(_papers(drawer.pairing, drawer.name).execution_options(populate_existing=True)).all()
    before, paper = _head_of(there), next((each for each in there if each.kind is kind), None)
    if seen is not None and seen != (paper.version if paper else 0):
        raise Conflict(_("This was changed a moment ago. Look at it once more."))
    if paper is None:
        paper = ObservationPaper(pairing_id=drawer.pairing.id, drawer=drawer.name, kind=kind, version=0)
        session().add(paper)
    paper.author, paper.version, paper.at = drawer.reader, paper.version + 1, now()
    paper.sealed = drawer.key.seal(_place(paper), json.dumps(words, ensure_ascii=False).encode())
    session().flush()
    after = _head_of(session().scalars(_papers(drawer.pairing, drawer.name)).all())
    move_on(session(), drawer.key.lock, before, after)


def _papers(pairing: Pairing, name: str) -> Select[ObservationPaper]:
    mine = ObservationPaper.pairing_id == pairing.id, ObservationPaper.drawer == name
    return select(ObservationPaper).where(*mine).order_by(ObservationPaper.id)


def _head_of(papers: Any) -> Head:
    return head_of((each.kind.value, each.version, each.sealed) for each in papers)


def _is_whole_now(pairing: Pairing, name: str) -> bool:
    """Whether it is after all: the other of the two may have written since it was looked up."""
    with fresh() as looking:
        return is_whole(lock_of(pairing, name), _newest(looking, pairing, name))


def _newest(looking: Session, pairing: Pairing, name: str) -> Head:
    return _head_of(looking.scalars(_papers(pairing, name)).all())


def _place(paper: ObservationPaper) -> Place:
    # The drawer is part of the key, the pair too; what kind of paper it is and whose stands here.
    return Place(
        table=ObservationPaper.__tablename__,
        column="sealed",
        row=paper.kind.value,
        author=paper.author.public_id,
        version=paper.version,
    )
