"""Whatever the AST and the scope: a JSON value or an EvaluationError, and the same in both languages."""

import json
import random
import subprocess
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.expressions.evaluate import EvaluationError, evaluate
from app.expressions.parse import ExpressionSyntaxError, parse_expression, parse_template
from tests.expressions.random_cases import random_ast, random_scope
from tests.expressions.test_typescript import NODE

WORDS = ["a", "b.c", "1", "2.5", "'x'", "(", ")", "[", "]", "{", "}", ",", ":", ".", "|", "~", "+", "-", "*", "**"]
WORDS += ["/", "//", "%", "==", "<", ">", "in", "is", "not", "and", "or", "if", "else", "upper", "range", "__a"]
SOURCE = st.lists(st.sampled_from(WORDS)).map(" ".join)


@given(st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_an_evaluation_gives_json_or_an_evaluation_error(rng):
    try:
        value = evaluate(random_ast(rng), random_scope(rng))
    except EvaluationError:
        return
    json.dumps(value, allow_nan=False)


def position_of_error(parse, text):
    """Where `text` does not parse; 0 for one that does, whose AST must be JSON then."""
    try:
        parsed = parse(text)
    except ExpressionSyntaxError as error:
        return error.position
    json.dumps(parsed if isinstance(parsed, list) else parsed.ast, allow_nan=False)
    return 0


@given(st.one_of(SOURCE, st.text(max_size=60)))
@settings(max_examples=300, deadline=None)
def test_any_text_parses_or_is_a_syntax_error_inside_the_text(source):
    template = "x {{" + source + "}}"
    assert 0 <= position_of_error(parse_expression, source) <= len(source)
    assert 0 <= position_of_error(parse_template, template) <= len(template)


def test_random_expressions_have_the_same_value_in_typescript(tmp_path):
    rng = random.Random(20260301)
    cases = []
    for number in range(3_000):
        case = {"name": str(number), "ast": random_ast(rng), "scope": random_scope(rng)}
        try:
            case["expect"] = evaluate(case["ast"], case["scope"])
        except EvaluationError:
            case["error"] = "evaluation"
        cases.append(case)
    assert sum("expect" in case for case in cases) > 1_000
    file = tmp_path / "cases.json"
    file.write_text(json.dumps(cases), encoding="utf-8")
    script = Path(__file__).with_name("run_vectors.mjs")
    folder = Path(__file__).parents[2] / "app" / "expressions"
    done = subprocess.run(
        [NODE, "--no-warnings", script, folder, file], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["wrong"] == []
