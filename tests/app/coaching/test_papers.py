"""Papers are sealed, opened by whom a living consent names, and shut with the next request (C-34)."""

from __future__ import annotations

import pytest
from sqlalchemy import text, update
from sqlalchemy.orm import Session

from app.coaching.models import Drawer, Engagement, Paper
from app.coaching.papers import open_drawer, rewrite, write
from app.coaching.policy import CoachingAction
from app.coaching.services.consents import give_consent, withdraw_consent
from app.core.access import can
from app.core.errors import Conflict, RuleBroken
from app.core.vault import Domain, NoKey, freeze
from app.people.models import Person
from tests.factories.coaching import engagement
from tests.factories.people import person, report_to

WORDS = "Reports arrive two days late"


@pytest.fixture
def case(session: Session, amara: Person, tomasz: Person, ines: Person) -> Engagement:
    return engagement(amara, tomasz, ines)


@pytest.fixture
def paper(session: Session, case: Engagement) -> Paper:
    """A line of the plan, written by the client."""
    made = write(open_drawer(case, Drawer.PLAN, case.client), "plan", words=WORDS)
    session.commit()
    return made


def test_the_three_read_the_plan_and_nobody_reads_it_in_the_database(
    session: Session, case: Engagement, paper: Paper, ruth: Person
) -> None:
    read = [open_drawer(case, Drawer.PLAN, each).papers[0].get("words") for each in (case.client, *people_of(case))]

    assert read == [WORDS] * 3
    assert WORDS.encode() not in bytes(session.scalar(text("SELECT sealed FROM coaching_paper")))
    with pytest.raises(NoKey):
        open_drawer(case, Drawer.PLAN, session.merge(ruth))


def test_the_manager_opens_no_talks(case: Engagement) -> None:
    assert case.sponsor is not None

    with pytest.raises(NoKey):
        open_drawer(case, Drawer.TALKS, case.sponsor)


def test_a_withdrawn_consent_shuts_at_once(session: Session, case: Engagement, paper: Paper) -> None:
    guide, sponsor = people_of(case)

    withdraw_consent(case, sponsor, actor=case.client)
    session.commit()

    with pytest.raises(NoKey):
        open_drawer(case, Drawer.PLAN, sponsor)
    assert open_drawer(case, Drawer.PLAN, guide).papers[0].get("words") == WORDS


def test_somebody_who_is_not_the_manager_any_more_is_out(session: Session, case: Engagement, ruth: Person) -> None:
    _, sponsor = people_of(case)
    report_to(session.merge(ruth), session.merge(case.client))
    session.expire_all()

    assert not can(sponsor, CoachingAction.VIEW, case)
    with pytest.raises(NoKey):
        open_drawer(case, Drawer.PLAN, sponsor)


def test_a_paper_that_was_altered_is_shown_without_words(session: Session, case: Engagement, paper: Paper) -> None:
    session.execute(update(Paper).values(about="another-area0000"))
    session.commit()
    session.expire_all()

    drawer = open_drawer(case, Drawer.PLAN, case.client)

    assert (drawer.is_altered, drawer.papers[0].words) == (True, None)


def test_a_paper_is_changed_by_whoever_saw_its_newest_words(case: Engagement, paper: Paper) -> None:
    drawer = open_drawer(case, Drawer.PLAN, case.client)

    rewrite(drawer, paper, 1, words="On time")

    with pytest.raises(Conflict):
        rewrite(drawer, paper, 1, words="Late again")
    assert open_drawer(case, Drawer.PLAN, case.client).papers[0].get("words") == "On time"


def test_a_client_with_a_new_password_hands_on_nothing(session: Session, case: Engagement, paper: Paper) -> None:
    friend = session.merge(person("A friend"))
    freeze(case.client.public_id, Domain.COACHING)

    with pytest.raises(RuleBroken, match="Show first that it is you"):
        give_consent(case, friend, [Drawer.PLAN])
    assert open_drawer(case, Drawer.PLAN, case.client).is_frozen


def people_of(case: Engagement) -> tuple[Person, Person]:
    assert case.guide is not None
    assert case.sponsor is not None
    return case.guide, case.sponsor
