"""Commands for the operator, who has a shell and no role in the application."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import AppGroup

from app.accounts.services import first_administrator_link
from app.core.errors import RuleBroken
from app.core.outbox import deliver, parked_mails
from app.core.transactions import transaction
from app.people_import import cli as people_import

accounts = AppGroup("accounts", help="Sign-in and roles.")
mail = AppGroup("mail", help="Letters that wait or could not be sent.")


def init_app(app: Flask) -> None:
    """Add the commands to ``flask``."""
    people_import.register(app)
    app.cli.add_command(accounts)
    app.cli.add_command(mail)


@accounts.command("first-administrator")
def first_administrator() -> None:
    """Print a link with which somebody becomes the first administrator, once, within seven days."""
    try:
        with transaction():
            click.echo(first_administrator_link())
    except RuleBroken as broken:
        raise click.ClickException(str(broken)) from broken


@mail.command("send")
def send() -> None:
    """Send now what is due, without waiting for the worker."""
    click.echo(f"{deliver()} sent")


@mail.command("parked")
def parked() -> None:
    """List letters that no mail server takes, and why."""
    with transaction():
        for each in parked_mails():
            click.echo(f"{each.public_id}  {each.kind:16} {each.recipient}  {each.sentence}")
