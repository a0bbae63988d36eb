"""Who leaves by an import, who is asked about twice, and who comes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.audit import AuditEvent
from app.core.clock import now, today
from app.core.due import run_due
from app.core.errors import RuleBroken
from app.core.outbox import OutboxMail
from app.pairings.models import Ending, Pairing
from app.people.models import Person, PersonState
from app.people_import.compare import compare
from app.people_import.directory import read_directory
from app.people_import.models import ImportState, Scope
from app.people_import.plan import Kind
from app.people_import.rows import Reading
from programs.phases import Phase
from tests.app.people_import.conftest import Importer, csv_of
from tests.app.people_import.shown import listed, problems
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.pairings import make_pair
from tests.factories.people import administrator

Find = Callable[[str], Person]
THIRTY = [f"E{number}|Person {number}|p{number}@example.org" for number in range(30)]
HEADINGS = "emp no|name|e-mail"


def test_only_a_file_with_everyone_finds_leavers(importer: Importer, found: Find) -> None:
    importer.run(csv_of(HEADINGS, *THIRTY))

    some = importer.check(csv_of(HEADINGS, *THIRTY[1:]))
    everyone = importer.check(csv_of(HEADINGS, *THIRTY[1:]), Scope.EVERYONE)

    assert (some.counts["leaving"], everyone.counts["leaving"]) == (0, 1)
    assert listed(everyone, Kind.LEAVING) == ["Person 0"]
    importer.apply(everyone)
    assert (found("E0").state, found("E0").left_on) == (PersonState.LEFT, today())


def test_leaver_loses_access_on_the_next_request(importer: Importer, found: Find, client: PageClient) -> None:
    importer.run(csv_of(HEADINGS, *THIRTY))
    client.sign_in(found("E0"))
    assert client.get("/people").status_code == 200

    importer.run(csv_of(HEADINGS, *THIRTY[1:]), Scope.EVERYONE)

    assert client.get("/people").status_code == 303


@pytest.mark.parametrize(
    ("people", "leaving", "is_asked"), [(30, 1, False), (30, 2, True), (500, 20, False), (500, 21, True)]
)
def test_many_leavers_are_asked_about_twice(importer: Importer, people: int, leaving: int, is_asked: bool) -> None:
    rows = [f"E{number}|Person {number}|" for number in range(people)]
    importer.run(csv_of(HEADINGS, *rows))

    draft = importer.check(csv_of(HEADINGS, *rows[leaving:]), Scope.EVERYONE)

    assert (draft.counts["leaving"], draft.asks_twice) == (leaving, is_asked)


def test_second_question_is_answered_by_their_number(importer: Importer, session: Session) -> None:
    importer.run(csv_of(HEADINGS, *THIRTY))
    draft = importer.check(csv_of(HEADINGS, *THIRTY[:4]), Scope.EVERYONE)

    for wrong in (None, 0, 25, 27):
        with pytest.raises(RuleBroken, match="Write how many people will lose their access: 26"):
            importer.apply(draft, wrong)
    still_here = session.scalar(select(func.count()).where(Person.state == PersonState.ACTIVE))
    session.rollback()
    assert still_here == 31
    assert importer.apply(draft, 26).state is ImportState.APPLIED


def test_whoever_imports_stays(importer: Importer, ruth: Person, found: Find) -> None:
    importer.run(csv_of(HEADINGS, *THIRTY))

    draft = importer.run(csv_of(HEADINGS, *THIRTY), Scope.EVERYONE)

    assert draft.notes == ["You are not in this file. You stay, because nobody ends their own access."]
    assert found(ruth.name).state is PersonState.ACTIVE


def test_last_day_of_ones_own_is_refused(importer: Importer, ruth: Person, session: Session) -> None:
    administrator("Nadia Ferreira")
    session.get_one(Person, ruth.id).email = "ruth@example.org"
    session.commit()

    draft = importer.check(csv_of("e-mail|end date", "ruth@example.org|2024-01-31"))

    assert problems(draft)[0] == (2, "end date", "this would end your own access")


def test_last_administrator_never_leaves(importer: Importer, ruth: Person, session: Session) -> None:
    importer.run(csv_of(HEADINGS, *THIRTY))
    importer.actor_id = session.scalars(select(Person.id).where(Person.external_id == "E1")).one()
    session.rollback()

    plan = compare(
        Reading(people=[], headings={}, problems=[], notes=[]),
        read_directory([], [], today()),
        Scope.EVERYONE,
        importer.actor_id,
    )
    session.rollback()

    assert [problem.reason for problem in plan.problems] == [
        f"{ruth.name} is the last administrator. Name another one first",
        f"{ruth.name} is the last who gives roles. Name another one first",
    ]


def test_last_day_in_the_past_is_leaving_and_is_in_their_history(
    importer: Importer, found: Find, session: Session
) -> None:
    importer.run(csv_of(HEADINGS, *THIRTY))

    draft = importer.check(csv_of("emp no|end date", "E0|2024-01-31", "E1|9999-12-31"))

    assert (draft.counts["leaving"], draft.counts["unchanged"]) == (1, 1)
    importer.apply(draft)
    assert (found("E0").state, found("E0").left_on) == (PersonState.LEFT, date(2024, 1, 31))
    left = session.scalars(select(AuditEvent).where(AuditEvent.kind == "person.left")).one()
    assert (left.object_id, left.detail) == (found("E0").public_id, {"by": "import"})


def test_same_account_comes_back_within_thirty_days(importer: Importer, found: Find) -> None:
    importer.run(csv_of(HEADINGS, *THIRTY))
    importer.run(csv_of(HEADINGS, *THIRTY[1:]), Scope.EVERYONE)
    before = found("E0").public_id

    with time_machine.travel(now() + timedelta(days=30), tick=False):
        draft = importer.run(csv_of(HEADINGS, *THIRTY))

    back = found("E0")
    assert draft.counts["changed"] == 1
    assert (back.public_id, back.state, back.left_on) == (before, PersonState.ACTIVE, None)


def test_later_it_is_a_new_account_that_inherits_nothing(importer: Importer, found: Find, session: Session) -> None:
    """C-12: ids are never used again."""
    importer.run(csv_of(f"{HEADINGS}|about", *(f"{row}|my words" for row in THIRTY)))
    importer.run(csv_of(HEADINGS, *THIRTY[1:]), Scope.EVERYONE)
    before = found("E0")

    with time_machine.travel(now() + timedelta(days=31), tick=False):
        draft = importer.run(csv_of(HEADINGS, *THIRTY))

    again = found("E0")
    former = session.get_one(Person, before.id)
    assert draft.counts["new"] == 1
    assert (again.email, again.about_draft, again.state) == ("p0@example.org", None, PersonState.ACTIVE)
    assert again.public_id != before.public_id
    assert (former.email, former.external_id, former.state) == (None, None, PersonState.LEFT)


def test_leaver_who_is_absent_again_is_nothing_new(importer: Importer) -> None:
    importer.run(csv_of(HEADINGS, *THIRTY))
    importer.run(csv_of(HEADINGS, *THIRTY[1:]), Scope.EVERYONE)

    draft = importer.check(csv_of(HEADINGS, *THIRTY[1:]), Scope.EVERYONE)

    assert draft.counts == {"new": 0, "changed": 0, "leaving": 0, "unchanged": 29, "problems": 0}


def test_days_that_a_file_told_ahead_come_to_pass(importer: Importer, found: Find) -> None:
    soon = (today() + timedelta(days=3)).isoformat()
    importer.run(csv_of("emp no|start date|end date", f"E1|2020-01-01|{soon}", f"E2|{soon}|"))
    states = [found(key).state for key in ("E1", "E2")]

    with time_machine.travel(now() + timedelta(days=4), tick=False):
        run_due()

    assert states == [PersonState.ACTIVE, PersonState.JOINING]
    assert [found(key).state for key in ("E1", "E2")] == [PersonState.LEFT, PersonState.ACTIVE]
    assert found("E1").left_on == today() + timedelta(days=3)


@pytest.mark.parametrize("file", ["gone from the file", "last day over"])
def test_an_import_ends_the_pairs_of_leavers(session: Session, importer: Importer, found: Find, file: str) -> None:
    importer.run(csv_of(HEADINGS, *THIRTY))
    here = cohort_of(importer.actor, program_type="functional-expertise", phase=Phase.RUNNING)
    pair = make_pair(session, cohort=here, mentee=found("E1"), mentor=found("E0"))

    if file == "gone from the file":
        importer.run(csv_of(HEADINGS, *THIRTY[1:]), Scope.EVERYONE)
    else:
        importer.run(csv_of(f"{HEADINGS}|last day", "E0|Person 0|p0@example.org|2026-01-31"))

    session.rollback()
    ended = session.get_one(Pairing, pair.id, populate_existing=True)
    assert (ended.ending, ended.seat_id) == (Ending.LEFT, None)
    mails = session.scalars(select(OutboxMail).where(OutboxMail.kind == "partner_left")).all()
    assert [mail.recipient for mail in mails] == ["p1@example.org"]
