"""Papers: sealed when written, opened for whoever may, and never half.

The keystore knows how far each drawer had come: a paper that was taken out, put in or turned back shows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.coaching.models import Engagement, Paper
from app.coaching.policy import membership_of
from app.core.db import fresh, public_id, session
from app.core.errors import Conflict
from app.core.i18n import gettext as _
from app.core.vault import Blob, CannotBeOpened, Frozen, Head, Key, Opened, Place, head_of, is_whole, move_on, open_key
from app.people.models import Person

log = structlog.get_logger("ithaca.coaching")
Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OpenPaper:
    """A paper as its reader sees it. ``words`` None: it is there and cannot be opened, now or ever."""

    paper: Paper
    words: Opened[Payload] | None = field(repr=False)
    is_frozen: bool = False

    @property
    def kind(self) -> str:
        return self.paper.kind

    @property
    def about(self) -> str | None:
        return self.paper.about

    @property
    def author(self) -> Person:
        return self.paper.author

    @property
    def at(self) -> datetime:
        return self.paper.at

    def get(self, name: str, default: Any = "") -> Any:
        """What was written under a name, for the page of whoever may read it."""
        return self.words.reveal().get(name, default) if self.words is not None else default


@dataclass(frozen=True, slots=True)
class OpenDrawer:
    """The papers of one drawer, in the order in which they were written, and the key that seals more of them.

    ``is_altered``: a paper was changed, taken out, put in or turned back by somebody who had no key.
    """

    engagement: Engagement
    name: str
    reader: Person
    key: Key
    papers: tuple[OpenPaper, ...]
    is_altered: bool = False

    @property
    def is_frozen(self) -> bool:
        """Whether something opens only later, for its reader has a new password."""
        return any(each.is_frozen for each in self.papers)

    def of_kind(self, kind: str) -> list[OpenPaper]:
        """Those of one kind."""
        return [each for each in self.papers if each.kind == kind]

    def newest(self, kind: str) -> OpenPaper | None:
        """The newest of one kind."""
        return next(reversed(self.of_kind(kind)), None)


def open_drawer(engagement: Engagement, drawer: str, reader: Person, purpose: str = "read") -> OpenDrawer:
    """A drawer for one of its people; one query. Raises NoKey, Frozen, CannotBeOpened, TooManyOpenings."""
    key = open_key(membership_of(reader, engagement, drawer), purpose)
    papers = session().scalars(
        select(Paper)
        .where(Paper.engagement_id == engagement.id, Paper.drawer == drawer)
        .order_by(Paper.id)
        .options(joinedload(Paper.author))
    )
    opened = tuple(_opened(each, key) for each in papers)
    head = head_of((each.paper.public_id, each.paper.version, each.paper.sealed) for each in opened)
    is_altered = any(each.words is None and not each.is_frozen for each in opened)
    if is_altered or not (is_whole(key.lock, head) or _is_whole_now(engagement, drawer, key)):
        is_altered = True
        log.error("a drawer was altered", engagement=engagement.public_id, drawer=drawer)
    return OpenDrawer(engagement, drawer, reader, key, opened, is_altered)


def write(drawer: OpenDrawer, kind: str, *, about: str | None = None, **words: Any) -> Paper:
    """One more paper in a drawer, by its reader."""
    before = _held(drawer)
    paper = Paper(
        engagement=drawer.engagement,
        public_id=public_id(),
        drawer=drawer.name,
        kind=kind,
        about=about,
        author=drawer.reader,
        version=1,
    )
    paper.sealed = _sealed(paper, drawer.key, words)
    session().add(paper)
    session().flush()
    move_on(session(), drawer.key.lock, before, _head(session(), drawer.engagement, drawer.name))
    return paper


def write_first(engagement: Engagement, drawer: str, author: Person, kind: str, **words: Any) -> Paper:
    """A paper in a drawer that nobody has opened yet."""
    key = open_key(membership_of(author, engagement, drawer), "write")
    return write(OpenDrawer(engagement, drawer, author, key, ()), kind, **words)


def rewrite(drawer: OpenDrawer, paper: Paper, seen: int, **words: Any) -> None:
    """Other words for a paper that its author saw in version ``seen``. Raises Conflict where it has changed since."""
    before = _held(drawer)
    session().refresh(paper, ["version"], with_for_update=True)
    if paper.version != seen:
        raise Conflict(_("This was changed a moment ago. Look at it once more."))
    paper.version += 1
    paper.sealed = _sealed(paper, drawer.key, words)
    session().flush()
    move_on(session(), drawer.key.lock, before, _head(session(), drawer.engagement, drawer.name))


def _held(drawer: OpenDrawer) -> Head:
    """Where a drawer ends, its engagement under a lock: two writers follow one another."""
    held = select(Engagement.id).where(Engagement.id == drawer.engagement.id)
    session().execute(held.with_for_update(key_share=True))
    return _head(session(), drawer.engagement, drawer.name)


def _is_whole_now(engagement: Engagement, drawer: str, key: Key) -> bool:
    """Whether it is after all: somebody else of its people may have written since it was looked up."""
    with fresh() as looking:
        return is_whole(key.lock, _head(looking, engagement, drawer))


def _head(looking: Session, engagement: Engagement, drawer: str) -> Head:
    rows = select(Paper.public_id, Paper.version, Paper.sealed).order_by(Paper.id)
    there = rows.where(Paper.engagement_id == engagement.id, Paper.drawer == drawer)
    return head_of((name, version, sealed) for name, version, sealed in looking.execute(there))


def _opened(paper: Paper, key: Key) -> OpenPaper:
    try:
        return OpenPaper(paper, Opened(json.loads(key.unseal(_place(paper), paper.sealed))))
    except Frozen:
        return OpenPaper(paper, None, is_frozen=True)
    except CannotBeOpened:
        return OpenPaper(paper, None)


def _sealed(paper: Paper, key: Key, words: Payload) -> Blob:
    return key.seal(_place(paper), json.dumps(words, ensure_ascii=False).encode())


def _place(paper: Paper) -> Place:
    # What kind of paper it is and what it is about is vouched for too: a word on one area cannot be moved to another.
    return Place(
        table=Paper.__tablename__,
        column="sealed",
        row=json.dumps([paper.public_id, paper.kind, paper.about]),
        author=paper.author.public_id,
        version=paper.version,
    )
