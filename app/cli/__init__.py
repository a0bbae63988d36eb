"""Commands for the operator, who has a shell and no role in the application."""

from __future__ import annotations

from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from app.accounts.services import first_administrator_link
from app.cli import backups, erasing, succession
from app.core import access_log
from app.core.config import ConfigError, current_config
from app.core.database_roles import DESK, NOT_ALLOWED, are_in_use, prepare_roles, statements
from app.core.erasures import replay_erasures
from app.core.errors import RuleBroken
from app.core.i18n import lazy_gettext as _l
from app.core.outbox import deliver, parked_mails
from app.core.transactions import transaction
from app.core.vault.epochs import change_root
from app.core.vault.ledger import hand_on
from app.core.vault.roots import make_root_key, root_key
from app.core.vault.rotation import left_to_move, rotate
from app.core.vault.store import Domain
from app.core.vault.upkeep import prepare_keystore, unreadable_keys
from app.matching_runs import cli as matching_runs
from app.people_import import cli as people_import

__all__ = ["erasing", "init_app"]

accounts = AppGroup("accounts", help="Sign-in and roles.")
mail = AppGroup("mail", help="Letters that wait or could not be sent.")
database = AppGroup("database", help="What the database lets whom do.")
keys = AppGroup("keys", help="The keys of conversations: none of these commands shows one, or what it opens.")
erasures = AppGroup("erasures", help="What was erased for good, and stays so after a restore.")
KEYS_ROTATED = access_log.phrase("keys.rotated", _l("Wrapped the keys of all rooms anew; nobody’s words were opened"))
ROOT_CHANGED = access_log.phrase("keys.root_changed", _l("Changed the root key; nobody’s words were opened"))
OPERATOR = access_log.phrase("keys.operator", _l("The people who run the servers asked for it"))
log = AppGroup("access-log", help="Who opened what is somebody’s.")


def init_app(app: Flask) -> None:
    """Add the commands to ``flask``."""
    people_import.register(app)
    matching_runs.register(app)
    app.cli.add_command(succession.plans)
    app.cli.add_command(accounts)
    app.cli.add_command(mail)
    app.cli.add_command(backups.backup)
    app.cli.add_command(backups.restored)
    app.cli.add_command(database)
    app.cli.add_command(keys)
    app.cli.add_command(erasures)
    app.cli.add_command(log)


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


@database.command("roles")
@click.option("--sql", is_flag=True, help="Only print the statements, for an administrator of PostgreSQL.")
def database_roles(*, sql: bool) -> None:
    """Make the roles that keep pages of administration and reports from sealed words, and say whether they are used."""
    if sql:
        click.echo("".join(f"{each};\n" for each in statements()), nl=False)
        return
    if current_config().is_sqlite:
        raise click.ClickException("SQLite knows no roles: use PostgreSQL (ITHACA_DATABASE_URL).")
    prepare_roles(current_config())
    if not are_in_use():
        raise click.ClickException(NOT_ALLOWED)
    click.echo(f"Pages of administration run as {DESK}, which has no right on sealed words.")


@keys.command("new-root")
@click.argument("file", type=click.Path(path_type=Path))
def new_root(file: Path) -> None:
    """Write a new root key into FILE, readable by its owner only."""
    try:
        make_root_key(file)
    except OSError as error:
        raise click.ClickException(f"{file} was not written: {error.strerror}.") from error
    click.echo(f"{file} is written. Keep a copy apart from every backup: without it nobody reads a conversation again.")


@keys.command("check")
def check() -> None:
    """Bring the keystore to its newest form, and see that the root key opens every key in it."""
    _prepared()
    count, unreadable = unreadable_keys()
    for domain in Domain:
        if waiting := left_to_move(domain):
            click.echo(f"{waiting} keys of {domain.value} wait for a rotation that was stopped: flask keys rotate")
    if unreadable:
        raise click.ClickException(f"{unreadable} of {count} keys cannot be opened: the keystore was altered.")
    click.echo(f"The root key fits, and opens all {count} keys.")


@keys.command("rotate")
@click.argument("domain", type=click.Choice([each.value for each in Domain]), required=False)
def rotate_keys(domain: str | None) -> None:
    """Wrap all keys anew and destroy what wrapped them before, while people go on reading and writing."""
    _prepared()
    for each in [Domain(domain)] if domain else Domain:
        click.echo(f"{each.value}: {rotate(each)} keys wrapped anew")
    with transaction():
        access_log.note_access(None, KEYS_ROTATED, by=None, why=OPERATOR)


@keys.command("change-root")
@click.argument("setting")
def change_root_key(setting: str) -> None:
    """Wrap everything by the root key that SETTING names (file:…); set ITHACA_ROOT_KEY to it afterwards."""
    _prepared()
    try:
        root = root_key(setting)
        hand_on(root)
        with transaction():
            access_log.note_access(None, ROOT_CHANGED, by=None, why=OPERATOR)
            count = change_root(root)
    except ConfigError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{count} epochs are wrapped by the new root key. Set ITHACA_ROOT_KEY={setting} and start Ithaca anew.")


@erasures.command("replay")
def replay() -> None:
    """Erase again whatever the ledger names; needed once a backup was brought back, and harmless at any time."""
    _prepared()
    try:
        with transaction():
            done = replay_erasures()
    except ConfigError as error:
        raise click.ClickException(str(error)) from error
    for kind, count in done.items():
        click.echo(f"{kind}: {count} erased again")
    click.echo("What was erased is erased.")


@log.command("check")
def check_access_log() -> None:
    """Read the whole access log, and say where a line was altered, taken out, put in, moved or cut off."""
    _prepared()
    access_log.seal_lines()
    with transaction() as session:
        found = access_log.check(session)
    for fault in found.faults:
        click.echo(fault)
    if found.faults:
        raise click.ClickException(f"The access log was altered; {found.lines} lines were read.")
    click.echo(f"All {found.lines} lines of the access log are as they were written.")


def _prepared() -> None:
    try:
        prepare_keystore(current_config())
    except ConfigError as error:
        raise click.ClickException(str(error)) from error
