"""Marks outside the content: that its newest words are still there, and in their order (requirement C-05)."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.clock import now
from app.core.vault.keys import Lock
from app.core.vault.store import Mark, reading, writing


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain of records has come to: how many, and the tag of the last."""

    length: int = 0
    tag: bytes = b""


def is_whole(lock: Lock, head: Head) -> bool:
    """Whether the content ends where it should, and always has."""
    with reading() as session:
        mark = session.get(Mark, lock.parts)
    if mark is None:
        return head == Head()
    return mark.altered_at is None and head in _heads(mark)


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
            known = before in _heads(mark)
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


def _heads(mark: Mark) -> tuple[Head, Head]:
    return Head(mark.length, mark.head), Head(mark.ahead_length, mark.ahead_head)
