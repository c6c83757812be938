"""How a value is written for who reads the page: numbers, money and dates as its language writes them.

What does not fit its format is shown as text, so that a wrong value can be seen and nothing fails.
"""

from decimal import Decimal, InvalidOperation
from functools import lru_cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, Field
from pydantic_core import PydanticCustomError

from app.core.text import StorableText
from app.expressions.dates import instant
from app.expressions.evaluate import EvaluationError
from app.expressions.values import MAX_STEPS, text
from app.pages.rendering.props import Fixed, safe_url
from app.pages.rendering.words import Words

if TYPE_CHECKING:
    from babel import Locale
    from babel.numbers import NumberPattern

ValueFormat = Literal["text", "number", "money", "percent", "date", "time", "datetime", "yes_no"]
NUMBERS = frozenset({"number", "money", "percent"})
TIMES = frozenset({"date", "time", "datetime"})
_MAX_MAGNITUDE = 30
"""Digits before or behind the point beyond which a number is shown as it came."""
_DATE_LENGTH = len("2026-11-26")


def _check_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise PydanticCustomError("unknown_time_zone", "use a time zone such as Europe/Berlin or UTC") from error
    return name


class FormatOptions(BaseModel):
    """The props that say more of how a value is written than its format."""

    digits: Annotated[int | None, Field(ge=0, le=8, description="Digits behind the point of a number."), Fixed()] = (
        None
    )
    currency: Annotated[
        StorableText, Field(pattern="^[A-Z]{3}$", description="Of `money`, such as EUR (ISO 4217)."), Fixed()
    ] = "USD"
    time_zone: Annotated[
        StorableText, Field(max_length=60, description="Of a time."), AfterValidator(_check_zone), Fixed()
    ] = "UTC"


class Formatted(FormatOptions):
    """The props that say how a value is written."""

    format: Annotated[
        ValueFormat,
        Field(description="How it is written, in the language of the page; `percent` takes 0.5."),
        Fixed(),
    ] = "text"


def plain(value: Any, words: Words) -> str:
    """Return what a person reads for a value."""
    if isinstance(value, bool):
        return words("Yes" if value else "No")
    try:
        return text(value, [MAX_STEPS]).replace("\0", "\ufffd")
    except EvaluationError:
        return ""


def formatted(value: Any, how: Any, words: Words) -> str:
    """Return a value as `how`, which has the props of Formatted, says to write it."""
    if value is None or value == "":
        return ""
    if how.format == "yes_no":
        return words("No" if value in (False, 0, "0", "false") else "Yes")
    if how.format in NUMBERS:
        number = as_number(value)
        return plain(value, words) if number is None else _write_number(number, how, words.lang)
    if how.format in TIMES:
        return _write_time(value, how, words)
    return plain(value, words)


def share(value: float, words: Words) -> str:
    """Return a share, such as 0.5, as a percentage."""
    return formatted(value, SimpleNamespace(format="percent", digits=None), words)


def as_number(value: Any) -> Decimal | None:
    """Return the number that a value is or spells; None for any other, and for one too large to be read."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    small = number.is_finite() and abs(number.adjusted()) <= _MAX_MAGNITUDE and len(number.as_tuple().digits) <= 60
    return number if small else None


def _write_number(number: Decimal, how: Any, lang: str) -> str:
    pattern, locale = _pattern(lang, how.format, how.digits), locale_of(lang)
    if how.format == "money":
        return str(pattern.apply(number, locale, currency=how.currency, currency_digits=how.digits is None))
    return str(pattern.apply(number, locale))


def _write_time(value: Any, how: Any, words: Words) -> str:
    from babel.dates import format_date, format_datetime, format_time  # noqa: PLC0415 - 8 MB that few pages need

    try:
        at = instant(value)
    except EvaluationError:
        return plain(value, words)
    locale = locale_of(words.lang)
    if how.format == "date":
        # A date without a time is the same day everywhere.
        is_day = isinstance(value, str) and len(value) == _DATE_LENGTH
        day = at.date() if is_day else at.astimezone(ZoneInfo(how.time_zone)).date()
        return format_date(day, "medium", locale=locale)
    zone = ZoneInfo(how.time_zone)
    if how.format == "time":
        return format_time(at, "short", tzinfo=zone, locale=locale)
    return format_datetime(at, _without_seconds(words.lang), tzinfo=zone, locale=locale)


@lru_cache(maxsize=64)
def locale_of(lang: str) -> "Locale":
    """Return how a language (BCP 47) writes numbers and dates; English where nobody knows."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - 8 MB that few pages need

    try:
        return Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        return Locale("en")


@lru_cache(maxsize=64)
def _without_seconds(lang: str) -> str:
    """Return the pattern of a date and a time in a language: the date of medium length, the time without seconds."""
    locale = locale_of(lang)
    day, time = locale.date_formats["medium"].pattern, locale.time_formats["short"].pattern
    return str(locale.datetime_formats["medium"]).replace("{0}", time).replace("{1}", day)


@lru_cache(maxsize=256)
def _pattern(lang: str, format_: str, digits: int | None) -> "NumberPattern":
    from babel.numbers import parse_pattern  # noqa: PLC0415 - 8 MB that few pages need

    locale = locale_of(lang)
    formats = {
        "number": locale.decimal_formats[None],
        "money": locale.currency_formats["standard"],
        "percent": locale.percent_formats[None],
    }
    found = formats[format_]
    pattern = parse_pattern(found.pattern)
    if digits is not None:
        pattern.frac_prec = (digits, digits)
    elif format_ == "percent":
        pattern.frac_prec = (0, 1)
    return pattern


def address(value: Any) -> str | None:
    """Return the address that a value is, None for one that no browser should follow or load."""
    return safe_url(value) if isinstance(value, str) and len(value) <= 2_000 else None
