"""An advising for the tour: Daniel asked for it, Samuel advises, a milestone has come; somebody waits for Helena."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from app.coaching.areas import Area
from app.coaching.models import Drawer, Engagement
from app.coaching.papers import open_drawer
from app.coaching.services import desk
from app.coaching.services.planning import find_cause, note_talk, set_plan
from app.coaching.services.referrals import Example, Referral, ask_for_oneself, pass_on, refer
from app.coaching.services.taking_up import take_up
from app.core.clock import now, today
from app.core.db import session
from app.demo.cast import CAST
from app.people.models import Person
from programs.engagements import Cause, Standing

EXPECTED = "The monthly report is with the board on the fifth working day, with figures that need no second version."
SEEN = ("On the seventh day, and a corrected version two days later", "On the eighth day")
OFFERED = "Two afternoons a month without meetings, and Amara checks the figures with you."
STATEMENT = "Two of the five sources come late themselves. I would like to know whom I may push, and how hard."
WISH = "I say yes to everything, and then half of it is late."
TALKS = {
    28: "A list of who sends which figure, and by when",
    21: "The two late sources are agreed for the third day",
    7: "The report went out on the sixth day",
}
BEGAN, ASKED = 33, 40


def advise_somebody(people: Mapping[str, Person]) -> None:
    """Let a case come to its first milestone, and somebody else ask for themselves. The caller commits."""
    manager, advisor, lead = people["Daniel Okonkwo"], people["Samuel Adeyemi"], people["Helena Duarte"]
    client, waits = _two_who_report_to(manager, people)
    case = refer(client, _referral(), actor=manager)
    case.opened_at = now() - timedelta(days=ASKED)
    pass_on(case, STATEMENT)
    desk.assign(case, advisor, actor=lead)
    take_up(case, 90, with_manager=True)
    case.begins_on = today() - timedelta(days=BEGAN)
    case.ends_on = case.begins_on + timedelta(days=90)
    session().flush()
    _work(case, advisor)
    ask_for_oneself(waits, WISH).waiting_since = now() - timedelta(days=2)
    session().flush()


def _two_who_report_to(manager: Person, people: Mapping[str, Person]) -> tuple[Person, Person]:
    cast = {each.name for each in CAST}
    found = [each for name, each in sorted(people.items()) if each.manager is manager and name not in cast]
    return found[0], found[1]


def _referral() -> Referral:
    seen = [Example(today() - timedelta(days=ASKED + ago), words) for ago, words in zip((60, 30), SEEN, strict=True)]
    return Referral(
        expectations=EXPECTED,
        examples=seen,
        talked_on=today() - timedelta(days=ASKED + 3),
        support=OFFERED,
        standing=Standing.INFORMAL,
        deadline=today() + timedelta(days=90 - BEGAN),
    )


def _work(case: Engagement, advisor: Person) -> None:
    talks = open_drawer(case, Drawer.TALKS, advisor)
    find_cause(talks, Cause.CLARITY)
    area = Area(
        name="The monthly report",
        expectation="Out on the fifth working day, once",
        measure="The date of the first version, and that there is no second",
        start="Two to three days late, corrected once",
        target="On the day, three months running",
        support="Two afternoons a month without meetings",
        due=today() + timedelta(days=80 - BEGAN),
    )
    set_plan(open_drawer(case, Drawer.PLAN, advisor), [area], seen=0)
    for days, done in TALKS.items():
        note_talk(talks, today() - timedelta(days=days), {"done": done, "undone": "", "blocked": ""}, was_held=True)
