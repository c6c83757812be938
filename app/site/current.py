"""The look of all pages as this process writes it, read anew when its revision changed."""

import hashlib
import json
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

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

    @cached_property
    def facts(self) -> dict[str, Any]:
        """What expressions read as `site`."""
        return self.choices.model_dump(mode="json", include={"name", "lang", "logo"})

    @cached_property
    def words_key(self) -> str:
        """What is the same as long as the words of the site are; empty without any."""
        if not self.choices.words:
            return ""
        return hashlib.sha256(json.dumps(self.choices.words, sort_keys=True).encode()).hexdigest()[:12]


DEFAULT_LOOK = SiteLook(0, SiteChoices())


@dataclass
class CurrentSite:
    """Finds the look of the site; `listeners` are called, without waiting, once this process changed it.

    `list_texts` returns what pages say by themselves, in English.
    """

    list_texts: Callable[[], Collection[str]]
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
