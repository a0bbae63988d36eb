"""2031: those who have come far teach those who have not, and the figures of the five years are counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.cohorts.models import Side
from app.road.pages import went_on
from app.road.queries import onward_of
from programs.choice import FormOfChoice
from programs.phases import Phase
from tests.programs.five_years.crafts import AUTUMN, IN_AUTUMN, IN_SPRING, SPRING, WITHDRAWS
from tests.programs.five_years.first_days import EARLY_MENTORS, LEAVES, OPTS_OUT, WELCOME
from tests.programs.five_years.house import House, offers, wants
from tests.programs.five_years.larger_roles import LEAD, TWELVE
from tests.programs.five_years.people import CRAFTS, SIXTY, department_of

TAUGHT = "Crafts, taught by us"
TEN = range(48, 58)


def teach(house: House) -> None:
    """The twelve offer a seat each, whoever took the role on among them; ten others learn from them."""
    sides: dict[Side, Sequence[str | int]] = {Side.MENTEE: TEN, Side.MENTOR: TWELVE}
    house.launches("functional-expertise", TAUGHT, date(2031, 3, 10), FormOfChoice.MATCHED, sides)
    for each in TWELVE:
        house.signs_up(TAUGHT, each, Side.MENTOR, offers=offers(CRAFTS[department_of(each)]), seats=1)
    for each in TEN:
        house.signs_up(TAUGHT, each, Side.MENTEE, wants=wants(CRAFTS[department_of(each)]))


def are_matched(house: House) -> None:
    house.goes_to(TAUGHT, Phase.MATCHING)
    assert house.matches(TAUGHT) == 10


def end(house: House) -> None:
    house.goes_to(TAUGHT, Phase.CLOSING, Phase.CLOSED)


def truth() -> dict[str, tuple[int, int, int]]:
    """For each cohort, by what the story itself has them do: mentees, of whom later mentees again, and mentors."""
    came = {
        WELCOME: set(SIXTY) - {OPTS_OUT, LEAVES},
        SPRING: set(IN_SPRING) - {WITHDRAWS},
        AUTUMN: set(IN_AUTUMN),
        LEAD: set(TWELVE),
        TAUGHT: set(TEN),
    }
    taught = {name: set(TWELVE) for name in came} | {WELCOME: {*TWELVE, *EARLY_MENTORS}, TAUGHT: set()}
    order = list(came)
    later = {name: set().union(*(came[each] for each in order[place + 1 :])) for place, name in enumerate(order)}
    return {name: (len(came[name]), len(came[name] & later[name]), len(came[name] & taught[name])) for name in order}


def counted(house: House) -> dict[str, tuple[int, int, int]]:
    """The same by the counts behind the figures."""
    ids = {number: name for name, number in house.cohorts.items()}
    found, _together = onward_of([house.cohort(name) for name in house.cohorts])
    return {ids[key]: (each.mentors.of, each.again.count, each.mentors.count) for key, each in found.items()}


def figures(house: House) -> dict[str, tuple[int, str, str]]:
    """For each cohort: how many mentees, how many took part again later, how many became mentors."""
    page = went_on(house.ruth)
    assert page.together is not None
    return {each.name: (each.mentees, each.again.words, each.mentors.words) for each in (*page.rows, page.together)}
