"""docs/errors.md says of every code what it means and what to do."""

import re

from app.core.errors import OnefoldError
from tools.document_errors import PAGE, answered_classes, render


def test_the_page_is_what_the_classes_say() -> None:
    assert PAGE.read_text("utf-8") == render(), "run make clients"


def test_every_code_has_a_row_and_advice_of_its_own() -> None:
    kinds = answered_classes()
    assert len(kinds) > 100
    rows = re.findall(r"^\| `(\w+)` \| \S.* \| \S.* \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted(kind.code for kind in kinds)
    for kind in kinds:
        advised = next(base for base in kind.__mro__ if "mend" in vars(base))
        others = [base for base in kind.__mro__[1:] if "code" in vars(base)]
        assert not any(issubclass(other, advised) for other in others) or kind is OnefoldError, kind
