"""The pages about people."""

from app.people.routes import directory, lines, own, own_skills, profile, roles, skills, ways
from app.people.routes.blueprint import bp

__all__ = ["bp", "directory", "lines", "own", "own_skills", "profile", "roles", "skills", "ways"]
