"""Drafts and choices are changed behind everybody’s back, by somebody who may write to the database: it shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, insert, select, update

from app.core.db import db
from app.core.transactions import transaction
from app.people.models import Person
from app.succession.drafts import is_altered
from app.succession.erasing import erase_own_names
from app.succession.models import Pick, PickState, Plan
from app.succession.services.choosing import record_in_room, save_draft, take_back
from app.succession.services.naming import take_off
from tests.app.coaching.browsing import browser
from tests.factories.succession import agreed, chosen, paired, running

SHOWN = "put in or taken out by nobody who may"


def cut(pick: Pick) -> Any:
    return delete(Pick).where(Pick.id == pick.id)


def flipped(pick: Pick) -> Any:
    return update(Pick).where(Pick.id == pick.id).values(state=PickState.DRAFT, slot=None)


def given_away(pick: Pick) -> Any:
    other = select(Person.id).where(Person.email == "oskar@northmere.example").scalar_subquery()
    return update(Pick).where(Pick.id == pick.id).values(executive_id=other)


def put_in(pick: Pick) -> Any:
    other = select(Person.id).where(Person.email == "oskar@northmere.example").scalar_subquery()
    same = {"round_id": pick.round_id, "candidate_id": pick.candidate_id, "sealed": pick.sealed}
    return insert(Pick).values(**same, executive_id=other, slot=1, state=PickState.CHOSEN)


@pytest.mark.parametrize("change", [cut, flipped, given_away, put_in])
def test_a_pick_that_was_changed_shows_to_owner_and_executive(
    app: Flask, south: Plan, helena: Person, maria: Person, oskar: Person, beatriz: Person, change: Callable[..., Any]
) -> None:
    candidate = agreed(south, beatriz)
    of_round = running(south, maria, oskar)
    pick = chosen(of_round, candidate, beatriz, maria)
    slate = f"/in-confidence/rounds/{of_round.public_id}"
    pages = [
        (browser(app, helena), f"{slate}/meeting"),
        (browser(app, helena), f"{slate}/meeting/print"),
        (browser(app, maria), f"{slate}/choices/{candidate.public_id}"),
    ]
    before = [SHOWN in each.get(path).text for each, path in pages]

    with transaction():
        db.session.execute(change(pick))

    assert before == [False] * 3
    assert [SHOWN in each.get(path).text for each, path in pages] == [True] * 3


def test_an_older_draft_put_back_shows(south: Plan, maria: Person, beatriz: Person) -> None:
    candidate, of_round = agreed(south, beatriz), running(south, maria)
    with transaction():
        first = save_draft(of_round, candidate, maria, "Perhaps", 0)
    old = {"sealed": first.sealed, "version": first.version}
    with transaction():
        save_draft(of_round, candidate, maria, "Rather not", 1)
    genuine = is_altered(south, [maria])

    with transaction():
        db.session.execute(update(Pick).where(Pick.id == first.id).values(**old))

    assert (genuine, is_altered(south, [maria])) == (False, True)


def test_nothing_shows_after_all_that_may_happen_to_picks(
    south: Plan, helena: Person, maria: Person, oskar: Person, beatriz: Person, aisha: Person
) -> None:
    one, other = agreed(south, beatriz, maria), agreed(south, aisha)
    of_round = running(south, maria, oskar)
    chosen(of_round, other, aisha, maria)
    with transaction():
        record_in_room(of_round, other, aisha, oskar, "Said in the room.", actor=helena)
        take_back(of_round, other, maria)
    chosen(of_round, one, beatriz, oskar)
    states = [is_altered(south, [maria, oskar])]
    paired(of_round, one, beatriz, maria)
    states.append(is_altered(south, [maria, oskar]))

    with transaction():
        take_off(db.session.merge(other))
    states.append(is_altered(south, [maria, oskar]))
    with transaction():
        erase_own_names(db.session.merge(beatriz))
    states.append(is_altered(south, [maria, oskar]))

    assert states == [False] * 4
    assert db.session.scalars(select(Pick)).all() == []
