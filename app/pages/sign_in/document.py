"""The HTML of the sign-in page: a form, or where to go for who is signed in. It needs no script."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from app.auth.access import Principal
from app.pages.models import Page
from app.pages.rendering.document import write_plain

CSP = (
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPage:
    """What the page shows. `next` is where signing in leads, `message` what was wrong with the last attempt."""

    user: Principal | None = None
    pages: Sequence[Page] = ()
    setup: bool = False
    email: str = ""
    next: str = ""
    message: str = ""

    @property
    def title(self) -> str:
        """What the browser calls the page."""
        if self.user is not None:
            return "Signed in"
        return "Make the first owner" if self.setup else "Sign in"


@cache
def _template() -> Template:
    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    return environment.get_template("page.html")


def write_sign_in(page: SignInPage) -> bytes:
    """Return the whole document."""
    fields = {name: getattr(page, name) for name in page.__dataclass_fields__}
    return write_plain(page.title, Markup(_template().render(fields)))  # noqa: S704 - the template escapes
