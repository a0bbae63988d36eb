"""A manager asks for an advisor; the client reads it first, the desk finds one, and in the end it is “met”."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from app.core.clock import today
from app.people.models import Role
from tests.journeys.citizens import Citizen, settle
from tests.journeys.town import Town

Four = tuple[Citizen, Citizen, Citizen, Citizen]
LATE, STATEMENT, TALK = "Two days late", "The data came late, too", "A list of sources"


@pytest.fixture
def four(town: Town, browser: Browser) -> Iterator[Four]:
    """Amara, Ines, her manager, Ruth, who leads HR, and Tomasz, who advises, each at their own desk."""
    ines = settle(town, "Ines Ferreira")
    ruth, tomasz = settle(town, "Ruth Baptiste", role=Role.HR_LEAD), settle(town, "Tomasz Wolski", role=Role.ADVISOR)
    people = settle(town, "Amara Okafor", manager=ines), ines, ruth, tomasz
    with ExitStack() as desks:
        amara, manager, desk, advisor = (desks.enter_context(Citizen.at_desk(town, browser, each)) for each in people)
        for each in (amara, manager, desk, advisor):
            town.sign_in(each.visitor, each.person)
        yield amara, manager, desk, advisor


@pytest.mark.timeout(300)
def test_a_case_runs_from_the_managers_referral_to_met(town: Town, four: Four):
    amara, ines, ruth, tomasz = four

    refer(ines, amara)
    town.work()
    amara.visitor.open(amara.link_in(amara.letter("A document for you")))
    amara.visitor.follow("You")
    read_first = amara.sees(LATE)
    amara.visitor.fill(words=STATEMENT)
    amara.visitor.press("Find me an advisor")
    told = find_advisor(ruth, tomasz)
    amara.open()
    amara.visitor.follow("See who it is")
    amara.visitor.look("an advisor to say yes to")
    amara.visitor.press("Yes, begin")
    advise(tomasz)
    town.pass_time(timedelta(days=30))
    for each in (amara, ines):
        town.sign_in(each.visitor, each.person)
    ines.open()
    ines.visitor.follow("Judge")
    knew = [ines.sees(words) for words in ("1 of one talk took place", TALK, STATEMENT)]
    judge(ines)
    amara.open("/coaching")
    amara.visitor.follow("You")

    assert read_first is True
    assert told is False
    assert knew == [True, False, False]
    assert amara.sees("It has ended: met")
    assert amara.sees("In February it was on the day")


def refer(ines: Citizen, amara: Citizen) -> None:
    """Ines forgets the second example, is told so, and asks once more."""
    visitor = ines.visitor
    ines.open("/coaching")
    visitor.follow("Ask for an advisor for one of your people")
    visitor.choose(person=amara.person.public_id, standing="informal")
    visitor.fill(expectations="Monthly figures are out on the third working day")
    visitor.fill(example_1_on=str(today() - timedelta(days=60)), example_1=LATE, support="An hour each Monday")
    visitor.fill(talked_on=str(today() - timedelta(days=3)), deadline=str(today() + timedelta(days=90)))
    visitor.press("Give it to them to read")
    visitor.look("a referral that lacks an example")
    assert ines.sees("Give a second example")
    visitor.fill(example_2_on=str(today() - timedelta(days=30)), example_2="Three days late")
    visitor.press("Give it to them to read")


def find_advisor(ruth: Citizen, tomasz: Citizen) -> bool:
    """Ruth offers Amara the advisor who has room; whether she was told why she waits."""
    ruth.open()
    ruth.visitor.follow("Open the desk")
    ruth.visitor.follow("Amara Okafor")
    told = ruth.sees(LATE)
    ruth.visitor.choose(guide=tomasz.person.public_id)
    ruth.visitor.press("Offer this advisor")
    return told


def advise(tomasz: Citizen) -> None:
    """Tomasz says what stands behind it, writes the plan, and notes a talk."""
    visitor = tomasz.visitor
    tomasz.open("/coaching/caseload")
    visitor.follow("Amara Okafor")
    visitor.follow("Say what it is most of all")
    visitor.choose(cause="clarity")
    visitor.press("Note it")
    visitor.follow("Write the plan")
    visitor.fill(name_1="Time management", expectation_1="Out on the third working day", measure_1="The file’s date")
    visitor.fill(start_1="Two to three days late", target_1="On the day", support_1="An hour with Ines each Monday")
    visitor.fill(due_1=str(today() + timedelta(days=60)))
    visitor.press("Set the plan")
    visitor.follow("Note a talk")
    visitor.fill(done=TALK)
    visitor.press("Note it")


def judge(ines: Citizen) -> None:
    """Ines judges the one area, and says how it ended."""
    visitor = ines.visitor
    visitor.follow("Judge each area")
    visitor.choose(level_1="meets")
    visitor.fill(example_1="In February it was on the day")
    visitor.press("Give it to them to read")
    visitor.look("a plan that is judged")
    visitor.follow("Say how it ended")
    visitor.choose(outcome="met")
    visitor.press("Close it")
