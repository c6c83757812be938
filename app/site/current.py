"""The look of all pages as this process writes it, read anew when its revision changed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from sqlmodel.ext.asyncio.session import AsyncSession

from app.site import service
from app.site.css import write_css
from app.site.schemas import SiteChoices
from app.site.theme import Theme, make_theme


@dataclass(frozen=True)
class SiteLook:
    """What pages are written with at one revision."""

    revision: int
    choices: SiteChoices

    @cached_property
    def theme(self) -> Theme:
        """The design."""
        return make_theme(self.choices.tokens, self.choices.preset)

    @cached_property
    def css(self) -> str:
        """The variables of the style sheet."""
        return write_css(self.theme)


DEFAULT_LOOK = SiteLook(0, SiteChoices())


@dataclass
class CurrentSite:
    """Finds the look of the site; `listeners` are called, without waiting, once this process changed it."""

    listeners: list[Callable[[], None]] = field(default_factory=list)
    known: SiteLook = DEFAULT_LOOK
    """The look when this process last asked."""

    async def look(self, session: AsyncSession) -> SiteLook:
        """Return the look that the database has now."""
        site = await service.find_site(session)
        revision = site.revision if site else 0
        if revision != self.known.revision:
            self.known = SiteLook(revision, service.read_choices(site)) if site else DEFAULT_LOOK
        return self.known

    def on_change(self) -> None:
        """Tell who keeps what was written with the look before."""
        for listener in self.listeners:
            listener()
