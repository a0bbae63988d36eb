"""Sealed papers of a plan: opened for whoever has the key, dropped in by whoever has not.

The keystore knows how far each drawer had come: a paper that was taken out, put in or turned back shows.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from app.core.clock import now
from app.core.db import fresh, public_id, session
from app.core.errors import Conflict
from app.core.i18n import gettext as _
from app.core.vault import (
    Blob,
    Box,
    CannotBeOpened,
    Domain,
    Frozen,
    Head,
    Key,
    Lock,
    Membership,
    Opened,
    Place,
    box_of,
    head_of,
    is_whole,
    move_on,
    open_key,
)
from app.people.models import Person
from app.succession.models import Candidate, Pick, Plan, SuccessionPaper

log = structlog.get_logger("ithaca.confidence")
OWNERS, SLATE, PROPOSAL = "owners", "slate", "proposal"
"""Drawers of a plan: of its owners; of its owners and whoever chooses; of the two who appoint the first owners."""
CANDIDATE, TOGETHER = "candidate", "together"
"""Drawers of a candidate: what only they open, and what protégé and executive write for each other."""

Words = Mapping[str, Any]


def draft_drawer(executive: Person) -> str:
    """The drawer that one executive alone opens."""
    return f"draft-{executive.public_id}"


@dataclass(frozen=True, slots=True)
class OpenPaper:
    """A paper as its reader sees it. ``words`` None: it is there and cannot be opened, now or ever."""

    paper: SuccessionPaper
    words: Opened[Words] | None = field(repr=False)
    is_frozen: bool = False

    @property
    def kind(self) -> str:
        return self.paper.kind

    @property
    def about(self) -> str | None:
        return self.paper.about

    @property
    def at(self) -> datetime:
        return self.paper.at

    @property
    def version(self) -> int:
        return self.paper.version

    def get(self, name: str, default: Any = "") -> Any:
        """What was written under a name, for the page of whoever may read it."""
        return self.words.reveal().get(name, default) if self.words is not None else default


@dataclass(frozen=True, slots=True)
class OpenDrawer:
    """The papers of one drawer in the order in which they were written, and its key.

    ``is_altered``: a paper was changed, taken out, put in or turned back by somebody who may not.
    """

    lock: Lock
    reader: Person
    key: Key = field(repr=False)
    papers: tuple[OpenPaper, ...]
    is_altered: bool = False

    def of_kind(self, kind: str, about: str | None = None) -> list[OpenPaper]:
        """Those of one kind, and about one thing."""
        return [each for each in self.papers if each.kind == kind and about in (None, each.about)]

    def newest(self, kind: str, about: str | None = None) -> OpenPaper | None:
        """The newest of them."""
        return next(reversed(self.of_kind(kind, about)), None)

    def by_candidate(self, kind: str) -> dict[str, OpenPaper]:
        """The newest of a kind for each candidate, by public id."""
        return {each.about: each for each in self.papers if each.kind == kind and each.about}


def open_drawer(of: Plan | Candidate, drawer: str, reader: Person, purpose: str = "read") -> OpenDrawer:
    """A drawer for one of those who have its key; one query. Raises NoKey, Frozen, CannotBeOpened, TooManyOpenings."""
    lock = of.lock(drawer)
    key = open_key(Membership(lock, reader.public_id), purpose)
    rows = session().scalars(select(SuccessionPaper).where(*_in_drawer(lock)).order_by(SuccessionPaper.id))
    papers = tuple(_opened(each, key) for each in rows)
    is_altered = any(each.words is None and not each.is_frozen for each in papers) or not _is_whole(lock, papers)
    if is_altered:
        log.error("a drawer was altered", drawer=drawer)
    return OpenDrawer(lock, reader, key, papers, is_altered)


def write(drawer: OpenDrawer, kind: str, *, about: str | None = None, **words: Any) -> SuccessionPaper:
    """One more paper in a drawer."""
    return _write(drawer.lock, drawer.key.seal, kind, about, words)


def drop(of: Plan | Candidate, drawer: str, kind: str, *, about: str | None = None, **words: Any) -> SuccessionPaper:
    """One more paper in a drawer that whoever writes it need not be able to open."""
    box: Box = box_of(of.lock(drawer))
    return _write(of.lock(drawer), box.drop, kind, about, words)


def rewrite(drawer: OpenDrawer, paper: SuccessionPaper, seen: int, **words: Any) -> None:
    """Other words for a paper that was seen in version ``seen``. Raises Conflict where it has changed since."""
    with _moving(drawer.lock):
        session().refresh(paper, ["version"], with_for_update=True)
        if paper.version != seen:
            raise Conflict(
                _("This was changed a moment ago. Below is what stands there now; yours is kept in the form.")
            )
        paper.version += 1
        paper.at = now()
        paper.sealed = drawer.key.seal(_place(paper), _bytes(words))


def burn(public_ids: Collection[str]) -> int:
    """Take away all papers of these candidates, in their own drawers and in those of plans; how many there were."""
    named = SuccessionPaper.about.in_(public_ids) | SuccessionPaper.belongs_to.in_(public_ids)
    places = session().execute(select(SuccessionPaper.belongs_to, SuccessionPaper.drawer).where(named).distinct())
    gone = 0
    for lock in sorted((Lock(Domain.SUCCESSION, *each) for each in places), key=lambda lock: lock.parts):
        with _moving(lock):
            taken = delete(SuccessionPaper).where(named, *_in_drawer(lock)).returning(SuccessionPaper.id)
            gone += len(session().scalars(taken).all())
    return gone


@contextmanager
def _moving(lock: Lock) -> Iterator[None]:
    """What is written meanwhile moves the drawer’s end on, one writer after another."""
    for table in (Candidate, Plan):
        held = select(table.id).where(table.public_id == lock.relationship)
        session().execute(held.with_for_update(key_share=True))
    before = _head(session(), lock)
    yield
    session().flush()
    move_on(session(), lock, before, _head(session(), lock))


def _head(looking: Session, lock: Lock) -> Head:
    rows = select(SuccessionPaper.public_id, SuccessionPaper.version, SuccessionPaper.sealed)
    found = looking.execute(rows.where(*_in_drawer(lock)).order_by(SuccessionPaper.id))
    return head_of((name, version, sealed) for name, version, sealed in found)


def _is_whole(lock: Lock, papers: Iterable[OpenPaper]) -> bool:
    """Whether a drawer ends where it should; somebody else may have written since it was looked up."""
    if is_whole(lock, head_of((each.paper.public_id, each.version, each.paper.sealed) for each in papers)):
        return True
    with fresh() as looking:
        return is_whole(lock, _head(looking, lock))


def _in_drawer(lock: Lock) -> tuple[ColumnElement[bool], ...]:
    return SuccessionPaper.belongs_to == lock.relationship, SuccessionPaper.drawer == lock.owner


def sealed_pick(pick: Pick, executive: Person, key: Key, text: str) -> Blob:
    """An executive's words about a candidate, under the executive's own key."""
    return key.seal(pick_place(pick, executive), text.encode())


def pick_text(pick: Pick, executive: Person, key: Key) -> str:
    """What the executive wrote. Raises CannotBeOpened."""
    return key.unseal(pick_place(pick, executive), pick.sealed).decode()


def _write(lock: Lock, seal: Any, kind: str, about: str | None, words: Words) -> SuccessionPaper:
    paper = SuccessionPaper(
        belongs_to=lock.relationship, public_id=public_id(), drawer=lock.owner, kind=kind, about=about, version=1
    )
    with _moving(lock):
        paper.sealed = seal(_place(paper), _bytes(words))
        session().add(paper)
    return paper


def _opened(paper: SuccessionPaper, key: Key) -> OpenPaper:
    try:
        return OpenPaper(paper, Opened(json.loads(key.unseal(_place(paper), paper.sealed))))
    except Frozen:
        return OpenPaper(paper, None, is_frozen=True)
    except CannotBeOpened:
        return OpenPaper(paper, None)


def _bytes(words: Words) -> bytes:
    return json.dumps(words, ensure_ascii=False).encode()


def _place(paper: SuccessionPaper) -> Place:
    # Of whom it speaks is vouched for too: evidence cannot be moved from one candidate to another.
    return Place(
        table=SuccessionPaper.__tablename__,
        column="sealed",
        row=json.dumps([paper.public_id, paper.kind, paper.about]),
        author="",
        version=paper.version,
    )


def pick_place(pick: Pick, executive: Person) -> Place:
    """Where an executive's words belong: to this candidate, of this round."""
    row = json.dumps([pick.round_id, pick.candidate_id])
    return Place(table=Pick.__tablename__, column="sealed", row=row, author=executive.public_id, version=pick.version)
