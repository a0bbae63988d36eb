"""Whatever is typed into the forms about meetings: a page that can be shown, and nothing written."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.meetings.models import Meeting, MeetingState
from app.pairings.models import Pairing
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
