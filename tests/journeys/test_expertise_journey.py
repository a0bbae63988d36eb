"""Functional expertise from launch to close, through the pages of all involved: both sides say whom they would like."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import Browser

from app.cohorts.models import Side
from app.core.db import db
from app.people.models import Person, Role
from tests.factories.people import skill
from tests.journeys.citizens import Citizen, at_their_desks, settle
from tests.journeys.cohort_desk import CohortDesk
from tests.journeys.looking import TWO_WAYS
from tests.journeys.participants import Mentee, Mentor, agree_on, become_acquainted, meet, signs_up_elsewhere
from tests.journeys.town import BEGINS, Town, on_a_server

DAY = timedelta(days=1)
LONG_AGO, FIRST_DAY = date(2026, 6, 1), date(2027, 3, 22)
COHORT = "Learn from a master"
SEEN = "She reconciled both ledgers before noon."
CARD = "What you bring along"
LINE = "You closed the books of three plants."


@dataclass
class Cast:
    """Ruth runs it; Amara wants to learn, Noor too; Jonas and Birgit can teach; Amara reports to Vera.

    Of Noor and Jonas no page is shown.
    """

    ruth: CohortDesk
    amara: Mentee
    birgit: Mentor
    vera: Citizen
    noor: Person
    jonas: Person


@pytest.fixture
def cast(town: Town, browser: Browser) -> Iterator[Cast]:
    town.ways = TWO_WAYS
    with town.app.app_context():
        for name in ("Budgeting", "Presenting"):
            skill(name)
        db.session.remove()
    vera = settle(town, "Vera Manager", job_title="Head of finance")
    people = {
        "ruth": (CohortDesk, settle(town, "Ruth Baptiste", role=Role.ADMINISTRATOR)),
        "amara": (
            Mentee,
            settle(town, "Amara Okafor", manager=vera, start_on=date(2026, 6, 1), job_title="Specialist"),
        ),
        "birgit": (Mentor, settle(town, "Birgit Holm", job_title="Head of sales")),
        "vera": (Citizen, vera),
    }
    noor = settle(town, "Noor Saleh", job_title="Planner")
    jonas = settle(town, "Jonas Lindqvist", job_title="Head of treasury")
    with at_their_desks(town, browser, people) as desks:
        yield Cast(**desks, noor=noor, jonas=jonas)


@on_a_server
@pytest.mark.timeout(300)
def test_a_craft_is_learned_from_whom_one_named(town: Town, cast: Cast) -> None:
    ruth = cast.ruth

    headings, letters_shown = launch(town, cast)
    sign_up(town, cast)
    line_read = say_whom(cast)
    previews, pairs = match(town, cast)
    oriented, agreed = learn(town, cast)
    unsigned = observe(town, cast)
    mentee_reads = sign(town, cast)
    manager_reads = look_as_manager(cast)
    figures = ruth.looks_after_cohort()
    road = the_end(town, cast)

    assert headings == ["As it is, this would be coaching.", "4 people would be written to."]
    assert len(letters_shown) == 3
    assert line_read == {LINE: True}
    assert previews >= 2
    assert pairs == {("Amara Okafor", "Birgit Holm"), ("Noor Saleh", "Jonas Lindqvist")}
    assert oriented == [{CARD: True}, {CARD: False}]
    assert agreed == (True, True)  # three questions for the session, and an agreement that both have signed
    assert unsigned == {"Observation reports": False, SEEN: False}
    assert mentee_reads == manager_reads == {SEEN: True}
    assert figures["Pairs"] == "2 of 2 mentees"
    assert road == {"You have been through it": True}


def launch(town: Town, cast: Cast) -> tuple[list[str], list[str]]:
    """From the template to the letters; what the launch made of a mentor who gives marks, and of one who does not."""
    ruth = cast.ruth
    ruth.comes_back()
    ruth.makes_cohort("functional-expertise", COHORT, FIRST_DAY)
    ruth.settles_choice("ranked")
    ruth.chooses("mentee", [cast.amara.address, str(cast.noor.email)])
    ruth.chooses("mentor", [str(cast.jonas.email), cast.birgit.address])
    ruth.adds_to_orientation("mentee", f"## {CARD}\n\nBring a ledger of your own.\n\n? Which one?")
    headings = [ruth.would_be_launched(rating=each) for each in ("mentor", "nobody")]
    shown = ruth.launches()
    town.work()
    return headings, shown


def sign_up(town: Town, cast: Cast) -> None:
    """Amara and Birgit by the pages, the other two in the same way."""
    cast.birgit.comes_in()
    cast.birgit.signs_up(["Budgeting", "Presenting"])
    cast.amara.comes_in()
    cast.amara.signs_up("Budgeting")
    here = cast.ruth.cohort
    signs_up_elsewhere(
        town, cast.jonas, here, Side.MENTOR, offers=[{"skill": "", "name": "Budgeting", "level": 6}], seats=1
    )
    signs_up_elsewhere(town, cast.noor, here, wants=[{"skill": "", "name": "Budgeting", "level": 4, "today": 2}])


def say_whom(cast: Cast) -> dict[str, bool]:
    """Amara looks through the mentors and writes Birgit a line, who reads it and would like her."""
    amara, birgit, cohort = cast.amara, cast.birgit, cast.ruth.cohort
    amara.open(cohort)
    amara.visitor.follow("Look at the mentors")
    amara.visitor.press(f"Put {birgit.name} on my list")
    amara.visitor.follow("Look at more mentors")
    amara.visitor.press(f"Put {cast.jonas.name} on my list")
    amara.visitor.fill(words=LINE)
    amara.visitor.press(f"Keep the line to {birgit.name}")
    birgit.open(cohort)
    birgit.visitor.follow("Who wrote to me, and whom I would like")
    found = birgit.sees_which(LINE)
    birgit.visitor.press(f"I would like {amara.name}")
    return found


def match(town: Town, cast: Cast) -> tuple[int, set[tuple[str, str]]]:
    """How many letters the preview shows, and who is with whom: those who named each other, as the rest allows."""
    town.pass_time(8 * DAY)
    ruth = cast.ruth
    ruth.closes_sign_up()
    ruth.matches()
    shown = ruth.previews()
    ruth.publishes()
    town.work()
    return len(shown), ruth.pairs()


def learn(town: Town, cast: Cast) -> tuple[list[dict[str, bool]], tuple[bool, bool]]:
    """They read the orientation, meet and agree, and Amara ticks what she has done."""
    amara, birgit = cast.amara, cast.birgit
    oriented = become_acquainted(amara, birgit, words=CARD)
    meet(town, birgit, amara, minutes=45)
    agreed = agree_on("Close the books alone.", proposes=birgit, signs=amara)
    amara.opens_timeline()
    amara.visitor.press("Done: A goal for each skill")
    return oriented, agreed


def observe(town: Town, cast: Cast) -> dict[str, bool]:
    """Amara says where she is and rates a task; Birgit writes what she saw; what Vera sees before it is signed."""
    amara, birgit, vera = cast.amara, cast.birgit, cast.vera
    visitor = amara.visitor
    amara.back_to_pair()
    visitor.follow("Open the reports")
    visitor.follow("Say where you begin")
    visitor.choose(skill_1="2")
    visitor.press("Keep it")
    visitor.follow("Name a task")
    visitor.fill(task="Close the month for two sites", on=str(BEGINS.date()), why="I did it with a list.")
    visitor.choose(level="3")
    visitor.press("Send it to Birgit")
    town.work()
    birgit.opens_reports()
    birgit.visitor.follow("Write what you saw")
    birgit.visitor.fill(standard="Every account agrees.", seen=SEEN, effect="Two days saved.", next_step="Three sites.")
    birgit.visitor.press("Keep this draft")
    birgit.visitor.look("a draft of a report")
    birgit.visitor.press("Hand it over to Amara")
    town.work()
    vera.looks_after(amara)
    return vera.sees_which("Observation reports", SEEN)


def sign(town: Town, cast: Cast) -> dict[str, bool]:
    """Amara reads what Birgit saw, replies, names her manager and signs; what she read."""
    amara, visitor = cast.amara, cast.amara.visitor
    amara.opens_reports()
    found = amara.sees_which(SEEN)
    visitor.fill(text="That is how it was.")
    visitor.press("Keep this reply")
    visitor.look("a report to sign")
    visitor.page.get_by_label(cast.vera.name).check()
    visitor.press("Sign this report")
    visitor.look("a signed report")
    town.work()
    return found


def look_as_manager(cast: Cast) -> dict[str, bool]:
    """What Vera reads of the signed report."""
    cast.vera.looks_after(cast.amara)
    cast.vera.visitor.look("a report was signed for her")
    cast.vera.visitor.follow("Read the report on Amara Okafor")
    return cast.vera.sees_which(SEEN)


def the_end(town: Town, cast: Cast) -> dict[str, bool]:
    """After five months Ruth closes it; both still read the page of their pair, and Amara’s road goes on."""
    amara = cast.amara
    town.be_at(datetime(2027, 8, 19, 9, tzinfo=UTC))
    cast.ruth.ends_cohort()
    amara.looks_around("the cohort has ended")
    cast.birgit.looks_around("the cohort has ended, to a mentor")
    return amara.road_says("You have been through it")
