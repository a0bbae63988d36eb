"""“Please not with …”: honoured by the engine, known to nobody, taken back only by who asked."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, ExcludedPair, Side
from app.core.audit import AuditEvent
from app.core.errors import RuleBroken
from app.core.transactions import transaction
from app.matching_runs.snapshot import snapshot_of
from app.people.models import Person
from app.sign_up.models import SignUp
from app.sign_up.services import avoid, take_back, withdraw
from tests.client import PageClient
from tests.factories.people import person as somebody
from tests.factories.sign_up import done, opened

TEN = "Ten people are the most that can be named."


def say_no(session: Session, sign_up: SignUp, other: Person) -> None:
    with transaction():
        row = session.merge(sign_up)
        avoid(row, session.merge(other), actor=row.person)


def rows(session: Session) -> list[tuple[int, int, str]]:
    session.rollback()
    return [(each.lower_id, each.higher_id, each.tag) for each in session.scalars(select(ExcludedPair))]


def test_pair_is_never_made(session: Session, cohort: Cohort, amara: Person, jonas: Person) -> None:
    done(cohort, jonas, Side.MENTOR)
    sign_up = done(cohort, amara)

    say_no(session, sign_up, jonas)

    session.rollback()
    given = snapshot_of(session.merge(cohort))
    assert given.excluded == ((given.mentees["id"][0], given.mentors["id"][0]),)


def test_row_says_neither_who_nor_why(session: Session, cohort: Cohort, amara: Person, jonas: Person) -> None:
    say_no(session, opened(cohort, amara), jonas)
    say_no(session, opened(cohort, jonas), amara)

    (first, second) = rows(session)
    assert first[:2] == second[:2] == tuple(sorted((amara.id, jonas.id)))
    assert first[2] != second[2]
    assert {len(first[2]), len(second[2])} == {32}


def test_events_tell_it_as_any_other_answer(session: Session, cohort: Cohort, amara: Person, jonas: Person) -> None:
    say_no(session, opened(cohort, amara), jonas)

    session.rollback()
    last = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc()).limit(1)).one()
    assert (last.kind, last.object_type, last.detail) == ("sign_up.saved", "sign_up", {})


def test_naming_somebody_twice_is_the_same_as_once(
    session: Session, cohort: Cohort, amara: Person, jonas: Person
) -> None:
    sign_up = opened(cohort, amara)

    for _ in range(2):
        say_no(session, sign_up, jonas)

    assert (len(rows(session)), session.get_one(SignUp, sign_up.id).avoided) == (1, 1)


def test_only_who_asked_takes_it_back(session: Session, cohort: Cohort, amara: Person, jonas: Person) -> None:
    hers, his = opened(cohort, amara), opened(cohort, jonas)
    say_no(session, hers, jonas)
    with transaction():
        take_back(session.merge(his), session.merge(amara), actor=session.merge(jonas))
    after_his = len(rows(session))

    with transaction():
        take_back(session.merge(hers), session.merge(jonas), actor=session.merge(amara))

    assert (after_his, rows(session), session.get_one(SignUp, hers.id).avoided) == (1, [], 0)


def test_ten_can_be_named_and_not_eleven(session: Session, cohort: Cohort, amara: Person) -> None:
    sign_up = opened(cohort, amara)
    for number in range(10):
        say_no(session, sign_up, somebody(f"Colleague {number}"))

    with pytest.raises(RuleBroken, match=TEN):
        say_no(session, sign_up, somebody("The eleventh"))

    assert (len(rows(session)), session.get_one(SignUp, sign_up.id).avoided) == (10, 10)


def test_database_refuses_an_eleventh_too(session: Session, cohort: Cohort, amara: Person) -> None:
    sign_up = opened(cohort, amara)

    with pytest.raises(RuleBroken, match=TEN), transaction():
        session.execute(update(SignUp).where(SignUp.id == sign_up.id).values(avoided=11))


def test_nobody_avoids_themselves(session: Session, cohort: Cohort, amara: Person) -> None:
    with pytest.raises(RuleBroken, match="That is you"):
        say_no(session, opened(cohort, amara), amara)


def test_it_stays_after_withdrawing(session: Session, cohort: Cohort, amara: Person, jonas: Person) -> None:
    sign_up = done(cohort, amara)
    say_no(session, sign_up, jonas)

    with transaction():
        withdraw(session.merge(sign_up), actor=session.merge(amara))

    assert len(rows(session)) == 1


def test_page_looks_the_same_whether_or_not_one_is_named_by_others(
    amaras: PageClient, session: Session, cohort: Cohort, amara: Person, jonas: Person
) -> None:
    sign_up = opened(cohort, amara)
    page = f"/sign-ups/{sign_up.public_id}/steps/2"
    before = found(amaras, page)
    say_no(session, opened(cohort, jonas), amara)

    after = found(amaras, page)

    assert before == after
    assert "Please not with Jonas Lindqvist" in after


def test_named_colleague_stands_on_no_page_afterwards(
    amaras: PageClient, session: Session, cohort: Cohort, amara: Person, jonas: Person
) -> None:
    sign_up = done(cohort, amara)
    page = f"/sign-ups/{sign_up.public_id}/steps/2"

    answer = amaras.submit(page, avoid=jonas.public_id)

    assert (answer.status_code, len(rows(session))) == (302, 1)
    shown = [amaras.get(path).text for path in (page, f"/sign-ups/{sign_up.public_id}", "/", page)]
    assert [text for text in shown if "Jonas" in text] == []
    session.rollback()
    assert "Jonas" not in str(session.get_one(SignUp, sign_up.id).answers)


def found(amaras: PageClient, page: str) -> str:
    text = amaras.submit(page, find_avoid="jonas", do="find-avoid").text
    return text.split("<main", 1)[1].split("</main>", 1)[0].split('name="csrf_token"')[1].split(">", 1)[1]
