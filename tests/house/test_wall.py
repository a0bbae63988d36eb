"""The wall around coaching and advising: no foreign key, no relationship and no import crosses it, either way."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Column, ForeignKey, MetaData, Table

from app.core.db import Base, db
from tests.house.test_sources import ROOT

COACHING = "app.coaching"
ITS_GROUND = {"app.accounts", "app.coaching", "app.core", "app.people", "app.setup", "programs.engagements"}
"""What it may stand on, beside what every area may: rules in plain Python, which hold nobody's words."""
ALSO = {"programs.coaching", "programs.reports", "programs.rules", "programs.sentences"}
PUT_TOGETHER_BY = {"app", "app.demo"}


def test_no_foreign_key_crosses(app: object) -> None:
    assert list(crossing_keys(db.metadata)) == []


def test_no_relationship_crosses(app: object) -> None:
    crossing = [
        f"{mapper.class_.__name__}.{each.key}"
        for mapper in Base.registry.mappers
        for each in mapper.relationships
        if crosses(area_of(mapper.class_.__module__), area_of(each.mapper.class_.__module__))
    ]

    assert crossing == []


def test_no_import_crosses() -> None:
    foreign = {name for module, name in imports_of("app") if area_of(module) == COACHING and not is_ground(name)}
    knows = {area_of(module) for module, name in imports_of("app") if area_of(name) == COACHING}

    assert foreign == set()
    assert knows - {COACHING} <= PUT_TOGETHER_BY


def test_a_key_that_crosses_is_found(app: object) -> None:
    metadata = MetaData()
    for table in db.metadata.sorted_tables:
        table.to_metadata(metadata)
    Table("spy", metadata, Column("engagement_id", ForeignKey("engagement.id")))

    assert list(crossing_keys(metadata)) == ["spy.engagement_id"]


def crossing_keys(metadata: MetaData) -> Iterator[str]:
    """Columns that refer from one side of the wall to the other."""
    areas = {mapper.class_.__tablename__: area_of(mapper.class_.__module__) for mapper in Base.registry.mappers}
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            if crosses(areas.get(table.name, ""), areas.get(key.column.table.name, "")):
                yield f"{table.name}.{key.parent.name}"


def crosses(source: str, target: str) -> bool:
    """Whether a line from one area to another goes through the wall: from coaching it may go to people only."""
    if source == COACHING:
        return target not in ITS_GROUND
    return target == COACHING


def area_of(module: str) -> str:
    """The area of a module: ``app.people`` for ``app.people.models``; ``app`` for what puts areas together."""
    parts = module.split(".")
    return ".".join(parts[:2]) if (ROOT / "app" / "/".join(parts[1:2])).is_dir() else parts[0]


def is_ground(name: str) -> bool:
    """Whether coaching may stand on this module: what is neither ours nor Ithaca's mentoring."""
    if not name.startswith(("app", "programs", "matching")):
        return True
    return any(name == each or name.startswith(f"{each}.") for each in ITS_GROUND | ALSO)


def imports_of(package: str) -> Iterator[tuple[str, str]]:
    """Every import in a package, as the importing module and what it imports."""
    for path in sorted((ROOT / package).rglob("*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for node in ast.walk(ast.parse(path.read_text())):
            yield from ((module, name) for name in imported(node))


def imported(node: ast.AST) -> list[str]:
    """The modules that a statement imports; from a package, each name is one where it is a module."""
    if isinstance(node, ast.Import):
        return [each.name for each in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        below = [f"{node.module}.{each.name}" for each in node.names]
        return [node.module, *(each for each in below if is_module(each))] if node.module != "app" else below
    return []


def is_module(name: str) -> bool:
    path = Path(ROOT, *name.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()
