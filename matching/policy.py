"""A policy: what counts for a match, how much, and what is ruled out; data, from TOML or JSON."""

import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from importlib import resources
from pathlib import Path
from typing import Any, Self

from matching import options
from matching.criteria import CRITERIA
from matching.errors import InputError
from matching.problem import OBJECTIVES
from matching.rules import RULES

__all__ = ["RESOLUTION", "CriterionSpec", "Policy", "RuleSpec"]

RESOLUTION = 1024
"""Scores are whole multiples of 1/1024 point: exact in binary, so that parts add up without rounding."""

MOST_POINTS = 2**24 // RESOLUTION - 1


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


@dataclass(frozen=True, kw_only=True)
class Policy:
    """Criteria, rules, and where ids, seats and needs stand.

    Parameters
    ----------
    name : str
    criteria : tuple of CriterionSpec
    rules : tuple of RuleSpec
    id : str
        Column of ids on both sides.
    seats, needs : str or int
        Column of the mentors, of the mentees, or one number for all.
    objective : {"best_total", "most_then_best", "raise_floor", "stable"}
    floor : float
        What an unfilled need is worth, in points.
    keep_bonus : float
        Points for a pair that is to be kept, never part of a total.
    ceilings : mapping of str to int
        By column of the mentors, how many pairs those of one value may be in together. Groups nest or lie apart.
    load : str, optional
        Column of the mentors: pairs they are in already, which count under the ceilings too.
    lenient : bool
        Whether a column that a table does not have counts as missing throughout. Otherwise it is an error.

    Examples
    --------
    >>> policy = Policy.from_toml('''
    ... name = "languages"
    ... [[criteria]]
    ... kind = "set_overlap"
    ... column = "languages"
    ... weight = 10
    ... ''')
    >>> policy.criteria[0].mentor, policy.criteria[0].weight
    ('languages', 10)
    >>> Policy.from_dict(policy.to_dict()) == policy
    True
    """

    name: str = "policy"
    criteria: tuple[CriterionSpec, ...] = ()
    rules: tuple[RuleSpec, ...] = ()
    id: str = "id"
    seats: str | int = 1
    needs: str | int = 1
    objective: str = "best_total"
    floor: float = 0
    keep_bonus: float = 0
    ceilings: Mapping[str, int] = field(default_factory=dict)
    load: str | None = None
    lenient: bool = False

    def __post_init__(self) -> None:
        if self.objective not in OBJECTIVES:
            raise InputError(f"objective: {self.objective!r} is not available; choose one of {', '.join(OBJECTIVES)}")
        for side in ("seats", "needs"):
            _require_count(side, getattr(self, side))
        for name in ("floor", "keep_bonus"):
            _checked(name, options.number, getattr(self, name))
        for column, most in _checked("ceilings", options.ceilings, self.ceilings).items():
            _require_count(f"ceilings, {column}", most)
        _checked("load", options.text, "load" if self.load is None else self.load)
        if self.keep_bonus < 0:
            raise InputError("keep_bonus: expected a number from 0")
        if max(sum(spec.weight for spec in self.criteria), abs(self.floor), self.keep_bonus) > MOST_POINTS:
            raise InputError(
                f"policy {self.name!r}: the weights, the floor and the bonus may not pass {MOST_POINTS} points"
            )
        for what, specs in (("criterion", self.criteria), ("rule", self.rules)):
            names = [spec.name for spec in specs]
            _require(len(set(names)) == len(names), f"policy {self.name!r}: two of one name among {what} names {names}")

    @classmethod
    def from_toml(cls, path_or_text: str | Path) -> Self:
        """Read a policy from a TOML file, or from TOML text (anything with a line break or ``=``)."""
        is_text = isinstance(path_or_text, str) and ("\n" in path_or_text or "=" in path_or_text)
        try:
            text = str(path_or_text) if is_text else Path(path_or_text).read_text(encoding="utf-8-sig")
            return cls.from_dict(tomllib.loads(text))
        except (tomllib.TOMLDecodeError, OSError, UnicodeDecodeError) as error:
            raise InputError(f"policy: {error}") from error

    @classmethod
    def from_dict(cls, mapping: Mapping[str, Any]) -> Self:
        """Read a policy from what a JSON or TOML file holds."""
        given = dict(mapping)
        known = {entry.name for entry in fields(cls)}
        _require(not set(given) - known, f"policy: unknown key {_listed(set(given) - known)}")
        given["criteria"] = tuple(_criterion(entry) for entry in _tables("criteria", given.get("criteria", ())))
        given["rules"] = tuple(_rule(entry) for entry in _tables("rules", given.get("rules", ())))
        return cls(**given)

    @classmethod
    def shipped(cls, name: str) -> Self:
        """One of the policies that come with this package.

        Examples
        --------
        >>> Policy.shipped("civil-service").id
        'email address'
        """
        if name not in cls.shipped_names():
            raise InputError(f"policy: there is no {name!r}; there are {', '.join(cls.shipped_names())}")
        return cls.from_toml((resources.files("matching") / "policies" / f"{name}.toml").read_text(encoding="utf-8"))

    @staticmethod
    def shipped_names() -> tuple[str, ...]:
        """Names for `Policy.shipped`."""
        folder = resources.files("matching") / "policies"
        return tuple(
            sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml"))
        )

    def to_dict(self) -> dict[str, Any]:
        """The policy as a JSON file can hold it; `from_dict` gives it back."""
        given = {entry.name: getattr(self, entry.name) for entry in fields(self)}
        given["criteria"] = [_spec_to_dict(spec) for spec in self.criteria]
        given["rules"] = [_spec_to_dict(spec) for spec in self.rules]
        return {name: value for name, value in given.items() if value is not None}

    @property
    def digest(self) -> str:
        """SHA-256 of the policy's content."""
        return hashlib.sha256(json.dumps(self.to_dict(), sort_keys=True).encode()).hexdigest()

    @property
    def points(self) -> float:
        """The most points a pair can have."""
        return sum(spec.maximum for spec in self.criteria) / RESOLUTION

    def changed(self, **overrides: Any) -> Self:
        """The same policy with some of its fields changed."""
        known = {"seats", "needs", "objective", "floor", "keep_bonus"}
        _require(not set(overrides) - known, f"match: unknown argument {_listed(set(overrides) - known)}")
        return replace(self, **overrides)


