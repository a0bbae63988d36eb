"""Whatever is typed into the forms about meetings: a page that can be shown, and nothing written."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.transactions import transaction
from app.meetings.models import Meeting, MeetingState
from app.pairings.models import Ending, Pairing
from app.pairings.services import end_pairings
from app.people.models import Person
from tests.app.meetings.conftest import BrowserOf
from tests.factories.meetings import agreed, offered
from tests.house.test_bad_input import TYPED


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_no_form_breaks_and_none_believes_nonsense(
    session: Session, browser_of: BrowserOf, pair: Pairing, leila: Person, priya: Person, typed: str
) -> None:
    ahead, on_offer = agreed(pair, leila, "2026-11-26T10:00"), offered(pair, leila, "2026-11-27T10:00")
    browser = browser_of(priya)
    names = ("time", "seen", "times", "own_1", "own_2", "minutes", "place", "outcome", "next_at", "on")
    fields = {"csrf_token": browser.token(f"/meetings/{on_offer.public_id}"), **dict.fromkeys(names, typed)}
    verbs = ("confirm", "cancel", "keep", "times", "log")
    paths = [f"/meetings/{each.public_id}/{verb}" for each in (ahead, on_offer) for verb in verbs]
    paths += [f"/pairs/{pair.public_id}/meetings/{verb}" for verb in ("new", "log")]

    answers = {path: browser.post(path, data=fields).status_code for path in paths}

    session.rollback()
    assert set(answers.values()) <= {409, 422}
    assert set(session.scalars(select(Meeting.state))) == {MeetingState.CONFIRMED, MeetingState.PROPOSED}


@pytest.mark.parametrize("wall", ["0001-01-01T00:00", "9999-12-31T23:59"])
@pytest.mark.parametrize("zone", ["Europe/Stockholm", "America/Los_Angeles"])
def test_a_time_at_the_end_of_all_calendars_is_refused(
    session: Session, browser_of: BrowserOf, pair: Pairing, leila: Person, zone: str, wall: str
) -> None:
    session.merge(leila).time_zone = zone
    session.commit()
    browser, meetings = browser_of(leila), f"/pairs/{pair.public_id}/meetings"

    answers = [
        browser.submit(f"{meetings}/new", minutes="45", own_1=wall),
        browser.submit(f"{meetings}/new", minutes="45", times=wall),
        browser.submit(f"{meetings}/log", minutes="45", outcome="held", on="2026-11-20", next_at=wall),
    ]

    assert {answer.status_code for answer in answers} == {422}
    assert session.scalar(select(Meeting)) is None


def test_whoever_was_in_a_pair_no_longer_learns_when_the_other_is_free(
    session: Session, browser_of: BrowserOf, pair: Pairing, leila: Person, priya: Person
) -> None:
    ahead = agreed(pair, leila, "2026-11-26T10:00")
    pages = [f"/pairs/{pair.public_id}/meetings/{verb}" for verb in ("new", "log")]
    pages += [f"/meetings/{ahead.public_id}/{verb}" for verb in ("times", "log")]
    with transaction():
        end_pairings([session.merge(pair)], Ending.ENDED, actor=session.merge(leila))
    browser = browser_of(priya)

    shown = [browser.get(page).status_code for page in pages]
    refused = browser.submit(pages[0], page="/", own_1="2026-11-27T14:00", minutes="45")

    assert shown == [303, 303, 303, 303]
    assert refused.status_code == 422
    assert 'name="times"' not in refused.text
