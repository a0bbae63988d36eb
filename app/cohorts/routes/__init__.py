"""The pages about cohorts."""

from app.cohorts.routes import administrators, cohorts, matching, participants, settings, sign_ups, ways
from app.cohorts.routes.blueprint import bp

__all__ = ["administrators", "bp", "cohorts", "matching", "participants", "settings", "sign_ups", "ways"]
