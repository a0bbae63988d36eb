"""``flask succession …``: for a plan that nobody owns any more, by two operators together, written into its journal."""

from __future__ import annotations

import click
from flask.cli import AppGroup
from sqlalchemy import select

from app.core.db import session
from app.core.errors import RuleBroken
from app.core.transactions import transaction
from app.people.models import Person
from app.people.queries import person_by_email
from app.succession.models import Plan, PlanState
from app.succession.services.appointing import appoint_as_operators

plans = AppGroup("succession", help="Plans that nobody owns any more. Nothing of them is shown.")


@plans.command("without-owners")
def without_owners() -> None:
    """List the ids of plans that both owners have left, and nothing else of them."""
    with transaction():
        found = session().scalars(select(Plan).where(Plan.state == PlanState.IN_FORCE).order_by(Plan.id))
        for each in (plan for plan in found if not plan.serving):
            click.echo(each.public_id)


@plans.command("appoint")
@click.argument("plan_id")
@click.option("--owner", "owners", multiple=True, required=True, help="Who owns it from now on; give it twice.")
@click.option("--operator", "operators", multiple=True, required=True, help="Who appoints them; twice, both are asked.")
def appoint(plan_id: str, owners: tuple[str, ...], operators: tuple[str, ...]) -> None:
    """Appoint two owners of PLAN_ID, where none is left. Both operators are asked to type their own name."""
    try:
        with transaction():
            plan = session().scalar(select(Plan).where(Plan.public_id == plan_id))
            if plan is None:
                raise click.ClickException("There is no such plan: flask succession without-owners")
            by = [_somebody(each) for each in operators]
            for each in by:
                _ask(each)
            appoint_as_operators(plan, [_somebody(each) for each in owners], by)
    except RuleBroken as broken:
        raise click.ClickException(str(broken)) from broken
    click.echo("Appointed, and written into the plan’s own journal. They are told that there is a document for them.")


def _somebody(email: str) -> Person:
    found = person_by_email(email)
    if found is None or not found.is_active:
        raise click.ClickException(f"Nobody who works here has the address {email}.")
    return found


def _ask(operator: Person) -> None:
    if click.prompt(f"{operator.email}: to stand for this, type your whole name").strip() != operator.name:
        raise click.ClickException("This is not the name of who has this address. Nothing was changed.")
