"""What high potential has besides the pairs: one stretch task with a sponsor."""

from __future__ import annotations

from datetime import date, timedelta

from tests.journeys.citizens import Citizen
from tests.journeys.participants import Mentee
from tests.journeys.town import BEGINS, Town

TITLE, LEARNT = "Bring the two order desks together", "To ask before I draw."


def takes_on_a_stretch_task(
    town: Town, mentee: Mentee, sponsor: Citizen, cohort: str, ends_on: date
) -> dict[str, bool]:
    """Proposed in a sentence, agreed by whom the mentee names, looked back on by both; what the sponsor reads then."""
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
    visitor.fill(outcome="One desk, and one queue since May.", learnt=LEARNT)
    visitor.press("Keep it")
    town.work()
    sponsor.reads("Some lines about a stretch task")
    found = sponsor.sees_which(LEARNT)
    sponsor.visitor.fill(words="They asked both desks before they drew a line.")
    sponsor.visitor.press("Keep it")
    return found
