"""Twenty-four clients at once at the last four seats of a cohort."""

from __future__ import annotations

import io
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from sqlalchemy import select

from app.cohorts.models import Cohort, Enrolment
from app.core.audit import AuditEvent
from app.core.db import session
from app.core.transactions import transaction
from app.pairings.models import Origin, Pairing, PairingState, PairsDraft, Seat
from app.pairings.services import NewPair, make_pairings
from app.people.models import Person
from programs.phases import Phase
from tests.drills.one_publication import NEXT_RUN, doubled_letters, finished_run
from tests.drills.stage import Group, Stage, filled_in
from tests.drills.together import Act, Outcome, at_once, calling, pressing

MENTEES, MENTORS, SEATS = 16, 4, 2
PUBLISH, IMPORT, MAKE, ASK = "publish a run", "import running pairs", "a pair by an administrator", "a pair asked for"
LOWER, NO_MORE, END, DECLINE = "lower one’s seats", "take no more", "end a pair", "not this one"
CLIENTS = 24
A_FILE_HAS = 2
WORTH = {PUBLISH: 0, IMPORT: A_FILE_HAS, MAKE: 1, ASK: 1}


def last_seats(stage: Stage, chance: random.Random) -> tuple[list[Outcome], list[str]]:
    """One round: how it went for each of them, and what should not have happened."""
    group = stage.group(Phase.RUNNING, mentees=MENTEES, mentors=MENTORS, seats=SEATS)
    first = list(zip(group.mentees, group.mentors, strict=False))
    make(stage, group, first, Origin.RUN)
    acts = list(_acts(stage, group, chance))
    assert len(acts) == CLIENTS, len(acts)
    outcomes = at_once(acts, chance)
    problems = [each.problem() for each in outcomes if each.problem()]
    return outcomes, problems + stored_pairs(stage, group, outcomes, WORTH, made_before=len(first))


def make(stage: Stage, group: Group, pairs: Sequence[tuple[int, int]], origin: Origin) -> None:
    """Make pairs, in a transaction of its own."""
    with stage.app.app_context(), transaction():
        _made(stage, group, pairs, origin)()


def _made(stage: Stage, group: Group, pairs: Sequence[tuple[int, int]], origin: Origin) -> Callable[[], object]:
    def service() -> object:
        actor = session().get_one(Person, stage.administrators[0])
        new = [NewPair(mentee_id=mentee, mentor_id=mentor) for mentee, mentor in pairs]
        cohort = session().get_one(Cohort, group.cohort_id)
        return make_pairings(cohort, new, origin=origin, actor=actor, objection_until=cohort.ends_on)

    return service


def _acts(stage: Stage, group: Group, chance: random.Random) -> Iterator[Act]:
    """Six want what an administrator gives, six what they asked for; the others come through the pages."""
    waiting = group.mentees[MENTORS:]
    publish = f"/runs/{finished_run(stage, group)}/publish"
    for administrator in stage.administrators:
        browser = stage.browser(administrator)
        typed = filled_in(browser, publish, next_run_on=NEXT_RUN)
        yield pressing(PUBLISH, browser, publish, typed, NEXT_RUN)
        yield _import(stage, group, administrator, chance.sample(waiting, A_FILE_HAS))
    for way, origin in ((MAKE, Origin.ADMINISTRATOR), (ASK, Origin.REQUEST)):
        for mentee in chance.sample(waiting, 6):
            service = _made(stage, group, [(mentee, chance.choice(group.mentors))], origin)
            yield calling(way, stage.app, service)
    own = f"/cohorts/{group.public_id}/my-seats"
    for mentor in group.mentors[:3]:
        browser = stage.browser(_person(stage, mentor))
        yield pressing(LOWER, browser, own, filled_in(browser, own, seats="1"), "1")
    for mentor in group.mentors[2:]:
        browser = stage.browser(_person(stage, mentor))
        yield pressing(NO_MORE, browser, f"{own}/new-mentees", filled_in(browser, own, takes_more="no"))
    for place, (way, last) in enumerate(((END, "end"), (END, "end"), (DECLINE, "not-this-one"))):
        person = stage.browser(_person(stage, group.mentees[place]))
        path = f"/pairs/{_pair_of(stage, group.mentees[place])}/{last}"
        yield pressing(way, person, path, filled_in(person, path))


