"""The criteria and rules of a policy: each with its kind, columns and options, read from what a TOML file holds."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from matching import options
from matching.criteria import CRITERIA
from matching.errors import InputError
from matching.rules import RULES

__all__ = [
    "FORBIDDEN",
    "RESOLUTION",
    "CriterionSpec",
    "RuleSpec",
    "checked",
    "criterion_of",
    "listed",
    "require",
    "rule_of",
    "spec_to_dict",
]

FORBIDDEN = "forbidden"
"""Name under which forbidden pairs are counted among the rules."""

RESOLUTION = 1024
"""Scores are whole multiples of 1/1024 point: exact in binary, so that parts add up without rounding."""


@dataclass(frozen=True, kw_only=True)
class CriterionSpec:
    """One criterion of a policy: its kind, columns, weight, and what it is worth where data is missing."""

    name: str
    kind: str
    weight: float
    neutral: float | None = None
    mentee: str | tuple[str, ...] | None = None
    mentor: str | tuple[str, ...] | None = None
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def maximum(self) -> int:
        """Full weight, in steps of 1/1024 point."""
        return round(self.weight * RESOLUTION)

    @property
    def unknown(self) -> int:
        """Worth of missing data, in steps of 1/1024 point: half of the weight unless given."""
        return round((self.weight / 2 if self.neutral is None else self.neutral) * RESOLUTION)

    @property
    def columns(self) -> dict[str, str | tuple[str, ...]]:
        """The columns by side."""
        named = {"mentee": self.mentee, "mentor": self.mentor}
        return {side: column for side, column in named.items() if column is not None}


@dataclass(frozen=True, kw_only=True)
class RuleSpec:
    """One rule of a policy."""

    name: str
    kind: str
    mentee: str | None = None
    mentor: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def columns(self) -> dict[str, str]:
        """The columns by side."""
        named = {"mentee": self.mentee, "mentor": self.mentor}
        return {side: column for side, column in named.items() if column is not None}


def criterion_of(entry: Mapping[str, Any]) -> CriterionSpec:
    given = dict(entry)
    kind, name = _kind_and_name("criterion", given, CRITERIA)
    weight = checked(f"criterion {name!r}, weight", options.number, given.pop("weight", None))
    neutral = given.pop("neutral", None)
    if neutral is not None:
        checked(f"criterion {name!r}, neutral", options.number, neutral)
    require(weight >= 0, f"criterion {name!r}, weight: {weight} is below 0")
    require(neutral is None or 0 <= neutral <= weight, f"criterion {name!r}, neutral: expected 0 to the weight")
    columns = _columns(f"criterion {name!r}", given, CRITERIA[kind].sides, several=CRITERIA[kind].several)
    counts = {len(column) for column in columns.values() if isinstance(column, tuple)}
    require(kind != "similarity" or len(counts) < 2, f"criterion {name!r}: more columns of one side than of the other")
    read = _options(f"criterion {name!r}", given, CRITERIA[kind])
    return CriterionSpec(name=name, kind=kind, weight=weight, neutral=neutral, options=read, **columns)


def rule_of(entry: Mapping[str, Any]) -> RuleSpec:
    given = dict(entry)
    kind, name = _kind_and_name("rule", given, {**RULES, "floor": None})
    if kind == "floor":
        require(set(given) == {"points"}, f"rule {name!r}: a floor has points and nothing else")
        return RuleSpec(
            name=name, kind=kind, options={"points": checked(f"rule {name!r}", options.number, given["points"])}
        )
    columns = _columns(f"rule {name!r}", given, RULES[kind].sides)
    return RuleSpec(name=name, kind=kind, options=_options(f"rule {name!r}", given, RULES[kind]), **columns)


def _kind_and_name(what: str, given: dict[str, Any], kinds: Mapping[str, Any]) -> tuple[str, str]:
    kind = given.pop("kind", None)
    name = given.pop("name", kind)
    if not isinstance(kind, str) or kind not in kinds:
        raise InputError(f"{what} {name!r}: unknown kind {kind!r}; there are {', '.join(sorted(kinds))}")
    require(isinstance(name, str) and bool(name), f"{what}: the name {name!r} is not a text")
    require(name != FORBIDDEN, f"{what}: the name {name!r} is taken by pairs that are forbidden one by one")
    return str(kind), str(name)


def _columns(what: str, given: dict[str, Any], sides: Sequence[str], *, several: bool = False) -> dict[str, Any]:
    both = given.pop("column", None)
    columns = {side: given.pop(side, both) for side in sides}
    for side, column in columns.items():
        require(column is not None, f"{what}: no column for the {side}")
        parts = column if several and isinstance(column, (list, tuple)) and column else [column]
        require(all(isinstance(part, str) and part for part in parts), f"{what}: {column!r} is not a column")
    return {side: tuple(column) if isinstance(column, list) else column for side, column in columns.items()}


def _options(what: str, given: Mapping[str, Any], kind: Any) -> dict[str, Any]:
    unknown = set(given) - set(kind.options)
    require(not unknown, f"{what}: unknown key {listed(unknown)}")
    absent = set(kind.required) - set(given)
    require(not absent, f"{what}: {listed(absent)} is missing")
    read = {name: checked(f"{what}, {name}", kind.options[name], value) for name, value in given.items()}
    for low, high in (("min", "max"), ("low", "high")):
        is_range = read.get(low, -math.inf) <= read.get(high, math.inf)
        require(is_range, f"{what}, {low}: {read.get(low)} is above {high}, {read.get(high)}")
    return read


def checked(what: str, option: Any, value: Any) -> Any:
    try:
        return option(value)
    except (ValueError, TypeError, OverflowError) as error:
        raise InputError(f"{what}: {error}, got {value!r}") from error


def require(holds: bool, sentence: str) -> None:
    if not holds:
        raise InputError(sentence)


def listed(names: set[str]) -> str:
    return ", ".join(repr(name) for name in sorted(names, key=str))


def spec_to_dict(spec: CriterionSpec | RuleSpec) -> dict[str, Any]:
    plain = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in vars(spec).items()
        if name != "options"
    }
    read = {name: list(value) if isinstance(value, tuple) else value for name, value in spec.options.items()}
    return {name: value for name, value in plain.items() if value is not None} | read
