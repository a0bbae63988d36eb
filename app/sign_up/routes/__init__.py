"""The pages about signing up."""

from app.sign_up.blueprint import bp
from app.sign_up.routes import own, steps, whole

__all__ = ["bp", "own", "steps", "whole"]
