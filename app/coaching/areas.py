"""The areas of a plan with what was judged in each, as the drawer of the plan holds them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.coaching.papers import OpenDrawer, OpenPaper
from programs.engagements import Judgement

PLAN, JUDGEMENT, COMMENT = "plan", "judgement", "comment"
CAUSE, TALK, VIEW = "cause", "talk", "view"


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement, its example, and what the client said to it."""

    paper: OpenPaper
    level: Judgement
    example: str
    comments: tuple[OpenPaper, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Something to get better at: what is expected, how one sees it, where it starts and where it should come."""

    name: str
    expectation: str
    measure: str
    start: str
    target: str
    support: str
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaView(Area):
    """One area of a plan, its judgements, the newest last, and how the advisor sees it."""

    id: str
    judged: tuple[Judged, ...]
    views: tuple[OpenPaper, ...] = ()

    @property
    def newest(self) -> Judged | None:
        """The last judgement."""
        return self.judged[-1] if self.judged else None


def areas_of(plan: OpenDrawer, talks: OpenDrawer | None = None) -> list[AreaView]:
    """The areas in their order, none before there is a plan. ``talks``: for the two who read the advisor's view."""
    written = plan.newest(PLAN)
    areas = written.get("areas", []) if written else []
    views = talks.of_kind(VIEW) if talks else []
    return [
        AreaView(
            **{name: each[name] for name in ("id", "name", "expectation", "measure", "start", "target", "support")},
            due=date.fromisoformat(each["due"]),
            judged=tuple(_judged(plan, paper) for paper in plan.of_kind(JUDGEMENT) if paper.about == each["id"]),
            views=tuple(view for view in views if view.about == each["id"]),
        )
        for each in areas
    ]


def _judged(plan: OpenDrawer, paper: OpenPaper) -> Judged:
    comments = tuple(each for each in plan.of_kind(COMMENT) if each.about == paper.paper.public_id)
    # What cannot be opened is never taken for a good judgement.
    level = Judgement(paper.get("level", Judgement.BELOW.value))
    return Judged(paper, level, paper.get("example"), comments)
