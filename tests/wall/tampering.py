"""Changing sealed words where they lie: swapped, flipped, turned back or cut, they open to nobody, and it shows."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Column, and_, delete, func, select, update

from app.coaching.models import Paper
from app.conversations.models import Record, Strand
from app.core.classification import DataClass
from app.core.db import Base
from app.observations.models import ObservationPaper
from app.safeguarding.models import HelpContact, HelpNote
from tests.wall import papers, reports
from tests.wall.desk import WORD, Changes, Desk, Kept, Look, copied, do, put_back
from tests.wall.stage import PAIR, Finding, Stage, inhabited, pair_endpoints, text_of
from tests.wall.writing import write_everywhere

SWAPS, FLIPS = 500, 2_000
SHORT_PAGES = 2
FEW_CHANGES = 3
"""The short form tries one change of a chain in so many."""
SEED = 5
LINK = re.compile(r'href="(/rooms/[^"]+/(?:files|items)/[^"#]+)"')
ROOMS: tuple[Any, ...] = (Strand.__table__, Record.__table__)
PAPERS: tuple[Any, ...] = (Paper.__table__,)
NOTES: tuple[Any, ...] = (HelpNote.__table__, HelpContact.__table__)
REPORTS: tuple[Any, ...] = (ObservationPaper.__table__,)


def run(swaps: int = SWAPS, flips: int = FLIPS, kind: str = "sqlite", *, is_short: bool = False) -> Finding:
    """Tamper, look as their people do, and put back: rooms, papers of engagements, calls for help, reports."""
    finding = Finding(f"tampering on {kind}")
    chance = random.Random(SEED)
    with inhabited(kind, is_short=is_short) as stage, stage.app.app_context():
        numbers = iter(range(10**5))
        earlier: Kept = {}
        for day in range(2):
            earlier = copied((*ROOMS, *PAPERS, *NOTES, *REPORTS)) if day else {}
            papers.write_papers(stage, lambda _for: f"tampered{next(numbers):05}")
            reports.write_reports(stage, lambda _for: f"tampered{next(numbers):05}")
            write_everywhere(stage, lambda _has_room: f"tampered{next(numbers):05}", pair_endpoints())
        for desk, changes, tables in _desks(stage, earlier):
            for count in (desk.swaps(chance, swaps), desk.flips(chance, flips), desk.chains(changes, copied(tables))):
                finding.figures.append(count.say())
                finding.broken += count.broken()
            if desk.words() != desk.before:
                finding.broken.append(f"{desk.what}: not as it was, so that the attempts did not stand alone")
    return finding


def _desks(stage: Stage, earlier: Kept) -> Iterator[tuple[Desk, Changes, tuple[Any, ...]]]:
    every = FEW_CHANGES if stage.is_short else 1
    all_sealed = _sealed_columns()
    yield Desk("rooms", _rooms(stage), all_sealed, every), _changes(earlier), ROOMS
    cases, notes = papers.looks_at_cases(stage), papers.looks_at_notes(stage)
    sealed = {table.name: [each for each in all_sealed if each.table is table] for table in (*PAPERS, *NOTES, *REPORTS)}
    yield Desk("engagements", cases, sealed["coaching_paper"], every), papers.paper_changes(stage, earlier), PAPERS
    both = [*sealed["help_note"], *sealed["help_contact"]]
    yield Desk("calls for help", notes, both, every), papers.note_changes(stage, earlier), NOTES
    seen, words = reports.looks_at_reports(stage), sealed["observation_paper"]
    yield Desk("observation reports", seen, words, every), reports.report_changes(stage, earlier), REPORTS


def _rooms(stage: Stage) -> list[Look]:
    """The pages of a room, and a file and an item that they lead to: of each kind one, all open in the same way."""
    clients = [stage.client(who) for who in PAIR[: 1 if stage.is_short else 2]]
    pages = [each for each in stage.pages() if each.endpoint in pair_endpoints() and each.whose == "own"]
    paths = [stage.path(each) for each in pages]
    shown = [text_of(client.get(path)) for client in clients for path in paths]
    links = sorted({link.split("/")[3]: link for page in shown for link in LINK.findall(page)}.values())
    paths = [path for path in [*paths, *links] if any(WORD.search(text_of(client.get(path))) for client in clients)]
    return [Look(client, path) for client in clients for path in paths[: SHORT_PAGES if stage.is_short else None]]


def _changes(earlier: Kept) -> dict[str, Callable[[], None]]:
    """What somebody could do to a chain, by name."""
    shared = select(Strand.id).where(Strand.owner_id.is_(None)).order_by(Strand.id).limit(1).scalar_subquery()
    here = Record.strand_id == shared
    last = select(func.max(Record.sequence)).where(here).scalar_subquery()
    ends = {"length": last, "head": select(Record.tag).where(here, Record.sequence == last).scalar_subquery()}
    fit = update(Strand).where(Strand.id == shared).values(**ends)
    newest, middle = and_(here, Record.sequence == last), and_(here, Record.sequence == 3)
    first = and_(here, Record.version == 1, Record.sealed.is_(None))
    other = select(Strand.id).where(Strand.owner_id.is_(None), Strand.id != shared).limit(1).scalar_subquery()
    away = Record.sequence + 10_000
    return {
        "the newest cut": lambda: do(delete(Record).where(newest)),
        "the newest cut, and the end made to fit": lambda: do(delete(Record).where(newest), fit),
        "one in the middle cut": lambda: do(delete(Record).where(middle)),
        "all cut": lambda: do(
            delete(Record).where(here), update(Strand).where(Strand.id == shared).values(length=0, head=b"")
        ),
        "all turned back to an earlier day": lambda: put_back({table: earlier[table] for table in ROOMS}),
        "one moved to another room": lambda: do(update(Record).where(newest).values(strand_id=other, sequence=away)),
        "one given another number": lambda: do(update(Record).where(middle).values(sequence=away)),
        "one given another version": lambda: do(update(Record).where(middle).values(version=Record.version + 7)),
        "one given another author": lambda: do(update(Record).where(newest).values(author_id=_other_author())),
        "an old one given another author": lambda: do(update(Record).where(first).values(author_id=_other_author())),
        "one given another item": lambda: do(update(Record).where(middle).values(item="0" * 16)),
    }


def _other_author() -> Any:
    people = Base.metadata.tables["person"]
    return select(func.max(people.c.id)).scalar_subquery()


def _sealed_columns() -> list[Column[Any]]:
    columns = (column for table in Base.metadata.sorted_tables for column in table.columns)
    return [column for column in columns if column.info["class"] is DataClass.SEALED]
