"""Back up in two artefacts, and restore: what was erased since is erased again before anything is served."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup
from flask_migrate import upgrade

from app.core.backups import BackupRefused, Half, Manifest, back_up, is_empty, restore
from app.core.config import ROOT, Config, ConfigError, current_config
from app.core.database_roles import prepare_roles
from app.core.erasures import replay_erasures
from app.core.transactions import transaction
from app.core.vault.upkeep import SCRIPTS, prepare_keystore

CONTENT, KEYSTORE = "content", "keystore"

backup = AppGroup("backup", help="Copies in two files, the content first, kept in two places.")
restored = AppGroup("restore", help="Put copies back, while Ithaca is stopped.")

FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
REPLACE = click.option("--replace", "replaces", is_flag=True, help="Replace all that the database holds now.")


@backup.command(CONTENT)
@FILE
def content(file: Path) -> None:
    """Copy people, cohorts and sealed words into FILE, while Ithaca runs. No key is in it."""
    _backed_up(CONTENT, file)


@backup.command(KEYSTORE)
@FILE
def the_keystore(file: Path) -> None:
    """Copy the wrapped keys into FILE, after the content; keep it seven days at most, and never beside the content."""
    _backed_up(KEYSTORE, file)


@restored.command(CONTENT)
@FILE
@REPLACE
def restore_content(file: Path, *, replaces: bool) -> None:
    """Make the content what FILE holds."""
    _put_back(CONTENT, file, replaces=replaces)
    upgrade()
    prepare_roles(current_config())
    _erase_again()


@restored.command(KEYSTORE)
@FILE
@REPLACE
def restore_keystore(file: Path, *, replaces: bool) -> None:
    """Make the keystore what FILE holds; the root key must be the one of that time."""
    _put_back(KEYSTORE, file, replaces=replaces)
    _erase_again()


def half_of(config: Config, kind: str) -> Half:
    """One of the two databases that the settings name."""
    if kind == CONTENT:
        return Half(CONTENT, config.sqlalchemy_url, ROOT / "migrations")
    return Half(KEYSTORE, config.keystore_sqlalchemy_url, SCRIPTS)


def _backed_up(kind: str, file: Path) -> None:
    try:
        made = back_up(half_of(current_config(), kind), file)
    except BackupRefused as refused:
        raise click.ClickException(str(refused)) from refused
    click.echo(f"{file} holds the {kind} as it was at {_moment(made)}.")


def _put_back(kind: str, file: Path, *, replaces: bool) -> None:
    try:
        made = restore(half_of(current_config(), kind), file, replaces=replaces)
    except BackupRefused as refused:
        raise click.ClickException(str(refused)) from refused
    click.echo(f"The {kind} is what it was at {_moment(made)}.")


def _erase_again() -> None:
    """What was erased after the backup is erased again as soon as both halves are there; a start does the same."""
    config = current_config()
    for kind in (CONTENT, KEYSTORE):
        if is_empty(half_of(config, kind)):
            click.echo(f"The {kind} is still empty: flask restore {kind} FILE")
            return
    try:
        prepare_keystore(config)
        with transaction():
            erased = sum(replay_erasures().values())
    except ConfigError as error:
        raise click.ClickException(f"Ithaca will not start like this. {error}") from error
    click.echo(f"{erased} erasures of later were done again. Ithaca can be started.")


def _moment(made: Manifest) -> str:
    return f"{made.made_at[:19].replace('T', ' ')} UTC"
