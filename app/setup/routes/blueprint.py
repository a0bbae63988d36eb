"""The blueprint that the modules of this folder fill."""

from flask import Blueprint

bp = Blueprint("setup", __name__)
