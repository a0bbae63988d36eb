"""The committee: reasons written alone, a decision in words, a talk within ten days, a mentor from elsewhere."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, ExcludedPair
from app.core.clock import today
from app.core.db import db
from app.core.errors import RuleBroken
from app.core.transactions import transaction
from app.forecasts.services import enter_forecast
from app.nominations.models import NominationFile, Origin, Proposal, Selection
from app.nominations.services import (
    Terms,
    decide,
    put_forward,
    settle,
    write_reason,
)
from app.people.models import Person
from app.sign_up.models import SignUp
from programs.forecast import Rates
from tests.app.coaching.browsing import browser
from tests.app.cohorts.conftest import counted
from tests.app.nominations.conftest import colleague, page_of
from tests.app.pairings.test_races import race
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.nominations import again, approved, decided, judged
from tests.factories.nominations import selection as selection_for
from tests.factories.pairings import make_pair
from tests.factories.people import report_to


def test_a_member_reads_the_others_only_after_writing_alone(
    client: PageClient, file: NominationFile, members: list[Person]
) -> None:
    judged(file, members[:2])
    client.sign_in(members[2])

    before = client.get(page_of(file)).text
    client.submit(f"{page_of(file)}/reason", page=page_of(file), proposal="not-now", reason="Not yet, I think.")
    after = client.get(page_of(file)).text

    assert ["Ada Berg has read it." in each for each in (before, after)] == [False, True]


def test_a_decision_needs_three_reasons_and_ones_own(file: NominationFile, members: list[Person]) -> None:
    judged(file, members[:2])

    with pytest.raises(RuleBroken, match="three written reasons"), transaction() as session:
        decide(session.merge(file), Proposal.TAKE, "Come.", actor=session.merge(members[0]))
    with pytest.raises(RuleBroken, match="your own reason first"), transaction() as session:
        decide(session.merge(file), Proposal.TAKE, "Come.", actor=session.merge(members[2]))


def test_who_is_taken_is_invited_and_never_mentored_by_the_committee(
    session: Session, file: NominationFile, amara: Person, members: list[Person]
) -> None:
    decided(file, members, Proposal.TAKE)

    asked = session.scalars(select(SignUp)).one()
    assert (asked.person_id, asked.side.value, asked.invited_at is not None) == (amara.id, "mentee", True)
    apart = {each.lower_id + each.higher_id - amara.id for each in session.scalars(select(ExcludedPair))}
    assert apart == {each.id for each in members}


def test_who_is_not_taken_reads_the_committees_words_and_has_a_talk(
    app: Flask, file: NominationFile, amara: Person, members: list[Person]
) -> None:
    decided(file, members, Proposal.NOT_NOW)
    nominee, speaker = browser(app, amara), browser(app, members[0])
    own = f"/nominations/{file.selection.public_id}"
    read = nominee.get(own).text

    assert again(file).talk_by == today("UTC") + timedelta(days=10)
    assert ("Show us once more in a year" in read, "has read it." in read) == (True, False)
    assert "Talk with Amara Okafor." in speaker.get("/").text
    nominee.submit(f"{own}/talk-held", page=own)
    assert again(file).talk_held_on is not None
    assert "Talk with Amara Okafor." not in speaker.get("/").text
    assert speaker.get(page_of(file)).status_code == 404


def test_nobody_judges_whom_they_are_near(
    session: Session, client: PageClient, selection: Selection, amara: Person, daniel: Person, ruth: Person
) -> None:
    partner, thinks = colleague("Jonas Lindqvist"), colleague("Noor Saleh")
    above = colleague("Helena Duarte")
    report_to(above, daniel)
    make_pair(session, mentee=amara, mentor=partner, actor=ruth)
    near = [daniel, above, partner, thinks, amara]
    with transaction() as at_work:
        merged = at_work.merge(amara), at_work.merge(selection)
        put_forward(*merged, "", origin=Origin.PROGRAM, actor=at_work.merge(thinks))
    client.sign_in(ruth)
    settings = f"/selections/{selection.public_id}/settings"
    for each in near:
        client.submit(f"/selections/{selection.public_id}/members", page=settings, email=each.email)
    file = approved(amara, selection)

    seen = []
    for each in near:
        client.sign_in(each)
        listed = "Amara Okafor</h3>" in client.get(f"/committees/{selection.public_id}").text
        seen.append((client.get(page_of(file)).status_code, listed))

    assert seen == [(404, False)] * 5


def test_there_are_no_more_places_than_there_are(
    client: PageClient, selection: Selection, members: list[Person]
) -> None:
    for name in ("One", "Two"):
        decided(approved(colleague(f"Nominee {name}"), selection), members, Proposal.TAKE)
    third = judged(approved(colleague("Nominee Three"), selection), members)

    client.sign_in(members[0])
    refused = client.submit(f"{page_of(third)}/decision", page=page_of(third), outcome="take", answer="Come along.")

    assert "All places are given: 2. Those who run the cohort can add some." in refused.text
    assert "Come along.</textarea>" in refused.text
    assert again(third).outcome is None


def test_there_are_no_more_places_than_hr_expects(
    client: PageClient, selection: Selection, members: list[Person], ruth: Person, daniel: Person
) -> None:
    with transaction() as at_work:
        one_place = Rates(roles=10, free_a_year=5, from_inside=80)
        enter_forecast("high-potential", one_place, actor=at_work.merge(daniel))
    terms = Terms(closes_on=selection.closes_on, places=9, audience=400)

    with pytest.raises(RuleBroken, match="By what HR expects, this cohort has one place"), transaction() as at_work:
        settle(at_work.merge(selection), terms, actor=at_work.merge(ruth))
    decided(approved(colleague("Nominee One"), selection), members, Proposal.TAKE)
    second = judged(approved(colleague("Nominee Two"), selection), members)
    with pytest.raises(RuleBroken, match="one person too many"), transaction() as at_work:
        decide(at_work.merge(second), Proposal.TAKE, "Come.", actor=at_work.merge(members[0]))
    assert again(second).outcome is None
    client.sign_in(ruth)
    settings = client.get(f"/selections/{selection.public_id}/settings").text
    assert "One at most, by the roles that HR expects to come free" in settings


def test_nobody_is_taken_before_hr_has_entered_a_forecast(
    client: PageClient, cohort: Cohort, members: list[Person], amara: Person, ruth: Person
) -> None:
    early = selection_for(cohort, *members, actor=ruth, expects=False)
    file = judged(approved(amara, early), members)
    client.sign_in(ruth)

    with pytest.raises(RuleBroken, match="HR has not said yet"), transaction() as session:
        decide(session.merge(file), Proposal.TAKE, "Come.", actor=session.merge(members[0]))
    decided_by_now = again(file).outcome

    assert decided_by_now is None
    assert "HR has not said how many posts" in client.get(f"/selections/{early.public_id}/settings").text


def record(file_id: int, member_id: int) -> None:
    file, actor = db.session.get_one(NominationFile, file_id), db.session.get_one(Person, member_id)
    decide(file, Proposal.TAKE, f"{actor.name} writes this.", actor=actor)


def test_two_who_decide_at_once_leave_one_decision(app: Flask, file: NominationFile, members: list[Person]) -> None:
    judged(file, members)

    outcomes = race(app, *(partial(record, file.id, each.id) for each in members[:2]))

    assert Counter(outcomes) == {"done": 1, "Conflict": 1}


def test_who_was_slower_keeps_what_they_wrote(client: PageClient, file: NominationFile, members: list[Person]) -> None:
    judged(file, members)
    client.sign_in(members[1])
    page = page_of(file)
    client.get(page)
    record_now(file, members[0])

    late = client.submit(f"{page}/decision", page=page, outcome="not-now", answer="My own careful words.")

    said = [words in late.text for words in ("My own careful words.", "Ada Berg recorded")]
    assert (late.status_code, said) == (409, [True, True])


def record_now(file: NominationFile, member: Person) -> None:
    with transaction() as session:
        decide(session.merge(file), Proposal.TAKE, "Come.", actor=session.merge(member))


def test_the_last_place_is_given_once(app: Flask, selection: Selection, members: list[Person]) -> None:
    decided(approved(colleague("Nominee One"), selection), members, Proposal.TAKE)
    both = [judged(approved(colleague(name), selection), members) for name in ("Nominee Two", "Nominee Three")]

    outcomes = race(app, *(partial(record, each.id, members[place].id) for place, each in enumerate(both)))

    assert Counter(outcomes) == {"done": 1, "RuleBroken": 1}


def test_a_reason_is_written_once(file: NominationFile, members: list[Person]) -> None:
    judged(file, members[:1])

    with pytest.raises(RuleBroken, match="Yours is written"), transaction() as session:
        write_reason(session.merge(file), Proposal.TAKE, "Twice.", actor=session.merge(members[0]))


def test_lists_cost_the_same_queries_for_any_length(
    app: Flask, selection: Selection, members: list[Person], ruth: Person
) -> None:
    member, runs = browser(app, members[0]), browser(app, ruth)
    costs = {}
    for length in (5, 3):
        for number in range(length):
            nominee = colleague(f"Nominee {length} {number}")
            with transaction() as session:
                merged = session.merge(nominee), session.merge(selection)
                put_forward(*merged, "", origin=Origin.PROGRAM, actor=session.merge(ruth))
            judged(approved(nominee, selection), members[1:2])
        pages = [(member, f"/committees/{selection.public_id}"), (runs, f"/selections/{selection.public_id}/settings")]
        for each, path in pages:
            each.get(path)
            with counted() as asked:
                each.get(path)
            costs[length, path[:5]] = len(asked)

    assert costs == {(5, "/comm"): 8, (3, "/comm"): 8, (5, "/sele"): 13, (3, "/sele"): 13}


def test_an_unusual_share_is_said(client: PageClient, ruth: Person, members: list[Person]) -> None:
    here = cohort_of(ruth, program_type="high-potential", name="Small")
    small = selection_for(here, *members, actor=ruth, audience=5)
    decided(approved(colleague("Nominee One"), small), members, Proposal.TAKE)
    client.sign_in(members[0])

    assert "of those it could be are taken" in client.get(f"/committees/{small.public_id}").text
