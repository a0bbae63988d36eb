"""The administrator’s side of signing up: launch, whom to invite, how far everybody is, reminders, latecomers."""

from app.sign_up.administration import jobs, letters, panels, routes, sections

__all__ = ["jobs", "letters", "panels", "routes", "sections"]
