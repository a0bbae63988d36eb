"""Working hours: told on one's own page, shown to colleagues in words, kept as days of the week."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.core.errors import RuleBroken
from app.core.transactions import transaction
from app.people.models import Person
from app.people.services import change_profile
from app.people.working_hours import hours_of_day, in_words, kept
from tests.client import PageClient
from tests.factories.people import person as somebody

HALF_A_WEEK = {"1": ["09:00", "17:00"], "2": ["09:00", "17:00"], "3": ["08:30", "13:00"]}
EMPTY = {f"{edge}_{day}": "" for day in "1234567" for edge in ("from", "to")}
NINE_TO_FIVE = EMPTY | {f"{edge}_{day}": hour for day in "12345" for edge, hour in (("from", "09:00"), ("to", "17:00"))}


@pytest.mark.parametrize(
    ("week", "words"),
    [
        ({}, "Monday to Friday 9:00 to 17:00"),
        (HALF_A_WEEK, "Monday to Tuesday 9:00 to 17:00, Wednesday 8:30 to 13:00"),
        ({"1": ["22:00", "06:00"], "3": ["22:00", "06:00"]}, "Monday 22:00 to 6:00, Wednesday 22:00 to 6:00"),
    ],
)
def test_week_is_said_in_words(app: Any, week: dict[str, Any], words: str) -> None:
    with app.test_request_context():
        assert in_words(week) == words


def test_week_that_is_not_told_is_monday_to_friday() -> None:
    assert (hours_of_day({}, "5"), hours_of_day({}, "6")) == ((time(9), time(17)), None)


def test_week_is_kept_as_days_and_times() -> None:
    assert kept({"2": (time(9), time(12)), "1": (time(8, 30), time(17))}) == {
        "1": ["08:30", "17:00"],
        "2": ["09:00", "12:00"],
    }


@pytest.mark.parametrize("week", [{"8": ["09:00", "17:00"]}, {"1": ["9", "17"]}, {"1": ["09:00", "09:00"]}])
def test_week_that_makes_no_sense_is_refused(session: Session, week: dict[str, Any]) -> None:
    amara = somebody()

    with pytest.raises(RuleBroken) as refused, transaction():
        change_profile(session.merge(amara), actor=None, working_hours=week)

    assert refused.value.field == "working_hours"


def test_hours_are_saved_and_shown_to_colleagues(client: PageClient, session: Session) -> None:
    amara, jonas = somebody("Amara Okafor"), somebody("Jonas Lindqvist")
    client.sign_in(amara)

    answer = client.submit("/profile/working-hours", **{**NINE_TO_FIVE, "from_5": "09:00", "to_5": "13:00"})

    assert answer.status_code == 302
    assert session.get_one(Person, amara.id).working_hours["5"] == ["09:00", "13:00"]
    client.sign_in(jonas)
    page = client.get(f"/people/{amara.public_id}").text
    assert "Monday to Thursday 9:00 to 17:00, Friday 9:00 to 13:00" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"from_1": "09:00"}, "Write both times, or none on a day off."),
        ({}, "Leave at least one day on which you work."),
        ({"from_1": "x", "to_1": "17:00"}, "Not a valid time value."),
    ],
)
def test_half_a_day_and_no_day_at_all_are_asked_again(
    client: PageClient, session: Session, typed: dict[str, str], sentence: str
) -> None:
    amara = somebody()
    client.sign_in(amara)

    answer = client.submit("/profile/working-hours", **EMPTY | typed)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert session.get_one(Person, amara.id).working_hours == {}
