"""A client asks for a coach, three sign what they agree on, and a report is signed before its reader finds it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser

from app.core.clock import today
from app.people.models import Role
from tests.journeys.citizens import Citizen, settle
from tests.journeys.town import Town, on_one_database

Three = tuple[Citizen, Citizen, Citizen]
NOTE = "Two hours on a Friday"


@pytest.fixture
def three(town: Town, browser: Browser) -> Iterator[Three]:
    """Amara, Leo who coaches, and Ines, her manager, each at their own desk."""
    ines = settle(town, "Ines Ferreira")
    people = settle(town, "Amara Okafor", manager=ines), settle(town, "Leo Brandt", role=Role.COACH), ines
    with ExitStack() as desks:
        amara, leo, sponsor = (desks.enter_context(Citizen.at_desk(town, browser, each)) for each in people)
        for each in (amara, leo, sponsor):
            town.sign_in(each.visitor, each.person)
        yield amara, leo, sponsor


@on_one_database
@pytest.mark.timeout(300)
def test_a_report_is_signed_by_its_client_before_its_reader_finds_it(town: Town, three: Three):
    amara, leo, ines = three

    agree(town, amara, leo, ines)
    leo.open()
    write_report(leo)
    ines.open("/coaching")
    knew = ines.sees("Documents for you")
    town.work()
    amara.open()
    amara.visitor.follow("Read it")
    read = amara.visitor.page.locator("#document").inner_text()
    amara.visitor.press("Sign this report")
    town.work()
    ines.visitor.open(ines.link_in(ines.letter("A document for you")))
    ines.visitor.follow("Read the report of Amara Okafor")

    assert knew is False
    assert NOTE in read
    assert ines.visitor.page.locator("#document").inner_text() == read
    assert ines.visitor.download("Take it as PDF").read_bytes().startswith(b"%PDF-")


def agree(town: Town, amara: Citizen, leo: Citizen, ines: Citizen) -> None:
    """Amara asks Leo, who takes it on; they agree with Ines on one goal."""
    amara.open("/coaching")
    amara.visitor.follow("Ask for a coach")
    amara.visitor.fill(wish="Speak up in large meetings")
    amara.visitor.choose(coach=leo.person.public_id, sponsor=ines.person.public_id)
    amara.visitor.press("Ask this coach")
    leo.open()
    leo.visitor.follow("Read it")
    leo.visitor.press("Take it on")
    leo.visitor.follow("Change it")
    leo.visitor.fill(goal_1="Lead the weekly review")
    leo.visitor.press("Keep this")
    leo.visitor.press("Sign this agreement")
    for each in (amara, ines):
        each.open()
        each.visitor.follow("Read it")
        each.visitor.press("Sign this agreement")


def write_report(leo: Citizen) -> None:
    """Leo notes a session and writes what a report has room for."""
    visitor = leo.visitor
    leo.open("/coaching")
    visitor.follow("Amara Okafor")
    visitor.fill(**{"session-on": str(today())})
    visitor.choose(**{"session-was_held": "yes"})
    visitor.press("Note this session")
    visitor.follow("Write a report")
    visitor.choose(band_1="begun")
    visitor.fill(until=str(today()), note=NOTE)
    visitor.page.get_by_label("Time at work to practise").check()
    visitor.press("Keep this draft")
    visitor.press("Lay it before Amara")
