"""Asking how a meeting was, and the link that answers without signing in: opening it writes nothing, a button does."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from time_machine import Traveller

from app.core.audit import AuditEvent, Refusal
from app.core.outbox import OutboxMail, deliver
from app.core.transactions import transaction
from app.meetings.jobs import ask_how_it_was
from app.meetings.models import Meeting, MeetingState
from app.pairings.models import Ending, Pairing
from app.pairings.services import end_pairings
from app.people.models import Person
from app.people.services import mark_left
from tests.app.meetings.conftest import BrowserOf
from tests.factories.meetings import agreed
from tests.letters import words_of, written_letters

THURSDAY = "2026-11-26T16:00"
OVER = "2026-11-26T15:46:00+00:00"


def ask() -> list[tuple[str, str]]:
    """Do the due work and deliver; the questions that were written so far: to whom, and the link."""
    with transaction():
        ask_how_it_was()
    deliver()
    letters = [each for each in written_letters() if each["Subject"].startswith("How was")]
    return [(each["To"], re.findall(r"/log/\S+", words_of(each))[0]) for each in letters]


@pytest.fixture
def link(pair: Pairing, leila: Person, clock: Traveller) -> str:
    """The path of the link that Leila was sent after the meeting on Thursday."""
    agreed(pair, leila, THURSDAY)
    clock.move_to(OVER)
    ((_, path),) = ask()
    return path


def test_the_mentor_is_asked_once_after_the_end_in_working_hours(
    pair: Pairing, leila: Person, clock: Traveller
) -> None:
    agreed(pair, leila, THURSDAY)
    asked = []
    for moment in ("2026-11-26T15:30", "2026-11-26T16:30", "2026-11-27T07:30", "2026-11-27T08:05", "2026-11-27T08:15"):
        clock.move_to(f"{moment}:00+00:00")
        asked.append([to for to, _ in ask()])

    # It ends at 16:45, is asked about on Friday at nine as Leila stops work at 17:00, and not again.
    assert asked == [[], [], [], ["leila@northmere.example"], ["leila@northmere.example"]]


def test_the_mentee_is_asked_where_the_mentor_has_no_address(
    session: Session, pair: Pairing, leila: Person, clock: Traveller
) -> None:
    agreed(pair, leila, "2026-11-26T09:00")
    with transaction():
        session.merge(leila).email = None
    clock.move_to("2026-11-26T10:00:00+00:00")

    assert [to for to, _ in ask()] == ["priya@northmere.example"]


def test_nobody_is_asked_about_a_meeting_that_is_logged_or_of_a_pair_that_ended(
    session: Session, pair: Pairing, leila: Person, clock: Traveller
) -> None:
    agreed(pair, leila, THURSDAY)
    clock.move_to(OVER)
    with transaction():
        end_pairings([session.merge(pair)], Ending.ENDED, actor=session.merge(leila))

    assert ask() == []


def test_a_mail_scanner_that_opens_the_link_changes_nothing(session: Session, browser_of: BrowserOf, link: str) -> None:
    def state() -> list[object]:
        session.rollback()
        counts = [session.scalar(select(func.count()).select_from(each)) for each in (AuditEvent, OutboxMail, Refusal)]
        return [*counts, *session.execute(select(Meeting.state, Meeting.sequence, Meeting.logged_at)).one()]

    before = state()

    answers = [browser_of().open(link, method=method) for method in ("GET", "HEAD", "GET", "OPTIONS")]

    assert [each.status_code for each in answers] == [200] * 4
    assert state() == before


def test_a_button_logs_it_without_signing_in(
    session: Session, browser_of: BrowserOf, pair: Pairing, leila: Person, link: str
) -> None:
    browser = browser_of()

    page = browser.get(link)
    answer = browser.submit(link, outcome="held", minutes="40", next_at="2026-12-10T10:00")
    after = browser.get(answer.location)
    again = browser.submit(link, page="/sign-in", outcome="not-held", minutes="40")

    first, then = session.scalars(select(Meeting).order_by(Meeting.id)).all()
    assert "Thursday 26 November" in page.text
    assert not any(word in page.text for word in ("Priya", "Leila", "meet.example", pair.cohort.name))
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    assert "It is logged, thank you" in after.text
    assert (again.status_code, "It is logged, thank you" in again.text) == (200, True)
    assert (first.state, first.held_minutes, first.logged_by_id) == (MeetingState.HELD, 40, leila.id)
    assert (then.state, then.proposed_by_id, then.options[0].wall_time) == (
        MeetingState.PROPOSED,
        leila.id,
        "2026-12-10T10:00",
    )
    assert session.get_one(Pairing, pair.id).first_met_on == date(2026, 11, 26)


def test_a_next_time_that_cannot_be_logs_nothing_and_keeps_what_was_typed(
    session: Session, browser_of: BrowserOf, link: str
) -> None:
    answer = browser_of().submit(link, outcome="held", minutes="40", next_at="2027-03-28T02:30")

    session.rollback()
    assert answer.status_code == 422
    assert "The nearest times are 1:30 and 3:30" in answer.text
    assert 'value="40"' in answer.text
    assert list(session.scalars(select(Meeting.state))) == [MeetingState.CONFIRMED]


def test_the_link_ends_after_14_days(session: Session, browser_of: BrowserOf, link: str, clock: Traveller) -> None:
    browser = browser_of()
    clock.move_to("2026-12-10T15:40:00+00:00")
    in_time = browser.get(link).status_code
    clock.move_to("2026-12-10T15:50:00+00:00")

    late, sent = browser.get(link), browser.submit(link, page="/sign-in", outcome="held", minutes="40")

    assert (in_time, late.status_code, sent.status_code) == (200, 410, 410)
    assert "Signed in, you can log a session at any time" in late.text
    assert list(session.scalars(select(Meeting.state))) == [MeetingState.CONFIRMED]


def test_the_link_is_for_one_person_and_one_meeting(
    session: Session, browser_of: BrowserOf, pair: Pairing, leila: Person, link: str
) -> None:
    other = agreed(pair, leila, "2026-12-03T10:00")
    key = link.removeprefix("/log/")
    forged = [other.public_id + key[16:], key[:-1] + ("0" if key[-1] != "0" else "1"), "x" * 48]

    answers = [browser_of().get(f"/log/{each}").status_code for each in forged]

    assert answers == [410] * 3
    assert session.scalar(select(func.count()).select_from(Refusal)) == 3


def test_somebody_who_has_left_logs_nothing(session: Session, browser_of: BrowserOf, leila: Person, link: str) -> None:
    with transaction():
        mark_left(session.merge(leila), actor=None)

    assert browser_of().get(link).status_code == 410


def test_guessing_is_slowed_down(browser_of: BrowserOf, link: str) -> None:
    browser = browser_of()
    guesses = [browser.get(f"/log/{'x' * 47}{n % 10}").status_code for n in range(20)]

    refused = browser.get(link)

    assert guesses == [410] * 20
    assert refused.status_code == 429
    assert "Please wait" in refused.text


def test_the_question_can_be_refused_and_names_nobody(pair: Pairing, leila: Person, link: str) -> None:
    (letter,) = [each for each in written_letters() if each["Subject"].startswith("How was")]

    assert letter["Subject"] == "How was your meeting on Thursday 26 November?"
    assert "asking how a meeting went" in words_of(letter)
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Priya" not in words_of(letter)
