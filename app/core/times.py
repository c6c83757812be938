"""Times as the API has them."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime


def _to_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("this time is in no year from 1 to 9999 of UTC") from None


UTCTime = Annotated[AwareDatetime, AfterValidator(_to_utc)]
"""A time with its zone; whichever that is, it is read, stored and shown in UTC."""
