"""Marks outside the content: that its newest words are still there, and in their order (requirement C-05)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

import structlog
from sqlalchemy import and_, event, select
from sqlalchemy.orm import Session

from app.core.clock import now
from app.core.vault.cipher import bound, tag_of
from app.core.vault.keys import Lock
from app.core.vault.store import UNCOUNTED, Domain, Mark, Member, reading, writing

log = structlog.get_logger(__name__)
UNSETTLED = "vault.unsettled"
LOCKED_BY = ("domain", "relationship", "owner")


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain of records has come to: how many, and the tag of the last."""

    length: int = 0
    tag: bytes = b""


def head_of(records: Iterable[tuple[str, int, bytes]]) -> Head:
    """The head of records that are changed in their place, each by name, version and sealed words, in their order."""
    parts = [(name, version, tag_of(sealed)) for name, version, sealed in records]
    if not parts:
        return Head()
    return Head(
        sum(version for _name, version, _tag in parts), sha256(bound(*(p for each in parts for p in each))).digest()
    )


def move_on(content: Session, lock: Lock, before: Head, after: Head) -> None:
    """The content moves from one head to the next with the transaction at work: announced now, settled once it commits.

    Called under the content's own lock on the relationship. However often it moves within a transaction, until it
    commits the content may still end where it ended at the beginning.
    """
    moving: dict[Lock, tuple[Head, Head]] = content.info.setdefault(UNSETTLED, {})
    began = moving[lock][0] if lock in moving else before
    announce(lock, began, after)
    moving[lock] = began, after


def is_whole(lock: Lock, head: Head) -> bool:
    """Whether the content ends where it should, and always has."""
    with reading() as session:
        mark = session.get(Mark, lock.parts)
    return _is_at(mark, head)


def are_whole(heads: Mapping[Lock, Head]) -> bool:
    """The same for several contents of one relationship, by one question."""
    parts = [lock.parts for lock in heads]
    mine = (getattr(Mark, name).in_({part[at] for part in parts}) for at, name in enumerate(LOCKED_BY))
    with reading() as session:
        marks = {
            (each.domain, each.relationship, each.owner): each for each in session.scalars(select(Mark).where(*mine))
        }
    return all(_is_at(marks.get(lock.parts), head) for lock, head in heads.items())


def begun_for(person: str, domain: Domain) -> set[str]:
    """The relationships of a domain that somebody is a member of and in which words were stored at least once."""
    same = (getattr(Mark, name) == getattr(Member, name) for name in ("domain", "relationship", "owner"))
    found = select(Mark.relationship).join(Member, and_(*same))
    with reading() as session:
        mine = found.where(Member.person == person, Member.domain == domain.value, Mark.length > 0)
        return set(session.scalars(mine))


def announce(lock: Lock, before: Head, after: Head) -> None:
    """Say where the content will end once it commits. ``before`` is where it ends now.

    Called under the content's own lock on the relationship, so that two writers follow one another. Content that does
    not end where it should is remembered as altered for good: going on writing must not cover it up.
    """
    with writing() as session:
        mark = session.get(Mark, lock.parts, with_for_update=True)
        if mark is None:
            domain, relationship, owner = lock.parts
            mark = Mark(domain=domain, relationship=relationship, owner=owner, length=0, head=b"")
            session.add(mark)
            known = before == Head()
        else:
            known = mark.length == UNCOUNTED or before in _heads(mark)
        if not known:
            mark.altered_at = mark.altered_at or now()
        mark.length, mark.head = before.length, before.tag
        mark.ahead_length, mark.ahead_head = after.length, after.tag


def settle(lock: Lock, head: Head) -> None:
    """The content has committed, ending here."""
    with writing() as session:
        mark = session.get(Mark, lock.parts, with_for_update=True)
        if mark is not None and head == Head(mark.ahead_length, mark.ahead_head):
            mark.length, mark.head = head.length, head.tag


@event.listens_for(Session, "after_commit")
def _settle(written: Session) -> None:
    moved: dict[Lock, tuple[Head, Head]] = written.info.pop(UNSETTLED, {})
    for lock, (_began, head) in moved.items():
        try:
            settle(lock, head)
        except Exception:  # the words are stored, and what was announced stands until the next are
            log.exception("a mark was not settled")


@event.listens_for(Session, "after_rollback")
def _forget(undone: Session) -> None:
    undone.info.pop(UNSETTLED, None)


def _is_at(mark: Mark | None, head: Head) -> bool:
    if mark is None:
        return head == Head()
    return mark.altered_at is None and (mark.length == UNCOUNTED or head in _heads(mark))


def _heads(mark: Mark) -> tuple[Head, Head]:
    return Head(mark.length, mark.head), Head(mark.ahead_length, mark.ahead_head)
