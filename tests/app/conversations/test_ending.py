"""A pair ends: both read on, are told in time, may keep it together or take a copy; then it is gone (C-20, C-29)."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.conversations.models import Chunk, Draft, Record, Room, RoomSide
from app.conversations.queries import own_strand, shared_strand
from app.conversations.services.ending import choose_keeping, shred_rooms
from app.core.clock import today
from app.core.errors import RuleBroken
from app.core.organisation import organisation_for_change
from app.core.outbox import deliver
from app.core.transactions import transaction
from app.core.vault.store import Recipient, reading
from app.pairings.models import Ending, Pairing
from app.pairings.services import end_pairings
from app.people.models import Person
from programs.phases import Phase
from tests.app.conversations.ends import OWN, SHARED, pass_days, the_room, told, work
from tests.app.conversations.test_pages import signed_in
from tests.client import PageClient
from tests.letters import words_of, written_letters


def test_when_a_pair_ends_both_read_on_and_nobody_writes(
    session: Session, app: Flask, ended: str, priya: Person, leila: Person
) -> None:
    for who in (priya, leila):
        client = signed_in(app, who)
        page = client.get(ended).text
        refused = client.submit(ended, page=f"{ended}/mine", text="one more")
        own = client.submit(f"{ended}/mine/notes", page=f"{ended}/mine", text="still mine")

        assert "until 1 March 2027" in page
        assert SHARED in page
        assert (refused.status_code, own.status_code) == (403, 303)
    assert told(session) == ["room_closed priya", "pair_ended leila"]


def test_both_are_told_at_the_end_a_month_and_a_week_before_each_once(
    session: Session, clock: time_machine.Traveller, ended: str
) -> None:
    counts = {}
    for day in range(1, 95):
        pass_days(clock, 1)
        work()
        counts[day] = len(told(session))

    assert [day for day, count in counts.items() if count != counts.get(day - 1, 2)] == [60, 83]
    assert told(session)[2:] == ["room_ends priya", "room_ends leila"] * 2
    assert the_room(session).is_shredded


def test_the_letters_say_until_when_and_no_word_of_it(session: Session, app: Flask, ended: str) -> None:
    deliver()

    letters = {str(each["To"]): words_of(each) for each in written_letters() if "pair" in words_of(each)}

    assert len(letters) == 2
    assert all("1 March 2027" in each and f"{ended}/ending" in each for each in letters.values())
    assert not any("merger" in each for each in letters.values())


def test_after_the_last_day_what_was_shared_is_gone_and_what_is_ones_own_stays(
    session: Session, app: Flask, clock: time_machine.Traveller, ended: str, priya: Person, leila: Person
) -> None:
    shared, lock = shared_strand(the_room(session)), shared_strand(the_room(session)).lock
    pass_days(clock, 90)
    last_day = signed_in(app, leila).get(ended).text
    pass_days(clock, 1)

    assert SHARED in last_day
    with reading() as store:
        assert store.scalar(select(func.count()).select_from(Recipient).where(*lock.of(Recipient))) == 0
    for table in (Record, Chunk, Draft):
        assert session.scalar(select(func.count()).select_from(table).where(table.strand_id == shared.id)) == 0
    for who in (priya, leila):
        client = signed_in(app, who)
        assert "gone for good" in client.get(ended).text
        assert f"{OWN} ({who.first_name})" in client.get(f"{ended}/mine").text
        assert client.submit(f"{ended}/mine/notes", page=f"{ended}/mine", text="still mine").status_code == 303
        assert {client.get(f"{ended}/{page}").status_code for page in ("notes", "goals", "files", "agenda")} == {200}


def test_nobody_reads_after_the_last_day_however_late_the_work_is(
    session: Session, app: Flask, clock: time_machine.Traveller, ended: str, leila: Person
) -> None:
    clock.shift(timedelta(days=91))

    page = signed_in(app, leila).get(ended).text

    assert ("gone for good" in page, SHARED in page) == (True, False)


def test_after_a_pause_nothing_goes_unannounced(session: Session, clock: time_machine.Traveller, ended: str) -> None:
    clock.shift(timedelta(days=200))
    work()
    kept, letters = the_room(session).shred_on, told(session)[2:]
    pass_days(clock, 7)
    before = the_room(session).is_shredded
    pass_days(clock, 1)

    assert kept == today() - timedelta(days=1)
    assert letters == ["room_ends priya", "room_ends leila"]
    assert (before, the_room(session).is_shredded) == (False, True)


@pytest.mark.parametrize(("choosing", "is_kept"), [(2, True), (1, False)])
def test_it_is_kept_only_if_both_want_it(
    session: Session, clock: time_machine.Traveller, ended: str, both: list[PageClient], choosing: int, is_kept: bool
) -> None:
    for client in both[:choosing]:
        client.submit(f"{ended}/ending/keep", page=f"{ended}/ending", keeps="yes")
    mine, hers = (client.get(f"{ended}/ending").text for client in both)
    pass_days(clock, 120)

    assert ("Both of you chose" in hers, "You chose to keep it" in mine) == (is_kept, not is_kept)
    assert "You chose" not in hers
    assert the_room(session).is_shredded is not is_kept
    assert len(told(session)) == (2 if is_kept else 6)


def test_who_changes_their_mind_gives_it_an_end_that_is_announced(
    session: Session, clock: time_machine.Traveller, ended: str, priya: Person, leila: Person
) -> None:
    def choose(who: Person, *, keeps: bool) -> None:
        with transaction():
            choose_keeping(the_room(session), session.merge(who), keeps=keeps)

    choose(priya, keeps=True)
    choose(leila, keeps=True)
    pass_days(clock, 100)
    choose(priya, keeps=False)

    assert the_room(session).shred_on == today() + timedelta(days=90)
    assert told(session)[2:] == ["room_closed priya", "room_closed leila"]
    pass_days(clock, 91)
    with pytest.raises(RuleBroken):
        choose(priya, keeps=True)


def test_a_closed_cohort_closes_its_rooms_once(
    session: Session, app: Flask, clock: time_machine.Traveller, lived_in: str, pair: Pairing, leila: Person
) -> None:
    session.execute(update(Cohort).where(Cohort.id == pair.cohort_id).values(phase=Phase.CLOSED))
    session.commit()
    at_once = signed_in(app, leila).submit(lived_in, page=f"{lived_in}/mine", text="one more").status_code
    work()
    first = the_room(session).shred_on
    pass_days(clock, 3)
    with transaction():
        end_pairings([session.merge(pair)], Ending.COMPLETED, actor=None)

    assert at_once == 403
    assert the_room(session).shred_on == first == today() + timedelta(days=87)
    assert told(session) == ["room_closed priya", "room_closed leila"]


def test_a_pair_that_is_one_again_loses_no_word(
    session: Session, app: Flask, clock: time_machine.Traveller, lived_in: str, pair: Pairing, leila: Person
) -> None:
    session.execute(update(Cohort).where(Cohort.id == pair.cohort_id).values(phase=Phase.CLOSED))
    session.commit()
    pass_days(clock, 90)
    session.execute(update(Cohort).where(Cohort.id == pair.cohort_id).values(phase=Phase.RUNNING))
    session.commit()
    clock.shift(timedelta(days=30))
    with transaction():
        shred_rooms()
    work()

    room = the_room(session)
    assert (room.closed_at, room.shred_on, room.is_shredded) == (None, None, False)
    assert SHARED in signed_in(app, leila).get(lived_in).text


def test_where_nothing_was_written_no_letter_speaks_of_a_room(
    session: Session, clock: time_machine.Traveller, room: Room, pair: Pairing
) -> None:
    with transaction():
        end_pairings([session.merge(pair)], Ending.ENDED, actor=None)
    deliver()
    pass_days(clock, 91)

    assert told(session) == ["pair_ended priya", "pair_ended leila"]
    assert [each for each in written_letters() if "room" in words_of(each)] == []
    assert the_room(session).is_shredded


def test_the_organisation_sets_how_long_for_those_who_end_from_then_on(
    session: Session, lived_in: str, pair: Pairing
) -> None:
    with transaction():
        organisation_for_change().reading_days = 30
    with transaction():
        end_pairings([session.merge(pair)], Ending.ENDED, actor=None)
    work()

    assert the_room(session).shred_on == today() + timedelta(days=30)
    assert told(session) == ["pair_ended priya", "pair_ended leila"]


def test_whoever_never_came_in_still_can_to_read(
    session: Session, app: Flask, clock: time_machine.Traveller, pair: Pairing, priya: Person, leila: Person
) -> None:
    page = f"/pairs/{pair.public_id}"
    address = signed_in(app, priya).submit(f"{page}/room", page=page).location
    signed_in(app, priya).submit(address, text=SHARED)
    with transaction():
        end_pairings([session.merge(pair)], Ending.ENDED, actor=session.merge(priya))
    client: PageClient = signed_in(app, leila)

    client.submit(f"{page}/room", page=page)

    assert SHARED in client.get(address).text
    assert own_strand(the_room(session), leila) is not None
    assert session.scalar(select(func.count()).select_from(RoomSide)) == 2


def test_the_home_page_leads_to_a_room_that_is_for_reading(
    app: Flask, clock: time_machine.Traveller, ended: str, leila: Person
) -> None:
    before = signed_in(app, leila).get("/").text
    pass_days(clock, 91)
    after = signed_in(app, leila).get("/").text

    assert ("Your room with Priya" in before, f'href="{ended}/ending"' in before) == (True, True)
    assert f'href="{ended}/ending"' not in after


def test_what_was_written_is_taken_away_by_its_author_alone_once_the_room_is_for_reading(
    session: Session, ended: str, both: list[PageClient]
) -> None:
    items = session.scalars(select(Record.item).order_by(Record.id)).all()
    edit = f"{ended}/items/{items[0]}"
    hers, theirs = (client.get(edit).text for client in both)

    changed = both[0].submit(edit, page=edit, text="other words", version="1").status_code
    taken = both[0].submit(f"{edit}/take-away", page=edit, version="1").status_code

    assert ("<textarea" in hers, "Take it away" in hers, "Take it away" in theirs) == (False, True, False)
    assert (changed, taken) == (422, 303)
    assert f"{SHARED} (Priya)" not in both[1].get(ended).text
