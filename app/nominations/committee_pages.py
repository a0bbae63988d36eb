"""What a member of a committee is shown: files that they may judge, and figures of those files alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.pages import Page, paginate
from app.nominations.models import CommitteeReason, NominationFile, Selection
from app.nominations.pages import Shown, share_of, shown
from app.nominations.queries import files_before, reasons_of, taken_before
from app.nominations.services.judging import recorders_of
from app.nominations.services.standing import still_attached
from app.people.models import Person


@dataclass(frozen=True, slots=True)
class Line:
    """A file in a member’s list: whether their own reason is written, and how many are."""

    file: NominationFile
    name: str
    has_mine: bool
    written: int


@dataclass(frozen=True, slots=True)
class CommitteePage:
    """What is before a committee, for one member: every figure counts those alone whom this member may judge.

    Of all of them, a manager on the committee would read what became of whom they had put forward.
    """

    selection: Selection
    page: Page[NominationFile]
    lines: Sequence[Line]
    taken: int
    warning: str


def committee_page(person: Person, selection: Selection, number: int) -> CommitteePage:
    """The files that this member may judge; the queries do not grow with them."""
    page = paginate(files_before(person, selection), number)
    lines = [
        Line(
            file=each,
            name=each.shown["name"],
            has_mine=person.id in {reason.member_id for reason in each.reasons},
            written=len(each.reasons),
        )
        for each in page.rows
    ]
    taken = taken_before(person, selection)
    return CommitteePage(selection, page, lines, taken, share_of(selection, taken, is_over=False))


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePage:
    """One file, for one member: the others’ reasons only once their own is written."""

    file: NominationFile
    shown: Shown
    mine: CommitteeReason | None
    others: Sequence[CommitteeReason]
    written: int
    may_decide: bool
    leave_it_to: Sequence[str]
    taken: int


def file_page(file: NominationFile, person: Person) -> FilePage:
    """What a member reads of somebody, and what is theirs to do."""
    reasons, selection = reasons_of(file), file.selection
    mine = next((each for each in reasons if each.member_id == person.id), None)
    is_open = file.outcome is None and mine is not None and len(reasons) >= selection.terms.committee
    recorders = recorders_of(file) if is_open else []
    is_mine = person.id in {each.id for each in recorders}
    return FilePage(
        file=file,
        shown=shown({**file.shown, "evidence": still_attached(file)}, is_decided=file.outcome is not None),
        mine=mine,
        others=[each for each in reasons if each.member_id != person.id] if mine is not None else [],
        written=len(reasons),
        may_decide=is_mine,
        leave_it_to=[] if is_mine else [each.name for each in recorders],
        taken=taken_before(person, selection),
    )
