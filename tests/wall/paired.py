"""Paired worlds: two installations that differ in what was written behind the wall and in nothing else.

Same clock, same random bytes, other words: whatever anybody but its people can get must be the same to the byte. What a
manager may read of an advising is the same in both.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any
from unittest import mock

import time_machine
from sqlalchemy import LargeBinary, select

from app.core.classification import DataClass
from app.core.db import db
from app.core.transactions import transaction
from app.core.vault import SealedBytes
from app.matching_runs.models import MatchRun
from tests.house.matrix import Address, addresses
from tests.wall.papers import THREE, write_papers
from tests.wall.reports import write_reports
from tests.wall.stage import FEW, OTHERS, Finding, Stage, inhabited, migrated, pair_endpoints
from tests.wall.writing import write_everywhere
from tests.world import Who

MOMENT = datetime(2026, 11, 24, 9, 14, tzinfo=UTC)
SEED = 5
SHORT, LONG = "yes", "We talked for a long time about what went wrong, and who knew of it."
MORE = 40
Seen = dict[str, bytes]


def compare(others: Sequence[Who] = OTHERS) -> Finding:
    """Make the two worlds and look at all that others see of them."""
    finding = Finding("paired worlds")
    migrated()  # before chance is the same, or the first world alone would draw for it
    one, other = (world(words, others) for words in (SHORT, LONG))
    different = sorted(each for each in one.keys() | other.keys() if one.get(each) != other.get(each))
    size = sum(len(each) for each in one.values())
    finding.figures.append(
        f"{len(one)} pages, exports, letters and tables seen by others, {size / 1e6:.1f} MB: {len(different)} differ"
    )
    finding.broken += [f"{each} differs with what was written behind the wall" for each in different]
    return finding


def world(words: str, others: Sequence[Who]) -> Seen:
    """All that others see of an installation in which the pair, and whoever writes papers, writes these words."""
    with same_chance() as chance, time_machine.travel(MOMENT, tick=False), inhabited(is_short=others is FEW) as stage:
        forget_how_long_it_took(stage)
        number = count()

        def ink(readers: str) -> str:
            chance.seed(f"paper {next(number)}")  # whatever was drawn for the one before
            return "On time" if readers == THREE else f"{words} {next(number):03}"

        def write(has_room: bool) -> str:
            chance.seed(f"words {next(number)}")
            return f"{words * (MORE if has_room else 1)} {next(number):03}"

        write_papers(stage, ink)
        write_reports(stage, ink)
        write_everywhere(stage, write, pair_endpoints())
        stage.work()
        seen = dict(answers(stage, others, chance))
        seen |= dict(letters_in(stage.folder))
        seen |= dict(tables_of(stage))
    return {each: content.replace(str(stage.folder).encode(), b"") for each, content in seen.items()}


@contextmanager
def same_chance() -> Iterator[random.Random]:
    """The same random bytes in every world, and nothing takes time; for this test alone, the application has no switch.

    What draws from the system's chance draws from a seeded one, keys and nonces too.
    """
    chance, before = random.Random(SEED), random.getstate()
    random.seed(SEED)
    with ExitStack() as stack:
        for place in ("os.urandom", "random._urandom"):
            stack.enter_context(mock.patch(place, chance.randbytes))
        for place in _clocks():
            stack.enter_context(mock.patch(place, return_value=0.0))
        yield chance
    random.setstate(before)


def _clocks() -> list[str]:
    """Where time is taken with a stopwatch: in ``time``, and wherever one of its functions was imported from there."""
    watches = {"perf_counter", "monotonic"}
    ours = [name for name in sys.modules if name.split(".")[0] in {"app", "matching", "programs"}]
    holders = ["time", *ours]
    return [f"{name}.{watch}" for name in holders for watch in sorted(watches) if watch in vars(sys.modules[name])]


def forget_how_long_it_took(stage: Stage) -> None:
    """The first match of a process loads more than the second."""
    with stage.app.app_context(), transaction() as session:
        for run in session.scalars(select(MatchRun)):
            run.timings = dict.fromkeys(run.timings, 0.0)


def answers(stage: Stage, others: Sequence[Who], chance: random.Random) -> Iterator[tuple[str, bytes]]:
    for who in others:
        client = stage.client(who)
        for address in [*stage.pages_for(who), *files_of(stage)]:
            chance.seed(f"{address} as {who}")  # whatever another page has drawn
            answer = stage.ask(client, address)
            yield f"{address} as {who}", f"{answer.status}\n{answer.headers}".encode() + answer.data


def files_of(stage: Stage) -> list[Address]:
    """Lists that a button takes away."""
    return [each for each in addresses(stage.app) if each.method == "POST" and each.endpoint.endswith("_file")]


def letters_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """All letters, those to the pair too: they may say that there is something, and nothing of it."""
    for file in sorted((folder / "mail").glob("*")):
        yield f"letter {file.name}", file.read_bytes()


def tables_of(stage: Stage) -> Iterator[tuple[str, bytes]]:
    """Every column that figures could be made of: all but what is sealed, and the tags that belong to it."""
    with stage.app.app_context():
        for table in db.metadata.sorted_tables:
            columns = [each for each in table.columns if not is_sealed(each)]
            rows: Any = db.session.execute(select(*columns).order_by(*table.primary_key.columns)).all()
            yield f"table {table.name}", "\n".join(repr(tuple(row)) for row in rows).encode()
        db.session.remove()


def is_sealed(column: Any) -> bool:
    """Whether nothing can be made of a column without a key."""
    if column.info["class"] is DataClass.SEALED or isinstance(column.type, SealedBytes):
        return True
    sealed_beside = any(each.info["class"] is DataClass.SEALED for each in column.table.columns)
    return isinstance(column.type, LargeBinary) and (sealed_beside or column.table.name == "strand")
