"""While coaching is under way: sessions as dates, the client’s own goals, and the end."""

from __future__ import annotations

from datetime import date

from app.coaching.models import CheckIn, Drawer, Engagement, Paper
from app.coaching.papers import OpenPaper, open_drawer, rewrite, write
from app.coaching.services.moving import move
from app.coaching.with_coach.queries import sessions_of
from app.coaching.with_coach.services.agreeing import open_agreement
from app.coaching.with_coach.services.asking import tell
from app.core.audit import record
from app.core.clock import today
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.people.models import Person
from programs.coaching import check_session
from programs.engagements import EngagementState, Outcome

GOAL = "goal"


def note_session(engagement: Engagement, person: Person, on: date, *, was_held: bool) -> CheckIn:
    """A session, with its date and whether it took place; what was said belongs nowhere."""
    if engagement.begins_on is None or not engagement.begins_on <= on <= today():
        raise RuleBroken(_("Choose a day from the beginning of the coaching until today."), field="on")
    noted = sessions_of(engagement)
    if was_held:
        agreed = open_agreement(engagement, person).agreement.sessions
        check_session(sum(each.was_held for each in noted), agreed)
    made = CheckIn(engagement=engagement, on=on, was_held=was_held)
    session().add(made)
    session().flush()
    record(person, "coaching.session_noted", engagement, was_held=was_held)
    return made


def set_goal(engagement: Engagement, client: Person, text: str) -> Paper:
    """A goal of the client’s own, which only client and coach open."""
    return write(open_drawer(engagement, Drawer.TALKS, client), GOAL, text=text, is_reached=False)


def tick_goal(engagement: Engagement, client: Person, goal_id: str, seen: int) -> None:
    """Reached, or open again. Raises Conflict where it was changed meanwhile."""
    drawer = open_drawer(engagement, Drawer.TALKS, client)
    found = next((each for each in goals_in(drawer.papers) if each.paper.public_id == goal_id), None)
    if found is None or found.words is None:
        raise RuleBroken(_("This goal is not there any more. Look at the page once more."))
    rewrite(drawer, found.paper, seen, text=found.get("text"), is_reached=not found.get("is_reached", False))


def goals_in(papers: tuple[OpenPaper, ...]) -> list[OpenPaper]:
    """The client’s own goals among papers."""
    return [each for each in papers if each.kind == GOAL]


def end(engagement: Engagement, *, goals_met: bool) -> None:
    """End it, as the client: the goals are met, or it ends without."""
    move(engagement, EngagementState.CLOSED, actor=engagement.client)
    engagement.outcome = Outcome.MET if goals_met else Outcome.WITHDRAWN
    session().flush()
    record(engagement.client, "coaching.ended", engagement, goals_met=goals_met)
    if engagement.guide is not None:
        tell(engagement.guide)
