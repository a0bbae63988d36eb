"""The pages about cohorts."""

from app.cohorts.routes import administrators, cohorts, participants, settings, sign_ups, ways
from app.cohorts.routes.blueprint import bp

__all__ = ["administrators", "bp", "cohorts", "participants", "settings", "sign_ups", "ways"]
