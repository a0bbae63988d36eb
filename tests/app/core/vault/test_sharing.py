"""Keys whose members change by consent: let in, put out, and everything else as for all keys."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.core.vault import (
    CannotBeOpened,
    Domain,
    Lock,
    MembersForLife,
    Membership,
    NoKey,
    Place,
    freeze,
    frozen_for,
    open_key,
    share,
)
from app.core.vault.rotation import rotate
from app.core.vault.store import Member, Recipient, reading, writing
from tests.app.core.vault.conftest import AMARA, RUTH, TOMASZ

WORDS = b"time management, by Friday"


@pytest.fixture
def plan(app: Flask, session: Session) -> Lock:
    """What Amara lets Tomasz read."""
    made = Lock(Domain.COACHING, "engagement000001", "plan")
    share(made, {AMARA, TOMASZ})
    return made


def test_whoever_is_let_in_reads_what_was_written_before(plan: Lock, place: Place) -> None:
    blob = open_key(Membership(plan, AMARA), "test").seal(place, WORDS)

    share(plan, {AMARA, TOMASZ, RUTH})

    assert open_key(Membership(plan, RUTH), "test").unseal(place, blob) == WORDS


def test_whoever_is_put_out_opens_nothing_and_never_had_the_key_of_what_follows(plan: Lock, place: Place) -> None:
    before = open_key(Membership(plan, TOMASZ), "test")
    old = before.seal(place, WORDS)

    share(plan, {AMARA})

    new = open_key(Membership(plan, AMARA), "test").seal(place, WORDS)
    with pytest.raises(NoKey):
        open_key(Membership(plan, TOMASZ), "test")
    with pytest.raises(CannotBeOpened):
        before.unseal(place, new)
    assert [open_key(Membership(plan, AMARA), "test").unseal(place, each) for each in (old, new)] == [WORDS, WORDS]


def test_sharing_again_with_the_same_changes_nothing(plan: Lock) -> None:
    share(plan, {TOMASZ, AMARA})

    assert open_key(Membership(plan, AMARA), "test").newest == 1


def test_members_of_a_room_are_members_for_life(lock: Lock, amara: Membership) -> None:
    with pytest.raises(MembersForLife):
        share(lock, {AMARA, RUTH})

    with pytest.raises(NoKey):
        open_key(Membership(lock, RUTH), "test")


def test_a_member_added_by_hand_opens_nothing_and_cannot_be_shared_in(plan: Lock) -> None:
    with writing() as session:
        session.add(Member(domain="coaching", relationship=plan.relationship, owner=plan.owner, person=RUTH))

    for change in (lambda: open_key(Membership(plan, RUTH), "test"), lambda: share(plan, {AMARA, RUTH, TOMASZ, "x"})):
        with pytest.raises(CannotBeOpened):
            change()


def test_a_key_moved_from_another_drawer_is_refused(plan: Lock) -> None:
    share(Lock(Domain.COACHING, plan.relationship, "talks"), {AMARA, TOMASZ})
    with writing() as session:
        other = session.query(Recipient.wrapped).where(Recipient.owner == "talks").scalar()
        session.execute(update(Recipient).where(*plan.of(Recipient)).values(wrapped=other))

    with pytest.raises(CannotBeOpened):
        open_key(Membership(plan, AMARA), "test")


def test_rotation_goes_on_after_members_have_changed(plan: Lock, place: Place) -> None:
    blob = open_key(Membership(plan, AMARA), "test").seal(place, WORDS)
    share(plan, {AMARA, RUTH})

    moved = rotate(Domain.COACHING)

    assert (moved, open_key(Membership(plan, RUTH), "test").unseal(place, blob)) == (2, WORDS)


def test_what_is_frozen_stays_so_for_whoever_stays_a_member(plan: Lock, place: Place) -> None:
    blob = open_key(Membership(plan, AMARA), "test").seal(place, WORDS)
    freeze(AMARA, Domain.COACHING)

    share(plan, {AMARA})

    assert frozen_for(AMARA, plan) is not None
    with pytest.raises(CannotBeOpened):
        open_key(Membership(plan, AMARA), "test").unseal(place, blob)
    with reading() as session:
        assert session.query(Recipient).where(*plan.of(Recipient)).count() == 3
