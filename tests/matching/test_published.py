"""Optima that others have published, on their files."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from matching import Policy, assign, match, verify
from matching.files import read_table
from tests.matching.problems import shared


@pytest.mark.parametrize(
    ("instance", "least"), [("assign100", 305), ("assign500", 991), ("assign600", 1176), ("assign700", 1362)]
)
def test_assign_reaches_the_published_minimum(instance: str, least: int) -> None:
    numbers = np.array((shared("orlib_assign") / f"{instance}.txt").read_text().split(), dtype=np.int64)
    costs = numbers[1:].reshape(numbers[0], numbers[0])

    answer = assign(-costs, objective="most_then_best")

    assert (-answer.total, answer.gap) == (least, 0)


@pytest.mark.parametrize(
    ("size", "policy", "total"),
    [
        ("small", "civil-service-as-published", 2036),
        ("small", "civil-service", 1982),
        ("large", "civil-service-as-published", 34051),
        ("large", "civil-service", 33046),
    ],
)
def test_match_reaches_the_published_total(size: str, policy: str, total: int) -> None:
    folder = shared("civil_service_mentor_sample")

    found = match(
        read_table(folder / f"{size}_mentees.csv"), read_table(folder / f"{size}_mentors.csv"), Policy.shipped(policy)
    )

    assert (found.total, found.gap) == (total, 0)
    assert verify(found).reason == "no better result exists"


def test_match_offers_no_manager_their_own_line() -> None:
    with (shared("org_networks") / "krackhardt_ties.csv").open() as file:
        reports = {row["from"]: row["to"] for row in csv.DictReader(file) if row["relation"] == "reportto"}
    people = sorted({*reports, *reports.values()})
    table = {"id": people, "manager": [reports.get(person) for person in people]}
    policy = Policy.from_dict({"rules": [{"kind": "not_in_line", "person": "id", "manager": "manager"}]})

    found = match(table, table, policy)

    offered = {person: bool(found.ruled_out(person, boss)) for person, boss in reports.items()}
    assert offered == dict.fromkeys(reports, True)
    assert [pair for pair in found.pairs if reports.get(pair[0]) == pair[1]] == []
