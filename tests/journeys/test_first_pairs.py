"""From launch to the second logged meeting, as an administrator, four mentees and two mentors live it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.cast import Cast
from tests.journeys.cohort_letters import is_discreet
from tests.journeys.how_pairs_begin import latecomer, launch, match_and_publish, not_this_one, sign_up
from tests.journeys.how_pairs_go_on import afterwards, first_meeting, one_ends, second_meeting, where_they_are
from tests.journeys.participants import ROOM
from tests.journeys.town import Town

KINDS = (
    "you are invited",
    "sign-up closes on",
    "You have signed up",
    "You have a mentor",
    "You have a mentee",
    "No mentor for you yet",
    "waits for a first line",
    "Which time suits you",
    "Your mentoring meeting",
    "Moved",
    "Cancelled",
    "How was your meeting",
    "Your pair has ended",
    "Your way in",
    "A new password",
)


@pytest.fixture
def cast(town: Town, browser: Browser) -> Iterator[Cast]:
    with Cast.of(town, browser) as cast:
        yield cast


@pytest.mark.takes_long(on="postgresql")
@pytest.mark.timeout(300)
def test_a_cohort_lives_from_launch_to_the_second_meeting(town: Town, cast: Cast) -> None:
    launch(town, cast)
    sign_up(town, cast)
    match_and_publish(town, cast)
    not_this_one(town, cast)
    first_meeting(town, cast)
    second_meeting(town, cast)
    latecomer(town, cast)
    one_ends(town, cast)
    where_they_are(town, cast)
    afterwards(town, cast)
    every_letter(town, cast)

    assert kinds_missing(town) == []


def kinds_missing(town: Town) -> list[str]:
    """Of the letters that such a story causes, those that have not come."""
    subjects = {str(each["Subject"]) for each in town.mailbox.letters}
    return [kind for kind in KINDS if not any(kind in each for each in subjects)]


def every_letter(town: Town, cast: Cast) -> None:
    """None names anybody but its reader’s own partner, or tells of a fit."""
    partners = {
        "amara": {"jonas"},
        "noor": {"birgit"},
        "kofi": set(),
        "iris": {"birgit"},
        "jonas": {"amara"},
        "birgit": {"noor", "iris"},
    }
    everybody = {name: getattr(cast, name) for name in partners}
    names = {each.first_name for each in everybody.values()}
    for name, own in partners.items():
        reader = everybody[name]
        allowed = {reader.first_name, *(everybody[each].first_name for each in own)}
        met = {ROOM} if own and name != "noor" else set()
        assert all(is_discreet(each, names=allowed | met, never=names | {ROOM}) for each in reader.letters())
