"""Executives pick and save at once; ``./dev drill picks`` has two hundred do it through the web server."""

from __future__ import annotations

from collections import Counter
from functools import partial

from flask import Flask

from app.core.db import db
from app.people.models import Person
from app.succession.models import Candidate, Plan, Round
from app.succession.papers import pick_text
from app.succession.queries import picks_of
from app.succession.services.choosing import choose, key_of_drafts, save_draft
from tests.app.pairings.test_races import race
from tests.factories.people import person
from tests.factories.succession import agreed, running


def press(round_id: int, candidate_id: int, person_id: int, executive_id: int, text: str) -> None:
    """Choose somebody, in a window that was opened before anything was written."""
    of_round, candidate = db.session.get_one(Round, round_id), db.session.get_one(Candidate, candidate_id)
    who, executive = db.session.get_one(Person, person_id), db.session.get_one(Person, executive_id)
    choose(of_round, candidate, who, executive, text, 0)


def keep(round_id: int, candidate_id: int, executive_id: int, text: str) -> None:
    """Keep a draft, in a window that was opened before anything was written."""
    of_round, candidate = db.session.get_one(Round, round_id), db.session.get_one(Candidate, candidate_id)
    save_draft(of_round, candidate, db.session.get_one(Person, executive_id), text, 0)


def test_two_choices_stay_of_four_that_are_made_at_once(app: Flask, south: Plan, maria: Person) -> None:
    people = [person(f"Candidate {n}") for n in range(4)]
    candidates = [agreed(south, each) for each in people]
    here, by = running(south, maria).id, maria.id
    ids = [(each.id, who.id) for each, who in zip(candidates, people, strict=True)]

    outcomes = race(app, *(partial(press, here, one, who, by, f"Reason {one}") for one, who in ids))

    assert Counter(outcomes) == {"done": 2, "RuleBroken": 2}
    stored = [each for each in picks_of(maria, db.session.get_one(Round, here)) if each.slot is not None]
    assert sorted(each.slot or 0 for each in stored) == [1, 2]


def test_of_two_windows_about_one_candidate_one_is_told(
    app: Flask, south: Plan, maria: Person, beatriz: Person
) -> None:
    candidate, by = agreed(south, beatriz).id, maria.id
    here = running(south, maria).id

    outcomes = race(app, *(partial(keep, here, candidate, by, text) for text in ("One text", "Another text")))

    assert Counter(outcomes) == {"done": 1, "Conflict": 1}
    of_round = db.session.get_one(Round, here)
    (kept,) = picks_of(maria, of_round)
    written = ("One text", "Another text")[outcomes.index("done")]
    assert pick_text(kept, maria, key_of_drafts(of_round, maria)) == written
