"""A slate costs the same queries for any length (issue: 200 candidates side by side in at most twelve)."""

from __future__ import annotations

from flask import Flask

from app.people.models import Person
from app.succession.models import Plan
from tests.app.coaching.browsing import browser
from tests.app.cohorts.conftest import counted
from tests.factories.people import person
from tests.factories.succession import agreed, running


def test_a_slate_costs_the_same_queries_for_any_length(app: Flask, south: Plan, maria: Person) -> None:
    chooser, slate = browser(app, maria), f"/in-confidence/rounds/{running(south, maria).public_id}"
    costs = {}
    for length in (2, 12):
        for number in range(length):
            agreed(south, person(f"Candidate of {length}, number {number}"))
        chooser.get(slate)
        with counted() as asked:
            page = chooser.get(slate)
        costs[page.text.count("<article")] = len(asked)

    assert costs == {2: 6, 14: 6}
