"""The blueprint of all pages about pairs."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("pairings", __name__)