def _criterion(entry: Mapping[str, Any]) -> CriterionSpec:
    given = dict(entry)
    kind, name = _kind_and_name("criterion", given, CRITERIA)
    weight = _checked(f"criterion {name!r}, weight", options.number, given.pop("weight", None))
    neutral = given.pop("neutral", None)
    if neutral is not None:
        _checked(f"criterion {name!r}, neutral", options.number, neutral)
    _require(weight >= 0, f"criterion {name!r}, weight: {weight} is below 0")
    _require(neutral is None or 0 <= neutral <= weight, f"criterion {name!r}, neutral: expected 0 to the weight")
    columns = _columns(f"criterion {name!r}", given, CRITERIA[kind].sides)
    read = _options(f"criterion {name!r}", given, CRITERIA[kind])
    return CriterionSpec(name=name, kind=kind, weight=weight, neutral=neutral, options=read, **columns)


def _rule(entry: Mapping[str, Any]) -> RuleSpec:
    given = dict(entry)
    kind, name = _kind_and_name("rule", given, {**RULES, "floor": None})
    if kind == "floor":
        _require(set(given) == {"points"}, f"rule {name!r}: a floor has points and nothing else")
        return RuleSpec(
            name=name, kind=kind, options={"points": _checked(f"rule {name!r}", options.number, given["points"])}
        )
    columns = _columns(f"rule {name!r}", given, RULES[kind].sides)
    return RuleSpec(name=name, kind=kind, options=_options(f"rule {name!r}", given, RULES[kind]), **columns)


def _kind_and_name(what: str, given: dict[str, Any], kinds: Mapping[str, Any]) -> tuple[str, str]:
    kind = given.pop("kind", None)
    name = given.pop("name", kind)
    if kind not in kinds:
        raise InputError(f"{what} {name!r}: unknown kind {kind!r}; there are {', '.join(sorted(kinds))}")
    _require(isinstance(name, str) and bool(name), f"{what}: the name {name!r} is not a text")
    return str(kind), str(name)


def _columns(what: str, given: dict[str, Any], sides: Sequence[str]) -> dict[str, Any]:
    both = given.pop("column", None)
    columns = {side: given.pop(side, both) for side in sides}
    for side, column in columns.items():
        _require(column is not None, f"{what}: no column for the {side}")
        parts = column if isinstance(column, (list, tuple)) else [column]
        _require(all(isinstance(part, str) and part for part in parts), f"{what}: {column!r} is not a column")
    return {side: tuple(column) if isinstance(column, list) else column for side, column in columns.items()}


def _options(what: str, given: Mapping[str, Any], kind: Any) -> dict[str, Any]:
    unknown = set(given) - set(kind.options)
    _require(not unknown, f"{what}: unknown key {_listed(unknown)}")
    absent = set(kind.required) - set(given)
    _require(not absent, f"{what}: {_listed(absent)} is missing")
    return {name: _checked(f"{what}, {name}", kind.options[name], value) for name, value in given.items()}


def _checked(what: str, option: Any, value: Any) -> Any:
    try:
        return option(value)
    except (ValueError, TypeError) as error:
        raise InputError(f"{what}: {error}, got {value!r}") from error


def _require(holds: bool, sentence: str) -> None:
    if not holds:
        raise InputError(sentence)


def _require_count(name: str, value: str | int) -> None:
    fits = (isinstance(value, int) and not isinstance(value, bool) and value >= 0) or (isinstance(value, str) and value)
    _require(bool(fits), f"{name}: expected a column or a whole number from 0, got {value!r}")


def _tables(name: str, entries: Any) -> Sequence[Mapping[str, Any]]:
    is_list = isinstance(entries, Sequence) and all(isinstance(entry, Mapping) for entry in entries)
    _require(is_list, f"policy: {name} is not a list of tables")
    return list(entries)


def _listed(names: set[str]) -> str:
    return ", ".join(repr(name) for name in sorted(names))


def _spec_to_dict(spec: CriterionSpec | RuleSpec) -> dict[str, Any]:
    plain = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in vars(spec).items()
        if name != "options"
    }
    read = {name: list(value) if isinstance(value, tuple) else value for name, value in spec.options.items()}
    return {name: value for name, value in plain.items() if value is not None} | read
