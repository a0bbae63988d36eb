"""Where both owners of a plan have left, two operators together appoint others; nobody can do it alone."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from app.core.db import db
from app.core.transactions import transaction
from app.people.models import Person
from app.people.services import mark_left
from app.succession.journal import Line
from app.succession.models import Plan, PlanEvent
from app.succession.queries import plans_owned
from tests.factories.people import person


def appoint(app: Flask, plan: str, typed: str, *operators: Person) -> str:
    """What the command says, with Ines and Tom as the new owners."""
    words = ["succession", "appoint", plan, "--owner", "ines@northmere.example", "--owner", "tom@northmere.example"]
    by = [part for each in operators for part in ("--operator", str(each.email))]
    return app.test_cli_runner().invoke(args=[*words, *by], input=typed).output


def test_two_operators_appoint_owners_where_none_is_left(
    app: Flask, south: Plan, helena: Person, victor: Person
) -> None:
    ines, tom = person("Ines Ferro", email="ines@northmere.example"), person("Tom Berg", email="tom@northmere.example")
    one, other = person("Olga Ops", email="olga@northmere.example"), person("Pia Ops", email="pia@northmere.example")
    plan, names = south.public_id, "Olga Ops\nPia Ops\n"

    refused = appoint(app, plan, names, one, other)
    with transaction():
        for each in (helena, victor):
            mark_left(db.session.merge(each), actor=None)
    listed = app.test_cli_runner().invoke(args=["succession", "without-owners"]).output
    alone = appoint(app, plan, "Olga Ops\nOlga Ops\n", one, one)
    another = appoint(app, plan, "Olga Ops\nSomebody else\n", one, other)
    done = appoint(app, plan, names, one, other)

    assert ("has an owner" in refused, listed) == (True, f"{plan}\n")
    assert ("named twice" in alone, "not the name" in another, "Appointed" in done) == (True, True, True)
    assert [len(plans_owned(each)) for each in (ines, tom, one)] == [1, 1, 0]
    noted = select(PlanEvent.kind).where(PlanEvent.kind == Line.APPOINTED_BY_OPERATORS.value)
    assert len(db.session.scalars(noted).all()) == 2
