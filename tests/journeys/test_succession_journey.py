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
NOTHING, OF_THE_TWO = "Nothing is here for you.", "Close the books of the port"
PAGES_OF_A_PLAN = {
    "Readiness board": "Beatriz Carvalho",
    "Who opened what": "Oskar Lind",
    "Owners": "Victor Osei",
    "Change the role": "Oskar Lind",
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
    told_by_letter = propose(town, cast)
    name(cast)
    before_and_after = ask(cast)
    open_round(town, cast)
    compared = choose(cast)
    settled = settle_choices(cast)
    bring_on(cast)
    others_see = look_as_others(cast)
    owner_sees = look_as_owner(cast)
    asked_back, road = take_the_role_on(town, cast)

    assert told_by_letter is False
    assert before_and_after == [{NOTHING: True, ROLE: False}, {NOTHING: False, ROLE: True}]
    assert compared == [{CARD["way"]: True, CARD["missing"]: True}] * 2
    assert settled == {"Maria Sandoval": True, "Oskar Lind": True}
    assert others_see == {"Dana Manager": [], "Ruth Baptiste": []}
    assert owner_sees == {
        "Readiness board": {"Beatriz Carvalho": True, OF_THE_TWO: False},
        "Who opened what": {"Oskar Lind": True, OF_THE_TWO: False},
        "Owners": {"Victor Osei": True, OF_THE_TWO: False},
        "Change the role": {"Oskar Lind": False, OF_THE_TWO: False},
    }
    assert asked_back == {"Would you do for somebody what was done for you?": True}
    assert road == {"Oskar": False}


def propose(town: Town, cast: Cast) -> bool:
    """The HR lead proposes it, the executive confirms; whether the letter says what it is about."""
    helena, victor = cast.helena, cast.victor
    helena.comes_back(HERE)
    helena.visitor.follow("Propose a plan for a critical role")
    helena.visitor.fill(title=ROLE, seats="1", incumbents="Joana Prates", exit_on="2028-03-31", why="Three ports.")
    helena.visitor.fill(first=helena.address, second=victor.address, confirmer=victor.address)
    helena.visitor.press("Propose it")
    town.work()
    victor.comes_back(HERE)
    victor.visitor.follow(f"Open {ROLE}")
    victor.visitor.press("Yes, appoint them")
    return victor.reads_in(ROLE)


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


def ask(cast: Cast) -> list[dict[str, bool]]:
    """She is asked in person, says yes, and whom she would like; what her page says before she is asked, and after."""
    helena, beatriz = cast.helena, cast.beatriz
    beatriz.comes_back(HERE)
    found = [beatriz.sees_which(NOTHING, ROLE)]
    helena.visitor.press("I have asked them in person")
    beatriz.comes_back(HERE)
    found.append(beatriz.sees_which(NOTHING, ROLE))
    beatriz.visitor.look("a question")
    beatriz.visitor.follow(f"Open May your name stand for {ROLE}?")
    beatriz.visitor.fill(wish="To see how ports are run.", first=cast.oskar.address)
    beatriz.visitor.press("Yes, my name may stand")
    beatriz.visitor.look("her name stands")
    return found


def open_round(town: Town, cast: Cast) -> None:
    """Two executives are named; they are told that there is a document for them."""
    visitor = cast.helena.visitor
    cast.helena.comes_back(HERE)
    visitor.follow(f"Open {ROLE}")
    visitor.look("a plan with a name")
    visitor.follow("Open a round")
    for executive in (cast.maria, cast.oskar):
        visitor.page.get_by_label(executive.name).check()
    visitor.fill(choose_by=str(BEGINS.date() + 14 * DAY), ends_on=str(BEGINS.date() + 21 * DAY))
    visitor.press("Open the round")
    town.work()


def choose(cast: Cast) -> list[dict[str, bool]]:
    """Both read the evidence side by side, then the name, and would bring her on; what stands there."""
    found = []
    for executive in (cast.maria, cast.oskar):
        executive.comes_back(HERE)
        executive.visitor.look("a round is open")
        executive.visitor.follow(f"Open {ROLE}")
        found.append(executive.sees_which(CARD["way"], CARD["missing"]))
        executive.visitor.follow("Choose Beatriz Carvalho")
        executive.visitor.fill(reason="She has run plants through worse than ours.")
        executive.visitor.press("Record this choice")
        executive.visitor.look("chosen")
    return found


def settle_choices(cast: Cast) -> dict[str, bool]:
    """On one screen: two want the same, her wish decides, and the round ends; who stands there at first."""
    helena, visitor = cast.helena, cast.helena.visitor
    helena.comes_back(HERE)
    visitor.follow(f"Open {ROLE}")
    visitor.follow("Open the talent meeting")
    visitor.look("something is to be settled")
    found = helena.sees_which(cast.maria.name, cast.oskar.name)
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
    return found


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
    beatriz.visitor.fill(goal=OF_THE_TWO, business_owner="Finance")
    beatriz.visitor.fill(begins_on=str(BEGINS.date()), ends_on=str(BEGINS.date() + 90 * DAY))
    beatriz.visitor.press("Keep it")
    beatriz.visitor.look("what the two work on")


def look_as_others(cast: Cast) -> dict[str, list[str]]:
    """What her manager and an administrator find of it, at home and where it would stand."""
    found: dict[str, list[str]] = {}
    for each in (cast.dana, cast.ruth):
        each.comes_back()
        at_home = each.sees_which(*FACTS)
        each.comes_back(HERE)
        there = each.sees_which(*FACTS, NOTHING)
        found[each.name] = [fact for fact in FACTS if at_home[fact] or there[fact]] + [NOTHING] * (not there[NOTHING])
    return found


def look_as_owner(cast: Cast) -> dict[str, dict[str, bool]]:
    """What an owner reads on the pages of the plan; of what the two work on together nothing."""
    helena, visitor = cast.helena, cast.helena.visitor
    found: dict[str, dict[str, bool]] = {}
    helena.comes_back(HERE)
    visitor.follow(f"Open {ROLE}")
    plan = visitor.page.url
    for page, words in PAGES_OF_A_PLAN.items():
        visitor.follow(page)
        found[page] = helena.sees_which(words, OF_THE_TWO)
        visitor.page.goto(plan)
    return found


def take_the_role_on(town: Town, cast: Cast) -> tuple[dict[str, bool], dict[str, bool]]:
    """A year later Beatriz takes the role on: what she is asked, and whether her road names who brought her on."""
    helena, beatriz = cast.helena, cast.beatriz
    town.pass_time(365 * DAY)
    helena.comes_back(HERE)
    helena.visitor.follow(f"Open {ROLE}")
    helena.visitor.follow("Beatriz Carvalho")
    helena.visitor.press("They have taken the role on")
    helena.visitor.look("the role is taken on")
    beatriz.comes_back(HERE)
    beatriz.visitor.follow(f"Open You have taken on: {ROLE}")
    asked = beatriz.sees_which("Would you do for somebody what was done for you?")
    return asked, beatriz.road_says("Oskar")
