"""The lists of advising cost the same queries for any length."""

from __future__ import annotations

from flask import Flask
from sqlalchemy.orm import Session

from app.people.models import Person
from programs.engagements import EngagementState
from tests.app.coaching.browsing import browser
from tests.app.cohorts.conftest import counted
from tests.client import PageClient
from tests.factories.coaching import engagement
from tests.factories.people import person, report_to

QUERIES = {"/coaching/desk": 6, "/coaching/caseload": 6, "/coaching": 8}


def test_lists_of_cases_cost_the_same_queries_for_any_length(
    app: Flask, session: Session, ines: Person, tomasz: Person, ruth: Person
) -> None:
    lists = dict(zip(QUERIES, (browser(app, each) for each in (ruth, tomasz, ines)), strict=True))
    make_cases(range(3), ines, tomasz)
    queries_of(lists)
    three = queries_of(lists)
    make_cases(range(3, 30), ines, tomasz)

    thirty = queries_of(lists)

    assert (three, thirty) == (QUERIES, QUERIES)
    assert lists["/coaching/caseload"].get("/coaching/caseload").text.count("Client ") == 30


def queries_of(lists: dict[str, PageClient]) -> dict[str, int]:
    """How many queries each list asks, for the person who opens it."""
    found = {}
    for address, opens in lists.items():
        with counted() as asked:
            opens.get(address)
        found[address] = len(asked)
    return found


def make_cases(numbers: range, manager: Person, advisor: Person) -> None:
    """As many clients who are guided, with a say for their manager, and who wait for another advisor as well."""
    clients = [person(f"Client {each}") for each in numbers]
    report_to(manager, *clients)
    for each in clients:
        engagement(each, advisor, manager)
        engagement(each, state=EngagementState.WAITING)
