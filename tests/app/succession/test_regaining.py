"""After a new password nothing opens until an owner says that it is they, and nothing shows that there is something."""

from __future__ import annotations

from datetime import timedelta

import time_machine
from flask import Flask

from app.core.clock import now
from app.core.transactions import transaction
from app.people.models import Person
from app.people.rebinding import Rebinding, tell_rebound
from app.succession.models import Plan
from tests.app.coaching.browsing import browser
from tests.factories.succession import asked

HERE = "/in-confidence"


def test_whoever_has_a_new_password_finds_nothing_until_an_owner_says_that_it_is_they(
    app: Flask, south: Plan, helena: Person, victor: Person, beatriz: Person
) -> None:
    question, owners = f"{HERE}/asked/{asked(south, beatriz).public_id}", f"{HERE}/plans/{south.public_id}/owners"
    before = browser(app, beatriz).get(question).status_code
    with transaction():
        tell_rebound([Rebinding(each.id) for each in (beatriz, victor)])
    own, lead, other = (browser(app, each) for each in (beatriz, helena, victor))

    empty = "Nothing is here for you" in own.get(HERE).text
    waiting = [each.name in lead.get(owners).text for each in (beatriz, victor)]
    answers = [
        each.submit(f"{owners}/vouch", page=owners, person=who.public_id).status_code
        for each, who in ((other, victor), (other, beatriz), (lead, beatriz), (lead, helena))
    ]

    assert (before, own.get(question).status_code, empty, waiting) == (200, 404, True, [True, True])
    assert answers == [422, 422, 303, 422]
    with time_machine.travel(now() + timedelta(hours=25)):
        assert browser(app, beatriz).get(question).status_code == 200
