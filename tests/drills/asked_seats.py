"""Twenty-four clients at once at the last four seats of a cohort in which mentees ask their mentors themselves."""

from __future__ import annotations

import random
from collections.abc import Iterator

from sqlalchemy import func, select

from app.choices.models import MentorRequest, RequestState
from app.choices.services import ask_mentor
from app.cohorts.models import Enrolment
from app.core.db import session
from app.core.transactions import transaction
from app.pairings.models import Origin, Pairing, PairingState
from programs.choice import FormOfChoice
from programs.phases import Phase
from tests.drills.last_seats import CLIENTS, PUBLISH, make, stored_pairs
from tests.drills.one_publication import NEXT_RUN, finished_run
from tests.drills.stage import Group, Stage, filled_in
from tests.drills.together import Act, Outcome, at_once, pressing

MENTEES, MENTORS, SEATS = 16, 4, 2
ACCEPT, PICK, WITHDRAW, ASK = "say yes to a request", "pick two by hand", "take a request back", "ask a mentor"
ACCEPTED, PICKED, WITHDRAWN, ASKING = 8, 6, 4, 4
WHY = "They met at the fair."


def asked_seats(stage: Stage, chance: random.Random) -> tuple[list[Outcome], list[str]]:
    """One round: how it went for each of them, and what should not have happened."""
    form = FormOfChoice.REQUESTED.value
    group = stage.group(Phase.RUNNING, mentees=MENTEES, mentors=MENTORS, seats=SEATS, choice=form)
    first = list(zip(group.mentees, group.mentors, strict=False))
    make(stage, group, first, Origin.RUN)
    acts = list(_acts(stage, group, chance))
    assert len(acts) == CLIENTS, len(acts)
    outcomes = at_once(acts, chance)
    problems = [each.problem() for each in outcomes if each.problem()]
    worth = {PUBLISH: 0, ACCEPT: 1, PICK: 1}
    problems += stored_pairs(stage, group, outcomes, worth, made_before=len(first))
    return outcomes, problems + requests_in(stage, group, outcomes)


def _acts(stage: Stage, group: Group, chance: random.Random) -> Iterator[Act]:
    """Mentors answer eight requests, two administrators publish and pick, mentees ask and take back."""
    waiting = group.mentees[MENTORS:]
    publish = f"/runs/{finished_run(stage, group)}/publish"
    for administrator in stage.administrators:
        browser = stage.browser(administrator)
        yield pressing(PUBLISH, browser, publish, filled_in(browser, publish, next_run_on=NEXT_RUN), NEXT_RUN)
    requests = [asked(stage, each, chance.choice(group.mentors)) for each in waiting[:ACCEPTED]]
    for path, _asker, mentor in requests:
        browser = stage.browser(mentor)
        yield pressing(ACCEPT, browser, f"{path}/accept", filled_in(browser, path))
    for path, asker, _mentor in requests[:WITHDRAWN]:
        browser = stage.browser(asker)
        yield pressing(WITHDRAW, browser, f"{path}/withdraw", filled_in(browser, path))
    for mentee in chance.sample(waiting, PICKED):
        yield picking(stage, group, chance.choice(stage.administrators), mentee, chance.choice(group.mentors))
    for mentee in waiting[ACCEPTED:]:
        whom, browser = public_id_of(stage, chance.choice(group.mentors)), stage.browser(person_of(stage, mentee))
        path = f"/cohorts/{group.public_id}/mentors/{whom}"
        yield pressing(ASK, browser, path, filled_in(browser, path, words=WHY), WHY)


def picking(stage: Stage, group: Group, administrator: int, mentee: int, mentor: int) -> Act:
    browser, path = stage.browser(administrator), f"/cohorts/{group.public_id}/pick"
    two = {"mentee": public_id_of(stage, mentee), "mentor": public_id_of(stage, mentor)}
    shown = f"{path}?mentee={two['mentee']}&mentor={two['mentor']}"
    return pressing(PICK, browser, path, {**filled_in(browser, shown, reason=WHY), **two}, WHY)


def asked(stage: Stage, mentee: int, mentor: int) -> tuple[str, int, int]:
    """A request: the address of its page, who asks and who is asked."""
    with stage.app.app_context(), transaction() as here:
        two = here.get_one(Enrolment, mentee), here.get_one(Enrolment, mentor)
        made = ask_mentor(*two, WHY, actor=two[0].person)
        return f"/requests/{made.public_id}", two[0].person_id, two[1].person_id


def person_of(stage: Stage, enrolment: int) -> int:
    with stage.app.app_context(), transaction() as here:
        return here.get_one(Enrolment, enrolment).person_id


def public_id_of(stage: Stage, enrolment: int) -> str:
    with stage.app.app_context(), transaction() as here:
        return here.get_one(Enrolment, enrolment).public_id


def requests_in(stage: Stage, group: Group, outcomes: list[Outcome]) -> list[str]:
    """What is wrong with the requests: each yes is a pair, and a pair leaves nothing open that was asked."""
    with stage.app.app_context(), transaction():
        of_cohort = select(func.count()).select_from(MentorRequest).where(MentorRequest.cohort_id == group.cohort_id)
        accepted = session().scalar(of_cohort.where(MentorRequest.state == RequestState.ACCEPTED))
        pairs = select(Pairing.mentee_id).where(Pairing.state == PairingState.OPEN, Pairing.origin != Origin.RUN)
        left = of_cohort.where(MentorRequest.mentee_id.in_(pairs), MentorRequest.state == RequestState.OPEN)
        said = sum(each.won for each in outcomes if each.way == ACCEPT)
        checks = {
            f"{accepted} requests are answered with yes, {said} were": accepted == said,
            "somebody with a mentor is still asking": session().scalar(left) == 0,
        }
    return [sentence for sentence, is_well in checks.items() if not is_well]
