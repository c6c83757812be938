"""Preview links: a short-lived signed token that shows one page's draft to whoever has it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.db.database import utc_now
from app.core.draft_problems import DraftProblem
from app.core.security.key_ring import KeyRing
from app.pages.errors import PageInvalid, PreviewTokenInvalid
from app.pages.models import Page
from app.pages.rendering.compile import compile_page
from app.pages.rendering.context import NEUTRAL
from app.pages.rendering.document import inline_sheet, preview_csp, write_document
from app.pages.rendering.head import PageHead
from app.pages.rendering.sheets import write_sheet
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


async def write_preview(
    session: AsyncSession, services: PageServices, page: Page, problems: list[DraftProblem]
) -> tuple[bytes, str]:
    """Return the HTML of a draft, without script, and its Content-Security-Policy; raises PageInvalid."""
    if problems:
        raise PageInvalid(problems)
    look = await services.site.look(session)
    seo = read_seo(page.seo).model_copy(update={"noindex": True})
    compiled = compile_page(read_draft(page.draft), slug=page.slug, version=0, lang=seo.lang or look.choices.lang)
    style, source = inline_sheet(write_sheet(look.css, compiled.used, compiled.islands, compiled.style_css))
    scope = await load_scope(services, compiled, NEUTRAL)
    head = PageHead(title=page.title, seo=seo, look=look, style=style, is_home=page.is_home)
    return write_document(compiled, scope, head, script=False), preview_csp(source)
