"""Twenty-four clients at once in four cohorts that share their mentors, each cohort by its own form of choice.

Two cohorts rank, in one mentees ask, into one people arrive. Wishes are changed, lists of both are published by two
administrators at the same moment, taken back by both while the others go on, matched and published again; mentees
withdraw, requests are made, answered, taken back and run out, proposals are published, held and dropped, and
administrators pick in all four. Somebody’s seats are those of one cohort, so a mentor of all four has as many in each.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import func, select, update

from app.arrivals.jobs import follow
from app.arrivals.models import Proposal, ProposalState
from app.arrivals.queries import UNSETTLED
from app.arrivals.services import propose
from app.choices.models import MentorRequest
from app.choices.services import add_wish, end_unanswered
from app.cohorts.models import Cohort, Enrolment, EnrolmentState
from app.core.audit import AuditEvent
from app.core.clock import today
from app.core.db import session
from app.core.job_runs import run_queued
from app.core.transactions import transaction
from app.matching_runs.models import MatchRun
from app.matching_runs.services import start_run
from app.pairings.models import Pairing, PairingState
from programs.choice import FormOfChoice
from programs.phases import Phase
from tests.drills.asked_seats import (
    ACCEPT,
    ASK,
    PICK,
    WHY,
    WITHDRAW,
    asked,
    person_of,
    picking,
    public_id_of,
    requests_in,
)
from tests.drills.last_seats import CLIENTS, PUBLISH, stored_pairs
from tests.drills.one_publication import NEXT_RUN, finished_run
from tests.drills.stage import Group, Stage, filled_in
from tests.drills.together import Act, Outcome, at_once, calling, pressing

MENTEES, MENTORS, SEATS = 8, 3, 2
TAKE_BACK, LEAVE, WISH, RUN_OUT = (
    "take a publication back",
    "withdraw from a cohort",
    "change a list",
    "requests run out",
)
ARRIVE, HOLD, ANOTHER, FOLLOW = "publish a proposal", "hold a proposal", "look for another", "the round of an hour"
WORTH = {PUBLISH: 0, ACCEPT: 1, PICK: 1, ARRIVE: 0}

Done = tuple[Group, Outcome]


@dataclass(slots=True)
class House:
    """Four cohorts of a round, and what was pressed in each of them so far."""

    stage: Stage
    chance: random.Random
    ranked: list[Group]
    asking: Group
    arriving: Group
    done: list[Done] = field(default_factory=list)

    @property
    def groups(self) -> list[Group]:
        return [*self.ranked, self.asking, self.arriving]

    def press(self, acts: Sequence[tuple[Group, Act]]) -> None:
        """Let all of them begin at once."""
        outcomes = at_once([act for _group, act in acts], self.chance)
        self.done += [(group, outcome) for (group, _act), outcome in zip(acts, outcomes, strict=True)]

    def problems(self) -> list[str]:
        """What is wrong now, by what the database holds."""
        found = [each.problem() for _group, each in self.done if each.problem()]
        for group in self.groups:
            here = [outcome for of, outcome in self.done if of is group]
            found += stored_pairs(self.stage, group, here, WORTH, made_before=0)
            found += _publications(self.stage, group, here)
        return [*found, *requests_in(self.stage, self.asking, self._of(self.asking)), *self._proposals()]

    def _of(self, group: Group) -> list[Outcome]:
        return [outcome for of, outcome in self.done if of is group]

    def _proposals(self) -> list[str]:
        """Nobody has two open ones, and each that became a pair did so once."""
        won = sum(each.won for each in self._of(self.arriving) if each.way == ARRIVE)
        with self.stage.app.app_context(), transaction() as here:
            mine = select(Proposal).where(Proposal.cohort_id == self.arriving.cohort_id)
            rows = here.scalars(mine).all()
            waiting = [each.mentee_id for each in rows if each.state in UNSETTLED]
            published = sum(each.state is ProposalState.PUBLISHED and each.settled_by_id is not None for each in rows)
        checks = {
            "somebody has two open proposals": len(waiting) == len(set(waiting)),
            f"{published} proposals were published by hand, {won} were said to be": published == won,
        }
        return [sentence for sentence, is_well in checks.items() if not is_well]


def all_forms(stage: Stage, chance: random.Random, *, is_short: bool = False) -> tuple[list[Outcome], list[str]]:
    """One round of three moments, a short one of the first: how it went for each, and what should not have happened."""
    house = _built(stage, chance)
    first = [finished_run(stage, each) for each in house.ranked]
    acts = [*_ranking(house, first), *_asking(house), *_arriving(house)]
    assert len(acts) == CLIENTS, len(acts)
    house.press(acts)
    problems = house.problems()
    if is_short:
        return [outcome for _group, outcome in house.done], problems
    house.press([*_taking_back(house, first), *_asking(house)])
    problems += house.problems()
    house.press(_ranking(house, [finished_run(stage, each) for each in house.ranked]))
    return [outcome for _group, outcome in house.done], sorted({*problems, *house.problems()})


def _built(stage: Stage, chance: random.Random) -> House:
    def cohort(form: str, *guides: int, kind: str = "functional-expertise") -> Group:
        size = {"mentees": MENTEES, "mentors": MENTORS, "seats": SEATS}
        return stage.group(Phase.RUNNING, choice=form, program_type=kind, guides=guides, **size)

    one = cohort(FormOfChoice.RANKED.value)
    people = [person_of(stage, each) for each in one.mentors]
    other = cohort(FormOfChoice.RANKED.value, *people)
    asking, arriving = cohort(FormOfChoice.REQUESTED.value, *people), cohort("", *people, kind="onboarding")
    for group in (one, other):
        _wishes(stage, group, chance)
    _propose(stage, arriving)
    return House(stage, chance, [one, other], asking, arriving)


def _wishes(stage: Stage, group: Group, chance: random.Random) -> None:
    """Everybody would like two of the mentors, in an order of their own."""
    with stage.app.app_context(), transaction() as here:
        for mentee in group.mentees:
            own = here.get_one(Enrolment, mentee)
            for mentor in chance.sample(group.mentors, 2):
                add_wish(own, here.get_one(Enrolment, mentor), actor=own.person)


def _propose(stage: Stage, group: Group) -> None:
    with stage.app.app_context():
        with transaction():
            start_run(session().get_one(Cohort, group.cohort_id), actor=None)
        run_queued()
        with transaction():
            propose()


def _ranking(house: House, runs: Sequence[str]) -> list[tuple[Group, Act]]:
    """In each of the two: both publish, two pick, a mentee withdraws and a mentor changes a list: six clients."""
    return [
        (group, act) for group, run in zip(house.ranked, runs, strict=True) for act in _in_ranked(house, group, run)
    ]


def _in_ranked(house: House, group: Group, run: str) -> Iterator[Act]:
    stage, free = house.stage, _free(house.stage, group)
    path = f"/runs/{run}/publish"
    for administrator in stage.administrators:
        browser = stage.browser(administrator)
        yield pressing(PUBLISH, browser, path, filled_in(browser, path, next_run_on=NEXT_RUN), NEXT_RUN)
    for administrator in stage.administrators:
        yield picking(stage, group, administrator, house.chance.choice(free), house.chance.choice(group.mentors))
    yield _leaving(stage, group, free[0])
    mentor, page = house.chance.choice(group.mentors), f"/cohorts/{group.public_id}/my-mentees"
    browser = stage.browser(person_of(stage, mentor))
    pressed = {"add": public_id_of(stage, house.chance.choice(free[1:]))}
    yield pressing(WISH, browser, page, {**filled_in(browser, page), **pressed})


def _leaving(stage: Stage, group: Group, mentee: int) -> Act:
    browser, page = stage.browser(person_of(stage, mentee)), f"/cohorts/{group.public_id}"
    return pressing(LEAVE, browser, f"{page}/leave", {**filled_in(browser, page), "side": "mentee"})


def _asking(house: House) -> list[tuple[Group, Act]]:
    """Three mentors say yes, two requests are taken back, one asks, one picks, and old ones run out: eight clients."""
    return [(house.asking, act) for act in _in_asking(house)]


def _in_asking(house: House) -> Iterator[Act]:
    stage, group, chance = house.stage, house.asking, house.chance
    free = chance.sample(_free(stage, group), len(_free(stage, group)))
    *some, last = [each for each in free if not _has_asked(stage, each)] or free[-1:]
    requests = [asked(stage, each, chance.choice(group.mentors)) for each in some]
    for path, _asker, mentor in requests[:3]:
        browser = stage.browser(mentor)
        yield pressing(ACCEPT, browser, f"{path}/accept", filled_in(browser, path))
    for path, asker, _mentor in requests[2:4]:
        browser = stage.browser(asker)
        yield pressing(WITHDRAW, browser, f"{path}/withdraw", filled_in(browser, path))
    whom, browser = public_id_of(stage, chance.choice(group.mentors)), stage.browser(person_of(stage, last))
    path = f"/cohorts/{group.public_id}/mentors/{whom}"
    yield pressing(ASK, browser, path, filled_in(browser, path, words=WHY), WHY)
    yield picking(stage, group, chance.choice(stage.administrators), chance.choice(free), chance.choice(group.mentors))
    _grow_old(stage, [path for path, _asker, _mentor in requests[3:]])
    yield calling(RUN_OUT, stage.app, end_unanswered)


def _grow_old(stage: Stage, paths: Sequence[str]) -> None:
    """Let their last day be over, so that they end while somebody takes one of them back."""
    ids = [path.rpartition("/")[2] for path in paths]
    with stage.app.app_context(), transaction() as here:
        late = update(MentorRequest).where(MentorRequest.public_id.in_(ids))
        here.execute(late.values(answer_by=today() - timedelta(days=2)))


def _arriving(house: House) -> list[tuple[Group, Act]]:
    """One proposal is published by both, one held and dropped at once, one picked away, in the round of an hour."""
    stage, group = house.stage, house.arriving
    with stage.app.app_context(), transaction() as here:
        rows = here.execute(select(Proposal.public_id, Proposal.mentee_id).where(Proposal.cohort_id == group.cohort_id))
        (first, _), (second, _), (_third, mentee), *_rest = rows.all()
    one, other = stage.administrators
    return [
        (group, act)
        for act in (
            _settling(ARRIVE, stage, group, one, f"/proposals/{first}/publish"),
            _settling(ARRIVE, stage, group, other, f"/proposals/{first}/publish"),
            picking(stage, group, one, mentee, house.chance.choice(group.mentors)),
            _settling(house.chance.choice((HOLD, ANOTHER)), stage, group, other, f"/proposals/{second}/another"),
        )
    ]


def _settling(way: str, stage: Stage, group: Group, administrator: int, path: str) -> Act:
    browser = stage.browser(administrator)
    address = path if way != HOLD else path.replace("another", "hold")
    return pressing(way, browser, address, filled_in(browser, f"/cohorts/{group.public_id}/arrivals"))


def _taking_back(house: House, runs: Sequence[str]) -> list[tuple[Group, Act]]:
    """Both take back what was published; in the cohort of arrivals the worker has its hour."""
    found: list[tuple[Group, Act]] = [(house.arriving, calling(FOLLOW, house.stage.app, follow))]
    for group, run in zip(house.ranked, runs, strict=True):
        for administrator in house.stage.administrators if _is_published(house.stage, run) else ():
            browser, path = house.stage.browser(administrator), f"/runs/{run}/take-back"
            found.append((group, pressing(TAKE_BACK, browser, path, filled_in(browser, path))))
    return found


def _is_published(stage: Stage, run: str) -> bool:
    with stage.app.app_context(), transaction() as here:
        return here.scalars(select(MatchRun.published_at).where(MatchRun.public_id == run)).one() is not None


def _free(stage: Stage, group: Group) -> list[int]:
    """The mentees of a cohort who take part and have no mentor."""
    with stage.app.app_context(), transaction() as here:
        paired = select(Pairing.mentee_id).where(Pairing.state == PairingState.OPEN)
        mine = select(Enrolment.id).where(Enrolment.id.in_(group.mentees), Enrolment.id.not_in(paired))
        return list(here.scalars(mine.where(Enrolment.state == EnrolmentState.SIGNED_UP).order_by(Enrolment.id)))


def _has_asked(stage: Stage, mentee: int) -> bool:
    with stage.app.app_context(), transaction() as here:
        return here.scalar(select(func.count()).where(MentorRequest.mentee_id == mentee)) != 0


def _publications(stage: Stage, group: Group, outcomes: Sequence[Outcome]) -> list[str]:
    """What is wrong with what was published and taken back: each said to be done stands there once."""
    with stage.app.app_context(), transaction() as here:
        ids = select(MatchRun.public_id).where(MatchRun.cohort_id == group.cohort_id)
        kinds = list(here.scalars(select(AuditEvent.kind).where(AuditEvent.object_id.in_(ids))))
    ways: dict[str, Callable[[Outcome], bool]] = {
        "run.published": lambda each: each.way == PUBLISH,
        "run.undone": lambda each: each.way == TAKE_BACK,
    }
    said = {kind: sum(each.won and is_meant(each) for each in outcomes) for kind, is_meant in ways.items()}
    return [
        f"{kind}: {kinds.count(kind)} on record, {said[kind]} said" for kind in ways if kinds.count(kind) != said[kind]
    ]
