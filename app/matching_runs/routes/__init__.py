"""The pages about runs; importing them adds them to the blueprint."""

from app.matching_runs.routes import publishing, review, runs, trials

__all__ = ["publishing", "review", "runs", "trials"]
