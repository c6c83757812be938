"""How much memory a compiled page takes, so that what is kept can be bounded in bytes."""

import gc
import sys
from collections.abc import Iterable
from types import BuiltinFunctionType, CodeType, FunctionType, MethodDescriptorType, ModuleType
from typing import Any

from jinja2.runtime import Macro

from app.pages.rendering.props import PropSpec
from app.pages.rendering.words import Words

_SHARED = (type, ModuleType, BuiltinFunctionType, MethodDescriptorType, CodeType, Macro, PropSpec, Words)
"""What all pages have in common: the components themselves, their words, and code."""


def size_of(root: Any) -> int:
    """Return the bytes of an object and of all it holds, each counted once; what all pages share is left out.

    About 1 µs an object. Of a function what it closes over counts, not its module.
    """
    total, seen, pending = 0, set[int](), [root]
    while pending:
        item = pending.pop()
        if item is None or id(item) in seen or isinstance(item, _SHARED):
            continue
        seen.add(id(item))
        total += sys.getsizeof(item)
        pending.extend(_closed_over(item) if isinstance(item, FunctionType) else gc.get_referents(item))
    return total


def _closed_over(function: FunctionType) -> Iterable[Any]:
    return (*(function.__closure__ or ()), *(function.__defaults__ or ()), function.__kwdefaults__)
