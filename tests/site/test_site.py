"""The look of the site: who may change it, how it is checked, and that visitors see it at once."""

import asyncio
import base64
import hashlib
import re

import httpx
from sqlmodel import select

from app.main import OnefoldApp
from app.site.models import Site
from tests.conftest import BASE_URL, ONE_DATABASE
from tests.pages.conftest import Publish, node, publish  # noqa: F401 (a fixture)

ANY = {"If-Match": "*"}


async def sheet_of(client: httpx.AsyncClient, path: str) -> tuple[str, str]:
    """Return the address and the text of a page's style sheet."""
    [url] = re.findall(r'<link rel="stylesheet" href="([^"]+)">', (await client.get(path)).text)
    sheet = await client.get(url)
    assert sheet.status_code == 200
    return url, sheet.text


async def test_a_site_that_nobody_changed_has_the_default_look(owner: httpx.AsyncClient) -> None:
    found = await owner.get("/api/site")
    site = found.json()
    assert (found.status_code, found.headers["etag"]) == (200, '"r1"')
    assert (site["preset"], site["lang"], site["logo"], site["updated_at"]) == ("paper", "en", None, None)
    assert site["palettes"]["light"]["page"] == "#fdfdfc"


async def test_a_change_keeps_what_it_leaves_out_and_wants_the_revision_it_builds_on(
    owner: httpx.AsyncClient,
) -> None:
    first = await owner.patch("/api/site", json={"name": "Acme", "preset": "journal"}, headers={"If-Match": '"r1"'})
    assert (first.status_code, first.headers["etag"]) == (200, '"r2"')
    tokens = {"colors": {"light": {"accent": "#0b6e7f"}}, "space": 1.2}
    second = await owner.patch("/api/site", json={"tokens": tokens}, headers={"If-Match": '"r2"'})
    site = second.json()
    assert (site["name"], site["preset"], site["revision"]) == ("Acme", "journal", 3)
    assert site["palettes"]["light"]["accent"] == "#0b6e7f"
    assert site == (await owner.get("/api/site")).json()
    stale = await owner.patch("/api/site", json={"name": "Other"}, headers={"If-Match": '"r2"'})
    assert (stale.status_code, stale.json()["code"], stale.json()["current_revision"]) == (
        412,
        "revision_conflict",
        3,
    )
    blind = await owner.patch("/api/site", json={"name": "Other"})
    assert (blind.status_code, blind.json()["code"]) == (428, "if_match_required")
    logo = {"src": "/files/site/logo.svg"}
    assert (await owner.patch("/api/site", json={"logo": logo}, headers=ANY)).json()["logo"]["src"] == logo["src"]
    assert (await owner.patch("/api/site", json={"logo": None}, headers=ANY)).json()["logo"] is None
    events = (await owner.get("/api/audit-events", params={"action": "site.updated"})).json()["items"]
    assert [event["target"] for event in events] == ["logo", "logo", "tokens", "name, preset"]


async def test_two_first_changes_at_once_are_both_kept_or_refused(owner: httpx.AsyncClient) -> None:
    answers = await asyncio.gather(
        *(owner.patch("/api/site", json={"name": name}, headers={"If-Match": '"r1"'}) for name in ("One", "Two"))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 412]


@ONE_DATABASE
async def test_colours_that_cannot_be_read_are_refused_with_the_pair_and_its_ratio(owner: httpx.AsyncClient) -> None:
    tokens = {"colors": {"dark": {"ink_soft": "#333333"}}}
    refused = await owner.patch("/api/site", json={"tokens": tokens}, headers=ANY)
    problem = refused.json()
    assert (refused.status_code, problem["code"]) == (422, "contrast_too_low")
    assert {
        "loc": ["body", "tokens", "colors", "dark", "ink_soft"],
        "msg": "ink-soft on page (dark) has a contrast of 1.47:1; 4.5:1 is needed.",
    } in problem["errors"]
    assert (await owner.get("/api/site")).json()["revision"] == 1


@ONE_DATABASE
async def test_what_is_no_token_is_named(owner: httpx.AsyncClient) -> None:
    tokens = {"colors": {"light": {"acent": "#fff", "ink": "black"}}, "shadow": "softer"}
    refused = (await owner.patch("/api/site", json={"tokens": tokens}, headers=ANY)).json()
    said = {".".join(map(str, error["loc"][1:])): error["msg"] for error in refused["errors"]}
    assert "did you mean 'accent'?" in said["tokens.colors.light.acent"]
    assert said["tokens.colors.light.ink"] == "Should be a colour such as #4040c8"
    assert "'soft'" in said["tokens.shadow"]


