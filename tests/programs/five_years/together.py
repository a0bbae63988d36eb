"""What the pairs of every program do: read the orientation, sign one agreement, meet; in a craft also observe."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from sqlalchemy import func, select

from app.circles.models import CircleMember
from app.circles.services import When, make_circles, set_date, tell
from app.conversations.agreements import AgreementView, words_of_program
from app.conversations.models import Room
from app.conversations.pages import RoomView, pen_for
from app.conversations.services import enter
from app.conversations.services.agreeing import propose, sign
from app.core.clock import today
from app.core.db import db
from app.core.transactions import transaction
from app.meetings.services import Log, log_other
from app.observations.models import ObservationReport, PaperKind
from app.observations.services import rate
from app.observations.services.rating import levels_of
from app.orientation.services import note_read
from app.pairings.models import Pairing
from programs.observations import ObservationState
from tests.factories.observations import handed, rated, replied, signed, written
from tests.programs.five_years.crafts import SPRING
from tests.programs.five_years.house import House
from tests.programs.five_years.people import CRAFTS, department_of, lead_of

AIMS = "Dare to say no in the meeting on Mondays."
FOR_THE_MANAGER, FOR_NOBODY = "He closed three sites before noon.", "She asked whom nobody else had asked."
SHOWS, KEEPS = 0, 1
"""Whose report the manager reads, and whose stays between the two."""
BEFORE, AFTER = 2, 5
CIRCLES = {6: 2}
"""How many of each size."""


def begin(house: House, cohort: str, agree: int) -> None:
    """Everybody with a partner reads the orientation and has met once; so many of the pairs sign an agreement."""
    pairs = house.pairs(cohort)
    for each in pairs:
        reads_and_meets(each)
    for each in pairs[:agree]:
        agrees(each)
    rooms = select(func.count(Room.agreed_on)).join(Pairing, Pairing.id == Room.pairing_id)
    assert db.session.scalar(rooms.where(Pairing.cohort_id == house.cohorts[cohort])) == agree


def reads_and_meets(pair: Pairing) -> None:
    with transaction():
        for side in (pair.mentee, pair.mentor):
            note_read(side, actor=side.person)
        log_other(pair, today() - timedelta(days=1), Log(is_held=True, minutes=45), actor=pair.mentor.person)


def agrees(pair: Pairing) -> None:
    """The mentee proposes it, and the mentor signs."""
    mentee, mentor = pair.mentee.person, pair.mentor.person
    with transaction():
        room = enter(pair, mentee)
        enter(pair, mentor)
    with transaction():
        words = {**words_of_program(pair), "aims": AIMS, "goals": []}
        propose(room, pen_for(room, mentee), words, seen=0)
    with transaction():
        proposed = AgreementView(RoomView(room, mentor)).newest
        assert proposed is not None
        assert sign(room, pen_for(room, mentor), proposed.item.id)


def learn_in_spring(house: House) -> None:
    """All of it; two say where they begin, and are observed: one lets the manager read it, one signs for nobody."""
    begin(house, SPRING, agree=3)
    for hire, seen in ((SHOWS, FOR_THE_MANAGER), (KEEPS, FOR_NOBODY)):
        says_level(house, hire, PaperKind.BEFORE, BEFORE)
        report = handed(written(rated(house.pair_of(SPRING, hire)), seen=seen))
        if hire == SHOWS:
            signed(replied(report), house.who(lead_of(SHOWS)))
    states = db.session.scalars(select(ObservationReport.state))
    assert sorted(states) == sorted([ObservationState.RELEASED, ObservationState.WITH_MENTEE])


def look_back_on_spring(house: House) -> None:
    """Both say where they are now."""
    for hire in (SHOWS, KEEPS):
        says_level(house, hire, PaperKind.AFTER, AFTER)
    levels = levels_of(house.pair_of(SPRING, SHOWS), house.who(SHOWS)).skills
    assert [(each.before, each.after) for each in levels] == [(BEFORE, AFTER)]


def says_level(house: House, hire: int, when: PaperKind, level: int) -> None:
    pair = house.pair_of(SPRING, hire)
    said: Mapping[str, int] = {CRAFTS[department_of(hire)]: level}
    with transaction():
        rate(pair, pair.mentee.person, when, said, seen=0)


def meet_peers(house: House, cohort: str) -> None:
    """Mentees are put into circles, are told, and the first has a date."""
    with transaction():
        make_circles(house.cohort(cohort), actor=house.ruth)
    with transaction():
        tell(house.cohort(cohort), actor=house.ruth)
    members = select(CircleMember.circle_id, func.count()).group_by(CircleMember.circle_id)
    sizes = [count for _circle, count in db.session.execute(members)]
    assert {each: sizes.count(each) for each in sizes} == CIRCLES
    with transaction():
        first = db.session.scalars(select(CircleMember)).first()
        assert first is not None
        on = datetime.combine(today() + timedelta(days=7), time(10))
        set_date(first.circle, When(on, 60), actor=house.ruth)
