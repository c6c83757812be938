"""Every column that holds what the key ring has encrypted."""

from app.core.idempotency.sealed import ANSWERS
from app.data.sources.sealed import SOURCE_URLS
from app.engine.journal.sealed import EVENT_VALUES, RUN_VALUES
from app.secrets.named.sealed import SECRET_VALUES

SEALED_COLUMNS = (SECRET_VALUES, SOURCE_URLS, EVENT_VALUES, RUN_VALUES, ANSWERS)
STANDING = (SECRET_VALUES, SOURCE_URLS)
"""Those of what people have stored by hand; the others are of runs and of requests."""
