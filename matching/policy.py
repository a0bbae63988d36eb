"""A policy: what counts for a match, how much, and what is ruled out; data, from TOML or JSON."""

import hashlib
import json
import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from importlib import resources
from pathlib import Path
from typing import Any, Self

from matching import options
from matching.errors import InputError
from matching.problem import OBJECTIVES
from matching.specs import (
    RESOLUTION,
    CriterionSpec,
    RuleSpec,
    checked,
    criterion_of,
    listed,
    require,
    rule_of,
    spec_to_dict,
)

__all__ = ["RESOLUTION", "CriterionSpec", "Policy", "RuleSpec"]

MOST_PLACES = 2**31
MOST_POINTS = 2**24 // RESOLUTION - 1


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
        for name, option in (("name", options.text), ("id", options.text), ("lenient", options.flag)):
            checked(name, option, getattr(self, name))
        if str(self.objective) not in OBJECTIVES:
            raise InputError(f"objective: {self.objective!r} is not available; choose one of {', '.join(OBJECTIVES)}")
        self._check_numbers()
        for what, specs in (("criterion", self.criteria), ("rule", self.rules)):
            names = [spec.name for spec in specs]
            require(len(set(names)) == len(names), f"policy {self.name!r}: two of one name among {what} names {names}")

    def _check_numbers(self) -> None:
        for side in ("seats", "needs"):
            _require_count(side, getattr(self, side))
        for name in ("floor", "keep_bonus"):
            checked(name, options.number, getattr(self, name))
        for column, most in checked("ceilings", options.ceilings, self.ceilings).items():
            _require_count(f"ceilings, {column}", most)
        checked("load", options.text, "load" if self.load is None else self.load)
        for name in ("seats", "needs", "floor", "keep_bonus"):
            object.__setattr__(self, name, options.plain(getattr(self, name)))
        require(self.keep_bonus >= 0, "keep_bonus: expected a number from 0")
        highest = max(sum(spec.weight for spec in self.criteria), abs(self.floor), self.keep_bonus)
        sentence = f"policy {self.name!r}: the weights, the floor and the bonus may not pass {MOST_POINTS} points"
        require(highest <= MOST_POINTS, sentence)

    @classmethod
    def from_toml(cls, path_or_text: str | Path) -> Self:
        """Read a policy from a TOML file, or from TOML text: anything with a line break or ``=``, unless it ends in
        ``.toml``.

        Parameters
        ----------
        path_or_text : str or path-like

        Returns
        -------
        Policy

        Raises
        ------
        InputError
            Names the file that cannot be read, or the criterion, rule or key that is not known.

        Examples
        --------
        >>> Policy.from_toml('id = "e-mail"').id
        'e-mail'
        """
        if not isinstance(path_or_text, (str, os.PathLike)):
            raise InputError(f"policy: expected a path or TOML text, got {path_or_text!r}")
        try:
            text = str(path_or_text) if _is_text(path_or_text) else Path(path_or_text).read_text(encoding="utf-8-sig")
            return cls.from_dict(tomllib.loads(text))
        except (tomllib.TOMLDecodeError, OSError, UnicodeDecodeError) as error:
            raise InputError(f"policy: {error}") from error

    @classmethod
    def from_dict(cls, mapping: Mapping[str, Any]) -> Self:
        """Read a policy from what a JSON or TOML file holds."""
        require(isinstance(mapping, Mapping), f"policy: expected keys and values, got {mapping!r}")
        given = dict(mapping)
        known = {entry.name for entry in fields(cls)}
        require(not set(given) - known, f"policy: unknown key {listed(set(given) - known)}")
        given["criteria"] = tuple(criterion_of(entry) for entry in _tables("criteria", given.get("criteria", ())))
        given["rules"] = tuple(rule_of(entry) for entry in _tables("rules", given.get("rules", ())))
        return cls(**given)

    @classmethod
    def shipped(cls, name: str) -> Self:
        """One of the policies that come with this package.

        Parameters
        ----------
        name : str
            One of `shipped_names`.

        Returns
        -------
        Policy

        Raises
        ------
        InputError
            Names those there are.

        Examples
        --------
        >>> Policy.shipped("civil-service").id
        'email address'
        """
        if str(name) not in cls.shipped_names():
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
        given["criteria"] = [spec_to_dict(spec) for spec in self.criteria]
        given["rules"] = [spec_to_dict(spec) for spec in self.rules]
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
        require(not set(overrides) - known, f"match: unknown argument {listed(set(overrides) - known)}")
        return replace(self, **overrides)


def _is_text(given: str | os.PathLike[str]) -> bool:
    if not isinstance(given, str) or (given.endswith(".toml") and "\n" not in given):
        return False
    return not given.strip() or "\n" in given or "=" in given


def _require_count(name: str, value: str | int) -> None:
    given = options.plain(value)
    fits = (isinstance(given, int) and not isinstance(given, bool) and 0 <= given <= MOST_PLACES) or (
        isinstance(given, str) and given
    )
    require(bool(fits), f"{name}: expected a column or a whole number from 0, got {value!r}")


def _tables(name: str, entries: Any) -> Sequence[Mapping[str, Any]]:
    is_list = isinstance(entries, Sequence) and all(isinstance(entry, Mapping) for entry in entries)
    require(is_list, f"policy: {name} is not a list of tables")
    return list(entries)
