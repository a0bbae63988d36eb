"""Letters about meetings and the calendar files in them, read back by another library than the one that writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
import vobject
from sqlalchemy.orm import Session
from time_machine import Traveller

from app.core.outbox import deliver
from app.core.transactions import transaction
from app.meetings.calendar_files import calendar_file
from app.meetings.models import Meeting
from app.meetings.services import Offer, cancel, confirm, offer_others
from app.pairings.models import Ending, Pairing
from app.pairings.services import end_pairings
from app.people.models import Person
from programs.calendar_times import wall_of
from programs.phases import Phase
from tests.app.meetings.conftest import BrowserOf
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.meetings import ROOM, agreed, offered
from tests.factories.pairings import make_pair
from tests.letters import words_of, written_letters
from tests.programs.test_calendar_times import ZONES

THURSDAY = "2026-11-26T10:00"
AROUND_CHANGES_OF_CLOCKS = [
    *("2027-03-12T10:00", "2027-03-15T10:00"),  # America
    *("2027-03-26T10:00", "2027-03-29T10:00"),  # Europe
    *("2027-04-02T10:00", "2027-04-05T10:00"),  # Auckland and Lord Howe
]


def delivered(to: Person) -> list[EmailMessage]:
    deliver()
    return [letter for letter in written_letters() if letter["To"] == to.email]


def attached(letter: EmailMessage) -> tuple[str, bytes]:
    """Type and content of the file."""
    (part,) = letter.iter_attachments()
    return str(part["Content-Type"]), part.get_payload(decode=True)  # type: ignore[return-value]  # bytes when decoded


def event(content: bytes) -> Any:
    return vobject.readOne(content.decode()).vevent


def seen_in(letters: Iterable[EmailMessage]) -> list[tuple[str, int, str]]:
    """Method, SEQUENCE and UID of each file."""
    found = [(attached(each)) for each in letters]
    return [
        (re.findall('method="(\\w+)"', kind)[0], int(event(content).sequence.value), event(content).uid.value)
        for kind, content in found
    ]


def test_both_get_the_agreed_meeting_for_their_own_calendar(pair: Pairing, leila: Person, priya: Person) -> None:
    agreed(pair, leila, THURSDAY)

    mentor, mentee = delivered(leila)[-1], delivered(priya)[-1]

    kind, content = attached(mentee)
    entry = event(content)
    assert (mentor["Subject"], mentee["Subject"]) == (
        "Your mentoring meeting: Thursday 26 November, 10:00",
        "Your mentoring meeting: Thursday 26 November, 14:30",
    )
    assert kind == 'text/calendar; method="REQUEST"; charset="utf-8"'
    assert entry.dtstart.value == datetime(2026, 11, 26, 9, tzinfo=UTC)
    assert entry.dtend.value - entry.dtstart.value == timedelta(minutes=45)
    assert (entry.summary.value, entry.location.value) == ("Mentoring with Leila Haddad", ROOM)
    assert (entry.attendee.value, entry.attendee.params["PARTSTAT"]) == ("mailto:priya@northmere.example", ["ACCEPTED"])
    assert b"leila@" not in content
    assert ROOM in words_of(mentee)
    assert "10:00 to 10:45 for Leila Haddad" in words_of(mentee)


def test_a_calendar_keeps_one_entry_through_every_change(
    session: Session, pair: Pairing, leila: Person, priya: Person, clock: Traveller
) -> None:
    meeting = agreed(pair, leila, THURSDAY)
    delivered(priya)
    clock.shift(60)
    with transaction():
        row = session.merge(meeting)
        friday = Offer(walls=[datetime.fromisoformat("2026-11-27T10:00")], minutes=30)
        offer_others(row, friday, seen=row.sequence, actor=session.merge(leila))
        confirm(row, row.options[0].starts_at, seen=row.sequence, actor=session.merge(priya))
    moved = delivered(priya)[-1]
    clock.shift(60)
    with transaction():
        row = session.merge(meeting)
        cancel(row, seen=row.sequence, actor=session.merge(priya))

    letters = [each for each in delivered(priya) if list(each.iter_attachments())]

    assert moved["Subject"] == "Moved: your mentoring meeting is now Friday 27 November, 14:30"
    assert letters[-1]["Subject"] == "Cancelled: your mentoring meeting on Friday 27 November, 14:30"
    assert seen_in(letters) == [
        ("REQUEST", 2, f"{meeting.public_id}@localhost"),
        ("REQUEST", 4, f"{meeting.public_id}@localhost"),
        ("CANCEL", 5, f"{meeting.public_id}@localhost"),
    ]
    assert event(attached(letters[-1])[1]).status.value == "CANCELLED"
    assert event(attached(moved)[1]).dtstart.value == datetime(2026, 11, 27, 9, tzinfo=UTC)


@pytest.mark.parametrize("zone", ZONES)
def test_the_entry_is_the_right_instant_in_every_zone(
    session: Session, pair: Pairing, leila: Person, zone: str
) -> None:
    with transaction():
        session.merge(leila).time_zone = zone
    session.commit()

    meetings = [agreed(pair, session.merge(leila), wall) for wall in AROUND_CHANGES_OF_CLOCKS]

    entries = vobject.readOne(
        calendar_file([session.merge(each) for each in meetings], session.merge(leila)).decode()
    ).vevent_list
    assert [wall_of(each.dtstart.value, zone).isoformat("T", "minutes") for each in entries] == AROUND_CHANGES_OF_CLOCKS


def test_the_file_is_as_the_standard_wants_it(session: Session, pair: Pairing, leila: Person) -> None:
    place = "Röda rummet; 4, floor\\wing " + "å" * 120
    meeting = agreed(pair, leila, THURSDAY, place=place)

    content = calendar_file([session.merge(meeting)], session.merge(leila))

    lines = content.split(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert event(content).location.value == place


@pytest.mark.parametrize(
    ("program_type", "privacy", "is_named"),
    [
        ("onboarding", {}, True),
        ("functional-expertise", {}, True),
        ("functional-expertise", {"partner_in_letters": "no"}, False),
        ("high-potential", {}, False),
        ("succession", {}, False),
    ],
)
def test_letters_and_files_name_the_partner_only_where_they_may(
    session: Session,
    ruth: Person,
    leila: Person,
    priya: Person,
    program_type: str,
    privacy: dict[str, str],
    is_named: bool,
) -> None:
    cohort = cohort_of(ruth, program_type=program_type, phase=Phase.RUNNING, name="Quiet Harbour")
    with transaction():
        session.merge(cohort).privacy = privacy
    pair = make_pair(session, cohort=cohort, mentee=priya, mentor=leila, actor=ruth)
    meeting = agreed(pair, leila, THURSDAY)
    delivered(priya)
    with transaction():
        row = session.merge(meeting)
        cancel(row, seen=row.sequence, actor=session.merge(leila))

    letters = delivered(priya)

    text = "".join(words_of(each) + each.as_string() for each in letters)
    text += "".join(attached(each)[1].decode() for each in letters if list(each.iter_attachments()))
    html = "".join(part.get_content() for each in letters if (part := each.get_body(("html",))))
    assert ("Leila" in text, ROOM in text, "Leila" in html, ROOM in html) == (is_named,) * 4
    assert "Stockholm" not in text + html
    assert "Quiet Harbour" not in text + html
    assert program_type not in (text + html).lower()


def test_the_end_of_a_pair_cleans_both_calendars(session: Session, pair: Pairing, leila: Person, priya: Person) -> None:
    agreed(pair, leila, THURSDAY)
    offered(pair, priya, "2026-12-03T15:00")
    with transaction():
        end_pairings([session.merge(pair)], Ending.ENDED, actor=session.merge(leila))

    files = {who.name: [each for each in delivered(who) if list(each.iter_attachments())] for who in (leila, priya)}

    assert {name: seen_in(letters)[-1][:2] for name, letters in files.items()} == {
        "Leila Haddad": ("CANCEL", 3),
        "Priya Raman": ("CANCEL", 3),
    }
    assert {str(each.state) for each in session.query(Meeting)} == {"cancelled"}


def test_everything_about_an_ended_pair_is_refused_kindly(
    session: Session, browser_of: BrowserOf, pair: Pairing, leila: Person, priya: Person, clock: Traveller
) -> None:
    meeting = agreed(pair, leila, THURSDAY)
    clock.move_to("2026-11-27T09:00:00+00:00")
    with transaction():
        end_pairings([session.merge(pair)], Ending.ENDED, actor=session.merge(leila))
    browser, own, theirs = browser_of(priya), f"/meetings/{meeting.public_id}", f"/pairs/{pair.public_id}/meetings"
    fields = {"minutes": "45", "outcome": "held", "own_1": "2026-12-01T10:00", "on": "2026-11-20", "seen": "2"}

    page = browser.get(own)
    answers = [
        browser.submit(url, page="/", **fields)
        for url in (f"{own}/cancel", f"{own}/times", f"{own}/log", f"{theirs}/new", f"{theirs}/log")
    ]

    assert page.status_code == 200
    assert [each.status_code for each in answers] == [422] * 5
    assert all("This pair has ended" in each.text for each in answers)


def test_the_letter_with_times_says_them_by_its_readers_clock(pair: Pairing, leila: Person, priya: Person) -> None:
    meeting = offered(pair, leila, THURSDAY, "2026-11-27T14:00")

    (letter,) = delivered(priya)

    assert letter["Subject"] == "Which time suits you for a meeting?"
    assert "- Thursday 26 November, 14:30 to 15:15 (10:00 to 10:45 for Leila Haddad)" in words_of(letter)
    assert f"/meetings/{meeting.public_id}" in words_of(letter)
    assert ROOM not in words_of(letter)
    assert list(letter.iter_attachments()) == []
