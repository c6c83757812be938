"""What can go wrong with a page, one class a code."""

from app.core.draft_problems import DraftInvalid
from app.core.errors import Conflict, Forbidden, Invalid, NotFound


class SlugTaken(Conflict):
    """Another page has this slug."""

    code, title = "slug_taken", "This slug is taken"


class PageInvalid(DraftInvalid):
    """The page can be neither published nor shown."""

    part = "component"
    code, title = "page_invalid", "The page has problems"


class AccessUnsupported(Invalid):
    """Pages for visitors or members only are not offered yet."""

    code, title = "access_unsupported", "Only public pages are offered so far"


class PageNotFound(NotFound):
    """There is no such page, or it is not published."""

    code, title = "page_not_found", "There is no such page"


class ComponentNotFound(NotFound):
    """The page has no component with this id that does this."""

    code, title = "component_not_found", "There is no such component"


class PreviewTokenInvalid(Forbidden):
    """The preview token expired, or is of another page."""

    code, title = "preview_token_invalid", "This preview link is no longer good"
