"""What pages are served from."""

from dataclasses import dataclass

from app.core.db.database import Database
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
