"""The blueprint of all pages about choosing a mentor."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("choices", __name__)
