"""The road between programs: one's own, and how many of a cohort went on."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, EnrolmentState
from app.core.clock import now
from app.people.models import Person
from app.road.pages import own_road, went_on
from programs.phases import Phase
from tests.app.cohorts.conftest import counted
from tests.client import PageClient
from tests.factories import cohorts, people

SPRING, AUTUMN, WINTER = date(2026, 3, 2), date(2026, 9, 1), date(2027, 2, 3)


@pytest.fixture
def ruth(session: Session) -> Person:
    """Runs the cohorts."""
    return people.administrator()


@pytest.fixture
def signed_in(client: PageClient, ruth: Person) -> PageClient:
    """Ruth’s browser."""
    client.sign_in(ruth)
    return client


def a_cohort(ruth: Person, starts_on: date, program_type: str = "functional-expertise") -> Cohort:
    name = f"{program_type} {starts_on}"
    return cohorts.cohort(ruth, program_type=program_type, phase=Phase.RUNNING, name=name, starts_on=starts_on)


def a_history(ruth: Person, discreet: bool = False) -> list[Person]:
    """Twenty mentees in spring, seven of whom become mentors in autumn and six mentees again."""
    with time_machine.travel(SPRING, tick=False):
        spring = a_cohort(ruth, SPRING)
        mentees = [cohorts.mentee(spring, f"Mentee {number}").person for number in range(20)]
    with time_machine.travel(AUTUMN, tick=False):
        autumn = a_cohort(ruth, AUTUMN, "succession" if discreet else "functional-expertise")
        for each in mentees[:7]:
            cohorts.mentor(autumn, each)
        for each in mentees[6:12]:
            cohorts.mentee(autumn, each)
    return mentees


def test_a_cohort_shows_how_many_went_on_and_how_sure_that_is(session: Session, ruth: Person) -> None:
    a_history(ruth)

    with time_machine.travel(WINTER, tick=False):
        page = went_on(ruth)

    (spring,) = page.rows
    assert (page.as_of, page.next_on) == (date(2027, 1, 1), date(2027, 4, 1))
    assert (spring.mentees, spring.mentors.words) == (20, "35.0\xa0%, that is 7 of 20 (18.1 to 56.7)")
    assert spring.again.words == "30.0\xa0%, that is 6 of 20 (14.5 to 51.9)"


def test_figures_are_those_of_the_first_day_of_a_quarter(session: Session, ruth: Person) -> None:
    a_history(ruth)

    with time_machine.travel(date(2026, 9, 30), tick=False):
        page = went_on(ruth)

    assert (page.as_of, page.rows) == (date(2026, 7, 1), [])


def test_whoever_withdraws_within_a_quarter_changes_no_figure_before_the_next(session: Session, ruth: Person) -> None:
    mentees = a_history(ruth)
    with time_machine.travel(WINTER, tick=False):
        for enrolment in own_road(mentees[0]).taken:
            mine = session.merge(enrolment)
            mine.state, mine.withdrawn_at = EnrolmentState.WITHDRAWN, now()
        session.commit()

        within = went_on(ruth).rows[-1]
    with time_machine.travel(date(2027, 4, 1), tick=False):
        later = went_on(ruth).rows[-1]

    assert [within.mentors.words.split(" (")[0], later.mentors.words.split(" (")[0]] == [
        "35.0\xa0%, that is 7 of 20",
        "31.6\xa0%, that is 6 of 19",
    ]


def test_a_total_that_tells_of_somebody_in_two_cohorts_is_not_shown(session: Session, ruth: Person) -> None:
    mentees = a_history(ruth)
    with time_machine.travel(SPRING, tick=False):
        other = a_cohort(ruth, date(2026, 3, 3))
        for each in mentees[:1]:
            cohorts.mentee(other, each)
        others = [cohorts.mentee(other, f"Other {number}").person for number in range(20)]
    with time_machine.travel(AUTUMN, tick=False):
        autumn = a_cohort(ruth, AUTUMN)
        for each in others[:6]:
            cohorts.mentor(autumn, each)

    with time_machine.travel(WINTER, tick=False):
        page = went_on(ruth)

    assert page.together is not None
    assert [each.mentors.words.split(" (")[0] for each in page.rows] == [
        "33.3\xa0%, that is 7 of 21",
        "35.0\xa0%, that is 7 of 20",
    ]
    assert page.together.mentors.words == "not shown"


def test_who_takes_part_in_a_discreet_program_is_not_counted(session: Session, ruth: Person) -> None:
    a_history(ruth, discreet=True)
    a_cohort(ruth, AUTUMN)

    with time_machine.travel(WINTER, tick=False):
        page = went_on(ruth)

    assert page.rows[-1].mentors.words == page.rows[-1].again.words == "not shown"


def test_too_few_are_not_shown(session: Session, ruth: Person) -> None:
    mentees = a_history(ruth)
    enrolment = next(each for each in own_road(mentees[0]).taken if each.role == "mentor")
    for each in mentees[:3]:
        taken = [one for one in own_road(each).taken if one.role == "mentor"]
        for one in taken:
            session.merge(one).state = EnrolmentState.WITHDRAWN
    session.commit()

    with time_machine.travel(WINTER, tick=False):
        page = went_on(ruth)

    assert enrolment.role == "mentor"
    assert page.rows[-1].mentors.words == "not shown"


def test_who_went_on_asks_the_database_as_often_for_many_cohorts(
    session: Session, ruth: Person, signed_in: PageClient
) -> None:
    a_history(ruth)
    with time_machine.travel(AUTUMN, tick=False):
        for day in range(3, 9):
            cohorts.mentee(a_cohort(ruth, date(2026, 9, day)), f"Somebody {day}")
    signed_in.get("/cohorts/who-went-on")

    with counted() as asked:
        page = signed_in.get("/cohorts/who-went-on")

    assert page.status_code == 200
    assert len(asked) == 4


def test_one_sees_where_one_stands_and_what_is_ahead(session: Session, ruth: Person) -> None:
    leila = people.person("Leila Haddad", start_on=date(2026, 8, 1))
    cohorts.mentee(a_cohort(ruth, AUTUMN, "onboarding"), leila)

    with time_machine.travel(date(2026, 10, 1), tick=False):
        road = own_road(leila)

    assert [(stop.name, stop.state, stop.note) for stop in road.stops[:4]] == [
        ("Onboarding", "here", "You are here"),
        ("Functional expertise", "ahead", "From 28 January 2027"),
        ("High potential", "ahead", "By nomination"),
        ("Succession", "ahead", "By invitation"),
    ]


def test_a_cohort_that_nobody_was_told_of_is_not_on_the_road(session: Session, ruth: Person) -> None:
    leila = people.person("Leila Haddad")
    cohorts.mentee(cohorts.cohort(ruth), leila)

    road = own_road(leila)

    assert {stop.state for stop in road.stops} == {"ahead"}
    assert road.taken == []
