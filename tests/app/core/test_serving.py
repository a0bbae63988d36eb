"""What a web process does before its first request."""

from __future__ import annotations

import subprocess
import sys

from app.core.config import ROOT

SCRIPT = """
import gc, runpy
from app import create_app
settings = runpy.run_path("app/core/serving.py")
settings["post_worker_init"](None)
print(gc.get_freeze_count() > 100_000, gc.get_threshold()[0] == settings["NEW_OBJECTS"])
"""


def test_what_stays_is_not_searched_for_garbage() -> None:
    answer = subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, check=True)

    assert answer.stdout.split() == ["True", "True"]
