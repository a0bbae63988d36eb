"""The blueprint of all pages about circles."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("circles", __name__)
