"""The blueprint of all pages about a running cohort."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("running", __name__)
