"""What pages are served from."""

from dataclasses import dataclass

from app.core.db.database import Database
from app.core.http.pages_host import PagesHost
from app.data.sources.open_sources import DataSources
from app.engine.runner import Runner
from app.pages.serving.cache import PageCache
from app.site.current import CurrentSite


@dataclass(frozen=True, slots=True)
class PageServices:
    """What pages are served from."""

    database: Database
    cache: PageCache
    sources: DataSources
    runner: Runner
    origin: str
    site: CurrentSite
    host: PagesHost | None = None
    """The only host that pages are on, if there is one."""
