"""One small fault at a time in the source of a module: a comparison turned, a constant off by one, a statement gone."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

__all__ = ["Mutant", "mutants_of"]

SWAPS: dict[type[ast.AST], tuple[type[Any], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add,),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
}
SHARED = (ast.expr_context, ast.operator, ast.boolop, ast.unaryop, ast.cmpop)
"""Python keeps one node of each for all places."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module's tree with one fault, and how that reads."""

    line: int
    before: str
    after: str
    tree: ast.Module

    @property
    def change(self) -> str:
        return f"{self.before} → {self.after}"


@dataclass(frozen=True, slots=True)
class _Fault:
    """Something to do to the node of this number; ``shown`` is the node whose source tells the story."""

    node: int
    shown: int
    do: Callable[[Any], ast.AST | None]


def mutants_of(source: str) -> Iterator[Mutant]:
    """All of them. Left alone are annotations, docstrings, ``__all__``, and ``strict`` of `zip`, which asserts."""
    tree = ast.parse(source)
    for fault in _faults(tree):
        changed = copy.deepcopy(tree)
        nodes = list(ast.walk(changed))
        before = ast.unparse(nodes[fault.shown])
        line = nodes[fault.shown].lineno  # type: ignore[attr-defined]
        target = nodes[fault.node]
        other = fault.do(target)
        if other is not None:
            _replace(changed, target, other)
        shown = other if other is not None and fault.node == fault.shown else nodes[fault.shown]
        after = ast.unparse(target.test if isinstance(target, ast.If) else shown)
        if before != after:
            yield Mutant(line, _short(before), _short(after), ast.fix_missing_locations(changed))


def _short(text: str) -> str:
    return " ".join(text.split())[:100]


def _replace(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, ast.copy_location(new, old))
            elif isinstance(value, list) and any(item is old for item in value):
                value[:] = [ast.copy_location(new, old) if item is old else item for item in value]


def _faults(tree: ast.Module) -> Iterator[_Fault]:
    nodes = list(ast.walk(tree))
    number = {id(node): at for at, node in enumerate(nodes)}
    left_alone = {id(inner) for node in _not_code(tree) for inner in ast.walk(node)}
    within = {id(child): node for node in nodes for child in ast.iter_child_nodes(node)}
    for node in nodes:
        if id(node) in left_alone or isinstance(node, SHARED):
            continue
        bare = isinstance(node, (ast.Constant, ast.comprehension))
        shown = node.test if isinstance(node, ast.If) else _readable(node, within) if bare else node
        for do in _changes(node):
            yield _Fault(number[id(node)], number[id(shown)], do)


def _readable(node: ast.AST, within: dict[int, ast.AST]) -> ast.AST:
    """A bare 1 says nothing: the expression around it is shown."""
    shown = within[id(node)]
    while not hasattr(shown, "lineno") or isinstance(shown, (ast.UnaryOp, ast.Slice, ast.JoinedStr, ast.Tuple)):
        shown = within[id(shown)]
    return shown


def _not_code(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield from (part for part in (node.returns, *node.decorator_list) if part is not None)
        elif isinstance(node, (ast.arg, ast.AnnAssign)) and node.annotation is not None:
            yield node.annotation
        elif _says_nothing(node):
            yield node


def _says_nothing(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()) | ast.keyword(arg="strict") | ast.Assign(targets=[ast.Name("__all__")]):
            return True
        case ast.ClassDef(bases=bases):
            return any("Protocol" in ast.unparse(base) for base in bases)
    return False


def _changes(node: ast.AST) -> Iterator[Callable[[Any], ast.AST | None]]:
    yield from _swaps(node)
    if isinstance(node, ast.Constant):
        yield from _constants(node.value)
    elif isinstance(node, ast.UnaryOp) and not isinstance(node.operand, ast.Constant):
        yield lambda this: this.operand
    elif isinstance(node, (ast.If, ast.IfExp)):
        yield _denied
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield lambda this: setattr(this, "ifs", [])
    elif isinstance(node, ast.Return) and node.value is not None and ast.unparse(node.value) != "None":
        yield lambda _: ast.Return(ast.Constant(None))
    if _may_go(node):
        yield lambda _: ast.Pass()


def _swaps(node: ast.AST) -> Iterator[Callable[[Any], None]]:
    if isinstance(node, ast.Compare):
        for at, op in enumerate(node.ops):
            yield from (partial(_compared, at=at, by=by) for by in SWAPS.get(type(op), ()))
    elif isinstance(node, (ast.BinOp, ast.BoolOp, ast.AugAssign)):
        yield from (partial(_operated, by=by) for by in SWAPS.get(type(node.op), ()))


def _may_go(node: ast.AST) -> bool:
    """Statements whose absence Python does not notice; without a plain assignment it would stumble at once."""
    if isinstance(node, ast.Assign):
        return isinstance(node.targets[0], (ast.Attribute, ast.Subscript))
    return isinstance(node, (ast.Expr, ast.AugAssign, ast.Raise, ast.Break, ast.Continue))


def _compared(this: Any, at: int, by: Callable[[], ast.cmpop]) -> None:
    this.ops[at] = by()


def _operated(this: Any, by: Callable[[], ast.AST]) -> None:
    this.op = by()


def _denied(this: Any) -> None:
    this.test = ast.UnaryOp(ast.Not(), this.test)


def _constants(value: object) -> Iterator[Callable[[ast.AST], ast.AST]]:
    if isinstance(value, bool):
        yield lambda _: ast.Constant(not value)
    elif isinstance(value, (int, float)):
        yield lambda _: ast.Constant(value + 1)
        if value:
            yield lambda _: ast.Constant(value - 1)
    elif isinstance(value, str) and value:
        yield lambda _: ast.Constant(f"{value}!")
