"""What is taken out of a drawer, put back or turned back is shown to its people, and signed by nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Table, delete, insert, select
from sqlalchemy.orm import Session

from app.coaching.models import Drawer, Engagement, Paper
from app.coaching.papers import open_drawer, rewrite, write
from app.coaching.reports.documents import open_document
from app.core.vault import CannotBeOpened
from app.core.vault.store import UNCOUNTED, Mark, writing
from app.people.models import Person, Role
from tests.app.conversations.test_pages import signed_in
from tests.factories.coaching import coaching, draft, engagement, handed
from tests.factories.people import person

TABLE: Table = Paper.__table__  # type: ignore[assignment]  # a declarative class has one
Rows = list[dict[str, Any]]
SHOWN = "Something here was changed, put in or taken out by nobody who may."


@pytest.fixture
def case(session: Session, amara: Person, tomasz: Person, ines: Person) -> Engagement:
    """Performance advising with two papers in the plan, one of them written twice."""
    made = engagement(amara, tomasz, ines)
    drawer = open_drawer(made, Drawer.PLAN, made.client)
    first = write(drawer, "note", words="the first")
    write(drawer, "note", words="the second")
    session.commit()
    rewrite(drawer, first, 1, words="the first, better")
    session.commit()
    return made


def rows(session: Session) -> Rows:
    found = [dict(row) for row in session.execute(select(TABLE).order_by(TABLE.c.id)).mappings()]
    session.rollback()
    return found


def put(session: Session, kept: Rows) -> None:
    session.execute(delete(TABLE))
    if kept:
        session.execute(insert(TABLE).values(kept))
    session.commit()
    session.expire_all()


CHANGES: dict[str, Callable[[Rows], Rows]] = {
    "the newest cut": lambda now: now[:-1],
    "the oldest cut": lambda now: now[1:],
    "all cut": lambda _now: [],
    "one put in another order": lambda now: [{**now[1], "id": 900}, {**now[0], "id": 901}],
    "one put in twice": lambda now: [*now, {**now[0], "id": 902, "public_id": "0000000000000000"}],
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_drawer_that_somebody_changed_says_so(session: Session, case: Engagement, name: str) -> None:
    before = open_drawer(case, Drawer.PLAN, case.client).is_altered

    put(session, CHANGES[name](rows(session)))

    assert (before, open_drawer(case, Drawer.PLAN, case.client).is_altered) == (False, True)


def test_papers_of_an_earlier_day_are_known_as_such(session: Session, case: Engagement) -> None:
    earlier = rows(session)
    drawer = open_drawer(case, Drawer.PLAN, case.client)
    rewrite(drawer, drawer.papers[1].paper, 1, words="the second, better")
    session.commit()

    put(session, earlier)
    found = open_drawer(case, Drawer.PLAN, case.client)
    write(found, "note", words="going on does not cover it up")
    session.commit()

    assert [each.words is not None for each in found.papers] == [True, True]
    assert (found.is_altered, open_drawer(case, Drawer.PLAN, case.client).is_altered) == (True, True)


def test_writing_twice_and_then_not_committing_alarms_nobody(session: Session, case: Engagement) -> None:
    drawer = open_drawer(case, Drawer.PLAN, case.client)
    for words in ("one", "two", "three"):
        write(drawer, "note", words=words)
    session.rollback()
    session.expire_all()

    assert not open_drawer(case, Drawer.PLAN, case.client).is_altered


def test_papers_that_are_older_than_their_marks_begin_to_count_with_the_next(
    session: Session, case: Engagement
) -> None:
    with writing() as keys:
        for mark in keys.scalars(select(Mark)):
            mark.length = mark.ahead_length = UNCOUNTED
    old = open_drawer(case, Drawer.PLAN, case.client)
    write(old, "note", words="the next")
    session.commit()
    counted = open_drawer(case, Drawer.PLAN, case.client).is_altered

    put(session, rows(session)[1:])

    assert (old.is_altered, counted) == (False, False)
    assert open_drawer(case, Drawer.PLAN, case.client).is_altered


def test_its_people_are_told_in_plain_words(
    app: Flask, session: Session, case: Engagement, amara: Person, tomasz: Person, ines: Person
) -> None:
    address = f"/coaching/{case.public_id}"
    untouched = [SHOWN in signed_in(app, each).get(address).text for each in (amara, tomasz, ines)]

    put(session, rows(session)[:-1])
    answers = [signed_in(app, each).get(address) for each in (amara, tomasz, ines)]

    assert untouched == [False] * 3
    assert [(each.status_code, SHOWN in each.text) for each in answers] == [(200, True)] * 3


def test_a_report_that_was_turned_back_is_not_signed(session: Session, amara: Person, ines: Person) -> None:
    leo = person("Leo Brandt", role=Role.COACH, email="leo@northmere.example")
    report = draft(coaching(amara, leo, ines))
    earlier = rows(session)
    with_coach = open_document(report, report.author)
    rewrite(with_coach.drawer, with_coach.paper, 1, written=with_coach.signed.decode() + " ")
    session.commit()
    report = handed(report)

    put(session, earlier)

    with pytest.raises(CannotBeOpened):
        open_document(session.merge(report), session.merge(amara))