def _import(stage: Stage, group: Group, administrator: int, mentees: Sequence[int]) -> Act:
    browser = stage.browser(administrator)
    start = f"/cohorts/{group.public_id}/pairs/import"
    with stage.app.app_context(), transaction() as here:
        emails = [here.get_one(Enrolment, each).person.email for each in (*mentees, *group.mentors[:A_FILE_HAS])]
    text = "mentee,mentor\n" + "\n".join(f"{emails[n]},{emails[n + A_FILE_HAS]}" for n in range(A_FILE_HAS))
    fields = {**filled_in(browser, start), "file": (io.BytesIO(text.encode()), "pairs.csv")}
    answer = browser.post(start, data=fields, content_type="multipart/form-data")
    assert answer.status_code == 302, answer.text
    act = pressing(IMPORT, browser, f"{start}/check", filled_in(browser, f"{start}/check"))

    def checked() -> Outcome:
        found = act()
        return Outcome(found.way, found.status, found.sentence, found.won or _is_kept(stage, group, administrator))

    return checked


def _is_kept(stage: Stage, group: Group, administrator: int) -> bool:
    """Whether the file of somebody who was too late is still there."""
    with stage.app.app_context(), transaction() as here:
        mine = PairsDraft.cohort_id == group.cohort_id, PairsDraft.person_id == administrator
        return here.scalar(select(PairsDraft.id).where(*mine)) is not None


def _person(stage: Stage, enrolment: int) -> int:
    with stage.app.app_context(), transaction() as here:
        return here.get_one(Enrolment, enrolment).person_id


def _pair_of(stage: Stage, mentee: int) -> str:
    with stage.app.app_context(), transaction() as here:
        return here.scalars(select(Pairing.public_id).where(Pairing.mentee_id == mentee)).one()


def stored_pairs(
    stage: Stage, group: Group, outcomes: Sequence[Outcome], worth: Mapping[str, int], *, made_before: int
) -> list[str]:
    """What is wrong with what the database holds; ``worth`` says how many pairs a way makes that won."""
    with stage.app.app_context(), transaction() as here:
        pairs = here.scalars(select(Pairing).where(Pairing.cohort_id == group.cohort_id)).all()
        there = [each for each in pairs if each.state is PairingState.OPEN]
        people = here.scalars(select(Enrolment).where(Enrolment.cohort_id == group.cohort_id)).all()
        numbers = {seat.id: seat.number for seat in here.scalars(select(Seat))}
        room = {each.id: each.seats + each.needs for each in people}
        taken = Counter([each.mentee_id for each in there] + [each.mentor_id for each in there])
        made = sum(worth[each.way] for each in outcomes if each.won and each.way in worth)
        made += sum(each.origin is Origin.RUN for each in pairs) - made_before
        seats = [(each.mentor_id, numbers.get(each.seat_id or 0, 0)) for each in there]
        checks = {
            f"more pairs than seats or needs: {taken - Counter(room)}": not taken - Counter(room),
            f"a seat is taken twice: {seats}": len(seats) == len(set(seats)),
            "a pair sits on a seat that is gone": all(0 < number <= room[mentor] for mentor, number in seats),
            f"{len(pairs) - made_before} pairs were made, and {made} were promised": len(pairs) - made_before == made,
            "a pair was made with somebody who takes no more": not _made_afterwards(pairs, people),
            "a letter is there twice": not doubled_letters(),
        }
    return [sentence for sentence, is_well in checks.items() if not is_well]


def _made_afterwards(pairs: Sequence[Pairing], people: Sequence[Enrolment]) -> bool:
    """Whether a pair was recorded after its mentor had said that they take no more."""
    events = session().execute(select(AuditEvent.id, AuditEvent.kind, AuditEvent.object_id)).all()
    mentors = {each.public_id: each.id for each in people}
    by_pair = {each.public_id: each.mentor_id for each in pairs}
    refused = {mentors[of]: at for at, kind, of in events if kind == "enrolment.takes_more_set" and of in mentors}
    made = ((by_pair[of], at) for at, kind, of in events if kind == "pairing.made" and of in by_pair)
    return any(at > refused[mentor] for mentor, at in made if mentor in refused)
