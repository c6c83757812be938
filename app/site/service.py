"""The look of all pages: what was chosen, read leniently, changed with its contrasts checked."""

import re
from collections.abc import Collection
from typing import Any

import structlog
from pydantic import ValidationError
from sqlmodel.ext.asyncio.session import AsyncSession

from app.auth.access import ClientInfo, Principal
from app.auth.audit import service as audit
from app.core.db.database import utc_now
from app.core.errors import FieldProblem, Invalid
from app.core.text import did_you_mean
from app.core.versioned import check_revision
from app.site import repository
from app.site.errors import ContrastTooLow
from app.site.models import Site
from app.site.presets import PRESETS
from app.site.schemas import PresetRead, SiteChoices, SiteRead, SiteUpdate, dump_choices
from app.site.theme import Theme, list_low_contrast, make_theme
from app.site.tokens import SCHEMES, Tokens

_PLACES = re.compile(r"\{\w+\}")
log = structlog.get_logger("onefold.site.service")


async def find_site(session: AsyncSession) -> Site | None:
    """Return the row of the site, None before the first change."""
    return await repository.find_site(session)


def read_choices(site: Site | None) -> SiteChoices:
    """Return what was chosen, without what another build stored and this one does not know."""
    chosen: Any = site.chosen if site else {}
    fields = chosen if isinstance(chosen, dict) else {}
    try:
        return SiteChoices.model_validate(fields)
    except ValidationError as error:
        wrong = {str(item["loc"][0]) for item in error.errors() if item["loc"]}
        log.warning("site_read_in_part", fields=sorted(wrong))
        return SiteChoices.model_validate({name: value for name, value in fields.items() if name not in wrong})


async def get_site(session: AsyncSession) -> SiteRead:
    """Return the look of all pages."""
    return to_read(await find_site(session))


def to_read(site: Site | None) -> SiteRead:
    """Return the site as it crosses the wire: as it is stored, with the colours that this build makes of it."""
    choices = read_choices(site)
    stored = site.chosen if site else {}
    fields = choices.model_dump(mode="json") | {
        name: value for name, value in stored.items() if name in SiteChoices.model_fields
    }
    return SiteRead(
        **fields,
        palettes=_palettes(make_theme(choices.tokens, choices.preset)),
        revision=site.revision if site else 1,
        updated_at=site.updated_at if site else None,
    )


def _palettes(theme: Theme) -> dict[Any, dict[str, str]]:
    return {scheme: dict(theme.palettes[scheme]) for scheme in SCHEMES}


async def update_site(
    session: AsyncSession,
    revision: int | None,
    body: SiteUpdate,
    texts: Collection[str],
    caller: Principal,
    client: ClientInfo,
) -> SiteRead:
    """Return the changed site; `texts` are what its words may replace.

    Raises RevisionConflict, ContrastTooLow, and Invalid for words that pages never say.
    """
    _check_words(body, texts)
    site = await repository.lock_site(session)
    check_revision("site", site.revision, revision)
    changed = read_choices(site).model_dump(mode="json") | body.model_dump(mode="json", exclude_unset=True)
    await _store(session, site, SiteChoices.model_validate(changed))
    await audit.record(session, "site.updated", caller, client, target=", ".join(sorted(body.model_fields_set)))
    return to_read(site)


async def replace_choices(session: AsyncSession, choices: SiteChoices) -> None:
    """Make these all that is chosen for the site; raises ContrastTooLow."""
    await _store(session, await repository.lock_site(session), choices)


async def _store(session: AsyncSession, site: Site, choices: SiteChoices) -> None:
    _check_contrast(choices)
    site.chosen = dump_choices(choices)
    site.revision += 1
    site.updated_at = utc_now()
    session.add(site)
    await session.flush()


def _check_words(body: SiteUpdate, texts: Collection[str]) -> None:
    problems: list[FieldProblem] = []
    for lang, words in (body.words or {}).items():
        for text, said in words.items():
            place: list[str | int] = ["body", "words", lang, text]
            if text not in texts:
                problems.append(FieldProblem(loc=place, msg=f"Pages never say this{did_you_mean(text, texts)}"))
            elif set(_PLACES.findall(said)) - set(_PLACES.findall(text)):
                named = ", ".join(_PLACES.findall(text)) or "none"
                problems.append(FieldProblem(loc=place, msg=f"Only these have a value: {named}"))
    if problems:
        raise Invalid(errors=problems)


def _check_contrast(choices: SiteChoices) -> None:
    problems = [
        FieldProblem(loc=["body", "tokens", "colors", pair.scheme, pair.front.replace("-", "_")], msg=pair.message)
        for pair in list_low_contrast(make_theme(choices.tokens, choices.preset))
    ]
    if problems:
        raise ContrastTooLow(errors=problems)


def list_presets() -> list[PresetRead]:
    """Return the designs that a site can begin with."""
    return [
        PresetRead.model_validate(
            {
                "name": name,
                "title": preset.title,
                "description": preset.description,
                "tokens": preset.tokens,
                "palettes": _palettes(make_theme(Tokens(), name)),
            }
        )
        for name, preset in PRESETS.items()
    ]
