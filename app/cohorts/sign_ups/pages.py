"""What the page before the confirmation shows: what the files would do, what was left out, what cannot be read."""

from __future__ import annotations

from dataclasses import dataclass

from app.cohorts.labels import SIDES_PLURAL
from app.cohorts.models import Side, SignUpDraft
from app.cohorts.services import files_of
from app.cohorts.sign_ups.columns import label_of
from app.cohorts.sign_ups.files import SignUpFile
from app.cohorts.sign_ups.plan import Outcome, Plan, plan_for
from app.people_import.sensitive import REASONS, SensitiveKind

SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What one file would do, in numbers."""

    side: Side
    title: str
    file: str
    rows: int
    new: int
    known: int
    adds: int
    same: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPage:
    """Everything on the page. ``problems`` are the first hundred of ``problem_count``; one of them stops everything."""

    tallies: list[Tally]
    newcomers: int
    sign_ups: int
    does_nothing: bool
    left_out: list[tuple[str, str]]
    unused: list[str]
    taken_as: list[tuple[str, str, str]]
    problems: list[tuple[str, str]]
    problem_count: int
    notes: list[str]
    digest: str


def check_page(draft: SignUpDraft) -> CheckPage:
    """Hold the files against the directory and the cohort as they are now."""
    files = files_of(draft)
    plan = plan_for(draft.cohort, files)
    return CheckPage(
        tallies=[_tally(file, plan) for file in files],
        newcomers=plan.newcomers,
        sign_ups=plan.count(Outcome.NEW) + plan.count(Outcome.KNOWN),
        does_nothing=plan.does_nothing,
        left_out=_left_out(files),
        unused=[heading for file in files for heading in file.unused],
        taken_as=[
            (str(SIDES_PLURAL[file.side]), head, label_of(each))
            for file in files
            for head, each in file.meaning.items()
        ],
        problems=[(str(SIDES_PLURAL[side]), problem.sentence) for side, problem in plan.problems[:SHOWN]],
        problem_count=len(plan.problems),
        notes=plan.notes[:SHOWN],
        digest=plan.digest(),
    )


def _tally(file: SignUpFile, plan: Plan) -> Tally:
    side = file.side
    return Tally(
        side=side,
        title=str(SIDES_PLURAL[side]),
        file=file.name,
        rows=len(file.rows),
        new=plan.count(Outcome.NEW, side),
        known=plan.count(Outcome.KNOWN, side),
        adds=plan.count(Outcome.ADDS, side),
        same=plan.count(Outcome.SAME, side),
    )


def _left_out(files: list[SignUpFile]) -> list[tuple[str, str]]:
    """Why something was left out, with the headings of which that is true."""
    kinds = {heading: kind for file in files for heading, kind in file.left_out.items()}
    by_kind: dict[str, list[str]] = {}
    for heading, kind in kinds.items():
        by_kind.setdefault(kind, []).append(heading)
    return [(str(REASONS[SensitiveKind(kind)]), ", ".join(headings)) for kind, headings in by_kind.items()]
