"""All program types, and the policy of a cohort of one of them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from matching import InputError, Policy
from programs.aims import Aims
from programs.functional_expertise import FUNCTIONAL_EXPERTISE
from programs.high_potential import HIGH_POTENTIAL
from programs.onboarding import ONBOARDING
from programs.rules import RuleBroken
from programs.succession import SUCCESSION
from programs.types import ProgramType

__all__ = ["PROGRAM_TYPES", "policy_for"]

LISTED = {kind.slug: kind for kind in (ONBOARDING, FUNCTIONAL_EXPERTISE, HIGH_POTENTIAL, SUCCESSION)}
PROGRAM_TYPES: Mapping[str, ProgramType] = MappingProxyType(LISTED)

FULL_WEIGHT = 100


def policy_for(
    program_type: ProgramType,
    weights: Mapping[str, float] | None = None,
    rules: Mapping[str, bool | Mapping[str, Any]] | None = None,
    aims: Mapping[str, Any] | None = None,
) -> Policy:
    """The matching policy of a cohort: its type's, with its own weights, rules and aims.

    Parameters
    ----------
    program_type : ProgramType
    weights : mapping of criterion name to number, optional
        Those that differ; all together add up to 100.
    rules : mapping of rule name to bool or options, optional
        False leaves a rule out; a mapping changes its numbers, such as ``{"level_band": {"min": 0}}``.
    aims : mapping, optional
        What differs of `programs.aims.Aims`.

    Raises
    ------
    RuleBroken
        With ``field`` "weights" or "rules", or as `Aims.of` does.

    Examples
    --------
    >>> policy = policy_for(ONBOARDING, {"craft": 45, "load": 0}, {"level_band": False})
    >>> [spec.weight for spec in policy.criteria], "level_band" in [spec.name for spec in policy.rules]
    ([45, 20, 15, 20, 0], False)
    """
    chosen = _weights(program_type, weights or {})
    content = program_type.policy.to_dict()
    content["criteria"] = [spec | {"weight": chosen[spec["name"]]} for spec in content["criteria"]]
    content["rules"] = _rules(program_type, content["rules"], rules or {})
    content |= _aims(Aims.of(program_type, aims or {}), content["rules"])
    try:
        return Policy.from_dict(content)
    except InputError as error:
        raise RuleBroken("The rules of this cohort cannot be used: {why}.", field="rules", why=str(error)) from error


def _weights(program_type: ProgramType, changes: Mapping[str, float]) -> dict[str, float]:
    unknown = set(changes) - set(program_type.weights)
    if unknown:
        program, name = program_type.name, min(unknown)
        raise RuleBroken("{program} has no criterion “{name}”.", field="weights", program=program, name=name)
    chosen = program_type.weights | dict(changes)
    if min(chosen.values()) < 0:
        raise RuleBroken("A weight cannot be below 0.", field="weights")
    total = round(sum(chosen.values()), 6)
    if total != FULL_WEIGHT:
        sentence = "The weights add up to {total}. They need to add up to 100."
        raise RuleBroken(sentence, field="weights", total=f"{total:g}")
    return chosen


def _rules(
    program_type: ProgramType, specs: list[dict[str, Any]], changes: Mapping[str, bool | Mapping[str, Any]]
) -> list[dict[str, Any]]:
    words = {rule.name: rule for rule in program_type.rules}
    for name in changes:
        if name not in words:
            raise RuleBroken("{program} has no rule “{name}”.", field="rules", program=program_type.name, name=name)
        if words[name].fixed and changes[name] is not True:
            sentence = "“{rule}” holds in every cohort and cannot be changed."
            raise RuleBroken(sentence, field="rules", rule=words[name].label)
    kept = [spec for spec in specs if changes.get(spec["name"]) is not False]
    return [spec | _options(changes.get(spec["name"])) for spec in kept]


def _aims(aims: Aims, rules: list[dict[str, Any]]) -> dict[str, Any]:
    least = [{"name": "floor", "kind": "floor", "points": aims.floor}] if aims.floor else []
    groups = {"ceilings": dict(aims.ceilings), "load": "load"} if aims.ceilings else {}
    return {"objective": aims.objective, "keep_bonus": aims.keep_bonus, "rules": [*rules, *least], **groups}


def _options(change: bool | Mapping[str, Any] | None) -> dict[str, Any]:
    return dict(change) if isinstance(change, Mapping) else {}
