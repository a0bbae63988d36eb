"""What stands in the library of a cohort: the words of its program, or those of its administrators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from app.cohorts.models import Cohort
from app.core.asked_once import asked_once
from app.core.db import session
from app.core.i18n import gettext as _
from app.library.models import LibraryVersion
from programs.catalogue import PROGRAM_TYPES
from programs.library import OWN, Library, Piece, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A piece as it stands now. ``number`` is that of its newest version, 0 where nobody has changed it."""

    name: str
    theme: str
    words: Words
    milestones: tuple[str, ...] = ()
    number: int = 0
    is_own: bool = False
    is_changed: bool = False
    is_put_away: bool = False


def library_of(cohort: Cohort) -> Library | None:
    """What the program gives its cohorts to read."""
    return PROGRAM_TYPES[cohort.program_type].library


@asked_once
def all_pieces(cohort: Cohort) -> Sequence[Shown]:
    """Every piece, those that are put away too: in the order of the program, then those added; one query."""
    library = library_of(cohort)
    if library is None:
        return []
    newest = _newest(cohort)
    given = [_shown(each.name, each, newest.get(each.name)) for each in library.pieces]
    names = {each.name for each in library.pieces}
    return [*given, *(_shown(name, None, row) for name, row in newest.items() if name not in names)]


def pieces(cohort: Cohort) -> Sequence[Shown]:
    """What people find in it."""
    return [each for each in all_pieces(cohort) if not each.is_put_away]


def piece_of(cohort: Cohort, name: str) -> Shown | None:
    """One piece, put away or not."""
    return next((each for each in all_pieces(cohort) if each.name == name), None)


def pieces_by_milestone(cohort: Cohort) -> Mapping[str, Sequence[Shown]]:
    """What is worth reading at each milestone."""
    there = pieces(cohort)
    names = {name for each in there for name in each.milestones}
    return {name: [each for each in there if name in each.milestones] for name in names}


def versions_of(cohort: Cohort, name: str) -> Sequence[LibraryVersion]:
    """All versions of a piece, the newest first, with who wrote them."""
    rows = select(LibraryVersion).where(LibraryVersion.cohort_id == cohort.id, LibraryVersion.piece == name)
    rows = rows.options(joinedload(LibraryVersion.written_by))
    return session().scalars(rows.order_by(LibraryVersion.number.desc())).all()


def version_of(cohort: Cohort, name: str, number: int) -> LibraryVersion | None:
    """One version of a piece."""
    return session().get(LibraryVersion, (cohort.id, name, number))


def newest_versions(cohort: Cohort) -> Select[LibraryVersion]:
    """The newest version of each piece that was changed or added, in the order in which they were first."""
    newest = select(LibraryVersion.piece, func.max(LibraryVersion.number).label("number"))
    newest = newest.where(LibraryVersion.cohort_id == cohort.id).group_by(LibraryVersion.piece)
    last = newest.subquery()
    rows = select(LibraryVersion).where(LibraryVersion.cohort_id == cohort.id)
    here = (LibraryVersion.piece == last.c.piece) & (LibraryVersion.number == last.c.number)
    return rows.join(last, here).order_by(LibraryVersion.written_at, LibraryVersion.piece)


def _newest(cohort: Cohort) -> dict[str, LibraryVersion]:
    return {each.piece: each for each in session().scalars(newest_versions(cohort))}


def _shown(name: str, piece: Piece | None, row: LibraryVersion | None) -> Shown:
    is_changed = row is not None and not row.is_programs
    words = row.as_words if row is not None and is_changed else _of_the_program(piece) if piece else None
    if words is None:
        raise LookupError("a piece that was added has words of its own")
    return Shown(
        name=name,
        theme=_(piece.theme if piece else OWN),
        words=words,
        milestones=piece.milestones if piece else (),
        number=row.number if row else 0,
        is_own=piece is None,
        is_changed=is_changed,
        is_put_away=row is not None and row.is_put_away,
    )


def _of_the_program(piece: Piece) -> Words:
    """In the language of the page; what an administrator wrote stays as it was written."""
    return Words(**{name: _(words) for name, words in asdict(piece.words()).items()})
