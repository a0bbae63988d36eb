"""The wish to lead: one answer with a day, what one asks oneself sealed for oneself, and a way out without a trace."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.core.audit import AuditEvent
from app.core.clock import now
from app.core.db import db
from app.core.errors import Conflict, RuleBroken
from app.core.transactions import transaction
from app.core.vault import CannotBeOpened
from app.nominations.models import CommitteeReason, NominationFile, Proposal, Reflection, Selection, WishToLead
from app.nominations.queries import confirmed_on
from app.nominations.services import read_thoughts, say, step_out, sweep, throw_away, write_thoughts
from app.nominations.services.reflecting import is_shut
from app.people.models import Person
from app.people.rebinding import Rebinding, tell_rebound
from app.people.services import erase_person
from programs.nominations import Wish
from tests.app.coaching.browsing import browser
from tests.client import PageClient
from tests.factories.nominations import LEARNING, approved, decided, forwarded, judged

WORDS = {"whom": "Those who are new, for nobody waited for me."}


def wrote(person: Person, *, seen: int = 0) -> None:
    with transaction() as session:
        write_thoughts(session.merge(person), WORDS, seen=seen)


def test_what_one_asks_oneself_is_opened_by_nobody_else(
    session: Session, client: PageClient, amara: Person, selection: Selection
) -> None:
    client.sign_in(amara)
    page = "/wish-to-lead/reflection"

    client.submit(page, whom=WORDS["whom"], version="0")

    assert WORDS["whom"] in client.get(page).text
    assert WORDS["whom"].encode() not in bytes(session.scalars(select(Reflection.sealed)).one())
    again = client.submit(page, whom="From another window.", version="0")
    assert (again.status_code, "From another window." in again.text) == (409, True)


def test_a_new_password_shuts_it_and_it_can_be_thrown_away(session: Session, app: Flask, amara: Person) -> None:
    wrote(amara)
    with transaction():
        tell_rebound([Rebinding(amara.id)])

    assert is_shut(amara)
    page = browser(app, amara).get("/wish-to-lead/reflection").text
    assert (WORDS["whom"] in page, "Open it again" in page) == (False, True)
    with pytest.raises(RuleBroken, match="is shut"):
        wrote(amara, seen=1)
    with transaction() as at_work:
        throw_away(at_work.merge(amara))
    wrote(amara)
    assert read_thoughts(amara)[0]["whom"] == WORDS["whom"]


def test_a_changed_row_is_not_opened(session: Session, amara: Person) -> None:
    wrote(amara)
    with transaction() as at_work:
        at_work.execute(text("UPDATE reflection SET version = 2"))

    with pytest.raises(CannotBeOpened):
        read_thoughts(amara)


def test_two_windows_do_not_write_over_each_other(session: Session, amara: Person) -> None:
    wrote(amara)

    with pytest.raises(Conflict):
        wrote(amara)


def test_both_ways_are_the_same_size(client: PageClient, amara: Person) -> None:
    client.sign_in(amara)

    doors = client.get("/wish-to-lead").text.split('<article class="door">')[1:]

    texts = [each.split("<p>")[1].split("</p>")[0] for each in doors]
    assert len(doors) == 2
    assert abs(len(texts[0]) - len(texts[1])) < 10


def test_stepping_out_takes_the_answer_and_what_a_committee_reads(
    session: Session, amara: Person, selection: Selection, members: list[Person]
) -> None:
    judged(approved(amara, selection), members)

    with transaction() as at_work:
        step_out(at_work.merge(amara))

    assert session.scalars(select(WishToLead)).all() == []
    assert session.scalars(select(CommitteeReason)).all() == []
    assert session.scalars(select(NominationFile)).one().approved_at is None
    named = select(AuditEvent.kind).where(AuditEvent.actor_id == amara.public_id)
    assert session.scalars(named).all() == []


@pytest.mark.parametrize("outcome", Proposal)
def test_stepping_out_afterwards_shuts_what_was_shown(
    session: Session, app: Flask, amara: Person, selection: Selection, members: list[Person], outcome: Proposal
) -> None:
    file = decided(approved(amara, selection), members, outcome)
    member, page = browser(app, members[0]), f"/committees/files/{file.public_id}"
    before = member.get(page).text

    with transaction() as at_work:
        step_out(at_work.merge(amara))
    after = member.get(page)

    assert session.scalars(select(NominationFile.shown)).one()["wish_on"] == ""
    assert after.status_code == (404 if outcome is Proposal.NOT_NOW else 200)
    assert (["Interest confirmed" in each for each in (before, after.text)], LEARNING in after.text) == (
        [False] * 2,
        False,
    )
    assert "Amara" not in member.get("/").text
    assert "has answered" not in browser(app, amara).get("/").text


def test_the_question_is_asked_again_after_a_year(
    session: Session, app: Flask, amara: Person, selection: Selection
) -> None:
    with transaction() as at_work:
        say(at_work.merge(amara), Wish.YES)
    assert confirmed_on(amara, selection) is not None

    with time_machine.travel(now() + timedelta(days=366), tick=False):
        assert confirmed_on(amara, selection) is None
        assert "A year ago you answered" in browser(app, amara).get("/").text


def test_an_answer_that_is_no_yes_is_kept_from_everybody(session: Session, amara: Person, selection: Selection) -> None:
    with transaction() as at_work:
        say(at_work.merge(amara), Wish.NO)

    assert confirmed_on(amara, selection) is None


def test_files_go_after_a_year_whatever_became_of_them(
    session: Session, amara: Person, daniel: Person, selection: Selection, members: list[Person]
) -> None:
    forwarded(amara, selection, daniel)
    decided(approved(amara, selection), members, Proposal.NOT_NOW)

    swept = []
    for days in (364, 366):
        with time_machine.travel(now() + timedelta(days=days), tick=False), transaction():
            swept.append(sweep())

    assert swept == [0, 2]


def test_whoever_is_erased_leaves_nothing(
    session: Session, amara: Person, daniel: Person, selection: Selection, members: list[Person]
) -> None:
    forwarded(amara, selection, daniel)
    decided(approved(amara, selection), members, Proposal.TAKE)
    wrote(amara)

    with transaction() as at_work:
        erase_person(at_work.merge(amara), actor=None)

    tables = (NominationFile, CommitteeReason, WishToLead, Reflection)
    assert [db.session.scalars(select(each)).all() for each in tables] == [[], [], [], []]
