"""High potential from launch to close, through the pages of all involved: the mentee asks, after a talk it is a yes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser

from app.core.db import db
from app.people.models import Role
from tests.factories.people import skill
from tests.journeys.citizens import Citizen, at_their_desks, settle
from tests.journeys.cohort_desk import CohortDesk
from tests.journeys.looking import TWO_WAYS
from tests.journeys.participants import Mentee, Mentor
from tests.journeys.stretching import beside_the_pair
from tests.journeys.town import BEGINS, Town, on_a_server

DAY = timedelta(days=1)
FIRST_DAY = date(2027, 3, 22)
COHORT = "Larger roles"
LINE = "You led a plant through a merger, and I would like to lead one."


@dataclass
class Cast:
    """Helena leads HR; Ruth runs it; Amara and Noor wish to lead; Jonas and Birgit do; Amara reports to Vera.

    Ada, Bo and Cem sit on the committee.
    """

    helena: Citizen
    ruth: CohortDesk
    amara: Mentee
    noor: Mentee
    jonas: Mentor
    birgit: Mentor
    vera: Citizen
    ada: Citizen
    bo: Citizen
    cem: Citizen

    @property
    def committee(self) -> tuple[Citizen, ...]:
        return self.ada, self.bo, self.cem


@pytest.fixture
def cast(town: Town, browser: Browser) -> Iterator[Cast]:
    town.ways = TWO_WAYS
    with town.app.app_context():
        skill("Leading people")
        db.session.remove()
    vera = settle(town, "Vera Manager", job_title="Head of finance", level=5, department="Finance")
    learns: dict[str, Any] = {"level": 3, "department": "Finance"}
    leads: dict[str, Any] = {"level": 6, "department": "Operations"}
    people = {
        "helena": (Citizen, settle(town, "Helena Brandt", role=Role.HR_LEAD)),
        "ruth": (CohortDesk, settle(town, "Ruth Baptiste", role=Role.ADMINISTRATOR)),
        "amara": (Mentee, settle(town, "Amara Okafor", manager=vera, job_title="Controller", **learns)),
        "noor": (Mentee, settle(town, "Noor Saleh", job_title="Planner", **learns)),
        "jonas": (Mentor, settle(town, "Jonas Lindqvist", job_title="Director of plants", **leads)),
        "birgit": (Mentor, settle(town, "Birgit Holm", job_title="Director of sales", **leads)),
        "vera": (Citizen, vera),
        **{name.lower(): (Citizen, settle(town, f"{name} Member")) for name in ("Ada", "Bo", "Cem")},
    }
    with at_their_desks(town, browser, people) as desks:
        yield Cast(**desks)


@on_a_server
@pytest.mark.timeout(300)
def test_a_larger_role_is_prepared_with_whom_one_asked(town: Town, cast: Cast) -> None:
    launch(town, cast)
    nominate(town, cast)
    stand(town, cast)
    decide(town, cast)
    sign_up(cast)
    ask(town, cast)
    match(town, cast)
    grow(town, cast)
    beside_the_pair(town, cast.ruth, cast.amara, cast.cem, FIRST_DAY + 60 * DAY)
    what_others_see(cast)
    the_end(town, cast)


def launch(town: Town, cast: Cast) -> None:
    """HR says for how many a larger role will come free; it is by invitation, so Ruth says who takes part."""
    helena, ruth = cast.helena, cast.ruth
    helena.comes_back("/forecasts")
    helena.visitor.fill(roles="20", free_a_year="10", from_inside="80")
    helena.visitor.press("Keep this forecast")
    helena.visitor.look("a forecast was kept")
    ruth.comes_back()
    ruth.makes_cohort("high-potential", COHORT, FIRST_DAY)
    ruth.chooses("mentee", [cast.noor.address])
    ruth.chooses("mentor", [cast.jonas.address, cast.birgit.address])
    assert len(ruth.launches()) == 3
    town.work()


def nominate(town: Town, cast: Cast) -> None:
    """Ruth opens nominations and names a committee; Vera puts Amara forward, and reads “received” and never more."""
    ruth, vera = cast.ruth, cast.vera
    ruth.opens_cohort()
    ruth.visitor.follow("Open nominations")
    ruth.visitor.fill(closes_on=str(BEGINS.date() + 5 * DAY), places="2", audience="20")
    ruth.visitor.press("Open nominations")
    for member in cast.committee:
        ruth.visitor.page.locator("#name-member [name=email], form:has(#name-member) [name=email]").first.fill(
            member.address
        )
        ruth.visitor.press("Let them sit on the committee")
    vera.comes_back("/my-team")
    vera.visitor.follow("Suggest something to Amara Okafor")
    vera.visitor.follow("Put Amara forward")
    vera.visitor.fill(words="Others go to her when it is hard.")
    vera.visitor.press("Put Amara forward")
    town.work()


def stand(town: Town, cast: Cast) -> None:
    """Amara confirms her wish, writes what she would show, and lets the committee read exactly that."""
    amara, visitor = cast.amara, cast.amara.visitor
    amara.comes_back("/nominations")
    visitor.look("somebody put her forward")
    visitor.follow("Answer it")
    visitor.choose(said="yes")
    visitor.press("Keep my answer")
    amara.open("/nominations")
    visitor.follow(f"Open {COHORT}")
    visitor.fill(contribution="Four closings without an error.", learning="The new ledger, which nobody knew.")
    visitor.press("Look at what they would see")
    visitor.press("Yes, let the committee read it")
    visitor.look("it is before the committee")
    town.work()


def decide(town: Town, cast: Cast) -> None:
    """Each of the three writes a reason alone, not knowing who thought of her; then they decide, with words for her."""
    for member in cast.committee:
        member.comes_back("/committees")
        member.visitor.follow(f"Open the committee of {COHORT}")
        member.visitor.follow("Read what Amara Okafor shows")
        assert not member.sees("Vera")
        member.visitor.choose(proposal="take")
        member.visitor.fill(reason="She has taken others along.")
        member.visitor.press("Write my reason")
        member.visitor.look(f"a reason of {member.name}")
    cast.cem.visitor.choose(outcome="take")
    cast.cem.visitor.fill(answer="You took others along. Come and learn to do it for more of them.")
    cast.cem.visitor.press("Record it")
    cast.cem.visitor.look("a decision")
    town.work()
    cast.amara.comes_back("/nominations")
    cast.amara.visitor.follow(f"Open {COHORT}")
    assert cast.amara.visitor.heading == "There is a place for you."
    cast.amara.visitor.look("a place for her")
    cast.vera.comes_back(f"/my-team/{cast.amara.person.public_id}")
    assert cast.vera.sees("That is all you hear, whatever becomes of it.")


def sign_up(cast: Cast) -> None:
    for mentor in (cast.jonas, cast.birgit):
        mentor.comes_in_by(mentor.letter("you are invited"))
        mentor.signs_up(["Leading people"])
    for mentee in (cast.amara, cast.noor):
        mentee.comes_in_by(mentee.letter("you are invited"))
        mentee.open()
        mentee.signs_up("Leading people")


def ask(town: Town, cast: Cast) -> None:
    """Amara asks Jonas with a line; he offers a talk first, and says yes after it."""
    amara, jonas = cast.amara, cast.jonas
    amara.open(cast.ruth.cohort)
    amara.visitor.follow("Look at the mentors, and ask")
    amara.visitor.follow(f"Ask {jonas.name}")
    amara.visitor.fill(words=LINE)
    amara.visitor.press(f"Ask {jonas.first_name}")
    amara.visitor.look("a request waits")
    town.work()
    jonas.reads("asks you to be their mentor")
    assert jonas.sees(LINE)
    jonas.visitor.press("Offer a talk first")
    town.work()
    amara.reads("talk")
    amara.visitor.look("a talk is offered")
    jonas.reads("asks you to be their mentor")
    jonas.visitor.press("Yes, I will")
    jonas.visitor.look("a yes")


def match(town: Town, cast: Cast) -> None:
    """The match places Noor, who asked nobody, and moves nobody else."""
    town.pass_time(8 * DAY)
    ruth = cast.ruth
    ruth.closes_sign_up()
    ruth.matches()
    ruth.previews()
    ruth.publishes()
    town.work()
    assert ruth.pairs() == {("Amara Okafor", "Jonas Lindqvist"), ("Noor Saleh", "Birgit Holm")}


def grow(town: Town, cast: Cast) -> None:
    """Amara ticks what she has done of the program’s milestones."""
    amara, jonas = cast.amara, cast.jonas
    for each in (amara, jonas):
        each.opens_pair()
        each.reads_orientation()
    jonas.back_to_pair()
    jonas.writes_first()
    jonas.prepares_session()
    jonas.proposes_agreement(aims="Lead a plant through a change.")
    amara.signs_agreement()
    amara.back_to_pair()
    amara.visitor.follow("Open the timeline")
    assert not amara.sees("360")
    amara.visitor.press(re.compile("^Done: Two or three behaviours"))


def what_others_see(cast: Cast) -> None:
    """The manager sees nothing of the two; Ruth sees that both pairs are there."""
    vera, ruth = cast.vera, cast.ruth
    vera.comes_back("/my-team")
    vera.visitor.follow("Suggest something to Amara Okafor")
    assert not vera.sees("Jonas")
    ruth.opens_cohort()
    assert ruth.figures()["Pairs"] == "2 of 2 mentees"


def the_end(town: Town, cast: Cast) -> None:
    """After nine months Ruth closes it, and Amara’s road says what is ahead."""
    amara, ruth = cast.amara, cast.ruth
    town.be_at(datetime(2027, 12, 21, 9, tzinfo=UTC))
    ruth.ends_cohort()
    amara.looks_around("the cohort has ended")
    amara.comes_back("/your-road")
    assert amara.sees("You have been through it")
