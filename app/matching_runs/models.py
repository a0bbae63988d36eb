"""A run of the match: what went in, what came out and how good it is proven to be. A cohort has many runs."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.cohorts.models import Cohort, Enrolment
from app.core.classification import INTERNAL
from app.core.clock import now
from app.core.constraints import says, unique_while
from app.core.db import Base, HasPublicId
from app.core.i18n import lazy_gettext as _l
from app.core.jobs import Job, JobState
from app.pairings.models import Pairing
from app.people.models import Person

OPEN = text("state = 'open'")


class RunState(StrEnum):
    """How a run stands: at work, with a result, or ended without one."""

    OPEN = "open"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


class MatchRun(HasPublicId, Base):
    """One run. ``total``, ``bound`` and ``gap`` are in the policy’s points; a gap of 0 is a proof.

    ``locked`` pairs were there before and stay; ``decisions`` are the pairs that were to be kept and never made, as
    lists of enrolments. A run is published once, and taken back at most once. Without ``started_by`` it began by
    itself, for somebody who joined a rolling cohort; ``asked_digest`` tells whether anything has changed since.

    ``engine`` is the version of the arithmetic: the same version gives the same pairs for the same input.
    ``policy`` is the whole policy that was used, ``rules_skipped`` how often a rule had no facts to go by, ``counts``
    what the review says of both sides: wanted and offered skills, what more mentors would bring, how the fits spread,
    who would rather swap, what was not known. A run of an earlier release lacks some of it.
    """

    __tablename__ = "match_run"
    __table_args__ = (
        UniqueConstraint("cohort_id", "number", name=says("run_number_once", _l("A match has just been started."))),
        unique_while(OPEN, "one_open_run_per_cohort", _l("A match of this cohort is running already."), "cohort_id"),
        CheckConstraint("number > 0", name="number_from_one"),
        CheckConstraint("(state = 'open') = (ended_at IS NULL)", name="open_has_no_end"),
        CheckConstraint("published_at IS NULL OR state = 'done'", name="only_results_are_published"),
        CheckConstraint("undone_at IS NULL OR published_at IS NOT NULL", name="only_published_is_undone"),
        CheckConstraint("state <> 'done' OR (total IS NOT NULL AND input_digest IS NOT NULL)", name="done_has_result"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), info=INTERNAL)
    number: Mapped[int] = mapped_column(info=INTERNAL)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id", ondelete="SET NULL"), index=True, info=INTERNAL)
    state: Mapped[RunState] = mapped_column(default=RunState.OPEN, info=INTERNAL)
    started_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    started_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    ended_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    salt: Mapped[int] = mapped_column(BigInteger, default=0, info=INTERNAL)
    engine: Mapped[str | None] = mapped_column(String(20), info=INTERNAL)
    policy: Mapped[dict[str, Any]] = mapped_column(default=dict, info=INTERNAL)
    policy_digest: Mapped[str | None] = mapped_column(String(64), info=INTERNAL)
    input_digest: Mapped[str | None] = mapped_column(String(64), info=INTERNAL)
    asked_digest: Mapped[str | None] = mapped_column(String(64), info=INTERNAL)
    total: Mapped[float | None] = mapped_column(info=INTERNAL)
    bound: Mapped[float | None] = mapped_column(info=INTERNAL)
    gap: Mapped[float | None] = mapped_column(info=INTERNAL)
    mentees: Mapped[int] = mapped_column(default=0, info=INTERNAL)
    mentors: Mapped[int] = mapped_column(default=0, info=INTERNAL)
    seats: Mapped[int] = mapped_column(default=0, info=INTERNAL)
    placed: Mapped[int] = mapped_column(default=0, info=INTERNAL)
    rules_skipped: Mapped[dict[str, Any]] = mapped_column(default=dict, info=INTERNAL)
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict, info=INTERNAL)
    timings: Mapped[dict[str, Any]] = mapped_column(default=dict, info=INTERNAL)
    objective: Mapped[str | None] = mapped_column(String(40), info=INTERNAL)
    locked: Mapped[int] = mapped_column(default=0, info=INTERNAL)
    decisions: Mapped[dict[str, Any]] = mapped_column(default=dict, info=INTERNAL)
    published_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=INTERNAL)
    undone_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)

    cohort: Mapped[Cohort] = relationship()
    job: Mapped[Job | None] = relationship()
    started_by: Mapped[Person | None] = relationship(foreign_keys=[started_by_id])
    published_by: Mapped[Person | None] = relationship(foreign_keys=[published_by_id])

    @property
    def standing(self) -> RunState:
        """The state as it truly is: a run whose job has ended without a result is over, whatever its row says."""
        if self.state is not RunState.OPEN or (self.job is not None and not self.job.is_over):
            return self.state
        was_stopped = self.job is not None and self.job.state is JobState.CANCELLED
        return RunState.STOPPED if was_stopped else RunState.FAILED

    @property
    def is_published(self) -> bool:
        """Whether its pairs were published, and not taken back."""
        return self.published_at is not None and self.undone_at is None

    @property
    def is_proven(self) -> bool:
        """Whether no better result exists for what went in: not so for one that was stopped early."""
        return self.gap == 0 and not self.counts.get("unproven")


class Decision(StrEnum):
    """What an administrator has decided about two people, for the runs to come."""

    KEEP = "keep"
    FORBID = "forbid"


class PairDecision(Base):
    """Two who are to be put together by the next run, or never in this cohort."""

    __tablename__ = "pair_decision"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), index=True, info=INTERNAL)
    mentee_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True, info=INTERNAL)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True, index=True, info=INTERNAL)
    decision: Mapped[Decision] = mapped_column(info=INTERNAL)
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    decided_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)

    mentee: Mapped[Enrolment] = relationship(foreign_keys=[mentee_id])
    mentor: Mapped[Enrolment] = relationship(foreign_keys=[mentor_id])


class LeftOut(Base):
    """Somebody whom an administrator leaves out of the matches of their cohort, until they are taken in again."""

    __tablename__ = "left_out"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True, info=INTERNAL)
    left_out_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    left_out_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)

    enrolment: Mapped[Enrolment] = relationship()


class PublishedPair(Base):
    """A pair that a run's publication made."""

    __tablename__ = "published_pair"

    run_id: Mapped[int] = mapped_column(ForeignKey("match_run.id"), primary_key=True, info=INTERNAL)
    pairing_id: Mapped[int] = mapped_column(ForeignKey("pairing.id"), primary_key=True, unique=True, info=INTERNAL)

    run: Mapped[MatchRun] = relationship()
    pairing: Mapped[Pairing] = relationship()


