"""The blueprint of the pages of the road."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("road", __name__)
