"""The pages about runs; importing them adds them to the blueprint."""

from app.matching_runs.routes import asking, publishing, replay, review, runs, trials

__all__ = ["asking", "publishing", "replay", "review", "runs", "trials"]
