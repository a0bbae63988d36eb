"""Meetings in the browser: offered, confirmed, moved, cancelled, logged, by the two of the pair alone."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from time_machine import Traveller

from app.meetings.models import Meeting, MeetingState
from app.pairings.models import Pairing
from app.people.models import Person
from tests.app.meetings.conftest import BrowserOf
from tests.factories.meetings import agreed, logged, offered
from tests.factories.people import person

THURSDAY, FRIDAY = "2026-11-26T10:00", "2026-11-27T14:30"


def stored(session: Session) -> list[Meeting]:
    session.rollback()
    return list(session.scalars(select(Meeting).order_by(Meeting.id)))


def test_the_mentor_offers_times_that_suit_both_and_the_mentee_confirms_from_home(
    session: Session, browser_of: BrowserOf, pair: Pairing, leila: Person, priya: Person
) -> None:
    mentor, mentee = browser_of(leila), browser_of(priya)
    url = f"/pairs/{pair.public_id}/meetings/new"

    page = mentor.get(url).text
    suggested = re.findall(r'name="times"[^>]*value="([^"]+)"', page)
    sent = mentor.submit(url, times=suggested[:2], minutes="45", place="https://meet.example/x")
    home = mentee.get("/").text
    (meeting,) = stored(session)
    fields = {"time": meeting.options[1].starts_at.isoformat(), "seen": str(meeting.sequence)}
    confirmed = mentee.submit(f"/meetings/{meeting.public_id}/confirm", page="/", **fields)

    assert "for Priya" in page
    assert (sent.status_code, confirmed.status_code) == (303, 303)
    assert "Leila has offered two times for your next meeting. Which suits you?" in home
    assert "has written to you" not in home
    assert [each.state for each in stored(session)] == [MeetingState.CONFIRMED]
    assert "https://meet.example/x" in mentee.get(confirmed.location).text
    assert "Your meeting with Priya" in mentor.get("/").text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"minutes": "45"}, "Offer one, two or three times."),
        ({"own_1": "2026-11-20T10:00", "minutes": "45"}, "has passed"),
        ({"own_1": "2027-03-28T02:30", "minutes": "45"}, "The nearest times are 1:30 and 3:30."),
        ({"own_1": "2026-11-26", "minutes": "45"}, "Choose a day and a time"),
        ({"own_1": "2028-11-26T10:00", "minutes": "45"}, "within a year"),
        ({"own_1": THURSDAY, "minutes": "long"}, "Write a number of minutes"),
        ({"own_1": THURSDAY, "minutes": "5"}, "from 10 minutes"),
        ({"own_1": THURSDAY, "times": THURSDAY, "minutes": "45"}, "Offer each time once."),
    ],
)
def test_times_that_cannot_be_are_refused_with_a_sentence(
    session: Session, browser_of: BrowserOf, pair: Pairing, leila: Person, fields: dict[str, str], sentence: str
) -> None:
    url = f"/pairs/{pair.public_id}/meetings/new"

    answer = browser_of(leila).submit(url, place="Room 4", **fields)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Room 4" in answer.text
    assert stored(session) == []


def test_the_first_of_two_equal_clock_times_is_meant_and_said(
    session: Session, browser_of: BrowserOf, pair: Pairing, leila: Person, clock: Traveller
) -> None:
    clock.move_to("2026-10-20T08:00:00+00:00")
    browser = browser_of(leila)

    answer = browser.submit(f"/pairs/{pair.public_id}/meetings/new", own_1="2026-10-25T02:30", minutes="45")

    assert "show one of your times twice. The first of the two is meant." in browser.get(answer.location).text
    assert [each.options[0].starts_at.isoformat() for each in stored(session)] == ["2026-10-25T00:30:00+00:00"]


def test_a_second_offer_is_told_of_the_first_and_keeps_what_was_typed(
    session: Session, browser_of: BrowserOf, pair: Pairing, leila: Person, priya: Person
) -> None:
    url = f"/pairs/{pair.public_id}/meetings/new"
    browser = browser_of(priya)
    token = browser.token(url)
    meeting = offered(pair, leila, THURSDAY)

    answer = browser.post(url, data={"csrf_token": token, "own_1": FRIDAY, "minutes": "45", "place": "Room 4"})

    assert answer.status_code == 409
    assert "Times for a meeting are on offer already" in answer.text
    assert "Room 4" in answer.text
    assert FRIDAY in answer.text
    assert browser.get(url).location == f"/meetings/{meeting.public_id}"


def test_none_of_these_offers_others_instead(
    session: Session, browser_of: BrowserOf, pair: Pairing, leila: Person, priya: Person
) -> None:
    meeting = offered(pair, leila, THURSDAY)

    answer = browser_of(priya).submit(
        f"/meetings/{meeting.public_id}/times", own_1="2026-11-30T15:00", minutes="30", seen=str(meeting.sequence)
    )

    (row,) = stored(session)
    assert answer.status_code == 303
    assert [each.wall_time for each in row.options] == ["2026-11-30T15:00"]
    assert (row.zone, row.minutes, row.proposed_by_id) == ("Asia/Kolkata", 30, priya.id)
    assert "Priya has offered a time for your next meeting. Does it suit you?" in browser_of(leila).get("/").text


def test_a_move_leaves_the_agreed_time_until_it_is_confirmed(
    session: Session, browser_of: BrowserOf, pair: Pairing, leila: Person, priya: Person
) -> None:
    meeting = agreed(pair, leila, THURSDAY)
    url = f"/meetings/{meeting.public_id}"

    browser_of(priya).submit(f"{url}/times", own_1="2026-11-27T16:00", minutes="60", seen=str(meeting.sequence))
    (between,) = stored(session)
    still = between.starts_at
    asked = browser_of(leila).get(url).text
    fields = {"time": between.options[0].starts_at.isoformat(), "seen": str(between.sequence)}
    browser_of(leila).submit(f"{url}/confirm", page=url, **fields)

    (row,) = stored(session)
    assert still == datetime(2026, 11, 26, 9, tzinfo=UTC)
    assert "Priya would like to move your meeting" in asked
    assert "stays there until you confirm another time" in asked
    assert row.starts_at is not None
    assert (row.starts_at.isoformat(), row.minutes, row.zone) == ("2026-11-27T10:30:00+00:00", 60, "Asia/Kolkata")


def test_an_agreed_time_is_kept_when_no_other_suits(
    session: Session, browser_of: BrowserOf, pair: Pairing, leila: Person, priya: Person
) -> None:
    meeting = agreed(pair, leila, THURSDAY)
    url = f"/meetings/{meeting.public_id}"
    browser_of(priya).submit(f"{url}/times", own_1="2026-11-27T16:00", minutes="60", seen=str(meeting.sequence))
    (between,) = stored(session)

    answer = browser_of(leila).submit(f"{url}/keep", page=url, seen=str(between.sequence))

    (row,) = stored(session)
    assert answer.status_code == 303
    assert (row.starts_at, row.options, row.state) == (meeting.starts_at, [], MeetingState.CONFIRMED)


@pytest.mark.parametrize("what", ["confirm", "cancel", "times"])
def test_a_stale_page_is_told_what_is_new(
    session: Session, browser_of: BrowserOf, pair: Pairing, leila: Person, priya: Person, what: str
) -> None:
    meeting = offered(pair, leila, THURSDAY)
    stale = {"time": meeting.options[0].starts_at.isoformat(), "seen": str(meeting.sequence)}
    url = f"/meetings/{meeting.public_id}"
    browser_of(leila).submit(f"{url}/times", own_1=FRIDAY, minutes="45", seen=str(meeting.sequence))

    answer = browser_of(priya).submit(f"{url}/{what}", page=url, own_1="2026-11-30T15:00", minutes="45", **stale)

    (row,) = stored(session)
    assert answer.status_code == 409
    assert "there are other times on offer now" in answer.text
    assert [each.wall_time for each in row.options] == [FRIDAY]


def test_a_double_click_confirms_once(
    session: Session, browser_of: BrowserOf, pair: Pairing, leila: Person, priya: Person
) -> None:
    meeting = offered(pair, leila, THURSDAY)
    browser = browser_of(priya)
    url = f"/meetings/{meeting.public_id}"
    fields = {"csrf_token": browser.token(url), "time": meeting.options[0].starts_at.isoformat(), "seen": "1"}

    answers = [browser.post(f"{url}/confirm", data=fields) for _ in range(2)]

    assert [each.status_code for each in answers] == [303, 409]
    assert "a time is agreed, Thursday 26 November, 14:30" in answers[1].text
    assert [each.sequence for each in stored(session)] == [2]


def test_one_button_cancels(
    session: Session, browser_of: BrowserOf, pair: Pairing, leila: Person, priya: Person
) -> None:
    meeting = agreed(pair, leila, THURSDAY)
    url = f"/meetings/{meeting.public_id}"

    answer = browser_of(priya).submit(f"{url}/cancel", page=url, seen=str(meeting.sequence))
    late = browser_of(leila).submit(f"{url}/cancel", page=f"/pairs/{pair.public_id}/meetings/new", seen="2")

    assert (answer.status_code, late.status_code) == (303, 409)
    assert "this meeting is cancelled" in late.text
    assert [each.state for each in stored(session)] == [MeetingState.CANCELLED]


def test_somebody_does_not_confirm_what_they_offered_themselves(
    session: Session, browser_of: BrowserOf, pair: Pairing, leila: Person
) -> None:
    meeting = offered(pair, leila, THURSDAY)
    url = f"/meetings/{meeting.public_id}"
    fields = {"time": meeting.options[0].starts_at.isoformat(), "seen": str(meeting.sequence)}

    answer = browser_of(leila).submit(f"{url}/confirm", page=url, **fields)

    assert answer.status_code == 422
    assert [each.state for each in stored(session)] == [MeetingState.PROPOSED]


def test_a_session_is_logged_in_one_line_and_the_next_one_is_on_offer(
    session: Session, browser_of: BrowserOf, pair: Pairing, leila: Person, priya: Person, clock: Traveller
) -> None:
    meeting = agreed(pair, leila, THURSDAY)
    clock.move_to("2026-11-26T10:00:00+00:00")
    browser = browser_of(leila)
    url = f"/meetings/{meeting.public_id}/log"

    home = browser.get("/").text
    answer = browser.submit(url, outcome="held", minutes="50", next_at="2026-12-10T10:00")
    again = browser_of(priya).submit(url, outcome="not-held", minutes="45")

    first, then = stored(session)
    assert "Did you and Priya meet?" in home
    assert (answer.status_code, again.status_code) == (303, 409)
    assert (first.state, first.held_minutes, first.logged_by_id) == (MeetingState.HELD, 50, leila.id)
    assert (then.state, [each.wall_time for each in then.options]) == (MeetingState.PROPOSED, ["2026-12-10T10:00"])
    assert session.get_one(Pairing, pair.id).first_met_on == first.starts_at.date()  # type: ignore[union-attr]


def test_a_meeting_that_was_not_agreed_here_is_logged_once_a_day(
    session: Session, browser_of: BrowserOf, pair: Pairing, leila: Person, priya: Person
) -> None:
    url = f"/pairs/{pair.public_id}/meetings/log"

    mine = browser_of(leila).submit(url, on="2026-11-20", outcome="held", minutes="30")
    theirs = browser_of(priya).submit(url, on="2026-11-20", outcome="held", minutes="30")
    ahead = browser_of(priya).submit(url, on="2026-11-25", outcome="held", minutes="30")

    assert (mine.status_code, theirs.status_code, ahead.status_code) == (303, 409, 422)
    assert "A meeting of that day is logged already" in theirs.text
    assert [(each.state, each.held_minutes) for each in stored(session)] == [(MeetingState.HELD, 30)]


def test_a_meeting_agreed_for_that_day_is_the_one_that_is_logged(
    session: Session, browser_of: BrowserOf, pair: Pairing, leila: Person, clock: Traveller
) -> None:
    agreed(pair, leila, THURSDAY)
    clock.move_to("2026-11-27T10:00:00+00:00")

    browser_of(leila).submit(f"/pairs/{pair.public_id}/meetings/log", on="2026-11-26", outcome="not-held")

    assert [(each.state, each.held_minutes) for each in stored(session)] == [(MeetingState.NOT_HELD, None)]


def test_the_days_and_minutes_can_be_taken_away(
    browser_of: BrowserOf, pair: Pairing, leila: Person, clock: Traveller
) -> None:
    meeting = agreed(pair, leila, THURSDAY)
    logged(pair, meeting.proposed_at, minutes=55)
    browser = browser_of(leila)
    url = f"/pairs/{pair.public_id}/meetings"

    page, csv, ics = browser.get(url), browser.get(f"{url}.csv"), browser.get(f"{url}.ics")

    assert "55 minutes" in page.text
    assert csv.text.splitlines()[1] == '"2026-11-23","yes",55'
    assert (ics.mimetype, ics.text.count("BEGIN:VEVENT")) == ("text/calendar", 2)


@pytest.mark.parametrize("who", ["administrator", "stranger", "nobody"])
def test_nobody_but_the_two_finds_any_of_it(
    session: Session, browser_of: BrowserOf, pair: Pairing, leila: Person, ruth: Person, who: str
) -> None:
    meeting = offered(pair, leila, THURSDAY)
    stranger = person("Tomasz Nowak", email="tomasz@northmere.example")
    browser = browser_of({"administrator": ruth, "stranger": stranger}.get(who))
    own, theirs = f"/meetings/{meeting.public_id}", f"/pairs/{pair.public_id}/meetings"
    pages = [own, f"{own}/times", f"{own}/log", f"{own}/meeting.ics", theirs, f"{theirs}/new", f"{theirs}.csv"]
    posts = [*(f"{own}/{verb}" for verb in ("confirm", "cancel", "keep", "times", "log")), f"{theirs}/new"]

    answers = {browser.get(each).status_code for each in [*pages, f"{theirs}.ics"]}
    fields = {"csrf_token": browser.token("/sign-in" if who == "nobody" else "/profile/edit"), "seen": "1"}
    writes = {browser.post(each, data=fields).status_code for each in [*posts, f"{theirs}/log"]}

    assert answers == writes == ({303} if who == "nobody" else {404})
    assert [each.state for each in stored(session)] == [MeetingState.PROPOSED]
