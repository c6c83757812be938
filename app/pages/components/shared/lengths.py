"""How long a text is that a visitor sends."""

from app.pages.rendering.component import WrongValue


def check_length(value: str, least: int | None, most: int | None) -> None:
    """Return when a text has a length between these; raises WrongValue.

    Counted as browsers count `minlength` and `maxlength`: in units of UTF-16, a line break as one.
    """
    length = len(value.encode("utf-16-le")) // 2
    if least is not None and length < least:
        raise WrongValue("Write at least {number} characters.", number=least)
    if most is not None and length > most:
        raise WrongValue("Write at most {number} characters.", number=most)
