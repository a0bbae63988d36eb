"""The administrator’s list: exact, searchable, in neutral words, and at the same cost for one pair as for many."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.core.audit import AuditEvent
from app.core.db import db
from app.core.transactions import transaction
from app.pairings.models import Ending, Pairing
from app.pairings.services import end_pairings
from app.people.models import Person
from tests.client import PageClient
from tests.factories.cohorts import mentee, mentor
from tests.factories.pairings import make_pair
from tests.factories.people import person

QUERIES = 9
"""Six for the pairs, their number, pauses and who needs a mentor; the others for who is signed in and may do what."""


@pytest.fixture
def signed_in(client: PageClient, ruth: Person) -> PageClient:
    """Ruth’s browser."""
    client.sign_in(ruth)
    return client


def test_the_list_says_who_is_with_whom(signed_in: PageClient, cohort: Cohort, pair: Pairing) -> None:
    text = signed_in.get(f"/cohorts/{cohort.public_id}/pairs").text

    assert "One pair is together." in text
    assert "Priya Raman" in text
    assert "Leila Haddad" in text
    assert f"/pairs/{pair.public_id}/undo" in text
    assert f'"/pairs/{pair.public_id}"' not in text


@pytest.mark.parametrize("ending", [Ending.ENDED, Ending.NOT_THIS_ONE])
def test_an_end_reads_the_same_whatever_it_was(
    signed_in: PageClient, cohort: Cohort, pair: Pairing, ending: Ending, priya: Person, session: Session
) -> None:
    with transaction():
        end_pairings([pair], ending, actor=session.merge(priya))

    text = signed_in.get(f"/cohorts/{cohort.public_id}/pairs?shown=ended").text
    url = f"/cohorts/{cohort.public_id}/pairs"
    line = signed_in.submit(f"{url}.csv?shown=ended", page=url).text.splitlines()[1]
    noted = session.scalars(select(AuditEvent.detail).where(AuditEvent.kind == "cohort.pairs_exported")).all()

    assert '<td data-label="State">Ended</td>' in text
    assert "One mentee needs a mentor again." in text
    assert line.endswith(',"Ended"')
    assert noted == [{"rows": 1}]


def test_a_mentee_with_another_mentor_is_not_in_need(
    session: Session, signed_in: PageClient, cohort: Cohort, pair: Pairing
) -> None:
    with transaction():
        end_pairings([pair], Ending.ENDED, actor=None)
    make_pair(session, cohort=cohort, mentee=session.merge(pair.mentee), mentor="Jonas Lindqvist")

    text = signed_in.get(f"/cohorts/{cohort.public_id}/pairs").text

    assert "needs a mentor" not in text
    assert "Jonas Lindqvist" in text


@pytest.mark.parametrize(("words", "found"), [("leila", True), ("RAMAN", True), ("nobody", False)])
def test_the_list_is_searched_by_either_of_the_two(
    signed_in: PageClient, cohort: Cohort, pair: Pairing, words: str, found: bool
) -> None:
    text = signed_in.get(f"/cohorts/{cohort.public_id}/pairs?q={words}").text

    assert ("Priya Raman" in text) is found
    assert ("No pair is here by that." in text) is not found


def test_an_empty_list_says_what_to_do_next(signed_in: PageClient, cohort: Cohort) -> None:
    text = signed_in.get(f"/cohorts/{cohort.public_id}/pairs").text

    assert "There are no pairs yet." in text
    assert f"/cohorts/{cohort.public_id}/pairs/import" in text


def test_the_list_costs_the_same_for_one_pair_and_for_many(
    app: Flask, session: Session, signed_in: PageClient, cohort: Cohort, pair: Pairing
) -> None:
    def queries() -> int:
        counted: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            counted.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        signed_in.get(f"/cohorts/{cohort.public_id}/pairs?shown=all")
        event.remove(db.engine, "before_cursor_execute", note)
        return len([each for each in counted if each.startswith(("SELECT", "WITH"))])

    queries()
    for_one = queries()
    for n in range(5):
        made = make_pair(session, cohort=cohort, mentee=mentee(cohort, f"M {n}"), mentor=mentor(cohort, f"L {n}"))
        with transaction():
            end_pairings([made], Ending.LEFT, actor=None)
    for_many = queries()

    assert for_one == for_many == QUERIES


@pytest.mark.parametrize("address", ["pairs", "pairs/import", "pairs/import/check"])
def test_the_list_is_the_administrators(
    client: PageClient, cohort: Cohort, priya: Person, leila: Person, address: str
) -> None:
    answers = []
    for who in (priya, leila, person("Somebody Else")):
        client.sign_in(who)
        answers.append(client.get(f"/cohorts/{cohort.public_id}/{address}").status_code)

    assert answers == [403, 403, 404]


def test_the_page_of_the_cohort_leads_to_its_pairs(signed_in: PageClient, cohort: Cohort, pair: Pairing) -> None:
    text = signed_in.get(f"/cohorts/{cohort.public_id}").text

    assert "One pair is together" in text
    assert f'href="/cohorts/{cohort.public_id}/pairs"' in text
