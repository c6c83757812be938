"""Preview links: a signed token that shows the draft of one page, or a version of it, to whoever has it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.db.database import utc_now
from app.core.security.key_ring import KeyRing
from app.pages.errors import PreviewTokenInvalid
from app.pages.models import Page
from app.pages.rendering.compile import compile_page
from app.pages.rendering.context import NEUTRAL, PageState
from app.pages.rendering.document import inline_sheet, preview_csp, write_document
from app.pages.rendering.head import PageHead
from app.pages.rendering.head_texts import make_head_texts
from app.pages.rendering.query import Asked
from app.pages.rendering.seo import Seo
from app.pages.rendering.sheets import write_sheet
from app.pages.rendering.tree import PageTree
from app.pages.rendering.words import words_of
from app.pages.serving.renderer import load_scope
from app.pages.serving.services import PageServices

_PURPOSE = "page-preview"


def make_token(keys: KeyRing, page_id: UUID, version: int | None, seconds: int) -> tuple[str, datetime]:
    """Return a token for the draft of a page, or for one of its versions, and when it expires."""
    expires_at = utc_now().replace(microsecond=0) + timedelta(seconds=seconds)
    says = f"{int(expires_at.timestamp())}.{version or 0}"
    return f"{says}.{keys.sign(_PURPOSE, _message(page_id, says))}", expires_at


def check_token(keys: KeyRing, page_id: UUID, token: str) -> int | None:
    """Return which version of this page a token is good for now, None for the draft; raises PreviewTokenInvalid."""
    says, _, signature = token.rpartition(".")
    if not keys.verify(_PURPOSE, _message(page_id, says), signature):
        raise PreviewTokenInvalid("The preview link was altered, or is of another page.")
    stamp, _, number = says.partition(".")
    if datetime.fromtimestamp(int(stamp), UTC) < utc_now():
        raise PreviewTokenInvalid("The preview link expired. Open the preview again.")
    return int(number) or None


def _message(page_id: UUID, says: str) -> bytes:
    return f"{page_id}|{says}".encode()


async def write_preview(
    session: AsyncSession, services: PageServices, page: Page, tree: PageTree, title: str, seo: Seo
) -> tuple[bytes, str]:
    """Return the HTML of a draft or a version, without script, and its Content-Security-Policy."""
    look = await services.site.look(session)
    seo = seo.model_copy(update={"noindex": True})
    words = words_of(seo.lang or look.choices.lang, look.choices.words)
    compiled = compile_page(tree, slug=page.slug, version=0, words=words, texts=make_head_texts(title, seo))
    style, source = inline_sheet(write_sheet(look.css, compiled.used, compiled.islands, compiled.style_css))
    samples = compiled.heeded.samples
    state = PageState(asked=Asked(path=samples)) if samples else NEUTRAL
    scope = await load_scope(services, compiled, state)
    title, seo = compiled.texts.fill(scope)
    head = PageHead(title=title, seo=seo, look=look, style=style, is_home=page.is_home)
    return write_document(compiled, scope, head, script=False), preview_csp(source)
