"""Pairs of the demonstration: published some weeks ago, and each at another point of its road."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from random import Random

from sqlalchemy import select, update

from app.cohorts.models import Cohort, Enrolment, Side
from app.core.clock import now, today
from app.core.db import session
from app.core.outbox import MailState, OutboxMail
from app.demo.company import SEED
from app.demo.observing import let_observe
from app.demo.preparing import prepare
from app.demo.room import write_and_part, write_to_each_other
from app.demo.team import stand_back
from app.matching_runs.models import Decision, MatchRun, PairDecision, RunState
from app.matching_runs.recipients import recipients_of
from app.matching_runs.services import publish_run
from app.meetings.services import Log, Offer, confirm, log_other, propose
from app.pairings.models import Ending, Pairing
from app.pairings.services import end_pairings
from app.people.models import Person

PUBLISHED_DAYS_AGO = 30
NEXT_RUN_IN_DAYS = 14
HERO = "Amara Okafor"
LENGTHS = (30, 45, 45, 60)
STORIES = ("new", "new", "quiet", *("under way",) * 6)
"""What became of a pair, drawn with these odds."""


def keep_together(cohort: Cohort, mentee: Person, mentor: Person) -> None:
    """Let the first match put these two together. The caller commits."""
    sides = {(each.person_id, each.role): each for each in _enrolments(cohort)}
    learner, guide = sides[mentee.id, Side.MENTEE], sides[mentor.id, Side.MENTOR]
    actor = cohort.administrators[0].person
    session().add(
        PairDecision(
            cohort_id=cohort.id,
            mentee_id=learner.id,
            mentor_id=guide.id,
            decision=Decision.KEEP,
            decided_by_id=actor.id,
        )
    )


def publish(cohort: Cohort) -> Sequence[Pairing]:
    """Publish the first result of a cohort, as it would have been some weeks ago. The caller commits."""
    run = (
        session()
        .scalars(select(MatchRun).where(MatchRun.cohort_id == cohort.id, MatchRun.state == RunState.DONE))
        .one()
    )
    actor = cohort.administrators[0].person
    expected = recipients_of(run).digest(run)
    pairs = publish_run(run, expected, today() + timedelta(days=NEXT_RUN_IN_DAYS), actor=actor)
    then = now() - timedelta(days=PUBLISHED_DAYS_AGO)
    run.started_at = run.ended_at = run.published_at = then
    for pair in pairs:
        pair.made_at, pair.since_on = then, then.date()
        pair.objection_until = then.date() + timedelta(days=7)
    session().flush()
    return pairs


def let_them_meet(pairs: Sequence[Pairing]) -> None:
    """Give every pair a story: not begun, quiet, under way; one has ended, one mentee waits for another mentor."""
    chance = Random(SEED)
    others = [pair for pair in pairs if pair.mentee.person.name != HERO]
    end_pairings([others[0]], Ending.NOT_THIS_ONE, actor=others[0].mentee.person)
    write_and_part(others[1])
    for pair in others[2:]:
        _tell(pair, chance.choice(STORIES), chance)
    for pair in pairs:
        if pair.mentee.person.name == HERO:
            pair.wrote_at = pair.made_at + timedelta(days=1)
            _meet(pair, 9, 45)
            stand_back(pair)
            _offer(pair, chance)
            write_to_each_other(pair)
            let_observe(pair)
    prepare(pairs)


def forget_letters() -> None:
    """Letters of weeks ago have long been read: nothing of the story leaves now."""
    waiting = update(OutboxMail).where(OutboxMail.state == MailState.WAITING)
    session().execute(waiting.values(state=MailState.WITHDRAWN))


def _enrolments(cohort: Cohort) -> Sequence[Enrolment]:
    return session().scalars(select(Enrolment).where(Enrolment.cohort_id == cohort.id)).all()


def _tell(pair: Pairing, story: str, chance: Random) -> None:
    if story == "new":
        pair.reminded_at = now() - timedelta(days=PUBLISHED_DAYS_AGO - 8)
        return
    pair.wrote_at = pair.made_at + timedelta(days=1)
    if story == "quiet":
        _meet(pair, chance.randint(24, 28), chance.choice(LENGTHS))
        return
    for days in sorted(chance.sample(range(3, 20), chance.randint(1, 2)), reverse=True):
        _meet(pair, days, chance.choice(LENGTHS))
    if chance.random() < 0.5:
        _offer(pair, chance)


def _meet(pair: Pairing, days_ago: int, minutes: int) -> None:
    on = today() - timedelta(days=days_ago)
    log_other(pair, on, Log(is_held=True, minutes=minutes), actor=pair.mentor.person)


def _offer(pair: Pairing, chance: Random) -> None:
    days = sorted(chance.sample([day for day in range(2, 13) if _is_working_day(day)], 3))
    walls = [datetime.combine(today() + timedelta(days=day), time(chance.choice((9, 10, 11, 14, 15)))) for day in days]
    meeting = propose(pair, Offer(walls=walls, minutes=45), actor=pair.mentor.person)
    if pair.mentee.person.name != HERO and chance.random() < 0.6:
        confirm(meeting, meeting.options[0].starts_at, seen=meeting.sequence, actor=pair.mentee.person)


def _is_working_day(days_ahead: int) -> bool:
    return (today() + timedelta(days=days_ahead)).weekday() < 5
