"""Who runs a cohort: named, removed, never nobody."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, CohortAdministrator
from app.cohorts.queries import administrator_of
from app.cohorts.services import remove_administrator
from app.cohorts.services.administrators import name_administrator
from app.core.db import db
from app.core.errors import RuleBroken
from app.core.transactions import transaction
from app.people.models import Person
from app.people.services import mark_left
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.people import person as somebody


def names(session: Session) -> list[str]:
    session.rollback()
    named = select(Person.name).join(CohortAdministrator, CohortAdministrator.person_id == Person.id)
    return list(session.scalars(named.order_by(Person.name)))


def test_somebody_named_sees_the_cohort_and_is_gone_when_removed(
    session: Session, client: PageClient, signed_in: PageClient, cohort: Cohort, noor: Person
) -> None:
    url = f"/cohorts/{cohort.public_id}"
    browser = client.application.test_client()
    browser.sign_in(noor)  # type: ignore[attr-defined]  # the application's client is a PageClient
    before = browser.get(url).status_code

    signed_in.submit(f"{url}/administrators", email="Noor@Northmere.example")
    named, seen = names(session), browser.get(url).status_code
    signed_in.submit(f"{url}/administrators/remove", page=f"{url}/administrators", person=noor.public_id)

    assert (before, seen, browser.get(url).status_code) == (404, 200, 404)
    assert named == ["Noor Saleh", "Ruth Baptiste"]
    assert names(session) == ["Ruth Baptiste"]


@pytest.mark.parametrize("email", ["", "nobody@northmere.example", "ruth@northmere.example", "no address", "x" * 300])
def test_a_wrong_address_names_nobody(session: Session, signed_in: PageClient, cohort: Cohort, email: str) -> None:
    answer = signed_in.submit(f"/cohorts/{cohort.public_id}/administrators", email=email)

    assert answer.status_code == 422
    assert names(session) == ["Ruth Baptiste"]


def test_somebody_without_an_address_cannot_run_a_cohort(session: Session, cohort: Cohort, ruth: Person) -> None:
    from_hr = somebody("No Address", external_id="N-1")

    with pytest.raises(RuleBroken, match="no e-mail"), transaction():
        name_administrator(cohort, from_hr, actor=ruth, field="email")

    assert names(session) == ["Ruth Baptiste"]


def test_the_last_one_stays(session: Session, signed_in: PageClient, cohort: Cohort, ruth: Person) -> None:
    url = f"/cohorts/{cohort.public_id}/administrators"

    answer = signed_in.submit(f"{url}/remove", page=url, person=ruth.public_id)

    assert answer.status_code == 422
    assert "Name somebody else first" in answer.text
    assert names(session) == ["Ruth Baptiste"]


def test_a_colleague_who_has_left_does_not_count(session: Session, ruth: Person, noor: Person) -> None:
    shared = cohort_of(ruth, noor)
    with transaction():
        mark_left(session.merge(noor), actor=None)

    with pytest.raises(RuleBroken, match="last who runs"), transaction():
        remove_administrator(named_of(shared, ruth), actor=ruth)

    assert names(session) == ["Noor Saleh", "Ruth Baptiste"]


def named_of(cohort: Cohort, person: Person) -> CohortAdministrator:
    named = administrator_of(cohort, person.public_id)
    assert named is not None
    return named


def test_nobody_is_removed_who_does_not_run_it(signed_in: PageClient, cohort: Cohort, noor: Person) -> None:
    url = f"/cohorts/{cohort.public_id}/administrators"

    assert signed_in.submit(f"{url}/remove", page=url, person=noor.public_id).status_code == 404


def test_two_who_remove_each_other_leave_one(app: Flask, session: Session, ruth: Person, noor: Person) -> None:
    shared = cohort_of(ruth, noor)
    cohort_id, ids = shared.id, (ruth.id, noor.id)
    session.rollback()
    start, refused = Barrier(2), []

    def remove(actor_id: int, other_id: int) -> None:
        with app.app_context():
            start.wait()
            try:
                with transaction():
                    named = db.session.get_one(CohortAdministrator, (cohort_id, other_id))
                    remove_administrator(named, actor=db.session.get_one(Person, actor_id))
            except RuleBroken as broken:
                refused.append(str(broken))

    threads = [Thread(target=remove, args=pair) for pair in (ids, ids[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == 1
    assert len(names(session)) == 1
