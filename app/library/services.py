"""A library is worded anew: every change is a version of its own, and none is lost. The caller commits."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from app.cohorts.models import Cohort
from app.cohorts.services import refuse_when_over
from app.cohorts.written import refuse_disguised
from app.core.audit import record
from app.core.db import public_id, session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.library.models import LibraryVersion
from app.library.queries import Shown, all_pieces, version_of
from app.people.models import Person
from programs.library import Words

AS_THE_PROGRAM_HAS_IT = 0
"""The number of the version that no row holds: the words of the program."""


def add_piece(cohort: Cohort, words: Words, *, actor: Person) -> str:
    """Put a piece of one's own into the library; returns its name."""
    name = public_id()
    _refuse_coaching(cohort, words)
    _append(cohort, name, 0, actor, **asdict(words))
    return name


def word_anew(cohort: Cohort, piece: Shown, words: Words, *, seen: int, actor: Person) -> None:
    """Let a piece have these words. Raises Conflict where it was changed since ``seen``."""
    _refuse_unseen(piece, seen)
    _refuse_coaching(cohort, words)
    _append(cohort, piece.name, seen, actor, is_put_away=piece.is_put_away, **asdict(words))


def go_back_to(cohort: Cohort, piece: Shown, number: int, *, actor: Person) -> None:
    """Let a piece have the words of an earlier version, or of the program; as a version of its own."""
    kept = {"is_put_away": piece.is_put_away}
    if number == AS_THE_PROGRAM_HAS_IT and not piece.is_own:
        _append(cohort, piece.name, piece.number, actor, **kept)
        return
    row = version_of(cohort, piece.name, number)
    if row is None:
        raise RuleBroken(_("This piece has no such version. Look at the list again."))
    if not row.is_programs:
        _refuse_coaching(cohort, row.as_words)
    words = {} if row.is_programs else asdict(row.as_words)
    _append(cohort, piece.name, piece.number, actor, **kept, **words)


def put_away(cohort: Cohort, piece: Shown, *, is_away: bool, actor: Person) -> None:
    """Take a piece out of the library, or bring it back; nothing where it is so already."""
    if piece.is_put_away is is_away:
        return
    words = asdict(piece.words) if piece.is_changed else {}
    _append(cohort, piece.name, piece.number, actor, is_put_away=is_away, **words)


def copy_library(cohort: Cohort, copy: Cohort) -> None:
    """Give a cohort that was made from another one the library as it stands there."""
    for each in all_pieces(cohort):
        if each.number:
            words = asdict(each.words) if each.is_changed else {}
            _write(copy, each.name, 1, copy.created_by_id, is_put_away=each.is_put_away, **words)
    session().flush()


def _refuse_coaching(cohort: Cohort, words: Words) -> None:
    for name, text in asdict(words).items():
        refuse_disguised(cohort, text, field=name)


def _refuse_unseen(piece: Shown, seen: int) -> None:
    if piece.number != seen:
        raise Conflict(_("Somebody saved this piece while you wrote. Yours is below; look at theirs first."))


def _append(cohort: Cohort, name: str, last: int, actor: Person, **fields: Any) -> None:
    refuse_when_over(cohort)
    _write(cohort, name, last + 1, actor.id, **fields)
    session().flush()
    record(actor, "library.changed", cohort)


def _write(cohort: Cohort, name: str, number: int, by: int, **fields: Any) -> None:
    """A version with words, or without any: then it is the program's."""
    fields["is_programs"] = "words" not in fields
    session().add(LibraryVersion(cohort_id=cohort.id, piece=name, number=number, written_by_id=by, **fields))
