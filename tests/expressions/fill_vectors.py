"""Write the `ast` of every case in vectors.json anew: `python -m tests.expressions.fill_vectors`.

Add a case with `name`, `source` or `template`, `scope` and `expect` or `error`, then run this.
"""

import json
from pathlib import Path

from app.expressions.parse import ExpressionSyntaxError, parse_expression, parse_template

VECTORS = Path(__file__).parents[2] / "app" / "expressions" / "vectors.json"


def parse_case(case):
    """The AST of a case's source or template."""
    return parse_expression(case["source"]) if "source" in case else parse_template(case["template"]).ast


def dump(cases):
    """The file's text: one case a line."""
    lines = [json.dumps(case, ensure_ascii=False) for case in cases]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def main():
    cases = json.loads(VECTORS.read_text(encoding="utf-8"))
    for case in cases:
        case.pop("ast", None)
        try:
            case["ast"] = parse_case(case)
        except ExpressionSyntaxError:
            continue
    VECTORS.write_text(dump(cases), encoding="utf-8")


if __name__ == "__main__":
    main()
