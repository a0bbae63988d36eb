"""The pages of timelines, and those where a cohort’s milestones are chosen."""

from app.timelines.routes import milestones, ticks

__all__ = ["milestones", "ticks"]
