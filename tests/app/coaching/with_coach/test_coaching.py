"""Asking a coach, what the three agree on, sessions as dates, the end; and what a manager offers without an answer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.coaching.models import Caseload, CheckIn, Drawer, Engagement, Paper
from app.coaching.papers import open_drawer
from app.coaching.with_coach.models import AgreementSignature, CoachingOffer
from app.coaching.with_coach.queries import coaches_for
from app.coaching.with_coach.services.agreeing import change_agreement, open_agreement, sign, take_on
from app.coaching.with_coach.services.asking import ask, ask_another, leave, offer
from app.coaching.with_coach.services.going_on import end, note_session, set_goal
from app.core.clock import today
from app.core.errors import Conflict, RuleBroken
from app.core.vault import NoKey
from app.people.models import Person, Role
from app.people.services import erase_person, mark_left
from programs.engagements import EngagementKind, EngagementState, Outcome
from tests.app.coaching.browsing import browser, digest_on, steady
from tests.factories.coaching import agreed, coaching, engagement, sponsor_signs
from tests.factories.people import person, report_to

WISH = "Speak up in large meetings"


@pytest.fixture
def leo(session: Session) -> Person:
    """A coach."""
    return person("Leo Brandt", role=Role.COACH, email="leo@northmere.example")


def test_a_client_asks_agrees_and_ends_through_the_pages(
    session: Session, app: Flask, amara: Person, leo: Person, ines: Person
) -> None:
    client, coach, sponsor = (browser(app, each) for each in (amara, leo, ines))
    wish = {"coach": leo.public_id, "sponsor": ines.public_id, "months": "4", "sessions": "8", "wish": WISH}

    at = client.submit("/coaching/ask-for-a-coach", **wish).headers["Location"]
    coach.submit(f"{at}/take", page=at)
    terms = {"goal_1": "Lead the weekly review", "months": "4", "sessions": "8", "version": "1"}
    client.submit(f"{at}/agreement/change", **terms)
    kept_out = sponsor.get(f"{at}/agreement").status_code
    for each in (client, coach, sponsor):
        page = each.get(f"{at}/agreement").text
        each.submit(f"{at}/agreement/sign", page=f"{at}/agreement", digest=digest_on(page))
    coach.submit(f"{at}/sessions", page=at, **{"session-on": str(today()), "session-was_held": "yes"})
    client.submit(f"{at}/goals", page=at, **{"goal-text": "Sleep before a review"})
    client.submit(f"{at}/end", outcome="met")

    ended = session.scalars(select(Engagement)).one()
    assert kept_out == 404
    assert (ended.state, ended.outcome) == (EngagementState.CLOSED, Outcome.MET)
    assert (ended.ends_on or today()) > today() + timedelta(days=100)
    assert [(each.on, each.was_held) for each in session.scalars(select(CheckIn))] == [(today(), True)]
    assert "Sleep before a review" in coach.get(at).text
    assert sponsor.get(at).status_code == 404
    assert WISH.encode() not in b"".join(bytes(each) for each in session.scalars(select(Paper.sealed)))


def test_a_change_makes_the_signatures_void_and_shuts_the_sponsor_out(
    session: Session, amara: Person, leo: Person, ines: Person
) -> None:
    case = agreed(amara, leo, ines)
    sign(case, case.client, open_agreement(case, case.client).digest)
    sponsor = session.merge(ines)
    before = open_agreement(case, sponsor).digest

    seen = open_agreement(case, case.client).paper.version
    change_agreement(case, case.client, seen, months=6, sessions=8, scope="", goals=["Say no in time"])

    assert open_agreement(case, case.client).signatures == {}
    with pytest.raises(NoKey):
        open_agreement(case, sponsor)
    with pytest.raises(Conflict, match="changed since you looked"):
        sign(case, case.client, before)
    session.rollback()


def test_who_signs_has_read_where_confidentiality_ends(app: Flask, amara: Person, leo: Person, ines: Person) -> None:
    case = agreed(amara, leo, ines)

    page = browser(app, amara).get(f"/coaching/with-a-coach/{case.public_id}/agreement").text

    assert "Where the law demands it, the coach must speak." in page
    assert "Sign this agreement" in page


def test_a_coach_without_room_is_not_offered_and_two_at_once_do_not_share_the_last_place(
    session: Session, amara: Person, leo: Person, ines: Person
) -> None:
    session.add(Caseload(person_id=leo.id, kind=EngagementKind.COACHING, most=1))
    session.commit()
    client, coach, sponsor = (session.merge(each) for each in (amara, leo, ines))

    ask(client, coach, sponsor, wish=WISH, months=3, sessions=6)

    other = session.merge(person("Somebody else"))
    report_to(sponsor, other)
    assert [each.free for each in coaches_for(other)] == [0]
    with pytest.raises(Conflict, match="has no place left"):
        ask(other, coach, sponsor, wish=WISH, months=3, sessions=6)
    session.rollback()


def test_whoever_advises_somebody_is_never_their_coach(
    session: Session, amara: Person, leo: Person, tomasz: Person, ines: Person
) -> None:
    engagement(amara, leo, ines, state=EngagementState.CLOSED, closed_on=today() - timedelta(days=300))

    assert coaches_for(session.merge(amara)) == []
    assert [each.person.id for each in coaches_for(session.merge(tomasz))] == [leo.id]


def test_a_coach_who_leaves_it_opens_nothing_any_more(
    session: Session, amara: Person, leo: Person, ines: Person
) -> None:
    other = session.merge(person("Wanda Kos", role=Role.COACH))
    client, coach, sponsor = (session.merge(each) for each in (amara, leo, ines))
    case = ask(client, coach, sponsor, wish=WISH, months=3, sessions=6)

    leave(case, coach)
    ask_another(case, other)

    with pytest.raises(NoKey):
        open_drawer(case, Drawer.TALKS, coach)
    assert open_drawer(case, Drawer.TALKS, other).papers[0].get("text") == WISH
    session.rollback()


def test_sessions_are_dates_within_the_coaching_and_as_many_as_agreed(
    session: Session, amara: Person, leo: Person, ines: Person
) -> None:
    case = coaching(amara, leo, ines)
    case.begins_on = today() - timedelta(days=60)
    for days in range(8):
        note_session(case, case.client, today() - timedelta(days=days), was_held=True)

    with pytest.raises(RuleBroken, match="All 8 sessions"):
        note_session(case, case.client, today() - timedelta(days=20), was_held=True)
    with pytest.raises(RuleBroken, match="until today"):
        note_session(case, case.client, today() + timedelta(days=1), was_held=True)
    session.rollback()


def test_only_the_client_sets_goals_of_their_own(
    session: Session, app: Flask, amara: Person, leo: Person, ines: Person
) -> None:
    at = f"/coaching/with-a-coach/{coaching(amara, leo, ines).public_id}"
    coach = browser(app, leo)

    answers = [coach.submit(f"{at}/{each}", page=at).status_code for each in ("goals", "end", "withdraw")]

    assert answers == [403] * 3


def test_what_is_offered_shows_no_answer(
    session: Session, app: Flask, amara: Person, leo: Person, ines: Person
) -> None:
    manager, client = browser(app, ines), browser(app, amara)
    manager.submit("/coaching/offers", person=amara.public_id)
    manager.get("/coaching")
    offered = steady(manager.get("/coaching/offers").text)
    found = session.scalars(select(CoachingOffer)).one()
    home = client.get("/").text

    client.submit(f"/coaching/offers/{found.public_id}/put-away", page="/coaching")
    agreed(amara, leo, ines)

    assert "Coaching is open to you." in home
    assert steady(manager.get("/coaching/offers").text) == offered
    assert "offers you coaching" not in client.get("/coaching").text


def test_where_a_coach_leaves_the_organisation_the_client_asks_another(
    session: Session, amara: Person, leo: Person, ines: Person
) -> None:
    case, other = coaching(amara, leo, ines), session.merge(person("Wanda Kos", role=Role.COACH))

    mark_left(session.merge(leo), actor=None)
    asked_for = (case.state, case.guide)
    ask_another(case, other)
    take_on(case, other)
    for each in (case.client, other, session.merge(ines)):
        sign(case, each, open_agreement(case, each).digest)

    assert asked_for == (EngagementState.OFFERED, None)
    assert (case.state, open_agreement(case, other).agreement.coach) == (EngagementState.UNDER_WAY, "Wanda Kos")
    session.rollback()


def test_where_a_client_leaves_the_organisation_it_ends(
    session: Session, amara: Person, leo: Person, ines: Person
) -> None:
    case = agreed(amara, leo, ines)

    mark_left(case.client, actor=None)

    assert (case.state, case.outcome) == (EngagementState.CLOSED, Outcome.WITHDRAWN)
    session.rollback()


def test_whoever_is_erased_was_offered_nothing(session: Session, amara: Person, ines: Person) -> None:
    offer(session.merge(amara), session.merge(ines))

    erase_person(session.merge(amara), actor=None)

    assert session.scalars(select(CoachingOffer)).all() == []
    session.rollback()


def test_a_manager_offers_it_to_nobody_elses_people(app: Flask, amara: Person, ruth: Person, ines: Person) -> None:
    answer = browser(app, ruth).submit("/coaching/offers", page="/coaching/ask-for-a-coach", person=amara.public_id)

    assert answer.status_code == 400


def test_a_coaching_is_ended_once(session: Session, amara: Person, leo: Person, ines: Person) -> None:
    case = sponsor_signs(agreed(amara, leo, ines))
    set_goal(case, case.client, "Sleep before a review")
    end(case, goals_met=False)

    with pytest.raises(RuleBroken, match="moved on"):
        end(case, goals_met=True)
    assert len(list(session.scalars(select(AgreementSignature)))) == 3
    session.rollback()
