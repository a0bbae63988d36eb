"""Settings of gunicorn that are code: what a web process does before its first request."""

from __future__ import annotations

import gc

from sqlalchemy.orm import configure_mappers

NEW_OBJECTS = 20_000
"""So many objects are made between two looks for garbage: Python’s own 700 are a dozen looks for each page."""


def post_worker_init(_worker: object) -> None:
    """Called by gunicorn in each process, when the application stands."""
    spare_what_stays()


def spare_what_stays() -> None:
    """Look no more for garbage among what the application is made of.

    Python’s collector walks through all of it every so often, in the middle of somebody’s request: a third of a second
    for a million objects that are there for good. What requests leave behind is collected as before.
    """
    configure_mappers()
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)
