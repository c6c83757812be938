"""Holes: objects that stand for values which are known only in a request."""

from collections.abc import Callable
from typing import Any, NoReturn

__all__ = ["Hole", "HoleMisused", "guard"]


class HoleMisused(Exception):
    """A template did more with a hole than output it."""


def _refuse(*_arguments: Any, **_named: Any) -> NoReturn:
    raise HoleMisused


class Hole:
    """Can be output, as `{{ hole }}` or through `attr(name, hole)`; any other use raises HoleMisused."""

    __slots__ = ("_as_attribute", "_as_text")

    def __init__(self, as_text: Callable[[], str], as_attribute: Callable[[str], str] | None) -> None:
        self._as_text = as_text
        self._as_attribute = as_attribute

    def __html__(self) -> str:
        return self._as_text()

    def as_attribute(self, name: str) -> str:
        """Return the marker of a whole attribute; raises HoleMisused for children."""
        return self._as_attribute(name) if self._as_attribute else _refuse()

    __getattr__ = _refuse
    __hash__ = _refuse
    __str__ = __repr__ = __format__ = __bool__ = __len__ = __iter__ = __contains__ = __getitem__ = _refuse
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __call__ = _refuse
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __mod__ = __rmod__ = _refuse
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __pow__ = __rpow__ = _refuse
    __int__ = __float__ = __index__ = __neg__ = __pos__ = __abs__ = _refuse


def guard(function: Any) -> Any:
    """Return a template filter or test that refuses holes: some, like `is none`, would answer for the object."""

    def guarded(*arguments: Any, **named: Any) -> Any:
        for value in (*arguments, *named.values()):
            if isinstance(value, Hole):
                raise HoleMisused
        return function(*arguments, **named)

    # Jinja reads these marks to know what to pass first (context, environment).
    guarded.__dict__.update(getattr(function, "__dict__", {}))
    return guarded
