"""A strand: what is written is read by the two, and whatever somebody does to the rows is shown (C-04, C-05, C-07)."""

from __future__ import annotations

import random

import pytest
from flask import Flask
from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from app.conversations.models import Record, Room, Strand
from app.conversations.policy import membership_of
from app.conversations.queries import own_strand, shared_strand
from app.conversations.services import add, change, take_away
from app.conversations.services.rooms import enter
from app.conversations.strands import Contents, contents_of, key_of
from app.core.db import db
from app.core.errors import Conflict
from app.core.transactions import transaction
from app.core.vault import Domain, NoKey, freeze
from app.pairings.models import Pairing
from app.people.models import Person
from tests.app.conversations.test_pages import signed_in
from tests.factories.pairings import make_pair
from tests.factories.people import person

SECRET = "Ich überlege, zu gehen. 我在考虑离开"


def say(strand: Strand, who: Person, words: str) -> Record:
    with transaction():
        return add(strand, key_of(strand, who, "test"), who, {"kind": "message", "text": words})


def read(session: Session, strand: Strand, who: Person) -> Contents:
    session.rollback()
    session.expire_all()
    return contents_of(strand, key_of(strand, who, "test"))


def texts(contents: Contents) -> list[str | None]:
    return [item.words.reveal()["text"] if item.words else None for item in contents.items]


@pytest.fixture
def shared(room: Room) -> Strand:
    return shared_strand(room)


@pytest.fixture
def three(session: Session, shared: Strand, priya: Person, leila: Person) -> Strand:
    """Three messages."""
    for who, words in ((priya, "one"), (leila, "two"), (priya, "three")):
        say(shared, who, words)
    return shared


def test_both_read_what_either_wrote(session: Session, three: Strand, priya: Person, leila: Person) -> None:
    seen = [read(session, three, who) for who in (priya, leila)]

    assert [texts(each) for each in seen] == [["one", "two", "three"]] * 2
    assert [each.is_altered for each in seen] == [False, False]
    assert [item.author.name for item in seen[0].items] == ["Priya Raman", "Leila Haddad", "Priya Raman"]


def test_nothing_that_was_written_lies_in_the_database_in_clear(
    session: Session, shared: Strand, priya: Person
) -> None:
    say(shared, priya, SECRET)

    stored = session.execute(text("SELECT sealed FROM record")).scalars().all()

    assert not [each for each in stored if SECRET.encode() in bytes(each) or b"message" in bytes(each)]


def test_whoever_reads_while_the_other_writes_is_not_alarmed(
    app: Flask, session: Session, three: Strand, priya: Person, leila: Person
) -> None:
    address, strand_id, reader_id = f"/rooms/{three.room.public_id}", three.id, priya.id
    session.rollback()

    with app.test_request_context(address):
        strand = db.session().get_one(Strand, strand_id)
        key = key_of(strand, db.session().get_one(Person, reader_id), "test")
        signed_in(app, leila).submit(address, text="four")
        seen = contents_of(strand, key)
        db.session.rollback()

    assert (seen.is_altered, len(read(session, three, priya).items)) == (False, 4)


def test_writing_twice_and_then_not_committing_alarms_nobody(session: Session, three: Strand, priya: Person) -> None:
    for words in ("four", "five", "six"):
        add(three, key_of(three, priya, "test"), priya, {"kind": "message", "text": words})
    session.rollback()

    assert texts(found := read(session, three, priya)) == ["one", "two", "three"]
    assert not found.is_altered


def test_nobody_else_reads_it_whoever_they_are(session: Session, three: Strand, ruth: Person) -> None:
    with pytest.raises(NoKey):
        membership_of(ruth, three)


def test_ones_own_strand_is_ones_own(session: Session, room: Room, priya: Person, leila: Person) -> None:
    own = own_strand(room, priya)
    assert own is not None
    say(own, priya, "for me")

    assert texts(read(session, own, priya)) == ["for me"]
    with pytest.raises(NoKey):
        membership_of(leila, own)


def test_a_change_replaces_the_words_for_good(session: Session, three: Strand, priya: Person) -> None:
    first = read(session, three, priya).items[0]
    with transaction():
        change(three, key_of(three, priya, "test"), priya, first.id, 1, {"kind": "message", "text": "once more"})

    after = read(session, three, priya)

    assert (texts(after), after.is_altered) == (["once more", "two", "three"], False)
    assert session.scalar(select(Record.sealed).where(Record.item == first.id, Record.version == 1)) is None


def test_what_was_taken_away_is_gone_and_nothing_else_seems_altered(
    session: Session, three: Strand, priya: Person
) -> None:
    first = read(session, three, priya).items[0]
    with transaction():
        take_away(three, key_of(three, priya, "test"), priya, first.id, 1)

    after = read(session, three, priya)

    assert (texts(after), after.is_altered) == (["two", "three"], False)


