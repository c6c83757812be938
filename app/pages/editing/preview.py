"""Preview links: a short-lived signed token that shows one page's draft to whoever has it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from app.core.db.database import utc_now
from app.core.draft_problems import DraftProblem
from app.core.security.key_ring import KeyRing
from app.pages.errors import PageInvalid, PreviewTokenInvalid
from app.pages.models import Page
from app.pages.rendering.compile import compile_page
from app.pages.rendering.context import NEUTRAL
from app.pages.rendering.document import write_document
from app.pages.rendering.stored import read_draft, read_seo
from app.pages.serving.renderer import PageServices, load_scope

PREVIEW_MINUTES = 30
_PURPOSE = "page-preview"


def make_token(keys: KeyRing, page_id: UUID) -> tuple[str, datetime]:
    """Return a token for one page, and when it expires."""
    expires_at = utc_now().replace(microsecond=0) + timedelta(minutes=PREVIEW_MINUTES)
    stamp = str(int(expires_at.timestamp()))
    return f"{stamp}.{keys.sign(_PURPOSE, _message(page_id, stamp))}", expires_at


def check_token(keys: KeyRing, page_id: UUID, token: str) -> None:
    """Return when the token is good for this page now; raises PreviewTokenInvalid."""
    stamp, _, signature = token.partition(".")
    if not keys.verify(_PURPOSE, _message(page_id, stamp), signature):
        raise PreviewTokenInvalid("The preview link was altered, or is of another page.")
    if datetime.fromtimestamp(int(stamp), UTC) < utc_now():
        raise PreviewTokenInvalid("The preview link expired. Open the preview again.")


def _message(page_id: UUID, stamp: str) -> bytes:
    return f"{page_id}|{stamp}".encode()


async def write_preview(services: PageServices, page: Page, problems: list[DraftProblem]) -> bytes:
    """Return the HTML of a draft, without script; raises PageInvalid when it has problems."""
    if problems:
        raise PageInvalid(problems)
    seo = read_seo(page.seo).model_copy(update={"noindex": True})
    compiled = compile_page(read_draft(page.draft), slug=page.slug, version=0, lang=seo.lang)
    scope = await load_scope(services, compiled, NEUTRAL)
    return write_document(compiled, scope, title=page.title, seo=seo, canonical=None, script=False)
