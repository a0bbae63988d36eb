"""Registries that a test adds to, and that are afterwards as they were."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def kept(*registries: dict[str, Any]) -> Iterator[None]:
    """Take away what the block has registered, and bring back what it took away."""
    before = [dict(registry) for registry in registries]
    try:
        yield
    finally:
        for registry, content in zip(registries, before, strict=True):
            registry.clear()
            registry.update(content)
