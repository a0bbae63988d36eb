"""The blueprint that the modules of this folder fill."""

from flask import Blueprint

bp = Blueprint("managers", __name__)
