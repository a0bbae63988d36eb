"""The list of participants: found, filtered, taken away, at the same cost for any length."""

from __future__ import annotations

import csv
import io

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.core.audit import AuditEvent
from app.people.models import Person
from tests.app.cohorts.conftest import counted
from tests.client import PageClient
from tests.factories.cohorts import mentee, mentor


@pytest.fixture
def full(cohort: Cohort, amara: Person) -> Cohort:
    """Amara is a mentee, Leila and Tomasz are mentors."""
    mentee(cohort, amara)
    mentor(cohort, "Leila Haddad", seats=2)
    mentor(cohort, "Tomasz Wójcik")
    return cohort


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Amara", "Leila", "Tomasz"}),
        ("?side=mentee", {"Amara"}),
        ("?side=mentor", {"Leila", "Tomasz"}),
        ("?q=wojcik", {"Tomasz"}),
        ("?q=finance+amara", {"Amara"}),
        ("?q=finance&side=mentor", set()),
        ("?q=finance+nowhere", set()),
        (f"?q={'finance+' * 8}nowhere", {"Amara"}),  # eight words are looked for
        ("?side=nobody&page=99&q=%25", {"Amara", "Leila", "Tomasz"}),
    ],
)
def test_participants_are_found(signed_in: PageClient, full: Cohort, query: str, found: set[str]) -> None:
    page = signed_in.get(f"/cohorts/{full.public_id}/participants{query}").text

    assert {name for name in ("Amara", "Leila", "Tomasz") if name in page} == found


def test_the_file_holds_what_the_page_shows_and_is_noted(session: Session, signed_in: PageClient, full: Cohort) -> None:
    page = f"/cohorts/{full.public_id}/participants"

    answer = signed_in.submit(f"{page}.csv?side=mentor", page=page)

    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert [(row["Name"], row["Seats"]) for row in rows] == [("Leila Haddad", "2"), ("Tomasz Wójcik", "1")]
    noted = session.scalars(select(AuditEvent).where(AuditEvent.kind == "cohort.participants_exported")).one()
    assert (noted.object_id, noted.detail) == (full.public_id, {"rows": 2})


@pytest.mark.parametrize("path", ["participants", "invitations"])
def test_every_row_costs_the_same_queries(session: Session, signed_in: PageClient, cohort: Cohort, path: str) -> None:
    url = f"/cohorts/{cohort.public_id}/{path}"
    mentee(cohort, "Priya Raman")
    signed_in.get(url)
    with counted() as one:
        signed_in.get(url)
    for number in range(29):
        mentor(cohort, f"Mentor {number}")

    with counted() as thirty:
        signed_in.get(url)

    assert (len(one), len(thirty)) == (QUERIES[path], QUERIES[path])


QUERIES = {"participants": 7, "invitations": 8}
