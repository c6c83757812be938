"""Embed: what may be framed, from where, and that nothing is asked of anybody before a visitor asks for it."""

import re

import httpx
import pytest

from app.pages.components.Embed.providers import PROVIDERS, find_frame
from tests.conftest import ONE_DATABASE
from tests.pages.conftest import Publish, node

ID = "dQw4w9WgXcQ"


@pytest.mark.parametrize(
    ("address", "frame"),
    [
        (f"https://www.youtube.com/watch?v={ID}&t=42s", f"https://www.youtube-nocookie.com/embed/{ID}"),
        (f"https://m.youtube.com/watch?app=x&v={ID}", f"https://www.youtube-nocookie.com/embed/{ID}"),
        (f"https://youtu.be/{ID}?si=abc", f"https://www.youtube-nocookie.com/embed/{ID}"),
        (f"https://www.youtube.com/shorts/{ID}", f"https://www.youtube-nocookie.com/embed/{ID}"),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
        (
            "https://www.openstreetmap.org/export/embed.html?bbox=1%2C2&layer=mapnik",
            "https://www.openstreetmap.org/export/embed.html?bbox=1%2C2&layer=mapnik",
        ),
        ("https://www.google.com/maps/embed?pb=!1m18!2z", "https://www.google.com/maps/embed?pb=!1m18!2z"),
        (
            "https://www.figma.com/design/aB1/My-File?node-id=1",
            "https://embed.figma.com/design/aB1/My-File?embed-host=onefold",
        ),
        ("https://codepen.io/ada/pen/abCD", "https://codepen.io/ada/embed/abCD?default-tab=result"),
        ("https://open.spotify.com/track/4uLU6hMC", "https://open.spotify.com/embed/track/4uLU6hMC"),
        (f"https://www.loom.com/share/{'a1' * 16}", f"https://www.loom.com/embed/{'a1' * 16}"),
        (
            "https://docs.google.com/forms/d/e/1FAI-x/viewform?usp=sf",
            "https://docs.google.com/forms/d/e/1FAI-x/viewform?embedded=true",
        ),
    ],
)
def test_the_address_that_people_copy_becomes_that_of_a_frame(address: str, frame: str) -> None:
    found = find_frame(address)
    assert found is not None
    assert found[1] == frame
    assert frame.startswith(f"https://{found[0].host}/")


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "https://youtube.com.evil.example/watch?v=" + ID,
        "https://www.youtube.com@evil.example/watch?v=" + ID,
        "https://www.youtube.com:8443/watch?v=" + ID,
        "javascript:alert(1)//youtube.com",
        "//youtu.be/" + ID,
        f'https://youtu.be/{ID}" onload="x',
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/redirect?q=https://evil.example",
        "https://www.google.com/url?q=https://evil.example",
        "https://docs.google.com/document/d/1/edit",
        "https://codepen.io/ada/pen/../../evil",
        "http://[::1",
        "https://youtu.be:x/" + ID,
        "",
    ],
)
def test_nothing_else_is_framed(address: str) -> None:
    assert find_frame(address) is None


@ONE_DATABASE
async def test_a_page_may_frame_only_what_it_embeds(client: httpx.AsyncClient, publish: Publish) -> None:
    film = node("f", "Embed", url=f"https://youtu.be/{ID}", title="Film")
    await publish("film", film, seo={"lang": "de"})
    shown = await client.get("/p/film")
    policy = shown.headers["content-security-policy"]
    assert policy.endswith("; frame-src https://www.youtube-nocookie.com")
    (frame,) = re.findall(r"<iframe[^>]*>", shown.text)
    assert "src=" not in frame
    assert 'name="f.frame"' in frame
    link = f'href="https://www.youtube-nocookie.com/embed/{ID}" target="f.frame" rel="noreferrer">'
    assert f"{link}Von YouTube laden</a>" in shown.text
    await publish("bound", node("f", "Embed", url="{{ params.film }}", title="Film", load="at_once"))
    bound = await client.get("/p/bound", params={"film": f"https://youtu.be/{ID}"})
    assert f'src="https://www.youtube-nocookie.com/embed/{ID}"' in bound.text
    assert bound.headers["content-security-policy"].count("https://") == len(PROVIDERS)
    wrong = await client.get("/p/bound", params={"film": "https://evil.example"})
    assert "<iframe" not in wrong.text
    assert "This cannot be shown right now." in wrong.text


@ONE_DATABASE
async def test_another_site_cannot_be_embedded(owner: httpx.AsyncClient) -> None:
    draft = {"root": {"children": [node("f", "Embed", url="https://evil.example/x", title="F")]}}
    page = (await owner.post("/api/pages", json={"slug": "evil", "title": "E", "draft": draft})).json()
    (problem,) = (await owner.post(f"/api/pages/{page['id']}/validate")).json()["problems"]
    assert (problem["param"], "YouTube, Vimeo" in problem["message"]) == ("url", True)
