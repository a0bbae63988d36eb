"""The pages about cohorts."""

from app.cohorts.routes import (
    administrators,
    archive,
    cohorts,
    copying,
    matching,
    participants,
    practice,
    settings,
    sign_ups,
    ways,
)
from app.cohorts.routes.blueprint import bp

__all__ = [
    "administrators",
    "archive",
    "bp",
    "cohorts",
    "copying",
    "matching",
    "participants",
    "practice",
    "settings",
    "sign_ups",
    "ways",
]
