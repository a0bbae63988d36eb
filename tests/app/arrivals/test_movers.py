"""Colleagues who move, as HR’s file tells it: welcomed in the new place where the cohort wants it, not as newcomers."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.arrivals.models import Arrival, Arriving
from app.arrivals.services import choose
from app.core.transactions import transaction
from tests.app.arrivals.conftest import House
from tests.app.people_import.conftest import Importer, csv_of
from tests.letters import words_of, written_letters

HEADINGS = "employee id|name|e-mail|job title|department|site|start date|position start date"
BEFORE = (
    "7|Mo Mover|mo@northmere.example|Analyst|Finance|Gothenburg|2019-05-06|2019-05-06",
    "8|Ann Still|ann@northmere.example|Analyst|Finance|Gothenburg|2019-05-06|2019-05-06",
)


@pytest.fixture
def importer(house: House) -> Importer:
    """Both work in Finance, and the cohort takes in who moves."""
    with transaction() as session:
        choose(session.merge(house.cohort), takes_hires=True, takes_movers=True, actor=session.merge(house.ruth))
    made = Importer(house.ruth.id)
    made.run(csv_of(HEADINGS, *BEFORE))
    return made


def taken_in(house: House) -> list[tuple[str, Arriving, date]]:
    with transaction() as session:
        rows = session.scalars(select(Arrival).order_by(Arrival.id)).all()
        return [(each.person.name, each.kind, each.starts_on) for each in rows]


def test_mover_is_in_seven_days_before_the_new_job_and_hears_of_it_on_the_day(house: House, importer: Importer) -> None:
    moved = "7|Mo Mover|mo@northmere.example|Controller|Sales|Malmö|2019-05-06|2027-01-13"
    importer.run(csv_of(HEADINGS, moved, BEFORE[1]))

    house.works()
    before = taken_in(house)
    house.passes(days=2)
    house.passes(hours=1)
    house.sends()
    house.passes(hours=25)
    early = house.letters("mo@northmere.example")
    house.passes(days=6)
    house.sends()

    assert before == []
    assert taken_in(house) == [("Mo Mover", Arriving.MOVER, date(2027, 1, 13))]
    assert (early, house.letters("mo@northmere.example")) == ([], ["arrival_welcome"])
    (letter,) = [each for each in written_letters() if each["To"] == "mo@northmere.example"]
    assert letter["Subject"] == "A new place: somebody is here for you"
    assert "You know the house, and now you have a new place in it." in words_of(letter)
    assert "Welcome!" not in words_of(letter)
    (pair,) = house.pairs()
    told = [words_of(each) for each in written_letters() if each["To"] == pair.mentor.person.email]
    assert "A colleague has a new place in the house" in told[0]


@pytest.mark.parametrize(
    ("row", "is_in"),
    [
        ("Controller|Sales|Gothenburg|2019-05-06|", True),
        ("Controller|Sales|Gothenburg|2019-05-06|2019-05-06", True),
        ("Controller|Finance|Gothenburg|2019-05-06|2027-01-04", True),
        ("Analyst|Finance|Malmö|2019-05-06|2027-01-04", True),
        ("Controller|Finance|Malmö|2019-05-06|2019-05-06", False),
        ("Analyst|Finance|Gothenburg|2019-05-06|2027-01-04", False),
    ],
    ids=["department", "old-date", "title-and-date", "site-and-date", "title-alone", "date-alone"],
)
def test_what_counts_as_a_move(house: House, importer: Importer, row: str, is_in: bool) -> None:
    importer.run(csv_of(HEADINGS, f"7|Mo Mover|mo@northmere.example|{row}", BEFORE[1]))

    house.works()

    assert taken_in(house) == ([("Mo Mover", Arriving.MOVER, date(2027, 1, 4))] if is_in else [])
