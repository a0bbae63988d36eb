"""The blueprint of all pages about cohorts."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("cohorts", __name__)
