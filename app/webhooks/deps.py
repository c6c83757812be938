"""Dependencies of the webhook routes."""

from typing import Annotated

from fastapi import Depends

from app.core.http.resources import Resource
from app.webhooks.service import PublishedWebhooks

PublishedWebhooksDep = Annotated[PublishedWebhooks, Depends(Resource(PublishedWebhooks))]
