"""Dependencies of the webhook routes."""

from typing import Annotated

from fastapi import Depends

from app.core.http.resources import Resource
from app.webhooks.service import Webhooks

WebhooksDep = Annotated[Webhooks, Depends(Resource(Webhooks))]
