"""Commands about runs, for whoever has a shell."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import AppGroup

from app.core.transactions import transaction
from app.matching_runs.queries import run_by_public_id
from app.matching_runs.replaying import replayed

runs = AppGroup("runs", help="Results of the match.")


def register(app: Flask) -> None:
    """Add the commands to ``flask``."""
    app.cli.add_command(runs)


@runs.command("replay")
@click.argument("run_id")
def replay(run_id: str) -> None:
    """Compute a run again from what was stored of it, and say whether the same pairs come out (exit 0)."""
    with transaction():
        run = run_by_public_id(run_id)
        if run is None:
            raise click.ClickException(f"There is no run {run_id}.")
        found = replayed(run)
    click.echo(found.finding)
    for sentence in (*found.why, *found.since):
        click.echo(f"  {sentence}")
    for row in found.rows:
        click.echo(f"  {row.who}: {row.now} -> {row.then}")
    if not found.is_same:
        raise SystemExit(1)
