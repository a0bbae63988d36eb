"""The blueprint of all pages about runs."""

from __future__ import annotations

from flask import Blueprint

from app.core.navigation import lies_below

bp = Blueprint("matching_runs", __name__)

lies_below(bp.name, "cohorts.index")
