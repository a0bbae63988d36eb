"""Succession from the proposal of a plan to a role taken on, through the pages of all involved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from app.people.models import Role
from tests.journeys.citizens import Citizen, at_their_desks, settle
from tests.journeys.town import BEGINS, Town, on_one_database

DAY = timedelta(days=1)
ROLE = "Head of operations, south"
HERE = "/in-confidence"
CARD = {
    "way": "Ran two plants, then a ramp-up.",
    "shown": "Line four delivered six weeks early\nTwo former shift leads now run plants",
    "missing": "Has never held a full profit and loss.",
    "skills": "Budgeting",
}
FACTS = (ROLE, CARD["way"], "Beatriz Carvalho")


@dataclass
class Cast:
    """Helena leads HR, Victor is an executive; the two own the plan. Maria and Oskar choose, Beatriz is asked.

    Dana manages her, and Ruth administers: nobody tells them.
    """

    helena: Citizen
    victor: Citizen
    maria: Citizen
    oskar: Citizen
    beatriz: Citizen
    dana: Citizen
    ruth: Citizen


@pytest.fixture
def cast(town: Town, browser: Browser) -> Iterator[Cast]:
    dana = settle(town, "Dana Manager", job_title="Head of plants")
    people = {
        "helena": settle(town, "Helena Brandt", role=Role.HR_LEAD),
        "victor": settle(town, "Victor Osei", role=Role.EXECUTIVE),
        "maria": settle(town, "Maria Sandoval", role=Role.EXECUTIVE, job_title="Chief financial officer"),
        "oskar": settle(town, "Oskar Lind", role=Role.EXECUTIVE, job_title="Chief operating officer"),
        "beatriz": settle(town, "Beatriz Carvalho", manager=dana, job_title="Plant manager"),
        "dana": dana,
        "ruth": settle(town, "Ruth Baptiste", role=Role.ADMINISTRATOR),
    }
    with at_their_desks(town, browser, {name: (Citizen, person) for name, person in people.items()}) as desks:
        yield Cast(**desks)


@on_one_database
@pytest.mark.timeout(300)
def test_who_may_follow_is_chosen_asked_and_brought_on(town: Town, cast: Cast) -> None:
    propose(town, cast)
    name(cast)
    ask(cast)
    open_round(town, cast)
    choose(cast)
    settle_choices(cast)
    bring_on(cast)
    others_see_nothing(cast)
    the_role_is_taken_on(town, cast)


def propose(town: Town, cast: Cast) -> None:
    """The HR lead proposes it, the executive confirms; a letter says that there is a document, and not what."""
    helena, victor = cast.helena, cast.victor
    helena.comes_back(HERE)
    helena.visitor.follow("Propose a plan for a critical role")
    helena.visitor.fill(title=ROLE, seats="1", incumbents="Joana Prates", exit_on="2028-03-31", why="Three ports.")
    helena.visitor.fill(first=helena.address, second=victor.address, confirmer=victor.address)
    helena.visitor.press("Propose it")
    town.work()
    assert not victor.reads_in(ROLE)
    victor.comes_back(HERE)
    victor.visitor.follow(f"Open {ROLE}")
    victor.visitor.press("Yes, appoint them")


def name(cast: Cast) -> None:
    """An owner names Beatriz, writes what she has shown, and judges how ready she is by what was seen."""
    helena, visitor = cast.helena, cast.helena.visitor
    helena.comes_back(HERE)
    visitor.follow(f"Open {ROLE}")
    visitor.look("a plan without names")
    visitor.follow("Name a candidate")
    visitor.fill(person=cast.beatriz.address)
    visitor.press("Name them")
    visitor.fill(**CARD)
    visitor.press("Keep the card")
    visitor.follow("Judge it by what was seen")
    visitor.choose(band="soon")
    visitor.fill(evidence="Closed the year early.", seen_on=str(BEGINS.date()))
    visitor.press("Keep it")


def ask(cast: Cast) -> None:
    """Until she was asked in person her page is empty; then she says yes, and whom she would like."""
    helena, beatriz = cast.helena, cast.beatriz
    beatriz.comes_back(HERE)
    assert beatriz.sees("Nothing is here for you.")
    helena.visitor.press("I have asked them in person")
    beatriz.comes_back(HERE)
    beatriz.visitor.look("a question")
    beatriz.visitor.follow(f"Open May your name stand for {ROLE}?")
    beatriz.visitor.fill(wish="To see how ports are run.", first=cast.oskar.address)
    beatriz.visitor.press("Yes, my name may stand")
    beatriz.visitor.look("her name stands")


def open_round(town: Town, cast: Cast) -> None:
    """Two executives are named; they are told that there is a document for them."""
    visitor = cast.helena.visitor
    cast.helena.comes_back(HERE)
    visitor.follow(f"Open {ROLE}")
    visitor.look("a plan with a name")
    visitor.follow("Open a round")
    for executive in (cast.maria, cast.oskar):
        visitor.page.get_by_label(executive.name).check()
    visitor.fill(ends_on=str(BEGINS.date() + 14 * DAY), talks_by=str(BEGINS.date() + 21 * DAY))
    visitor.press("Open the round")
    town.work()


def choose(cast: Cast) -> None:
    """Both read the evidence, then the name, and both would bring her on."""
    for executive in (cast.maria, cast.oskar):
        executive.comes_back(HERE)
        executive.visitor.look("a round is open")
        executive.visitor.follow(f"Open {ROLE}")
        executive.visitor.follow("Choose Beatriz Carvalho")
        executive.visitor.fill(reason="She has run plants through worse than ours.")
        executive.visitor.press("Record this choice")
        executive.visitor.look("chosen")


def settle_choices(cast: Cast) -> None:
    """On one screen: two want the same, her wish decides, the round ends, and she was talked with."""
    helena, visitor = cast.helena, cast.helena.visitor
    helena.comes_back(HERE)
    visitor.follow(f"Open {ROLE}")
    visitor.follow("Open the talent meeting")
    visitor.look("something is to be settled")
    visitor.follow("Open Beatriz Carvalho")
    visitor.page.get_by_label(cast.oskar.name).check()
    visitor.fill(months="18", reason="It is her own wish.")
    visitor.press("Settle it")
    visitor.follow("Print it in your name")
    helena.comes_back(HERE)
    visitor.follow(f"Open {ROLE}")
    visitor.press("Talked with Beatriz Carvalho in person")
    visitor.follow("Open the talent meeting")
    visitor.press("Close the round")


def bring_on(cast: Cast) -> None:
    """Oskar and Beatriz write a plan of their own, with an assignment that is somebody’s business."""
    oskar, beatriz = cast.oskar, cast.beatriz
    oskar.comes_back(HERE)
    oskar.visitor.look("somebody to bring on")
    oskar.visitor.follow("Open Begin the plan of the two of you")
    oskar.visitor.follow("Begin the plan")
    oskar.visitor.fill(target=ROLE, strengths="Calm in a crisis", gaps="Profit and loss")
    oskar.visitor.press("Keep the plan")
    beatriz.comes_back(HERE)
    beatriz.visitor.follow("Open What you work on together")
    beatriz.visitor.follow("Add a stretch assignment")
    beatriz.visitor.fill(goal="Close the books of the port", business_owner="Finance")
    beatriz.visitor.fill(begins_on=str(BEGINS.date()), ends_on=str(BEGINS.date() + 90 * DAY))
    beatriz.visitor.press("Keep it")
    beatriz.visitor.look("what the two work on")


def others_see_nothing(cast: Cast) -> None:
    """Neither her manager nor an administrator finds a trace; the owners read who looked."""
    for each in (cast.dana, cast.ruth):
        for path in ("/", HERE):
            each.comes_back(path)
            assert not [fact for fact in FACTS if each.sees(fact)]
        assert each.sees("Nothing is here for you.")
    helena, visitor = cast.helena, cast.helena.visitor
    helena.comes_back(HERE)
    visitor.follow(f"Open {ROLE}")
    plan = visitor.page.url
    for page in ("Readiness board", "Who opened what", "Owners", "Change the role"):
        visitor.follow(page)
        visitor.open(plan)
    assert not helena.sees("Close the books of the port")


def the_role_is_taken_on(town: Town, cast: Cast) -> None:
    """A year later Beatriz takes the role on, and is asked to do for somebody what was done for her."""
    helena, beatriz = cast.helena, cast.beatriz
    town.pass_time(365 * DAY)
    helena.comes_back(HERE)
    helena.visitor.follow(f"Open {ROLE}")
    helena.visitor.follow("Beatriz Carvalho")
    helena.visitor.press("They have taken the role on")
    helena.visitor.look("the role is taken on")
    beatriz.comes_back(HERE)
    beatriz.visitor.follow(f"Open Your name stands for {ROLE}")
    assert beatriz.sees("Would you do for somebody what was done for you?")
    beatriz.comes_back("/your-road")
    assert not beatriz.sees("Oskar")
