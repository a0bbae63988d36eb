"""Two administrators press the same button at the same moment: one letter for each person, and the other is told."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.announcements.services import Words, preview_of, send_announcement
from app.cohorts.models import Cohort
from app.core.db import db
from app.core.errors import RuleBroken
from app.core.transactions import transaction
from app.people.models import Person
from app.sign_up.administration.queries import chosen_sign_ups
from app.sign_up.administration.services import launch, remind
from app.sign_up.administration.services.inviting import digest_of
from app.sign_up.administration.services.reminding import remindable
from tests.app.sign_up.administration.steps import launched, mails
from tests.client import PageClient

WORDS = Words(audience="not-signed-up", subject="Hello", words="Hello.")


def both(app: Flask, cohort_id: int, actor_id: int, change: Callable[[Cohort, Person], Any]) -> list[str]:
    """Do it twice at once; what the loser is told."""
    start, refused = Barrier(2), []

    def press() -> None:
        with app.app_context():
            start.wait()
            try:
                with transaction():
                    change(db.session.get_one(Cohort, cohort_id), db.session.get_one(Person, actor_id))
            except RuleBroken as broken:
                refused.append(str(broken))

    threads = [Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def test_a_launch_happens_once(app: Flask, session: Session, chosen: Cohort, ruth: Person) -> None:
    seen = digest_of(chosen_sign_ups(chosen))
    ids = chosen.id, ruth.id
    session.rollback()

    refused = both(app, *ids, lambda cohort, actor: launch(cohort, seen, actor=actor))

    assert len(refused) == 1
    assert [who for _kind, who in mails(session)] == ["leila", "priya", "tomasz"]


def test_a_reminder_leaves_once(
    app: Flask, session: Session, signed_in: PageClient, chosen: Cohort, ruth: Person
) -> None:
    launched(signed_in, chosen)
    seen = digest_of(remindable(session.scalars(select(Cohort)).one()))
    ids = chosen.id, ruth.id
    session.rollback()

    refused = both(app, *ids, lambda cohort, actor: remind(cohort, seen, actor=actor))

    assert len(refused) == 1
    assert [who for kind, who in mails(session) if kind == "sign_up_reminder"] == ["leila", "priya", "tomasz"]


def test_a_letter_leaves_once(
    app: Flask, session: Session, signed_in: PageClient, chosen: Cohort, ruth: Person
) -> None:
    launched(signed_in, chosen)
    key = preview_of(session.scalars(select(Cohort)).one(), WORDS).key
    ids = chosen.id, ruth.id
    session.rollback()

    refused = both(app, *ids, lambda cohort, actor: send_announcement(cohort, WORDS, key, actor=actor))

    assert ["left at" in each for each in refused] == [True]
    assert [who for kind, who in mails(session) if kind == "announcement"] == ["leila", "priya", "tomasz"]
