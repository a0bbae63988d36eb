"""A new password opens nothing of a coaching (C-08), and whoever is honest gets back in a day later."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.coaching.models import Drawer, Engagement, Paper
from app.coaching.papers import open_drawer, write
from app.coaching.services.taking_up import turn_down
from app.core.clock import now
from app.core.errors import RuleBroken
from app.people.models import Person, Role
from programs.engagements import EngagementState
from tests.app.conversations.test_pages import signed_in
from tests.app.conversations.test_regaining import NEW_PASSWORD, reset
from tests.client import PageClient
from tests.factories.accounts import PASSWORD, give_password
from tests.factories.coaching import coaching, draft, engagement, handed
from tests.factories.people import person

OLD = "Leading without preparing every word"


@pytest.fixture
def leo(session: Session) -> Person:
    """Her coach."""
    return person("Leo Brandt", role=Role.COACH, email="leo@northmere.example")


@pytest.fixture
def case(session: Session, amara: Person, leo: Person, ines: Person) -> Engagement:
    """A coaching under way with a report that lies before its client, who signs in with a password."""
    give_password(session.merge(amara))
    session.commit()
    made = coaching(amara, leo, ines)
    handed(draft(made))
    return made


def pages(case: Engagement) -> list[str]:
    """The agreement and all that hangs on it."""
    here = f"/coaching/with-a-coach/{case.public_id}"
    return [here, f"{here}/agreement"]


def reads(client: PageClient, case: Engagement) -> list[bool]:
    return [OLD in client.get(each, follow_redirects=True).text for each in pages(case)]


@pytest.mark.parametrize("way", ["device", "coach"])
def test_each_way_back_opens_after_a_day_and_not_before(
    session: Session, app: Flask, case: Engagement, amara: Person, leo: Person, way: str
) -> None:
    here, browser = f"/coaching/{case.public_id}/way-back", app.test_client()
    assert isinstance(browser, PageClient)
    with time_machine.travel(now(), tick=False) as clock:
        browser.submit("/sign-in", email=amara.email, password=PASSWORD, trust="y")
        before = reads(browser, case)
        clock.shift(timedelta(days=1))
        reset(session, amara)
        clock.shift(timedelta(minutes=1))
        browser.submit("/sign-in", email=amara.email, password=NEW_PASSWORD, trust="y")
        shut = browser.get(pages(case)[0], follow_redirects=True).text
        if way == "device":
            browser.submit(f"{here}/device", page=here)
        else:
            signed_in(app, leo).submit(f"{here}/vouch/{amara.public_id}", page=here)
        clock.shift(timedelta(hours=23))
        too_early = reads(browser, case)
        clock.shift(timedelta(hours=2))
        later = reads(signed_in(app, amara), case)

    assert before[1]
    assert ("Show it in one of these ways" in shut, "was changed" in shut) == (True, False)
    assert (too_early, later[1]) == ([False, False], True)


def test_whoever_signs_in_on_another_device_shows_nothing_by_it(
    session: Session, app: Flask, case: Engagement, amara: Person
) -> None:
    here = f"/coaching/{case.public_id}/way-back"
    reset(session, amara)
    client = signed_in(app, amara)

    answers = [
        client.submit(f"{here}/device", page=here).status_code,
        client.submit(f"{here}/vouch/{amara.public_id}", page=here).status_code,
    ]

    assert answers == [422, 422]
    assert "It is me" not in client.get(here).text


def test_what_is_shut_to_a_client_is_not_theirs_to_destroy(
    session: Session, amara: Person, tomasz: Person, ines: Person
) -> None:
    give_password(session.merge(amara))
    session.commit()
    made = engagement(amara, tomasz, ines, state=EngagementState.OFFERED)
    write(open_drawer(made, Drawer.STATEMENT, made.client), "statement", words="I see it in another way.")
    session.commit()
    reset(session, amara)

    with pytest.raises(RuleBroken, match="Show first that it is you"):
        turn_down(session.merge(made))

    session.rollback()
    assert session.scalar(select(func.count()).select_from(Paper)) == 1
