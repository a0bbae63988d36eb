"""The pages of succession."""

from app.succession.routes import appointing, candidates, choosing, meeting, naming, overview, owners, rounds, together

__all__ = ["appointing", "candidates", "choosing", "meeting", "naming", "overview", "owners", "rounds", "together"]
