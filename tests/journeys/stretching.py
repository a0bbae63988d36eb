"""What high potential has besides the pairs: something to read, peers, and one stretch task with a sponsor."""

from __future__ import annotations

from datetime import date, timedelta

from tests.journeys.citizens import Citizen
from tests.journeys.cohort_desk import CohortDesk
from tests.journeys.participants import Mentee
from tests.journeys.town import BEGINS, Town

TITLE = "Bring the two order desks together"


def beside_the_pair(town: Town, desk: CohortDesk, mentee: Mentee, sponsor: Citizen, ends_on: date) -> None:
    """All of it, one after the other."""
    reads_a_piece(mentee, desk.cohort)
    too_few_for_a_circle(desk)
    takes_on_a_stretch_task(town, mentee, sponsor, desk.cohort, ends_on)


def reads_a_piece(mentee: Mentee, cohort: str) -> None:
    """Something to read before the next session; nobody sees what."""
    mentee.comes_back(cohort)
    mentee.visitor.follow("Open the library")
    mentee.visitor.page.get_by_role("link", name="Read: ").first.click()


def too_few_for_a_circle(desk: CohortDesk) -> None:
    """A circle takes four: with two mentees none is made, and the page says why."""
    desk.opens_cohort()
    desk.visitor.follow("Make circles")
    assert desk.sees("Too few for a circle.")


def takes_on_a_stretch_task(town: Town, mentee: Mentee, sponsor: Citizen, cohort: str, ends_on: date) -> None:
    """Proposed in a sentence, agreed by whom the mentee names, and looked back on by both; nobody rates it."""
    visitor, week = mentee.visitor, timedelta(days=7)
    mentee.comes_back(cohort)
    visitor.follow("Think of one")
    visitor.follow("Propose a task")
    days = {"begins_on": BEGINS.date(), "ends_on": ends_on, "review_on": ends_on + week}
    visitor.fill(title=TITLE, goal="One desk, one queue.", sponsor=sponsor.name, risk="The two may not want it.")
    visitor.fill(**{name: str(each) for name, each in days.items()})
    visitor.press("Ask for a yes")
    town.work()
    sponsor.reads("A question for you as a sponsor")
    sponsor.visitor.press("Yes, I stand for it")
    town.work()
    mentee.reads("Your stretch task has a sponsor")
    visitor.follow("Look back")
    visitor.fill(outcome="One desk, and one queue since May.", learnt="To ask before I draw.")
    visitor.press("Keep it")
    town.work()
    sponsor.reads("Some lines about a stretch task")
    assert sponsor.sees("To ask before I draw.")
    sponsor.visitor.fill(words="They asked both desks before they drew a line.")
    sponsor.visitor.press("Keep it")
