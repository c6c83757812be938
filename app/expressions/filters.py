"""The fixed table of filters. Their twins are in `evaluate.ts`, their manual in docs/expressions.md.

A filter is called with the budget, the value and its arguments in order. Unless it says `takes_nothing`,
nothing (`None`) goes through it untouched. What a filter looks at is paid for before the work.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.expressions import list_filters, number_filters, text_filters

REQUIRED = object()
"""Marks a parameter without a default."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter: its function, parameters as (name, default), and how many may be given by position."""

    run: Callable[..., Any]
    parameters: tuple[tuple[str, Any], ...] = ()
    takes_nothing: bool = False
    positional: int | None = None


_ATTRIBUTE = (("attribute", None),)
_CHOICE = (("test", None), ("argument", None))

FILTERS: dict[str, Filter] = {
    "default": Filter(number_filters.do_default, (("value", REQUIRED), ("boolean", False)), takes_nothing=True),
    "upper": Filter(text_filters.do_upper),
    "lower": Filter(text_filters.do_lower),
    "trim": Filter(text_filters.do_trim),
    "length": Filter(list_filters.do_length, takes_nothing=True),
    "join": Filter(list_filters.do_join, (("separator", ""), *_ATTRIBUTE)),
    "split": Filter(text_filters.do_split, (("separator", None),)),
    "replace": Filter(text_filters.do_replace, (("old", REQUIRED), ("new", REQUIRED))),
    "round": Filter(number_filters.do_round, (("precision", 0), ("method", "common"))),
    "int": Filter(number_filters.do_int, (("default", None),), takes_nothing=True),
    "float": Filter(number_filters.do_float, (("default", None),), takes_nothing=True),
    "string": Filter(text_filters.do_string, takes_nothing=True),
    "json": Filter(text_filters.do_json, takes_nothing=True),
    "from_json": Filter(text_filters.do_from_json),
    "first": Filter(list_filters.do_first),
    "last": Filter(list_filters.do_last),
    "sort": Filter(list_filters.do_sort, (("reverse", False), *_ATTRIBUTE)),
    "unique": Filter(list_filters.do_unique, _ATTRIBUTE),
    "reverse": Filter(list_filters.do_reverse),
    "map": Filter(list_filters.do_map, (("attribute", REQUIRED), ("default", None)), positional=0),
    "select": Filter(list_filters.do_select, (*_CHOICE, *_ATTRIBUTE)),
    "reject": Filter(list_filters.do_reject, (*_CHOICE, *_ATTRIBUTE)),
    "selectattr": Filter(list_filters.do_selectattr, (("attribute", REQUIRED), *_CHOICE)),
    "rejectattr": Filter(list_filters.do_rejectattr, (("attribute", REQUIRED), *_CHOICE)),
    "sum": Filter(list_filters.do_sum, (*_ATTRIBUTE, ("start", 0))),
    "min": Filter(list_filters.do_extreme("min", -1), _ATTRIBUTE),
    "max": Filter(list_filters.do_extreme("max", 1), _ATTRIBUTE),
    "abs": Filter(number_filters.do_abs),
    "keys": Filter(list_filters.do_keys),
    "values": Filter(list_filters.do_values),
    "items": Filter(list_filters.do_items),
    "slice": Filter(list_filters.do_slice, (("start", 0), ("stop", None))),
    "date": Filter(number_filters.do_date, (("format", "%Y-%m-%d"),)),
    "timestamp": Filter(number_filters.do_timestamp),
    "url_encode": Filter(text_filters.do_url_encode),
    "base64": Filter(text_filters.do_base64),
    "from_base64": Filter(text_filters.do_from_base64),
    "slugify": Filter(text_filters.do_slugify),
    "truncate": Filter(text_filters.do_truncate, (("length", 255), ("end", "…"))),
}
