"""The pages about runs; importing them adds them to the blueprint."""

from app.matching_runs.routes import asking, other_pair, publishing, replay, review, runs, trials

__all__ = ["asking", "other_pair", "publishing", "replay", "review", "runs", "trials"]
