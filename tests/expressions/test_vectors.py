"""Every case of vectors.json in Python: the stored AST is what the parser makes, and it has the stored value."""

import json

import pytest

from app.expressions.evaluate import EvaluationError, compile_ast
from app.expressions.parse import ExpressionSyntaxError
from tests.expressions.fill_vectors import VECTORS, parse_case

CASES = json.loads(VECTORS.read_text(encoding="utf-8"))


def same(left, right):
    """JSON equality that tells true from 1 and, unlike our own `equal`, is not the code under test."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return list(left) == list(right) and all(same(left[key], right[key]) for key in left)
    return left == right


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case):
    if case.get("error") == "syntax":
        assert "ast" not in case
        with pytest.raises(ExpressionSyntaxError):
            parse_case(case)
        return
    assert parse_case(case) == case["ast"], "run python -m tests.expressions.fill_vectors"
    program = compile_ast(case["ast"])
    if "error" in case:
        with pytest.raises(EvaluationError):
            program(case["scope"])
    else:
        assert same(program(case["scope"]), case["expect"])


def test_there_are_enough_cases_and_their_names_are_unique():
    assert len(CASES) >= 300
    assert len({case["name"] for case in CASES}) == len(CASES)
