"""The page of a running cohort: exact counts, who could use a hand, and nothing of how often a pair meets."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.audiences import audience_named
from app.cohorts.models import Cohort
from app.core.audit import AuditEvent
from app.core.clock import now
from app.meetings.models import Meeting, MeetingState
from app.pairings.models import Ending, Pairing
from app.pairings.services import end_pairings
from app.people.models import Person
from app.running.queries import figures_of
from programs.phases import Phase
from tests.app.cohorts.conftest import counted
from tests.client import PageClient
from tests.factories import cohorts, people
from tests.factories.pairings import make_pair

LONG_AGO = timedelta(days=60)


@pytest.fixture
def ruth(session: Session) -> Person:
    """Runs the cohort."""
    return people.administrator()


@pytest.fixture
def cohort(ruth: Person) -> Cohort:
    """A cohort whose pairs meet."""
    return cohorts.cohort(ruth, program_type="functional-expertise", phase=Phase.RUNNING)


def met(session: Session, pairing: Pairing, *days_ago: int, minutes: int = 45) -> None:
    """Let the pair have met that many days ago."""
    for days in days_ago:
        at = now() - timedelta(days=days)
        session.add(
            Meeting(
                pairing_id=pairing.id,
                state=MeetingState.HELD,
                proposed_by_id=pairing.mentor.person_id,
                starts_at=at,
                wall_time=at.strftime("%Y-%m-%dT%H:%M"),
                zone="UTC",
                minutes=45,
                held_minutes=minutes,
                logged_at=at,
            )
        )
    session.commit()


def test_figures_are_exact(session: Session, cohort: Cohort) -> None:
    make_pair(session, cohort=cohort, mentee="Amara", mentor="Jonas")
    under_way = make_pair(session, cohort=cohort, mentee="Priya", mentor="Leila", made_at=now() - LONG_AGO)
    quiet = make_pair(session, cohort=cohort, mentee="Iris", mentor="Carlos", made_at=now() - LONG_AGO)
    make_pair(session, cohort=cohort, mentee="Tomasz", mentor="Elin", made_at=now() - LONG_AGO)
    cohorts.mentee(cohort, "Samir")
    met(session, under_way, 3)
    met(session, quiet, 30)

    figures = figures_of(session.merge(cohort))

    assert (figures.pairs, figures.under_way, figures.not_begun, figures.quiet) == (4, 1, 2, 1)
    assert (figures.slow, figures.needing_mentor, figures.never_placed) == (1, 0, 1)


def test_mentee_whose_mentor_left_comes_first(
    client: PageClient, session: Session, cohort: Cohort, ruth: Person
) -> None:
    pairing = make_pair(session, cohort=cohort, mentee="Priya Raman", mentor="Leila Haddad")
    end_pairings([session.merge(pairing)], Ending.LEFT, actor=None)
    session.commit()
    client.sign_in(ruth)

    page = client.get(f"/cohorts/{cohort.public_id}").text

    assert "One could use a hand today." in page
    assert "Their mentor has left. They have been told, kindly." in page


def test_administrator_sees_the_same_of_pairs_that_met_differently(
    client: PageClient, session: Session, cohort: Cohort, ruth: Person
) -> None:
    one = make_pair(session, cohort=cohort, mentee="Amara One", mentor="Jonas One", made_at=now() - LONG_AGO)
    other = make_pair(session, cohort=cohort, mentee="Amara Two", mentor="Jonas Two", made_at=now() - LONG_AGO)
    met(session, one, 30, minutes=15)
    met(session, other, 29, 35, 40, 45, minutes=120)
    client.sign_in(ruth)

    page = client.get(f"/cohorts/{cohort.public_id}/hands?kind=quiet").text

    rows = re.findall(r'<tr><th scope="row">.*?</tr>', page, re.DOTALL)
    said = {re.sub(r"mailto:[^\"]*", "", row.replace("One", "").replace("Two", "")) for row in rows}
    assert len(rows) == 2
    assert len(said) == 1


@pytest.mark.parametrize("kind", ["needs-mentor", "not-begun", "quiet", "never-placed", "nonsense"])
def test_list_without_anybody_says_so(client: PageClient, cohort: Cohort, ruth: Person, kind: str) -> None:
    client.sign_in(ruth)

    answer = client.get(f"/cohorts/{cohort.public_id}/hands?kind={kind}")

    assert answer.status_code == 200
    assert "Nobody here today" in answer.text


def test_file_holds_every_row(client: PageClient, session: Session, cohort: Cohort, ruth: Person) -> None:
    make_pair(session, cohort=cohort, mentee="Tomasz", mentor="Elin", made_at=now() - LONG_AGO)
    cohorts.mentee(cohort, "Samir")
    client.sign_in(ruth)

    page = f"/cohorts/{cohort.public_id}/hands"
    lines = client.submit(f"{page}.csv", page=page).text.splitlines()
    noted = session.scalars(select(AuditEvent.detail).where(AuditEvent.kind == "cohort.hands_exported")).all()

    assert noted == [{"rows": 2}]
    assert [line.split(",")[:2] for line in lines[1:]] == [
        ['"Tomasz and Elin"', '"Not begun"'],
        ['"Samir"', '"Waiting"'],
    ]


def test_list_costs_the_same_queries_for_any_length(
    client: PageClient, session: Session, cohort: Cohort, ruth: Person
) -> None:
    client.sign_in(ruth)
    address = f"/cohorts/{cohort.public_id}/hands?kind=not-begun"
    make_pair(session, cohort=cohort, mentee="Ada", mentor="Ada M", made_at=now() - LONG_AGO)
    client.get(address)
    with counted() as one:
        client.get(address)
    for name in ("Bo", "Cy"):
        make_pair(session, cohort=cohort, mentee=name, mentor=f"{name} M", made_at=now() - LONG_AGO)

    with counted() as three:
        client.get(address)

    assert (len(one), len(three)) == (7, 7)


def test_both_people_of_quiet_pairs_can_be_written_to(session: Session, cohort: Cohort) -> None:
    quiet = make_pair(session, cohort=cohort, mentee="Iris", mentor="Carlos", made_at=now() - LONG_AGO)
    under_way = make_pair(session, cohort=cohort, mentee="Priya", mentor="Leila", made_at=now() - LONG_AGO)
    met(session, quiet, 30)
    met(session, under_way, 3)
    for pairing in (quiet, under_way):
        for enrolment in (pairing.mentee, pairing.mentor):
            person = session.merge(enrolment.person)
            person.email = f"{person.name.lower()}@northmere.example"
    session.commit()

    group = audience_named("quiet")

    assert group is not None
    assert [each.name for each in session.scalars(group.people(session.merge(cohort)))] == ["Carlos", "Iris"]