class MatchInput(Base):
    """What a run was given, compressed: sign-ups, seats and pairs that are never made; see ``stored_input``."""

    __tablename__ = "match_input"

    run_id: Mapped[int] = mapped_column(ForeignKey("match_run.id"), primary_key=True, info=INTERNAL)
    content: Mapped[bytes] = mapped_column(LargeBinary, info=INTERNAL)


class MatchTrial(HasPublicId, Base):
    """What would come of points and rules that are not kept, where that takes too long to wait for it.

    ``proposal`` is what was asked, ``result`` what came of it: figures only. It is forgotten within a day or two.
    """

    __tablename__ = "match_trial"

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), index=True, info=INTERNAL)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    asked_at: Mapped[datetime] = mapped_column(default=now, index=True, info=INTERNAL)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id", ondelete="SET NULL"), index=True, info=INTERNAL)
    proposal: Mapped[dict[str, Any]] = mapped_column(default=dict, info=INTERNAL)
    result: Mapped[dict[str, Any]] = mapped_column(default=dict, info=INTERNAL)

    cohort: Mapped[Cohort] = relationship()
    job: Mapped[Job | None] = relationship()


class MatchPair(Base):
    """Two who were put together, with the points of each part; the parts add up to the score.

    ``runner_up`` is the mentor who came next for this mentee, as an enrolment, with the score of the two.
    """

    __tablename__ = "match_pair"
    __table_args__ = (Index("ix_match_pair_run_score", "run_id", "score"),)

    run_id: Mapped[int] = mapped_column(ForeignKey("match_run.id"), primary_key=True, info=INTERNAL)
    mentee_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True, index=True, info=INTERNAL)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True, index=True, info=INTERNAL)
    score: Mapped[float] = mapped_column(info=INTERNAL)
    parts: Mapped[list[Any]] = mapped_column(default=list, info=INTERNAL)
    runner_up: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), info=INTERNAL)

    mentee: Mapped[Enrolment] = relationship(foreign_keys=[mentee_id])
    mentor: Mapped[Enrolment] = relationship(foreign_keys=[mentor_id])


class Unplaced(Base):
    """A mentee whose needs were not all met: how many mentors are missing, and the facts behind it."""

    __tablename__ = "unplaced"

    run_id: Mapped[int] = mapped_column(ForeignKey("match_run.id"), primary_key=True, info=INTERNAL)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True, index=True, info=INTERNAL)
    missing: Mapped[int] = mapped_column(default=1, info=INTERNAL)
    reason: Mapped[dict[str, Any]] = mapped_column(default=dict, info=INTERNAL)

    enrolment: Mapped[Enrolment] = relationship()
