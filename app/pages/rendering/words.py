"""What pages say by themselves, in the language of the page: "Previous", "Page 2", "Fill this in.".

A text is its own key, in English. The other languages stand in `words.json` of a component's folder, of
`components/shared/` and of this one: `{"de": {"Previous": "Zurück"}}`. A site may have words of its own, also in
languages that have none here. What a language lacks is said in English.
"""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from app.pages.rendering.registry import FOLDER

TABLES = "words.json"
NO_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Words:
    """Says our texts in one language; `lang` is how numbers and dates are written."""

    table: Mapping[str, str]
    lang: str = "en"

    def __call__(self, text: str, **values: Any) -> str:
        """Return a text in this language; `{name}` in it is replaced by the value of that name."""
        found = self.table.get(text, text)
        # No format strings: some of the words are of the site's authors.
        return _PLACE.sub(lambda place: str(values.get(place[1], place[0])), found) if values else found


ENGLISH = Words({})
_PLACE = re.compile(r"\{(\w+)\}")


@cache
def tables() -> Mapping[str, Mapping[str, str]]:
    """Return the texts of each language by their English."""
    found: dict[str, dict[str, str]] = {}
    for path in (Path(__file__).with_name(TABLES), *sorted(FOLDER.glob(f"*/{TABLES}"))):
        if path.is_file():
            for language, texts in json.loads(path.read_text()).items():
                found.setdefault(language, {}).update(texts)
    return found


def list_texts() -> Collection[str]:
    """Return every text that pages say by themselves, in English."""
    return tables()["de"].keys()


def words_of(lang: str, own: Mapping[str, Mapping[str, str]] = NO_WORDS) -> Words:
    """Return the words of a language (BCP 47), the site's own before ours.

    A region has those of its language, an unknown one English ones.
    """
    known, language = tables(), lang.lower().partition("-")[0]
    ours = known.get(lang.lower()) or known.get(language) or {}
    own_by_name = {name.lower(): texts for name, texts in own.items()}
    texts = {**ours, **own_by_name.get(language, {}), **own_by_name.get(lang.lower(), {})} if own else ours
    return Words(texts, lang)
