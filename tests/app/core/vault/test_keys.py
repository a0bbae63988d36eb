"""Keys: members for life, generations, rotation, destruction, and what the keystore alone gives away (C-06 to C-24)."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select, update

from app.core.clock import now
from app.core.config import ConfigError
from app.core.vault import (
    CannotBeOpened,
    Domain,
    Frozen,
    Head,
    Lock,
    Membership,
    NoKey,
    Place,
    TooManyOpenings,
    announce,
    destroy_key,
    freeze,
    frozen_for,
    is_whole,
    make_key,
    open_key,
    renew_key,
    settle,
    thaw_at,
)
from app.core.vault.cipher import new_key
from app.core.vault.epochs import change_root, check_root
from app.core.vault.openings import MOST_AN_HOUR
from app.core.vault.rotation import left_to_move, rotate
from app.core.vault.store import Epoch, KeystoreBase, Member, Opening, Recipient, keystore, reading, writing
from tests.app.core.vault.conftest import AMARA, RUTH, TOMASZ

WORDS = b"between us"


def test_nobody_else_opens_a_key(lock: Lock) -> None:
    with pytest.raises(NoKey):
        open_key(Membership(lock, RUTH), "test")


def test_making_a_key_again_changes_neither_key_nor_members(lock: Lock, amara: Membership, place: Place) -> None:
    blob = open_key(amara, "test").seal(place, WORDS)

    make_key(lock, {AMARA, RUTH})

    assert open_key(amara, "test").unseal(place, blob) == WORDS
    with pytest.raises(NoKey):
        open_key(Membership(lock, RUTH), "test")


def test_a_member_added_by_hand_makes_the_key_unreadable(lock: Lock, amara: Membership) -> None:
    with writing() as session:
        session.add(Member(domain=lock.domain.value, relationship=lock.relationship, owner="", person=RUTH))

    for person in (RUTH, AMARA):
        with pytest.raises(CannotBeOpened):
            open_key(Membership(lock, person), "test")


def test_a_wrapped_key_of_another_relationship_is_refused(lock: Lock, amara: Membership) -> None:
    make_key(other := Lock(Domain.CONVERSATIONS, "room000000000002"), {AMARA, TOMASZ})
    with writing() as session:
        wrapped = session.scalar(select(Recipient.wrapped).where(*other.of(Recipient)))
        session.execute(update(Recipient).where(*lock.of(Recipient)).values(wrapped=wrapped))

    with pytest.raises(CannotBeOpened):
        open_key(amara, "test")


def test_a_new_generation_opens_what_was_sealed_before(lock: Lock, amara: Membership, place: Place) -> None:
    old = open_key(amara, "test").seal(place, WORDS)

    assert renew_key(lock) == 2

    key = open_key(amara, "test")
    assert (key.newest, key.unseal(place, old)) == (2, WORDS)


def test_rotation_moves_every_key_and_destroys_the_old_epoch(lock: Lock, amara: Membership, place: Place) -> None:
    make_key(Lock(Domain.CONVERSATIONS, "room000000000002"), {AMARA, RUTH})
    renew_key(lock)
    blob = open_key(amara, "test").seal(place, WORDS)

    moved = rotate(Domain.CONVERSATIONS)

    assert moved == 3
    assert open_key(amara, "test").unseal(place, blob) == WORDS
    with reading() as session:
        assert session.scalars(select(Epoch.number)).all() == [2]


def test_a_rotation_that_was_stopped_goes_on(
    lock: Lock, amara: Membership, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_key(Lock(Domain.CONVERSATIONS, "room000000000002"), {AMARA, RUTH})
    blob = open_key(amara, "test").seal(place, WORDS)
    monkeypatch.setattr("app.core.vault.rotation.AT_ONCE", 1)

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotate(Domain.CONVERSATIONS, stop)
    left = left_to_move(Domain.CONVERSATIONS)

    assert open_key(amara, "test").unseal(place, blob) == WORDS
    assert (left, rotate(Domain.CONVERSATIONS), left_to_move(Domain.CONVERSATIONS)) == (1, 1, 0)
    with reading() as session:
        assert session.scalars(select(Epoch.number)).all() == [2]


@pytest.mark.usefixtures("kept_root")
def test_the_root_key_can_be_changed(
    lock: Lock, amara: Membership, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_root()
    blob = open_key(amara, "test").seal(place, WORDS)
    another = new_key()

    change_root(another)

    with pytest.raises(ConfigError, match="not the one of this keystore"):
        check_root()
    with pytest.raises(CannotBeOpened):
        open_key(amara, "test")
    monkeypatch.setattr(keystore(), "_root", another)
    assert open_key(amara, "test").unseal(place, blob) == WORDS


def test_a_destroyed_key_leaves_nothing(lock: Lock, amara: Membership) -> None:
    destroy_key(lock)

    with pytest.raises(NoKey):
        open_key(amara, "test")
    with reading() as session:
        kept = {table.name: session.scalar(select(func.count()).select_from(table)) for table in TABLES}
    assert kept == dict.fromkeys(("member", "recipient", "mark", "freeze"), 0)


TABLES = [KeystoreBase.metadata.tables[name] for name in ("member", "recipient", "mark", "freeze")]


def test_the_keystore_alone_holds_no_key_in_clear(lock: Lock, amara: Membership) -> None:
    secrets = [keystore().root, *open_key(amara, "test")._secrets.values()]

    with reading() as session:
        held = b"".join([*session.scalars(select(Recipient.wrapped)), *session.scalars(select(Epoch.wrapped))])

    assert not [secret for secret in secrets if secret in held]


def test_whoever_opens_very_many_is_stopped(lock: Lock) -> None:
    for number in range(MOST_AN_HOUR + 1):
        make_key(Lock(Domain.CONVERSATIONS, f"many{number}"), {AMARA, RUTH})
    for number in range(MOST_AN_HOUR):
        open_key(Membership(Lock(Domain.CONVERSATIONS, f"many{number}"), RUTH), "test")

    with pytest.raises(TooManyOpenings):
        open_key(Membership(Lock(Domain.CONVERSATIONS, f"many{MOST_AN_HOUR}"), RUTH), "test")
    open_key(Membership(Lock(Domain.CONVERSATIONS, "many0"), RUTH), "test")
    open_key(Membership(lock, AMARA), "test")


def test_openings_are_journalled_once_an_hour(lock: Lock, amara: Membership) -> None:
    for _ in range(3):
        open_key(amara, "read")

    with reading() as session:
        noted = [(each.person, each.relationship, each.purpose) for each in session.scalars(select(Opening))]
    assert noted == [(AMARA, lock.relationship, "read")]


def test_a_frozen_member_opens_new_words_only(lock: Lock, amara: Membership, tomasz: Membership, place: Place) -> None:
    old = open_key(amara, "test").seal(place, WORDS)

    assert freeze(AMARA, Domain.CONVERSATIONS) == [lock]

    key = open_key(amara, "test")
    with pytest.raises(Frozen):
        key.unseal(place, old)
    new = key.seal(place, b"new")
    assert [open_key(tomasz, "test").unseal(place, blob) for blob in (old, new)] == [WORDS, b"new"]


def test_what_is_frozen_opens_a_day_later_at_the_soonest(lock: Lock, amara: Membership, place: Place) -> None:
    old = open_key(amara, "test").seal(place, WORDS)
    with time_machine.travel(now(), tick=False) as clock:
        freeze(AMARA, Domain.CONVERSATIONS)
        thaw_at(AMARA, lock, now() + timedelta(minutes=1))
        opens_at = frozen_for(AMARA, lock)
        clock.shift(timedelta(hours=23, minutes=59))
        with pytest.raises(Frozen):
            open_key(amara, "test").unseal(place, old)
        clock.shift(timedelta(minutes=2))

        assert open_key(amara, "test").unseal(place, old) == WORDS
    assert opens_at is not None
    assert opens_at.opens_at == opens_at.since + timedelta(hours=24)


def test_a_second_change_shuts_it_again(lock: Lock, amara: Membership, place: Place) -> None:
    old = open_key(amara, "test").seal(place, WORDS)
    freeze(AMARA, Domain.CONVERSATIONS)
    thaw_at(AMARA, lock, now())
    between = open_key(amara, "test").seal(place, b"between")

    freeze(AMARA, Domain.CONVERSATIONS)

    with time_machine.travel(now() + timedelta(days=9)):
        key = open_key(amara, "test")
        for blob in (old, between):
            with pytest.raises(Frozen):
                key.unseal(place, blob)


def test_a_chain_is_whole_while_it_ends_where_it_was_left(lock: Lock) -> None:
    one, two = Head(1, b"a"), Head(2, b"b")

    announce(lock, Head(), one)
    states = [is_whole(lock, Head()), is_whole(lock, one)]  # the content may or may not have committed
    settle(lock, one)
    announce(lock, one, two)
    settle(lock, two)

    assert states == [True, True]
    assert [is_whole(lock, head) for head in (Head(), one, two, Head(2, b"x"))] == [False, False, True, False]


def test_going_on_writing_does_not_cover_up_what_was_cut(lock: Lock) -> None:
    one, two, again = Head(1, b"a"), Head(2, b"b"), Head(2, b"c")
    for before, after in ((Head(), one), (one, two)):
        announce(lock, before, after)
        settle(lock, after)

    announce(lock, one, again)  # somebody had cut the second
    settle(lock, again)

    assert not is_whole(lock, again)