@ONE_DATABASE
async def test_every_preset_is_listed_and_can_be_chosen(owner: httpx.AsyncClient) -> None:
    presets = (await owner.get("/api/site/presets")).json()["items"]
    assert [preset["name"] for preset in presets] == ["paper", "studio", "journal", "harbor", "bloom", "meadow"]
    for preset in presets:
        site = (await owner.patch("/api/site", json={"preset": preset["name"]}, headers=ANY)).json()
        assert site["palettes"] == preset["palettes"]


async def test_visitors_see_a_change_at_once_in_pages_that_are_kept(
    app: OnefoldApp,
    owner: httpx.AsyncClient,
    client: httpx.AsyncClient,
    publish: Publish,  # noqa: F811
) -> None:
    await publish("looks", node("t", "Text", text="x"))
    before, css = await sheet_of(client, "/p/looks")
    assert "--of-accent:#4040c8" in css
    tokens = {"colors": {"light": {"accent": "#0b6e7f"}}}
    head = {"title_suffix": " · Acme", "description": "All of it."}
    body = {"name": "Acme", "tokens": tokens, "favicon": "/files/site/a.svg", "lang": "de", "head": head}
    assert (await owner.patch("/api/site", json=body, headers=ANY)).status_code == 200
    after, css = await sheet_of(client, "/p/looks")
    assert (after != before, "--of-accent:#0b6e7f" in css) == (True, True)
    page = (await client.get("/p/looks")).text
    for part in (
        '<html lang="de">',
        "<title>Looks · Acme</title>",
        '<meta name="description" content="All of it.">',
        '<meta property="og:site_name" content="Acme">',
        '<link rel="icon" href="/files/site/a.svg">',
        '<meta name="theme-color" content="#fdfdfc" media="(prefers-color-scheme: light)">',
    ):
        assert part in page
    # A page that somebody kept asks for the sheet it was written with, perhaps of a process that never had it: it is
    # there, in the new look, and not kept.
    app.resources.page_cache.forget_programs()
    old = await client.get(before)
    assert (old.status_code, old.headers["cache-control"], old.text) == (200, "no-cache", css)


@ONE_DATABASE
async def test_a_sheet_is_written_anew_by_a_process_that_never_sent_the_page(
    app: OnefoldApp,
    client: httpx.AsyncClient,
    publish: Publish,  # noqa: F811
) -> None:
    await publish("looks", node("t", "Text", text="x"))
    url, css = await sheet_of(client, "/p/looks")
    app.resources.page_cache.forget_programs()
    app.resources.page_cache.forget_pages()
    again = await client.get(url)
    assert (again.text, again.headers["cache-control"]) == (css, "public, max-age=31536000, immutable")
    assert again.headers["access-control-allow-origin"] == "*"
    assert (await client.get(url.replace("-", "x"))).status_code == 404
    assert (await client.get(f"/p/_styles/{'0' * 32}-{'0' * 20}.css")).status_code == 404


@ONE_DATABASE
async def test_a_sheet_holds_what_its_page_uses_and_no_more(
    client: httpx.AsyncClient,
    publish: Publish,  # noqa: F811
) -> None:
    await publish("words", node("t", "Text", text="x"))
    field = node("n", "Input", name="n", label="Name")
    await publish("asks", node("f", "Form", field))
    _, words = await sheet_of(client, "/p/words")
    _, asks = await sheet_of(client, "/p/asks")
    assert ".of-text" in words
    for of_a_form in (".of-form", ".of-input", ".of-button--primary", ".of-status--error", ".of-toast"):
        assert of_a_form in asks
        assert of_a_form not in words


async def test_what_another_build_stored_is_left_out_for_visitors_and_shown_to_editors(
    app: OnefoldApp,
    owner: httpx.AsyncClient,
    client: httpx.AsyncClient,
    publish: Publish,  # noqa: F811
) -> None:
    await publish("looks", node("t", "Text", text="x"))
    await owner.patch("/api/site", json={"name": "Acme"}, headers=ANY)
    async with app.resources.database.session() as session:
        site = (await session.exec(select(Site))).one()
        site.chosen = {"name": "Acme", "preset": "neon", "tokens": {"glow": 3}, "aura": True}
        site.revision = 9
        session.add(site)
    app.resources.page_cache.forget_pages()
    page = await client.get("/p/looks")
    assert (page.status_code, "Acme" in page.text) == (200, True)
    _, css = await sheet_of(client, "/p/looks")
    assert "--of-accent:#4040c8" in css
    shown = (await owner.get("/api/site")).json()
    assert (shown["preset"], shown["tokens"]) == ("neon", {"glow": 3})


