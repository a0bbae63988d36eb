"""Two administrators press the button of the same run at the same moment."""

from __future__ import annotations

import random

from sqlalchemy import func, select

from app.cohorts.models import Cohort
from app.core.audit import AuditEvent
from app.core.db import session
from app.core.job_runs import run_queued
from app.core.outbox import OutboxMail
from app.core.transactions import transaction
from app.matching_runs.models import MatchRun, PublishedPair
from app.matching_runs.services import start_run
from app.pairings.models import Pairing
from app.people.models import Person
from programs.phases import Phase
from tests.drills.stage import Group, Stage, filled_in
from tests.drills.together import LOST, Outcome, at_once, pressing

MENTEES, MENTORS, SEATS = 7, 3, 2
NEXT_RUN = "2099-01-07"


def one_publication(stage: Stage, chance: random.Random, *, tabs: int) -> tuple[list[Outcome], list[str]]:
    """One round: how it went for each of them, and what should not have happened."""
    group = stage.group(Phase.MATCHING, mentees=MENTEES, mentors=MENTORS, seats=SEATS)
    path = f"/runs/{finished_run(stage, group)}/publish"
    before = letters(stage)
    browsers = [stage.browser(each) for each in stage.administrators]
    browsers += browsers[:1] * tabs
    acts = [
        pressing("publish the same run", each, path, filled_in(each, path, next_run_on=NEXT_RUN), NEXT_RUN)
        for each in browsers
    ]
    outcomes = at_once(acts, chance)
    problems = [each.problem() for each in outcomes if each.problem()]
    problems += [f"told {each.status} instead of {LOST}" for each in outcomes if not each.won and each.status != LOST]
    if sum(each.won for each in outcomes) != 1:
        problems.append(f"{sum(each.won for each in outcomes)} have published")
    return outcomes, problems + stored(stage, group, letters(stage) - before)


def finished_run(stage: Stage, group: Group) -> str:
    """Match the cohort; the run's public id."""
    with stage.app.app_context():
        with transaction():
            actor = session().get_one(Person, stage.administrators[0])
            public_id = start_run(session().get_one(Cohort, group.cohort_id), actor=actor).public_id
        run_queued()
        return public_id


def stored(stage: Stage, group: Group, new_letters: int) -> list[str]:
    """What is wrong with what the database holds."""
    with stage.app.app_context(), transaction() as here:
        run = here.scalars(select(MatchRun).where(MatchRun.cohort_id == group.cohort_id)).one()
        pairs = here.scalars(select(Pairing.id).where(Pairing.cohort_id == group.cohort_id)).all()
        published = here.scalars(select(PublishedPair.pairing_id).where(PublishedPair.run_id == run.id)).all()
        of_run = select(AuditEvent).where(AuditEvent.kind == "run.published", AuditEvent.object_id == run.public_id)
        said = [event.detail["letters"] for event in here.scalars(of_run)]
        expected = 2 * run.placed + (MENTEES - run.placed)
        checks = {
            f"{len(pairs)} pairs, the run has {run.placed}": len(pairs) == run.placed == MENTORS * SEATS,
            "the pairs are not those that were published": sorted(pairs) == sorted(published),
            f"{len(said)} publications on record": len(said) == 1,
            f"{new_letters} letters instead of {expected}, on record {said}": said == [new_letters] == [expected],
            "a letter is there twice": not doubled_letters(),
        }
    return [sentence for sentence, is_well in checks.items() if not is_well]


def letters(stage: Stage) -> int:
    with stage.app.app_context(), transaction() as here:
        return here.scalar(select(func.count(OutboxMail.id))) or 0


def doubled_letters() -> bool:
    """Whether the same letter to the same address waits twice; inside a transaction."""
    seen: set[str] = set()
    for kind, to, params in session().execute(select(OutboxMail.kind, OutboxMail.recipient, OutboxMail.params)):
        key = repr((kind, to, sorted(params.items())))
        if key in seen:
            return True
        seen.add(key)
    return False
