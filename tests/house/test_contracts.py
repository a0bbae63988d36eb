"""Who may know whom: the import contracts of pyproject.toml."""

from __future__ import annotations

from importlinter.cli import lint_imports

from tests.house.test_sources import ROOT


def test_import_contracts_are_kept() -> None:
    # Without its cache: one from before a folder became a package finds circles that are not there.
    answer = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)

    assert answer == 0
