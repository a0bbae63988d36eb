"""A manager asks for an advisor; the client reads first, the desk finds one, it is “met”, and still is months later."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from app.core.clock import today
from app.core.db import db
from app.people.models import Role
from tests.factories.pairings import make_pair
from tests.journeys.citizens import Citizen, settle
from tests.journeys.town import Town, on_one_database

Four = tuple[Citizen, Citizen, Citizen, Citizen]
LATE, STATEMENT, TALK = "Two days late", "The data came late, too", "A list of sources"


@pytest.fixture
def four(town: Town, browser: Browser) -> Iterator[Four]:
    """Amara, Ines, her manager, Ruth, who leads HR, and Tomasz, who advises, each at their own desk.

    Birgit advises too, and is Amara’s mentor.
    """
    ines = settle(town, "Ines Ferreira")
    ruth, tomasz = settle(town, "Ruth Baptiste", role=Role.HR_LEAD), settle(town, "Tomasz Wolski", role=Role.ADVISOR)
    people = settle(town, "Amara Okafor", manager=ines), ines, ruth, tomasz
    birgit, vera = settle(town, "Birgit Holm", role=Role.ADVISOR), settle(town, "Vera Novak", role=Role.ADMINISTRATOR)
    with town.app.app_context():
        make_pair(db.session(), mentee=people[0], mentor=birgit, actor=vera)
        db.session.remove()
    with ExitStack() as desks:
        amara, manager, desk, advisor = (desks.enter_context(Citizen.at_desk(town, browser, each)) for each in people)
        for each in (amara, manager, desk, advisor):
            town.sign_in(each.visitor, each.person)
        yield amara, manager, desk, advisor


@on_one_database
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
    told = look_without_finding(ruth, tomasz)
    amara.open("/coaching")
    amara.visitor.follow("You")
    hears_by_a_day = amara.sees("You hear by")
    offered = find_advisor(ruth, tomasz)
    amara.open()
    amara.visitor.follow("See who it is")
    amara.visitor.look("an advisor to say yes to")
    amara.visitor.press("Yes, begin")
    advise(tomasz)
    town.pass_time(timedelta(days=7))
    town.sign_in(tomasz.visitor, tomasz.person)
    note_talk(tomasz)
    town.pass_time(timedelta(days=23))
    for each in (amara, ines):
        town.sign_in(each.visitor, each.person)
    ines.open()
    ines.visitor.follow("Judge")
    knew = [ines.sees(words) for words in ("2 of 2 talks took place", TALK, STATEMENT)]
    judge(ines)
    amara.open("/coaching")
    amara.visitor.follow("You")
    outcome = [amara.sees(words) for words in ("It has ended: met", "In February it was on the day")]
    later = three_months_later(town, amara, ines)

    assert read_first is True
    assert told is False
    assert hears_by_a_day is True
    assert offered == ["Tomasz Wolski"]
    assert knew == [True, False, False]
    assert outcome == [True, True]
    assert later == (["asked", "not asked"], True)


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


def look_without_finding(ruth: Citizen, tomasz: Citizen) -> bool:
    """Tomasz has no room yet, so Ruth says by when there will be an answer; whether she was told why Amara waits."""
    tomasz.open("/coaching/caseload")
    tomasz.visitor.fill(free_on=str(today() + timedelta(days=14)))
    tomasz.visitor.press("Save")
    ruth.open()
    ruth.visitor.follow("Open the desk")
    ruth.visitor.follow("Amara Okafor")
    ruth.visitor.look("nobody has room")
    told = ruth.sees(LATE)
    ruth.visitor.fill(day=str(today() + timedelta(days=14)))
    ruth.visitor.press("Say by when")
    return told


def find_advisor(ruth: Citizen, tomasz: Citizen) -> list[str]:
    """Tomasz has room after all, and Ruth offers him; who was there to be offered."""
    tomasz.open("/coaching/caseload")
    tomasz.visitor.fill(free_on="")
    tomasz.visitor.press("Save")
    ruth.open("/coaching/desk")
    ruth.visitor.follow("Amara Okafor")
    offered = [name for name in (tomasz.name, "Birgit Holm") if ruth.sees(name)]
    ruth.visitor.choose(guide=tomasz.person.public_id)
    ruth.visitor.press("Offer this advisor")
    return offered


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
    note_talk(tomasz)


def note_talk(tomasz: Citizen) -> None:
    """What came of this week’s talk."""
    tomasz.open("/coaching/caseload")
    tomasz.visitor.follow("Amara Okafor")
    tomasz.visitor.follow("Note a talk")
    tomasz.visitor.fill(done=TALK)
    tomasz.visitor.press("Note it")


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


def three_months_later(town: Town, amara: Citizen, ines: Citizen) -> tuple[list[str], bool]:
    """Ines is asked once whether it still is met; whether Amara reads what she answered."""
    town.pass_time(timedelta(days=91))
    for each in (amara, ines):
        town.sign_in(each.visitor, each.person)
    asked = []
    ines.open()
    asked.append("asked" if ines.sees("Three months later") else "not asked")
    ines.visitor.follow("Answer")
    ines.visitor.follow("Answer")
    ines.visitor.choose(still="yes")
    ines.visitor.press("Answer")
    ines.open()
    asked.append("asked" if ines.sees("Three months later") else "not asked")
    amara.open("/coaching")
    amara.visitor.follow("You")
    return asked, amara.sees("Asked three months later: it still is.")
