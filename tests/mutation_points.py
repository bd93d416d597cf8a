"""Where a line of the law or of the judge may be spoilt, and how: the points of `tests.mutation`.

The operators are those of Cosmic Ray, but of several that do the same to one place only the ones that make sense:
a sum becomes a difference, not a power, so that no figure is flattered by what breaks at once. Four are added
that it lacks. Annotations, and whether a dataclass is frozen, are no behaviour and are left alone, and so are a
rule's source and the bounds of what may be entered for its settings: they are declared, in one place, and no more.
"""

import ast
import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import parso
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator

OPPOSITES = {"min": "max", "max": "min", "any": "all", "all": "any"}
COMPARED = (
    "Eq_NotEq",
    "NotEq_Eq",
    "Lt_LtE",
    "Lt_GtE",
    "LtE_Lt",
    "LtE_Gt",
    "Gt_GtE",
    "Gt_LtE",
    "GtE_Gt",
    "GtE_Lt",
    "Is_IsNot",
    "IsNot_Is",
)
RECKONED = ("Add_Sub", "Sub_Add", "Mul_FloorDiv", "FloorDiv_Mul", "Mod_Mul", "BitOr_BitAnd", "BitAnd_BitOr")
OTHERS = (
    "AddNot",
    "ReplaceTrueWithFalse",
    "ReplaceFalseWithTrue",
    "ReplaceAndWithOr",
    "ReplaceOrWithAnd",
    "ReplaceBreakWithContinue",
    "ReplaceContinueWithBreak",
    "ExceptionReplacer",
    "NumberReplacer",
    "RemoveDecorator",
    "ZeroIterationForLoop",
    "ReplaceUnaryOperator_USub_UAdd",
    "ReplaceUnaryOperator_Delete_USub",
    "ReplaceUnaryOperator_Delete_Not",
)


class NegateCondition:
    """Of a comprehension: what was left out is taken, and the other way round."""

    def mutation_positions(self, node: Any) -> Iterator[tuple[Any, Any]]:
        if node.type == "comp_if":
            yield node.children[1].start_pos, node.children[1].end_pos

    def mutate(self, node: Any, _index: int) -> Any:
        node.children[1] = parso.parse(f" not ({node.children[1].get_code().strip()})")
        return node


class DropOperand:
    """One operand of `and` or `or` is forgotten."""

    def mutation_positions(self, node: Any) -> Iterator[tuple[Any, Any]]:
        if node.type in {"and_test", "or_test"}:
            for operand in node.children[::2]:
                yield operand.start_pos, operand.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        kept = [child.get_code() for n, child in enumerate(node.children[::2]) if n != index]
        word = " and " if node.type == "and_test" else " or "
        return parso.parse(f" ({word.join(part.strip() for part in kept)})")


class SwapOpposite:
    """The smallest for the largest, one for each."""

    def mutation_positions(self, node: Any) -> Iterator[tuple[Any, Any]]:
        if node.type == "name" and node.value in OPPOSITES and node.get_next_sibling() is not None:
            called = node.get_next_sibling()
            if called.type == "trailer" and called.children[0].value == "(":
                yield node.start_pos, node.end_pos

    def mutate(self, node: Any, _index: int) -> Any:
        node.value = OPPOSITES[node.value]
        return node


class InNotIn:
    """Is it in there, or is it not?"""

    def mutation_positions(self, node: Any) -> Iterator[tuple[Any, Any]]:
        if node.type == "comparison" and node.children[1].get_code().split() in (["in"], ["not", "in"]):
            yield node.children[1].start_pos, node.children[1].end_pos

    def mutate(self, node: Any, _index: int) -> Any:
        word = "in" if node.children[1].get_code().split() == ["not", "in"] else "not in"
        node.children[1] = parso.parse(f" {word}")
        return node


DECLARED = {"frozen", "source", "least", "most"}
"""Arguments that are left alone."""
OWN = {type(one).__name__: one for one in (NegateCondition(), DropOperand(), SwapOpposite(), InNotIn())}


def operators() -> dict[str, Any]:
    """By name: those of the tool, and our own."""
    names = [f"ReplaceComparisonOperator_{pair}" for pair in COMPARED]
    names += [f"ReplaceBinaryOperator_{pair}" for pair in RECKONED]
    return {name: get_operator(f"core/{name}")() for name in (*names, *OTHERS)} | OWN


class Point(NamedTuple):
    """One way to spoil one place of a file."""

    path: str
    operator: str
    occurrence: int
    line: int
    column: int


def points(path: Path) -> list[Point]:
    """All of a file."""
    source = path.read_text("utf-8")
    tree = get_ast(source)
    nodes = list(ast_nodes(tree))
    left_alone = list(_left_alone(ast.parse(source)))
    found = []
    for name, operator in operators().items():
        places = (at for node in nodes for at, _ in operator.mutation_positions(node))
        for occurrence, (line, column) in enumerate(places):
            if not any(a <= (line, column) < b for a, b in left_alone):
                found.append(Point(str(path), name, occurrence, line, column))
    return sorted(found)


def _left_alone(tree: ast.AST) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Annotations, and what is declared."""
    for node in ast.walk(tree):
        part: ast.AST | None = None
        if isinstance(node, ast.arg | ast.AnnAssign):
            part = node.annotation
        elif isinstance(node, ast.FunctionDef):
            part = node.returns
        elif isinstance(node, ast.keyword) and node.arg in DECLARED:
            part = node.value
        if isinstance(part, ast.expr) and part.end_lineno is not None and part.end_col_offset is not None:
            yield (part.lineno, part.col_offset), (part.end_lineno, part.end_col_offset)


def spoilt(point: Point) -> str:
    """The file's text with this one place spoilt."""
    made = mutate_code(
        Path(point.path).read_text("utf-8"), copy.copy(operators()[point.operator]), point.occurrence
    )
    assert made is not None, point
    return str(made)
