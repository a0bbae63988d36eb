"""Somebody with two roles at once opens what each of them opens, and nothing that none of them does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.conversations.pages import pen_for
from app.conversations.services import enter
from app.conversations.services.items import write_letter, write_note
from app.core.clock import today
from app.core.transactions import transaction
from app.pairings.models import Pairing
from app.people.models import Person, Role
from app.people.services import appoint, set_manager
from programs.access_matrix import HATS, RESOURCES, Hats
from programs.phases import Phase
from tests.client import PageClient
from tests.factories import cohorts
from tests.factories.meetings import agreed
from tests.factories.pairings import make_pair
from tests.factories.people import person
from tests.house.access import PLACES

WORDS = {"conversation": "plum", "private-notes": "quince", "meeting": "damson"}
ROLES = {"administrator": Role.ADMINISTRATOR, "hr_lead": Role.HR_LEAD, "executive": Role.EXECUTIVE}
SIDES = ("mentee", "mentor")
BUILT = [each for each in HATS if not each.missing]


def named(each: Hats) -> str:
    return f"{'+'.join(each.hats)} {each.resource} of {each.of}"


@pytest.mark.parametrize("row", BUILT, ids=named)
def test_rights_are_looked_up_for_one_thing_and_never_added_up(session: Session, app: Flask, row: Hats) -> None:
    wearer = person("Noor Haddad", email="noor@northmere.example")
    pairs = pairs_around(session, wearer, row.hats)
    parameters = write(session, pairs[row.of])

    client = app.test_client()
    assert isinstance(client, PageClient)
    client.sign_in(wearer)
    pages = [client.get(path).data.decode(errors="replace") for path in addresses(app, row.resource, parameters)]

    assert any(WORDS[row.resource] in page for page in pages) == row.may


def test_rows_of_two_hats_name_rows_that_exist() -> None:
    assert {each.resource for each in HATS} <= RESOURCES.keys()
    assert [each for each in HATS if bool(each.missing) == RESOURCES[each.resource].is_built] == []


def pairs_around(session: Session, wearer: Person, hats: tuple[str, ...]) -> dict[str, Pairing]:
    """Two pairs of a cohort, with the wearer where the hats put them."""
    runs = wearer if "administrator" in hats else person("Ruth Baptiste", email="ruth@northmere.example")
    cohort = cohorts.cohort(runs, program_type="functional-expertise", phase=Phase.RUNNING)
    own: dict[str, Any] = {side: wearer for side in SIDES if side in hats}
    others: dict[str, Any] = {side: person(f"A {side}", email=f"{side}@northmere.example") for side in SIDES}
    pairs = {
        "own pair": make_pair(session, cohort=cohort, **({"mentee": "Mia Own", "mentor": "Max Own"} | own)),
        "another pair": make_pair(session, cohort=cohort, **others),
    }
    with transaction():
        for pair in pairs.values() if "manager" in hats else ():
            mentee = session.merge(pair).mentee.person
            if mentee.id != wearer.id:
                set_manager(mentee, session.merge(wearer), actor=None)
    for role in (ROLES[hat] for hat in hats if hat in ROLES):
        give(session, wearer, role)
    return pairs


def give(session: Session, wearer: Person, role: Role) -> None:
    with transaction():
        appoint(session.merge(wearer), role, actor=None)


def write(session: Session, pair: Pairing) -> dict[str, str]:
    """Let the two write and meet; returns what addresses of the pair are made of."""
    meeting = agreed(
        pair,
        session.merge(pair).mentor.person,
        f"{today() + timedelta(days=10)}T10:00",
        place="https://meet.example/damson",
    )
    with transaction():
        pairing = session.merge(pair)
        mentee, mentor = pairing.mentee.person, pairing.mentor.person
        enter(pairing, mentor)
        room = enter(pairing, mentee)
        author = mentor if mentor.name == "Max Own" else mentee
        letter = write_letter(pen_for(room, author), "plum")
        write_note(pen_for(room, author, own=True), "", "quince")
        return {
            "room_id": room.public_id,
            "item_id": letter.item,
            "pairing_id": pairing.public_id,
            "meeting_id": meeting.public_id,
            "number": "1",
        }


def addresses(app: Flask, resource: str, parameters: dict[str, str]) -> list[str]:
    """Every page of a row about this pair."""
    found = []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            place = PLACES.get(rule.endpoint)
            if (
                place
                and place.resource == resource
                and "GET" in (rule.methods or ())
                and rule.arguments <= set(parameters)
            ):
                built = rule.build({name: parameters[name] for name in rule.arguments})
                found.append(built[1] if built else "")
    return found
