"""How one comes to high potential: who there is, nominations, a committee of three, and what each of them hears."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from playwright.sync_api import Browser
from sqlalchemy import select

from app.core.db import db
from app.nominations.models import NominationFile
from app.people.models import Person, Role
from tests.factories.nominations import judged
from tests.factories.people import skill
from tests.journeys.citizens import Citizen, at_their_desks, settle
from tests.journeys.cohort_desk import CohortDesk
from tests.journeys.looking import TWO_WAYS
from tests.journeys.participants import Mentee, Mentor
from tests.journeys.town import BEGINS, Town

DAY = timedelta(days=1)
FIRST_DAY = date(2027, 3, 22)
COHORT, SKILL = "Larger roles", "Leading people"
PEERS = ("Noor Saleh", "Kofi Boateng", "Iris Maas")
SHOWN = "Four closings without an error."
NO_OUTCOME = "That is all you hear, whatever becomes of it."


@dataclass
class Cast:
    """Helena leads HR; Ruth runs it; Amara and three others wish to lead; Jonas, Birgit and Marta do.

    Amara reports to Vera. Ada, Bo and Cem sit on the committee. Of those ``elsewhere`` no page is shown.
    """

    helena: Citizen
    ruth: CohortDesk
    amara: Mentee
    jonas: Mentor
    vera: Citizen
    ada: Citizen
    cem: Citizen
    elsewhere: Elsewhere


@dataclass
class Elsewhere:
    """Those who do the same as somebody of whom pages are shown."""

    mentees: list[Person]
    mentors: list[Person]
    bo: Person


@contextmanager
def cast_of(town: Town, browser: Browser) -> Iterator[Cast]:
    """Everybody at a desk of their own; nobody has signed up for anything."""
    town.ways = TWO_WAYS
    with town.app.app_context():
        skill(SKILL)
        db.session.remove()
    vera = settle(town, "Vera Manager", job_title="Head of finance", level=5, department="Finance")
    learns: dict[str, Any] = {"level": 3, "department": "Finance"}
    leads: dict[str, Any] = {"level": 6, "department": "Operations"}
    people = {
        "helena": (Citizen, settle(town, "Helena Brandt", role=Role.HR_LEAD)),
        "ruth": (CohortDesk, settle(town, "Ruth Baptiste", role=Role.ADMINISTRATOR)),
        "amara": (Mentee, settle(town, "Amara Okafor", manager=vera, job_title="Controller", **learns)),
        "jonas": (Mentor, settle(town, "Jonas Lindqvist", job_title="Director of plants", **leads)),
        "vera": (Citizen, vera),
        "ada": (Citizen, settle(town, "Ada Member")),
        "cem": (Citizen, settle(town, "Cem Member")),
    }
    elsewhere = Elsewhere(
        mentees=[settle(town, name, job_title="Planner", **learns) for name in PEERS],
        mentors=[settle(town, name, job_title="Director of sales", **leads) for name in ("Birgit Holm", "Marta Ilves")],
        bo=settle(town, "Bo Member"),
    )
    with at_their_desks(town, browser, people) as desks:
        yield Cast(**desks, elsewhere=elsewhere)


def launch(town: Town, cast: Cast) -> list[str]:
    """HR says for how many a larger role will come free; it is by invitation, so Ruth says who takes part."""
    helena, ruth = cast.helena, cast.ruth
    helena.comes_back("/forecasts")
    helena.visitor.fill(roles="20", free_a_year="10", from_inside="80")
    helena.visitor.press("Keep this forecast")
    helena.visitor.look("a forecast was kept")
    ruth.comes_back()
    ruth.makes_cohort("high-potential", COHORT, FIRST_DAY)
    ruth.chooses("mentee", [str(each.email) for each in cast.elsewhere.mentees])
    ruth.chooses("mentor", [cast.jonas.address, *(str(each.email) for each in cast.elsewhere.mentors)])
    shown = ruth.launches()
    town.work()
    return shown


def nominate(town: Town, cast: Cast) -> None:
    """Ruth opens nominations and names a committee; Vera puts Amara forward."""
    ruth, vera = cast.ruth, cast.vera
    ruth.opens_cohort()
    ruth.visitor.follow("Open nominations")
    ruth.visitor.fill(closes_on=str(BEGINS.date() + 5 * DAY), places="2", audience="20")
    ruth.visitor.press("Open nominations")
    for address in (cast.ada.address, str(cast.elsewhere.bo.email), cast.cem.address):
        fields = ruth.visitor.page.locator("#name-member [name=email], form:has(#name-member) [name=email]")
        fields.first.fill(address)
        ruth.visitor.press("Let them sit on the committee")
    vera.looks_after(cast.amara)
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
    visitor.fill(contribution=SHOWN, learning="The new ledger, which nobody knew.")
    visitor.press("Look at what they would see")
    visitor.press("Yes, let the committee read it")
    visitor.look("it is before the committee")
    town.work()


def decide(town: Town, cast: Cast) -> dict[str, bool]:
    """Each of the three writes a reason alone, then they decide, with words for her; what the first of them read."""
    read = write_reason(cast.ada)
    with town.app.app_context():
        judged(db.session.scalars(select(NominationFile)).one(), [cast.elsewhere.bo])
        db.session.remove()
    write_reason(cast.cem)
    cast.cem.visitor.choose(outcome="take")
    cast.cem.visitor.fill(answer="You took others along. Come and learn to do it for more of them.")
    cast.cem.visitor.press("Record it")
    cast.cem.visitor.look("a decision")
    town.work()
    return read


def write_reason(member: Citizen) -> dict[str, bool]:
    """What a member reads of Amara, before they write a reason."""
    member.comes_back("/committees")
    member.visitor.follow(f"Open the committee of {COHORT}")
    member.visitor.follow("Read what Amara Okafor shows")
    read = member.sees_which(SHOWN, "Vera")
    member.visitor.choose(proposal="take")
    member.visitor.fill(reason="She has taken others along.")
    member.visitor.press("Write my reason")
    member.visitor.look(f"a reason of {member.name}")
    return read


def hear(cast: Cast) -> tuple[str, dict[str, bool]]:
    """What Amara reads about herself, and what her manager reads, who had thought of her."""
    amara, vera = cast.amara, cast.vera
    amara.comes_back("/nominations")
    amara.visitor.follow(f"Open {COHORT}")
    amara.visitor.look("a place for her")
    vera.looks_after(amara)
    return amara.visitor.heading, vera.sees_which(NO_OUTCOME, amara.visitor.heading)
