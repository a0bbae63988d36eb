"""From the home page and from a meeting into the room: one click to the goals, and to what makes one ready."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from app.conversations.services import enter
from app.conversations.services.pausing import pause, resume
from app.core.clock import today
from app.core.transactions import transaction
from app.meetings.models import Meeting
from app.pairings.models import Pairing
from app.people.models import Person
from tests.app.conversations.test_pages import signed_in
from tests.factories.meetings import agreed


@pytest.fixture
def meeting(pair: Pairing, leila: Person) -> Meeting:
    return agreed(pair, leila, f"{today() + timedelta(days=7)}T10:00")


def test_home_and_meeting_lead_into_the_room_of_whoever_has_entered_it(
    app: Flask, pair: Pairing, meeting: Meeting, leila: Person, priya: Person
) -> None:
    mentor, page = signed_in(app, leila), f"/meetings/{meeting.public_id}"

    before = mentor.get("/").text, mentor.get(page).text
    with transaction() as session:
        room = enter(session.merge(pair), session.merge(leila)).public_id
    home, shown = mentor.get("/").text, mentor.get(page).text
    partner = signed_in(app, priya).get("/").text

    ways = [f'href="/rooms/{room}{part}"' for part in ("", "/goals", "/prepare")]
    assert ["/rooms/" in each for each in (*before, partner)] == [False] * 3
    assert [way in home for way in ways] == [True] * 3
    assert ways[2] in shown


def test_nobody_is_asked_to_prepare_while_the_pair_pauses(
    app: Flask, pair: Pairing, meeting: Meeting, leila: Person
) -> None:
    with transaction() as session:
        room = enter(session.merge(pair), session.merge(leila))
        pause(room, session.merge(leila))
    mentor = signed_in(app, leila)

    pausing = mentor.get("/").text
    with transaction() as session:
        resume(session.merge(room), session.merge(leila))

    assert [f"/rooms/{room.public_id}/prepare" in each for each in (pausing, mentor.get("/").text)] == [False, True]
