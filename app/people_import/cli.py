"""``flask people import FILE``: the same import from the command line, for whoever runs the servers."""

from __future__ import annotations

from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.transactions import transaction
from app.people_import.columns import LABELS, recognised
from app.people_import.files import forget
from app.people_import.lists import entries_of
from app.people_import.models import PeopleImport, Scope
from app.people_import.plan import Kind, Plan
from app.people_import.rows import Reading
from app.people_import.services import (
    apply_import,
    check_ready,
    discard,
    keep_plan,
    map_columns,
    order_of,
    plan_for,
    read_order,
    start_import,
)
from app.people_import.services.check import Order

SHOWN = 20

people = AppGroup("people", help="People of the organisation.")


def register(app: Flask) -> None:
    """Add the commands to the application's command line."""
    app.cli.add_command(people)


@people.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--everyone", is_flag=True, help="The file lists everyone: whoever is missing has left.")
@click.option("--yes", is_flag=True, help="Apply without asking.")
@click.option("--leavers", type=int, help="How many people lose their access, where --yes is not enough.")
def import_file(file: Path, everyone: bool, yes: bool, leavers: int | None) -> None:
    """Bring people in from FILE (CSV or XLSX): shows what would change, asks, and applies it in one transaction."""
    try:
        draft_id, stored_as = _start(file, Scope.EVERYONE if everyone else Scope.SOME)
        try:
            _look_and_apply(draft_id, yes=yes, leavers=leavers)
        finally:
            forget(stored_as)
    except RuleBroken as broken:
        raise click.ClickException(str(broken)) from None


def _start(file: Path, scope: Scope) -> tuple[int, str | None]:
    with transaction(), file.open("rb") as stream:
        draft = start_import(stream, file.name, actor=None)
        map_columns(draft, draft.fields, {}, scope)
        _show_columns(draft)
        return draft.id, draft.stored_as


def _look_and_apply(draft_id: int, *, yes: bool, leavers: int | None) -> None:
    with transaction():
        order = order_of(session().get_one(PeopleImport, draft_id))
    reading = read_order(order)
    with transaction():
        plan, _directory = plan_for(order, reading)
        keep_plan(session().get_one(PeopleImport, draft_id), plan)
    _show_plan(plan)
    if plan.problems:
        _put_aside(draft_id)
        raise click.ClickException(_("Nothing was stored. Put this right in the file first."))
    if plan.does_nothing:
        click.echo(_("Nothing to do: everybody is in the directory as the file says."))
    elif _agrees(plan, yes=yes, leavers=leavers):
        _apply(draft_id, order, reading, plan)
        return
    else:
        click.echo(_("Nothing was stored."))
    _put_aside(draft_id)


def _show_columns(draft: PeopleImport) -> None:
    taken = draft.fields
    for column in recognised(draft.headings):
        if column.heading in taken:
            click.echo(f"  {column.heading}: {LABELS[taken[column.heading]]}")
        elif column.sensitive:
            click.echo(_("  %(heading)s: left out, sensitive", heading=column.heading))
        else:
            click.echo(_("  %(heading)s: left out", heading=column.heading))


def _show_plan(plan: Plan) -> None:
    for note in plan.notes:
        click.echo(note)
    counts = plan.counts
    click.echo(
        _(
            "%(new)s new, %(changed)s changed, %(leaving)s leaving, %(unchanged)s as before, %(problems)s problems",
            **counts,
        )
    )
    for problem in plan.problems[:SHOWN]:
        click.echo(f"  {problem.sentence}")
    if len(plan.problems) > SHOWN:
        click.echo(_("  … and %(count)s more", count=len(plan.problems) - SHOWN))


def _agrees(plan: Plan, *, yes: bool, leavers: int | None) -> bool:
    if plan.asks_twice:
        for entry in entries_of(plan, Kind.LEAVING):
            click.echo(f"  {entry['name']}")
        count = len(plan.leaving)
        click.echo(
            ngettext(
                "One person of this list loses their access.", "%(num)s people of this list lose their access.", count
            )
        )
        given = leavers if leavers is not None or yes else click.prompt(_("Write how many"), type=int, default=0)
        if given != count:
            click.echo(_("That is not their number."))
            return False
    return yes or click.confirm(_("Apply this?"))


def _apply(draft_id: int, order: Order, reading: Reading, plan: Plan) -> None:
    with transaction():
        draft = session().get_one(PeopleImport, draft_id)
        check_ready(draft, len(plan.leaving))
        is_applied = apply_import(draft, order, reading, actor=None)
    if not is_applied:
        _put_aside(draft_id)
        raise click.ClickException(_("The directory changed meanwhile. Nothing was stored. Run the command again."))
    click.echo(_("Done."))


def _put_aside(draft_id: int) -> None:
    with transaction():
        discard(session().get_one(PeopleImport, draft_id), actor=None)