@ONE_DATABASE
async def test_a_font_of_a_public_bucket_is_loaded_from_any_origin_and_named_in_head_and_sheet(
    owner: httpx.AsyncClient,
    client: httpx.AsyncClient,
    publish: Publish,  # noqa: F811
) -> None:
    for name, public in (("site", True), ("closed", False)):
        await owner.post("/api/storage/buckets", json={"name": name, "public": public})
        stored = await owner.put(
            f"/api/storage/buckets/{name}/objects/inter.woff2",
            content=b"wOF2",
            headers={"Content-Type": "font/woff2"},
        )
        assert stored.status_code == 201
    font = {"stack": "geometric", "files": [{"src": "/files/site/inter.woff2", "weight": "100 900"}]}
    site = {"tokens": {"fonts": {"body": font}}}
    assert (await owner.patch("/api/site", json=site, headers=ANY)).status_code == 200
    await publish("typed", node("t", "Text", text="x"))
    page = (await client.get("/p/typed")).text
    assert '<link rel="preload" as="font" type="font/woff2" crossorigin href="/files/site/inter.woff2">' in page
    _, css = await sheet_of(client, "/p/typed")
    assert 'src:url("/files/site/inter.woff2") format("woff2")' in css
    sent = await client.get("/files/site/inter.woff2")
    assert (sent.headers["access-control-allow-origin"], sent.headers["content-type"]) == ("*", "font/woff2")
    signed = await owner.post(
        "/api/storage/buckets/closed/sign", json={"key": "inter.woff2", "method": "GET", "expires_in": 60}
    )
    private = await client.get(signed.json()["url"])
    assert (private.status_code, private.headers.get("access-control-allow-origin")) == (200, None)


@ONE_DATABASE
async def test_a_notice_of_ours_has_the_look_of_the_site_and_needs_nothing_else(
    owner: httpx.AsyncClient,
    client: httpx.AsyncClient,
    publish: Publish,  # noqa: F811
) -> None:
    await publish("there", node("t", "Text", text="x"))
    tokens = {"colors": {"light": {"accent": "#0b6e7f"}}}
    await owner.patch("/api/site", json={"tokens": tokens}, headers=ANY)
    await client.get("/p/there")
    missing = await client.get("/p/not-there", headers={"Accept": "text/html"})
    assert missing.status_code == 404
    [css] = re.findall("<style>(.*?)</style>", missing.text)
    assert "--of-accent:#0b6e7f" in css
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}';" in missing.headers["content-security-policy"]
    assert not re.search(r'(?:href|src)="(?!#|data:)', missing.text)


@ONE_DATABASE
async def test_a_site_says_what_pages_say_by_themselves_in_its_own_words(
    owner: httpx.AsyncClient,
    client: httpx.AsyncClient,
    publish: Publish,  # noqa: F811
) -> None:
    await publish("form", node("f", "Form", node("n", "Input", name="n", label="Nom", required=True)))
    assert "Skip to content" in (await client.get("/p/form")).text
    french = {
        "Skip to content": "Aller au contenu",
        "Send": "Envoyer {0.__class__}",
        "Fill this in.": "À remplir <b>",
    }
    body = {"lang": "fr-CA", "words": {"fr": french, "fr-CA": {"Skip to content": "Aller au <contenu>"}}}
    assert (await owner.patch("/api/site", json=body, headers=ANY)).status_code == 200
    page = (await client.get("/p/form")).text
    assert "Aller au &lt;contenu&gt;" in page
    assert ">Envoyer {0.__class__}</button>" in page
    sent = await client.post("/p/form/forms/f", data={"version": "1"}, headers={"Origin": BASE_URL})
    assert (sent.status_code, "À remplir &lt;b&gt;" in sent.text) == (422, True)
    words = {"fr": {"Sned": "Envoyer", "Page {number}": "Page {numero}"}}
    refused = (await owner.patch("/api/site", json={"words": words}, headers=ANY)).json()
    said = {error["loc"][-1]: error["msg"] for error in refused["errors"]}
    assert said["Sned"] == "Pages never say this; did you mean 'Send'?"
    assert said["Page {number}"] == "Only these have a value: {number}"


@ONE_DATABASE
async def test_pages_read_the_name_and_the_logo_of_the_site(
    owner: httpx.AsyncClient,
    client: httpx.AsyncClient,
    publish: Publish,  # noqa: F811
) -> None:
    await publish("branded", node("n", "Navbar", brand="{{ site.name }}", logo="{{ site.logo.src }}"))
    assert "<img" not in (await client.get("/p/branded")).text
    body = {"name": "Acme & Co", "logo": {"src": "/files/site/logo.svg"}}
    assert (await owner.patch("/api/site", json=body, headers=ANY)).status_code == 200
    page = (await client.get("/p/branded")).text
    assert "Acme &amp; Co" in page
    assert 'src="/files/site/logo.svg"' in page
