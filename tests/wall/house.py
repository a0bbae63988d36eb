"""What holds before anything runs: who imports whom, and which tables know of which."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from sqlalchemy import MetaData
from sqlalchemy.orm import registry

from app.core.classification import DataClass
from app.core.db import Base
from app.core.vault.store import KeystoreBase
from tests.wall.stage import Finding

ROOT = Path(__file__).resolve().parents[2]
AREAS_BESIDE_EACH_OTHER = "|"


def walls() -> frozenset[str]:
    """The areas that never know each other, as the import contracts name them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = (layer for contract in contracts for layer in contract.get("layers", ()) if "|" in layer)
    return frozenset(area.strip(" ()") for layer in layers for area in layer.split(AREAS_BESIDE_EACH_OTHER))


def walk() -> Finding:
    """The import contracts and the schema."""
    finding = Finding("imports and schema")
    linted = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-logo", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if linted.returncode:
        finding.broken += [line.strip() for line in linted.stdout.splitlines() if "BROKEN" in line] or ["lint-imports"]
    owners = areas_of_tables(Base.registry)
    crossed = [*crossing_keys(Base.metadata, owners), *crossing_relationships(Base.registry), *between_stores()]
    finding.broken += crossed
    sealed = sum(each.info["class"] is DataClass.SEALED for table in Base.metadata.tables.values() for each in table.c)
    finding.figures += [
        f"import contracts: {'kept' if not linted.returncode else 'broken'}",
        f"{len(owners)} tables, {sealed} sealed columns behind {', '.join(sorted(walls()))}: {len(crossed)} cross",
    ]
    return finding


def areas_of_tables(models: registry) -> dict[str, str]:
    """Which area each table belongs to, by the module of its class."""
    return {str(mapper.local_table): area_of(mapper.class_.__module__) for mapper in models.mappers}


def area_of(module: str) -> str:
    """``conversations`` for ``app.conversations.models``."""
    return module.removeprefix("app.").split(".", maxsplit=1)[0]


def crosses(one: str, other: str) -> bool:
    """Whether a line from one area to another leads into a sealed one, or from one of them into another."""
    return one != other and other in walls()


def crossing_keys(metadata: MetaData, owners: Mapping[str, str]) -> Iterator[str]:
    """Foreign keys that lead behind the wall."""
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            here, there = owners.get(table.name, ""), owners.get(key.column.table.name, "")
            if crosses(here, there):
                yield f"{table.name} → {key.target_fullname}: a key leads behind the wall"


def crossing_relationships(models: registry) -> Iterator[str]:
    """Relationships that lead behind the wall."""
    for mapper in models.mappers:
        for each in mapper.relationships:
            here, there = area_of(mapper.class_.__module__), area_of(each.mapper.class_.__module__)
            if crosses(here, there):
                yield f"{mapper.class_.__name__}.{each.key}: a relationship leads behind the wall"


def between_stores() -> Iterator[str]:
    """Keys between the content and the keystore, which lie in two databases and two backups."""
    content, keys = set(Base.metadata.tables), set(KeystoreBase.metadata.tables)
    yield from (f"{each} lies in content and keystore" for each in sorted(content & keys))
    for metadata, own in ((Base.metadata, content), (KeystoreBase.metadata, keys)):
        for table in metadata.tables.values():
            foreign = [
                key.target_fullname for key in table.foreign_keys if key.target_fullname.split(".")[0] not in own
            ]
            yield from (f"{table.name} → {each}: a key between content and keystore" for each in foreign)
