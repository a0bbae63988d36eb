"""The same sixty people through the four programs, over five years by a clock of the test’s own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

import pytest
import time_machine
from sqlalchemy.orm import Session

from app.people.models import Role
from tests.client import PageClient
from tests.factories.people import person
from tests.programs.five_years import crafts, first_days, larger_roles, mentors, succession, together
from tests.programs.five_years.carried import to_the_committee, to_the_executive, to_the_mentor, what_is_ones_own_stays
from tests.programs.five_years.house import House
from tests.programs.five_years.watch import Watch

HIDDEN = "not shown"
"""So few that one could tell who they are."""
Turn = tuple[date, Callable[[House], None]]
TURNS: list[Turn] = [
    (date(2027, 1, 4), first_days.everybody_is_here),
    (date(2027, 1, 25), partial(first_days.arrives, had_mentor=0)),
    (date(2027, 2, 4), first_days.of_the_first_wave),
    (date(2027, 2, 15), partial(together.begin, cohort=first_days.WELCOME, agree=3)),
    (date(2027, 3, 29), partial(first_days.arrives, had_mentor=14)),
    (date(2027, 6, 4), first_days.of_the_second_wave),
    (date(2027, 6, 28), partial(first_days.arrives, had_mentor=28, found=12)),
    (date(2027, 7, 30), partial(first_days.not_yet, wave=0)),
    (date(2027, 7, 31), partial(first_days.comes_to_the_end, wave=0)),
    (date(2027, 8, 1), first_days.seats_are_free_again),
    (date(2027, 9, 20), first_days.early_ones_help),
    (date(2027, 9, 27), partial(first_days.arrives, had_mentor=43)),
    (date(2027, 10, 1), partial(first_days.not_yet, wave=1)),
    (date(2027, 10, 2), partial(first_days.comes_to_the_end, wave=1)),
    (date(2027, 12, 31), partial(first_days.not_yet, wave=2)),
    (date(2028, 1, 1), partial(first_days.comes_to_the_end, wave=2)),
    (date(2028, 1, 17), crafts.spring_is_launched),
    (date(2028, 2, 22), crafts.spring_is_matched),
    (date(2028, 3, 20), together.learn_in_spring),
    (date(2028, 3, 31), partial(first_days.not_yet, wave=3)),
    (date(2028, 4, 1), partial(first_days.comes_to_the_end, wave=3)),
    (date(2028, 7, 17), crafts.autumn_is_launched),
    (date(2028, 7, 25), crafts.days_are_over),
    (date(2028, 8, 1), together.look_back_on_spring),
    (date(2028, 8, 3), crafts.spring_ends),
    (date(2028, 8, 22), crafts.autumn_is_matched),
    (date(2028, 9, 18), partial(together.begin, cohort=crafts.AUTUMN, agree=3)),
    (date(2029, 1, 8), larger_roles.is_launched),
    (date(2029, 1, 15), larger_roles.committee_decides),
    (date(2029, 1, 22), larger_roles.they_sign_up),
    (date(2029, 1, 29), larger_roles.mentors_answer),
    (date(2029, 2, 1), crafts.autumn_ends),
    (date(2029, 2, 20), larger_roles.is_matched),
    (date(2029, 3, 12), partial(together.begin, cohort=larger_roles.LEAD, agree=3)),
    (date(2029, 3, 13), partial(together.meet_peers, cohort=larger_roles.LEAD)),
    (date(2029, 12, 4), larger_roles.ends),
    (date(2030, 1, 14), succession.is_proposed),
    (date(2030, 1, 21), succession.executives_choose),
    (date(2030, 1, 28), succession.is_settled),
    (date(2031, 1, 28), succession.is_placed),
    (date(2031, 2, 3), mentors.teach),
    (date(2031, 2, 25), mentors.are_matched),
    (date(2031, 3, 24), partial(together.begin, cohort=mentors.TAUGHT, agree=3)),
    (date(2031, 8, 7), mentors.end),
    (date(2032, 1, 5), lambda _house: None),
]


@pytest.fixture
def house(session: Session) -> Iterator[House]:
    """Ruth runs all of it; nobody else is there yet."""
    with time_machine.travel(TURNS[0][0], tick=False) as clock:
        ruth = person("Ruth Baptiste", role=Role.ADMINISTRATOR, email="ruth@harbour.example")
        yield House(clock, ruth.id)


@pytest.mark.takes_long(on="sqlite")
@pytest.mark.timeout(480)
def test_sixty_people_go_from_their_first_day_to_mentoring_others(house: House, client: PageClient) -> None:
    watch = Watch()
    readers = {
        larger_roles.is_launched: to_the_committee,
        larger_roles.is_matched: to_the_mentor,
        succession.executives_choose: to_the_executive,
    }

    for day, turn in TURNS:
        house.be_at(day)
        turn(house)
        watch.looks()
        if turn in readers:
            readers[turn](house, client)

    what_is_ones_own_stays(house)
    assert mentors.counted(house) == mentors.truth()
    assert mentors.figures(house) == {
        "Larger roles": (12, HIDDEN, HIDDEN),
        "Crafts in autumn": (19, HIDDEN, HIDDEN),
        "Crafts in spring": (23, HIDDEN, "34.8\xa0%, that is 8 of 23 (18.8 to 55.1)"),
        "Welcome to Harbour": (
            58,
            "86.2\xa0%, that is 50 of 58 (75.1 to 92.8)",
            "29.3\xa0%, that is 17 of 58 (19.2 to 42.0)",
        ),
        "All together, each person once": (
            59,
            "84.7\xa0%, that is 50 of 59 (73.5 to 91.8)",
            "28.8\xa0%, that is 17 of 59 (18.8 to 41.4)",
        ),
    }
