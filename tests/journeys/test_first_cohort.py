"""From an empty machine to a matched cohort whose mentor comes in: the first days of an installation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.administration import Administrator, write_table
from tests.journeys.installation import Installation
from tests.journeys.story import JONAS, MENTEES, MENTORS, comes_in, match_a_cohort
from tests.journeys.visitor import Visitor


@pytest.fixture
def administrator(visitor: Visitor, empty_installation: Installation) -> Administrator:
    """The first administrator, who has the printed link before them."""
    return Administrator(visitor, empty_installation)


@pytest.fixture
def mentor(browser: Browser, visitor: Visitor) -> Iterator[Visitor]:
    """A mentor, with a browser of their own."""
    with Visitor.at_desk(browser, ways=visitor.ways, seen=visitor.seen, known=visitor.known) as mentor:
        yield mentor


@pytest.mark.takes_long(on="sqlite")
@pytest.mark.timeout(300)
def test_first_days_end_with_a_mentor_who_comes_in(
    administrator: Administrator,
    mentor: Visitor,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    subtests: pytest.Subtests,
):
    mentees = write_table(tmp_path / "mentees.csv", MENTEES)
    mentors = write_table(tmp_path / "mentors.csv", MENTORS)

    administrator.begin()
    assert len(administrator.left_to_set_up()) == 8
    administrator.set_up(tmp_path)
    pairs = match_a_cohort(administrator, "Learn from each other", mentees, mentors)
    administrator.invite("Learn from each other")

    assert administrator.left_to_set_up() == []
    assert {(pair["Mentee"], pair["Mentor"]) for pair in pairs} == {
        ("Amara Okafor", "Jonas Lindqvist"),
        ("Noor Saleh", "Birgit Holm"),
    }
    comes_in(mentor, administrator.installation, JONAS)

    with subtests.test("sign-ups that nobody here wrote"):
        files = request.getfixturevalue("data_folder") / "civil_service_mentor_sample"
        pairs = match_a_cohort(
            administrator, "A thousand people", files / "large_mentees.csv", files / "large_mentors.csv"
        )

        assert len({pair["Mentee’s e-mail"] for pair in pairs}) == len(pairs) > 400
        assert administrator.sheets_of_the_report() == 1
