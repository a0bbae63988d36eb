"""Erasing one person, by the operator, who is asked to name them first."""

from __future__ import annotations

import click

from app.core.config import ConfigError
from app.core.errors import RuleBroken
from app.core.transactions import transaction
from app.people.queries import person_by_public_id
from app.people.services import erase_person
from app.people_import.cli import people

GOES = """\
Gone for good, in this installation and in whatever backup is restored into it:
  the profile, e-mail and sign-in, skills, roles and reporting lines;
  all answers of sign-ups; every note and goal written for themselves only.
Stays:
  that “Former member” took part and in which pairs;
  what was shared with the other of a pair, until their time to read it ends."""


@people.command("erase")
@click.argument("public_id")
def erase(public_id: str) -> None:
    """Erase the person of PUBLIC_ID, which stands in the address of their profile. Asks for their name first."""
    try:
        with transaction():
            person = person_by_public_id(public_id)
            if person is None:
                raise click.ClickException("Nobody has this id. It stands in the address of somebody’s profile.")
            click.echo(f"{person.name}, {person.position or 'no position known'}\n\n{GOES}\n")
            if click.prompt("To erase them, type their whole name").strip() != person.name:
                raise click.ClickException("This is not their name. Nothing was changed.")
            erase_person(person, actor=None)
    except (RuleBroken, ConfigError) as broken:
        raise click.ClickException(str(broken)) from broken
    click.echo("Erased.")
