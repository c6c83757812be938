"""What pages say by themselves, in the language of the page: "Previous", "Page 2", "Fill this in.".

A text is its own key, in English. The other languages stand in `words.json` of a component's folder, of
`components/shared/` and of this one: `{"de": {"Previous": "Zurück"}}`. What a language lacks is said in English.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.pages.rendering.registry import FOLDER

TABLES = "words.json"


@dataclass(frozen=True, slots=True)
class Words:
    """Says our texts in one language."""

    table: Mapping[str, str]

    def __call__(self, text: str, **values: Any) -> str:
        """Return a text in this language; `{name}` in it is replaced by the value of that name."""
        found = self.table.get(text, text)
        return found.format(**values) if values else found


@cache
def tables() -> Mapping[str, Mapping[str, str]]:
    """Return the texts of each language by their English."""
    found: dict[str, dict[str, str]] = {}
    for path in (Path(__file__).with_name(TABLES), *sorted(FOLDER.glob(f"*/{TABLES}"))):
        if path.is_file():
            for language, texts in json.loads(path.read_text()).items():
                found.setdefault(language, {}).update(texts)
    return found


def words_of(lang: str) -> Words:
    """Return the words of a language (BCP 47). A region has those of its language, an unknown one English ones."""
    known, (language, _, _) = tables(), lang.lower().partition("-")
    return Words(known.get(lang.lower()) or known.get(language) or {})
