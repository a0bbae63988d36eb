"""Papers of a plan are changed behind everybody’s back, by somebody who may write to the database: it shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from app.core.db import db
from app.core.transactions import transaction
from app.people.models import Person
from app.succession.models import Candidate, Plan, SuccessionPaper
from app.succession.papers import OWNERS, SLATE, open_drawer
from app.succession.services.naming import CARD, take_off
from tests.app.coaching.browsing import browser
from tests.factories.people import person
from tests.factories.succession import agreed, chosen, named, paired, running

SHOWN = "put in or taken out by nobody who may"


def card(candidate: Candidate) -> SuccessionPaper:
    """The evidence about somebody, as it is stored."""
    mine = SuccessionPaper.kind == CARD, SuccessionPaper.about == candidate.public_id
    return db.session.scalars(select(SuccessionPaper).where(*mine)).one()


def cut(one: SuccessionPaper, _other: SuccessionPaper) -> Any:
    return delete(SuccessionPaper).where(SuccessionPaper.id == one.id)


def moved(one: SuccessionPaper, other: SuccessionPaper) -> Any:
    return update(SuccessionPaper).where(SuccessionPaper.id == one.id).values(sealed=other.sealed)


def to_another(one: SuccessionPaper, other: SuccessionPaper) -> Any:
    return update(SuccessionPaper).where(SuccessionPaper.id == one.id).values(about=other.about)


@pytest.mark.parametrize("change", [cut, moved, to_another])
def test_a_paper_that_was_cut_or_moved_shows(
    app: Flask, south: Plan, helena: Person, maria: Person, beatriz: Person, aisha: Person, change: Callable[..., Any]
) -> None:
    one, other = agreed(south, beatriz), agreed(south, aisha)
    slate = running(south, maria).public_id
    lead, chooser = browser(app, helena), browser(app, maria)
    pages = [(lead, f"plans/{south.public_id}"), (lead, f"plans/{south.public_id}/board"), (chooser, f"rounds/{slate}")]
    before = [SHOWN in each.get(f"/in-confidence/{path}").text for each, path in pages]

    with transaction():
        db.session.execute(change(card(one), card(other)))

    assert before == [False] * 3
    assert [SHOWN in each.get(f"/in-confidence/{path}").text for each, path in pages] == [True] * 3


def test_an_older_version_put_back_shows(app: Flask, south: Plan, helena: Person, beatriz: Person) -> None:
    one = named(south, beatriz)
    before = card(one)
    old = {"sealed": before.sealed, "version": before.version}
    db.session.rollback()
    lead, plan = browser(app, helena), f"/in-confidence/plans/{south.public_id}"
    lead.submit(
        f"/in-confidence/candidates/{one.public_id}/card",
        page="/in-confidence",
        seen="1",
        way="W",
        shown="S",
        missing="M",
    )
    genuine = SHOWN in lead.get(plan).text

    with transaction():
        db.session.execute(update(SuccessionPaper).where(SuccessionPaper.id == card(one).id).values(**old))

    assert (genuine, SHOWN in lead.get(plan).text) == (False, True)


def test_nothing_shows_after_all_that_may_happen_to_a_slate(
    app: Flask, south: Plan, helena: Person, maria: Person, beatriz: Person, aisha: Person
) -> None:
    one, other = agreed(south, beatriz, maria), agreed(south, aisha)
    of_round = running(south, maria)
    chosen(of_round, other, aisha, maria)
    paired(of_round, one, beatriz, maria)
    named(south, person("Somebody else"))
    with transaction():
        take_off(db.session.merge(other))

    drawers = [open_drawer(db.session.merge(south), each, helena) for each in (SLATE, OWNERS)]

    assert [each.is_altered for each in drawers] == [False, False]
    assert drawers[0].of_kind(CARD, other.public_id) == []
