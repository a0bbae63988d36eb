"""A coaching for the tour: Ingrid asked Samuel, Helena stands for the house; one report is signed, one waits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from app.coaching.models import Engagement
from app.coaching.reports.documents import open_document
from app.coaching.reports.services import begin, compose, hand_over, sign
from app.coaching.with_coach.services.agreeing import change_agreement, months_later, open_agreement, take_on
from app.coaching.with_coach.services.agreeing import sign as sign_agreement
from app.coaching.with_coach.services.asking import ask
from app.coaching.with_coach.services.going_on import note_session, set_goal
from app.core.clock import today
from app.core.db import session
from app.people.models import Person
from programs.reports import Band, Support

WISH = "I decide fast and explain late. I would like people to be able to argue with me before it is too late."
SCOPE = "Leading the reorganisation of the ports so that those who stay would choose it again."
GOALS = ("Ask before deciding, in the weekly operations round", "Hand the Porto project on for good")
OWN = "One evening a week without the telephone"


def coach_somebody(people: Mapping[str, Person]) -> None:
    """Let them agree, meet and report, over the last two months. The caller commits."""
    client, coach, sponsor = people["Ingrid Solberg"], people["Samuel Adeyemi"], people["Helena Duarte"]
    case = ask(client, coach, sponsor, wish=WISH, months=5, sessions=8)
    take_on(case, coach)
    change_agreement(case, client, 1, months=5, sessions=8, scope=SCOPE, goals=GOALS)
    for each in (client, coach, sponsor):
        sign_agreement(case, each, open_agreement(case, each).digest)
    _two_months_ago(case)
    set_goal(case, client, OWN)
    for days, was_held in ((52, True), (38, True), (24, False), (10, True)):
        note_session(case, client, today() - timedelta(days=days), was_held=was_held)
    first = compose(
        case, coach, until=today() - timedelta(days=30), bands=[Band.BEGUN, Band.NOT_BEGUN], support=[], note=""
    )
    report = begin(case, coach, first)
    hand_over(report, coach)
    sign(report, client, open_document(report, client).digest, [sponsor])
    asked, note = [Support.TIME], "Nothing in the calendar before ten on Tuesdays"
    second = compose(case, coach, until=today(), bands=[Band.UNDER_WAY, Band.BEGUN], support=asked, note=note)
    hand_over(begin(case, coach, second), coach)


def _two_months_ago(case: Engagement) -> None:
    case.begins_on = today() - timedelta(days=60)
    case.ends_on = months_later(case.begins_on, 5)
    session().flush()
