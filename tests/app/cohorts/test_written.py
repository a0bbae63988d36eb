"""What is written of a cohort is read: before the launch with everything else, after it whenever a word changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Side
from app.cohorts.services import change_details
from app.cohorts.workings import findings
from app.core.errors import RuleBroken
from app.core.transactions import transaction
from app.library.services import add_piece
from app.meetings.services.guides import change_guide
from app.orientation.services import change_words
from app.people.models import Person
from app.sign_up.administration.services.inviting import digest_of
from app.timelines.services.milestones import Wanted, add_milestone
from programs.library import Words
from programs.phases import Phase
from tests.app.cohorts.test_practice import codes, draft, stored
from tests.client import PageClient

TELLING = "The manager sets the goals."
PIECE = Words(title="Goals", summary="Goals.", words=TELLING, exercise="-", question="-", sources="")


def test_words_that_tell_coaching_keep_a_cohort_from_being_launched_until_they_are_others(
    session: Session, signed_in: PageClient, ruth: Person
) -> None:
    purpose = (
        "Every month the mentor reports to the manager and gives a rating from 1 to 5. The manager sets the goals."
    )
    made = draft(ruth, name="Performance help for poor performers", contact="ruth@northmere.example")
    url = f"/cohorts/{made.public_id}"
    with transaction():
        change_details(session.merge(made), {"purpose": purpose, "contact": ruth.email}, actor=ruth)

    page = signed_in.get(f"{url}/launch").text
    refused = signed_in.submit(f"{url}/launch", page=f"{url}/settings", seen=digest_of([]))
    found = codes(stored(session))
    with transaction():
        words = {"name": "Starting to write well", "purpose": "The mentor never reports to the manager."}
        change_details(stored(session), words, actor=ruth)

    assert (refused.status_code, found) == (422, ["L8", "L1", "L2", "L3"])
    assert "“What it is for” says “mentor reports to the manager”." in page
    assert "“Name” says “poor performers”." in refused.text
    assert f"{url}/settings/details" in page
    assert "call it what it is" in page
    assert codes(stored(session)) == []
    assert signed_in.submit(f"{url}/launch", page=f"{url}/settings", seen=digest_of([])).status_code == 302


def test_every_word_of_a_cohort_is_read(session: Session, ruth: Person) -> None:
    made = draft(ruth)
    guide = made.guides[0]
    with transaction():
        here = stored(session)
        change_details(here, {"audience": TELLING}, actor=ruth)
        add_milestone(here, Wanted(day=3, title=TELLING, theme="Goals"), actor=ruth)
        change_guide(here, guide, f"{TELLING}\nWhat else?\nWhat now?", actor=ruth)
        change_words(here, Side.MENTOR, f"## Goals\n{TELLING}\n? Whose are they?", actor=ruth)
        add_piece(
            here,
            Words(title="Goals", summary="Goals.", words=TELLING, exercise="-", question="-", sources=""),
            actor=ruth,
        )

    told = {check.called: (check.code, check.quote) for check in findings(stored(session))}

    assert told == dict.fromkeys(
        [
            "For whom it is",
            "Library: Goals",
            "Milestone of day 3",
            "Orientation of the mentors",
            f"Questions: {guide.title}",
        ],
        ("L3", "manager sets the goals"),
    )


@pytest.mark.parametrize("where", ["purpose", "guide", "orientation", "library"])
def test_words_of_a_launched_cohort_cannot_become_coaching(session: Session, ruth: Person, where: str) -> None:
    made = draft(ruth, phase=Phase.RUNNING)
    deeds: dict[str, Callable[[Cohort], object]] = {
        "purpose": lambda here: change_details(here, {"purpose": TELLING}, actor=ruth),
        "guide": lambda here: change_guide(here, here.guides[0], f"{TELLING}\nWhat?\nWho?", actor=ruth),
        "orientation": lambda here: change_words(here, Side.MENTEE, f"## Goals\n{TELLING}\n? Whose?", actor=ruth),
        "library": lambda here: add_piece(here, PIECE, actor=ruth),
    }

    with pytest.raises(RuleBroken, match="“manager sets the goals”"), transaction() as here:
        deeds[where](here.merge(made))

    assert codes(stored(session)) == []
