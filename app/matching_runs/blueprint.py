"""The blueprint of all pages about runs."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("matching_runs", __name__)
