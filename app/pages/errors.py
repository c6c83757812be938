"""What can go wrong with a page, one class a code."""

from app.core.draft_problems import DraftInvalid
from app.core.errors import Conflict, Forbidden, Invalid, NotFound, TooManyRequests, Unauthenticated


class SlugTaken(Conflict):
    """Another page has this slug."""

    code, title = "slug_taken", "This slug is taken"
    mend = "Choose another slug, or change the page that has this one."


class PageInvalid(DraftInvalid):
    """The page can be neither published nor shown."""

    part = "component"
    code, title = "page_invalid", "The page has problems"
    mend = "Mend what `problems` lists: each has the component, the prop and what to do."


class AccessUnsupported(Invalid):
    """Pages for visitors with accounts of their own are not offered yet."""

    code, title = "access_unsupported", "Pages for signed-in visitors are not offered so far"
    mend = "Set `access` to `public`, or to `members`: the people with an account here."


class MembersOnly(Unauthenticated):
    """The page is for people with an account here, and nobody is signed in."""

    code, title = "members_only", "This page is for members"
    mend = "Sign in at `/login` and send its session cookie; API keys open no pages."


class PageNotFound(NotFound):
    """There is no such page, or it is not published."""

    code, title = "page_not_found", "There is no such page"
    mend = "List the pages at `GET /api/pages`; visitors see published ones only."


class ScheduleImpossible(Invalid):
    """The times at which the page is to be published or withdrawn cannot be met."""

    code, title = "schedule_impossible", "The page cannot be published or withdrawn at these times"
    mend = "Give times that are to come, `unpublish_at` after `publish_at`."


class RedirectNotFound(NotFound):
    """There is no such redirect."""

    code, title = "redirect_not_found", "There is no such redirect"
    mend = "List the redirects at `GET /api/redirects`."


class RedirectPathTaken(Conflict):
    """The path leads somewhere already: a published page or another redirect has it."""

    code, title = "redirect_path_taken", "This path leads somewhere already"
    mend = "Change the redirect that has this path; where a page is published, unpublish or rename that first."


class RedirectLoop(Invalid):
    """The redirect would lead back to itself."""

    code, title = "redirect_loop", "The redirect leads back to itself"
    mend = "Give it another target."


class ComponentNotFound(NotFound):
    """The page has no component with this id that does this."""

    code, title = "component_not_found", "There is no such component"
    mend = "Reload the page: another version of it may be published."


class TooManySubmissions(TooManyRequests):
    """This network sent this form too often."""

    code, title = "too_many_submissions", "This form was sent too often from here"
    mend = "Wait as many seconds as `Retry-After` says, then send it again."


class PreviewTokenInvalid(Forbidden):
    """The preview token expired, or is of another page."""

    code, title = "preview_token_invalid", "This preview link is no longer good"
    mend = "Open the preview anew from the builder."
