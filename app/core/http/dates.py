"""Times as HTTP writes them (RFC 9110 section 5.6.7), read and written in one place."""

from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime


def http_date(moment: datetime) -> str:
    """Return the time as HTTP writes it, cut to the second."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def parse_http_date(text: str | None) -> datetime | None:
    """Return the time of an HTTP date in UTC, None when it is not one, or one that no calendar has."""
    if not text:
        return None
    try:
        moment = parsedate_to_datetime(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
