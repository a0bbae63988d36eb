"""Who may know whom: the import contracts of pyproject.toml."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.house.test_sources import ROOT


def test_import_contracts_are_kept() -> None:
    # A process of its own, for it silences the loggers of the one it runs in. Without its cache: one from before a
    # folder became a package finds circles that are not there.
    linter = Path(sys.executable).with_name("lint-imports")
    answer = subprocess.run([linter, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert answer.returncode == 0, answer.stdout
