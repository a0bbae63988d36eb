"""The blueprint of all pages about arrivals."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("arrivals", __name__)
