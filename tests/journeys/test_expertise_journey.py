"""Functional expertise from launch to close, through the pages of all involved: both sides say whom they would like."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import Browser

from app.core.db import db
from app.people.models import Role
from tests.factories.people import skill
from tests.journeys.citizens import Citizen, at_their_desks, settle
from tests.journeys.cohort_desk import CohortDesk
from tests.journeys.looking import TWO_WAYS
from tests.journeys.participants import Mentee, Mentor
from tests.journeys.town import BEGINS, Town, on_a_server

DAY = timedelta(days=1)
LONG_AGO, FIRST_DAY = date(2026, 6, 1), date(2027, 3, 22)
COHORT = "Learn from a master"
SEEN = "She reconciled both ledgers before noon."
LINE = "You closed the books of three plants."


@dataclass
class Cast:
    """Ruth runs it; Amara wants to learn, Noor too; Jonas and Birgit can teach; Amara reports to Vera."""

    ruth: CohortDesk
    amara: Mentee
    noor: Mentee
    jonas: Mentor
    birgit: Mentor
    vera: Citizen


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
        "noor": (Mentee, settle(town, "Noor Saleh", job_title="Planner")),
        "jonas": (Mentor, settle(town, "Jonas Lindqvist", job_title="Head of treasury")),
        "birgit": (Mentor, settle(town, "Birgit Holm", job_title="Head of sales")),
        "vera": (Citizen, vera),
    }
    with at_their_desks(town, browser, people) as desks:
        yield Cast(**desks)


@on_a_server
@pytest.mark.timeout(300)
def test_a_craft_is_learned_from_whom_one_named(town: Town, cast: Cast) -> None:
    launch(town, cast)
    sign_up(town, cast)
    say_whom(cast)
    match(town, cast)
    learn(town, cast)
    observe(town, cast)
    what_others_see(cast)
    the_end(town, cast)


def launch(town: Town, cast: Cast) -> None:
    """From the template, with a look at how people find each other, to the letters."""
    ruth = cast.ruth
    ruth.comes_back()
    ruth.makes_cohort("functional-expertise", COHORT, FIRST_DAY)
    ruth.settles_choice("ranked")
    ruth.chooses("mentee", [cast.amara.address, cast.noor.address])
    ruth.chooses("mentor", [cast.jonas.address, cast.birgit.address])
    assert len(ruth.launches()) == 3
    town.work()


def sign_up(town: Town, cast: Cast) -> None:
    for mentor, skills in ((cast.jonas, ["Budgeting"]), (cast.birgit, ["Budgeting", "Presenting"])):
        mentor.comes_in_by(mentor.letter("you are invited"))
        mentor.signs_up(skills)
    for mentee in (cast.amara, cast.noor):
        mentee.comes_in_by(mentee.letter("you are invited"))
        mentee.signs_up("Budgeting")


def say_whom(cast: Cast) -> None:
    """Amara looks through the mentors and writes Birgit a line, who would like her; nobody sees an order."""
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
    assert birgit.sees(LINE)
    birgit.visitor.press(f"I would like {amara.name}")


def match(town: Town, cast: Cast) -> None:
    """Both who named each other are together, and the letter of each says with whom."""
    town.pass_time(8 * DAY)
    ruth = cast.ruth
    ruth.closes_sign_up()
    ruth.matches()
    assert len(ruth.previews()) >= 2
    ruth.publishes()
    town.work()
    assert ruth.pairs() == {("Amara Okafor", "Birgit Holm"), ("Noor Saleh", "Jonas Lindqvist")}


def learn(town: Town, cast: Cast) -> None:
    """They meet, and Amara ticks what she has done of the program’s milestones."""
    amara, birgit = cast.amara, cast.birgit
    for each in (amara, birgit):
        each.opens_pair()
        each.reads_orientation()
    birgit.back_to_pair()
    birgit.writes_first()
    times = birgit.offers_times_found()
    town.work()
    amara.confirms()
    town.be_at(datetime.fromisoformat(times[0]).replace(tzinfo=UTC) + timedelta(hours=3))
    birgit.logs_by_letter(minutes=45)
    birgit.prepares_session()
    birgit.proposes_agreement(aims="Close the books alone.")
    amara.signs_agreement()
    amara.back_to_pair()
    amara.visitor.follow("Open the timeline")
    amara.visitor.press("Done: A goal for each skill")


def observe(town: Town, cast: Cast) -> None:
    """Amara says where she is and rates a task; Birgit writes what she saw; Amara reads, replies and signs it."""
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
    vera.comes_back("/my-team")
    vera.visitor.follow("Suggest something to Amara Okafor")
    assert not vera.sees("Observation reports")
    amara.opens_reports()
    assert amara.sees(SEEN)
    visitor.fill(text="That is how it was.")
    visitor.press("Keep this reply")
    visitor.look("a report to sign")
    visitor.page.get_by_label(vera.name).check()
    visitor.press("Sign this report")
    visitor.look("a signed report")
    town.work()


def what_others_see(cast: Cast) -> None:
    """The manager reads the signed report and nothing else of the two; Ruth sees that both pairs are there."""
    vera, ruth = cast.vera, cast.ruth
    vera.comes_back("/my-team")
    vera.visitor.follow("Suggest something to Amara Okafor")
    vera.visitor.look("a report was signed for her")
    vera.visitor.follow("Read the report on Amara Okafor")
    assert vera.sees(SEEN)
    ruth.opens_cohort()
    assert ruth.figures()["Pairs"] == "2 of 2 mentees"


def the_end(town: Town, cast: Cast) -> None:
    """After five months Ruth closes it; both still read the page of their pair, and Amara’s road goes on."""
    amara, ruth = cast.amara, cast.ruth
    town.be_at(datetime(2027, 8, 19, 9, tzinfo=UTC))
    ruth.ends_cohort()
    amara.looks_around("the cohort has ended")
    amara.comes_back("/your-road")
    assert amara.sees("You have been through it")
    cast.birgit.looks_around("the cohort has ended, to a mentor")
