"""The encrypted answers of requests with an Idempotency-Key."""

from sqlmodel import col

from app.core.idempotency.models import IdempotentRequest
from app.core.idempotency.service import place_of
from app.core.security.sealed import SealedColumn

ANSWERS = SealedColumn(
    IdempotentRequest.__table__,  # type: ignore[attr-defined]
    col(IdempotentRequest.body),
    (col(IdempotentRequest.id),),
    lambda row: place_of(row.id),
)