def test_a_change_of_what_was_changed_meanwhile_is_a_conflict(session: Session, three: Strand, priya: Person) -> None:
    key, first = key_of(three, priya, "test"), read(session, three, priya).items[0]
    with transaction():
        change(three, key, priya, first.id, 1, {"kind": "message", "text": "a"})

    with pytest.raises(Conflict), transaction():
        change(three, key, priya, first.id, 1, {"kind": "message", "text": "b"})

    assert texts(read(session, three, priya))[0] == "a"


def test_a_write_that_is_rolled_back_leaves_a_whole_strand(session: Session, three: Strand, priya: Person) -> None:
    add(three, key_of(three, priya, "test"), priya, {"kind": "message", "text": "never"})
    session.rollback()

    before = read(session, three, priya)
    say(three, priya, "four")
    after = read(session, three, priya)

    assert (texts(before), before.is_altered) == (["one", "two", "three"], False)
    assert (texts(after), after.is_altered) == (["one", "two", "three", "four"], False)


@pytest.mark.parametrize(
    "tamper",
    [
        "UPDATE record SET sealed = (SELECT r.sealed FROM record r WHERE r.sequence = 2) WHERE sequence = 1",
        "DELETE FROM record WHERE sequence = 2",
        "DELETE FROM record WHERE sequence = 3",
        "UPDATE record SET sealed = NULL WHERE sequence = 3",
        "UPDATE record SET sequence = sequence + 7",
        "UPDATE record SET item = 'aaaaaaaaaaaaaaaa' WHERE sequence = 1",
        "UPDATE record SET author_id = (SELECT r.author_id FROM record r WHERE r.sequence = 2) WHERE sequence = 1",
        "UPDATE record SET version = 2 WHERE sequence = 1",
        "UPDATE record SET tag = sealed WHERE sequence = 3",
        "UPDATE strand SET head = tag FROM (SELECT tag FROM record WHERE sequence = 1) AS r WHERE length = 3",
        "UPDATE strand SET length = 2 WHERE length = 3",
    ],
)
def test_whatever_is_done_to_the_rows_is_shown(session: Session, three: Strand, priya: Person, tamper: str) -> None:
    session.execute(text(tamper))
    session.commit()

    seen = read(session, three, priya)

    assert seen.is_altered
    assert set(texts(seen)) <= {"one", "two", "three", None}


def test_turning_everything_back_to_how_it_was_is_shown(session: Session, three: Strand, priya: Person) -> None:
    last = session.scalars(select(Record).where(Record.sequence == 2)).one()
    session.execute(update(Strand).where(Strand.id == three.id).values(length=2, head=last.tag))
    session.execute(delete(Record).where(Record.sequence == 3))
    session.commit()

    first = read(session, three, priya)
    say(three, priya, "going on")

    assert (texts(first), first.is_altered) == (["one", "two"], True)
    assert read(session, three, priya).is_altered  # for good


def test_random_swaps_open_nothing(session: Session, three: Strand, priya: Person) -> None:
    chance = random.Random(5)
    blobs = session.execute(select(Record.id, Record.sealed)).all()
    opened = 0
    for _ in range(25):
        (one, _a), (_b, other) = chance.sample(blobs, 2)
        session.execute(update(Record).where(Record.id == one).values(sealed=other))
        session.commit()
        seen = read(session, three, priya)
        opened += not seen.is_altered
        for row, blob in blobs:
            session.execute(update(Record).where(Record.id == row).values(sealed=blob))
        session.commit()

    assert opened == 0
    assert not read(session, three, priya).is_altered


def test_a_new_mentor_gets_a_room_of_their_own(
    session: Session, three: Strand, pair: Pairing, priya: Person, ruth: Person
) -> None:
    sam = person("Sam Ortiz", email="sam@northmere.example")
    again = make_pair(session, mentee=person("Another Mentee"), mentor=sam, actor=ruth)
    with transaction():
        other = shared_strand(enter(again, sam))

    with pytest.raises(NoKey):
        membership_of(sam, three)
    assert other.lock != three.lock


def test_frozen_words_are_counted_and_new_ones_open(
    session: Session, three: Strand, priya: Person, leila: Person
) -> None:
    freeze(priya.public_id, Domain.CONVERSATIONS)
    say(three, leila, "new")

    mine, hers = read(session, three, priya), read(session, three, leila)

    assert (texts(mine), mine.frozen, mine.is_altered) == ([None, None, None, "new"], 3, False)
    assert (texts(hers), hers.frozen, hers.is_altered) == (["one", "two", "three", "new"], 0, False)
