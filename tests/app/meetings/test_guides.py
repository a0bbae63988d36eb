"""The page of a meeting asks three questions, three others on demand, and the letter only leads to them."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from app.core.clock import now
from app.core.outbox import deliver
from app.meetings.guides import guide_for
from app.pairings.models import Ending, Pairing
from app.pairings.services import end_pairings
from app.people.models import Person
from programs.catalogue import PROGRAM_TYPES
from programs.guides import Moment
from tests.app.meetings.conftest import BrowserOf
from tests.factories.meetings import agreed, logged
from tests.letters import words_of, written_letters

FIRST = next(each for each in PROGRAM_TYPES["functional-expertise"].guides if each.moment is Moment.FIRST)


def test_page_of_a_meeting_asks_three_questions_and_three_others(
    session: Session, pair: Pairing, leila: Person, priya: Person, browser_of: BrowserOf
) -> None:
    page = f"/meetings/{agreed(pair, leila, '2026-11-30T10:00').public_id}"
    client = browser_of(priya)

    turns = [client.get(f"{page}{asked}").text for asked in ("", "?turn=1", "?turn=2", "?turn=-3", "?turn=x")]

    asked = [[question in text for question in FIRST.questions] for text in turns]
    assert asked[:2] == [[True] * 3 + [False] * 3, [False] * 3 + [True] * 3]
    assert asked[2:] == [asked[0]] * 3
    assert "Give me three others" in turns[0]
    assert "?turn=1#questions" in turns[0]
    assert f'href="{page}#questions"' in turns[1]


def test_letter_leads_to_the_questions_and_asks_none(
    session: Session, pair: Pairing, leila: Person, priya: Person
) -> None:
    meeting = agreed(pair, leila, "2026-11-30T10:00")

    deliver()

    leading = f"/meetings/{meeting.public_id}#questions"
    confirmed = [words for each in written_letters() if leading in (words := words_of(each))]
    assert len(confirmed) == 2
    assert [question for words in confirmed for question in FIRST.questions if question in words] == []


def test_questions_follow_from_what_was_logged(
    session: Session, pair: Pairing, leila: Person, browser_of: BrowserOf
) -> None:
    own = session.merge(pair)
    titles = [guide_for(own).title]
    for days in (9, 2):
        logged(pair, now() - timedelta(days=days))
        titles.append(guide_for(own).title)
    meeting = session.merge(agreed(pair, leila, "2027-01-28T10:00"))
    after = guide_for(own, meeting)

    assert titles == ["Your first meeting", "The first steps", "The first steps"]
    assert after.title == "After a silence"
    assert after.others == 1


def test_pair_that_has_ended_is_asked_nothing(
    session: Session, pair: Pairing, leila: Person, priya: Person, browser_of: BrowserOf
) -> None:
    meeting = agreed(pair, leila, "2026-11-30T10:00")
    end_pairings([session.merge(pair)], Ending.ENDED, actor=None)
    session.commit()

    text = browser_of(priya).get(f"/meetings/{meeting.public_id}").text

    assert "Three questions" not in text
