"""What the pages of an import show."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.core.i18n import gettext as _
from app.core.jobs import Job, JobState
from app.core.pages import PER_PAGE, Page
from app.people_import.columns import Column, recognised
from app.people_import.files import read_list
from app.people_import.forms import ColumnsForm
from app.people_import.models import ImportState, PeopleImport
from app.people_import.plan import Kind
from app.people_import.sensitive import REASONS, SensitiveKind


class Stage(StrEnum):
    """What somebody can do with an import now."""

    COLUMNS = "columns"
    AT_WORK = "at work"
    LOOK = "look"
    DONE = "done"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPage:
    """An import as its page shows it: where it stands, and one of its lists, a page at a time."""

    draft: PeopleImport
    job: Job | None
    stage: Stage
    kind: Kind
    entries: Page[dict[str, Any]]

    @property
    def trouble(self) -> str | None:
        """Why the last step did not work, or what has changed since."""
        if self.job is not None and self.job.state is JobState.CANCELLED:
            return _("It was stopped. Nothing was stored.")
        has_failed = self.job is not None and self.job.state is JobState.FAILED
        return self.job.error if self.job is not None and has_failed else self.draft.sentence

    @property
    def does_nothing(self) -> bool:
        counts = self.draft.counts
        return not (counts.get("new") or counts.get("changed") or counts.get("leaving"))


def stage_of(draft: PeopleImport, job: Job | None) -> Stage:
    """Where an import stands; one whose job failed or was stopped stands where it was before."""
    if draft.state is ImportState.APPLIED:
        return Stage.DONE
    if draft.state is ImportState.DISCARDED or draft.stored_as is None:
        return Stage.GONE
    is_at_work = job is not None and not job.is_over
    if draft.state in {ImportState.CHECKING, ImportState.APPLYING} and is_at_work:
        return Stage.AT_WORK
    return Stage.LOOK if draft.state in {ImportState.CHECKED, ImportState.APPLYING} else Stage.COLUMNS


def draft_page(draft: PeopleImport, job: Job | None, kind: Kind | None, number: int) -> DraftPage:
    """The page of an import; without a kind it opens the first list that has anything in it."""
    counts = draft.counts
    first = Kind.PROBLEMS if counts.get("problems") else next((each for each in Kind if counts.get(each)), Kind.NEW)
    wanted = kind or first
    total = counts.get(wanted, 0)
    number = min(number, max(1, -(-total // PER_PAGE)))
    entries = list(read_list(draft.stored_as, wanted, (number - 1) * PER_PAGE, PER_PAGE))
    return DraftPage(
        draft=draft,
        job=job,
        stage=stage_of(draft, job),
        kind=wanted,
        entries=Page(rows=entries, number=number, total=total, per_page=PER_PAGE),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRow:
    """One column on the page that settles what it is; ``reason`` says why a sensitive one is left out."""

    name: str
    reason: str
    has_choice: bool


def column_rows(columns: Sequence[Column], form: ColumnsForm, kinds: Collection[SensitiveKind]) -> list[ColumnRow]:
    """The columns in the order of the file; ``kinds`` are those with a use that people agreed to."""
    names = {heading: name for name, heading in form.headings.items()}
    return [
        ColumnRow(
            name=names[column.heading],
            reason=str(REASONS[column.sensitive]) if column.sensitive else "",
            has_choice=column.sensitive is None or column.sensitive in kinds,
        )
        for column in columns
    ]


def columns_of(draft: PeopleImport) -> list[Column]:
    """The columns of the file as they are recognised."""
    return recognised(draft.headings)
