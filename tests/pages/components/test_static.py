"""Image, Avatar, Badge, List, Logos, Video and Icon: what a browser and a screen reader get."""

import re
from typing import Any

import httpx

from tests.conftest import ONE_DATABASE
from tests.pages.conftest import Publish, node

pytestmark = ONE_DATABASE
CAT = "/files/public/cat.jpg"


async def tags(client: httpx.AsyncClient, publish: Publish, name: str, *types: str, **props: Any) -> list[str]:
    """Return the opening tags that a page with one component has of these types."""
    slug = f"{name.lower()}-{abs(hash(str(props))) % 10**9}"
    await publish(slug, node("it", name, **props))
    main = (await client.get(f"/p/{slug}")).text.split("<main", 1)[1]
    return re.findall(rf"<(?:{'|'.join(types)})\b[^>]*>", main)


async def test_a_picture_of_ours_is_offered_in_smaller_sizes(client: httpx.AsyncClient, publish: Publish) -> None:
    (tag,) = await tags(client, publish, "Image", "img", src=CAT, alt="A cat", width=1000, height=500)
    srcset = ", ".join([f"{CAT}?w={width} {width}w" for width in (320, 640, 960)] + [f"{CAT} 1000w"])
    assert f' srcset="{srcset}"' in tag
    assert ' sizes="auto, (min-width: 70rem) 70rem, 100vw"' in tag
    assert tag.endswith(' alt="A cat" width="1000" height="500" loading="lazy" decoding="async">')
    (tag,) = await tags(client, publish, "Image", "img", src=CAT, alt="", width=300, loading="eager", sizes="10rem")
    assert f' srcset="{CAT} 300w" sizes="10rem" alt="" width="300" fetchpriority="high" decoding="async">' in tag


async def test_other_pictures_come_as_they_are(client: httpx.AsyncClient, publish: Publish) -> None:
    for src, width in (
        (CAT, None),
        ("https://example.com/a.jpg", 900),
        ("/files/public/a.svg", 900),
        (CAT + "?w=1", 9),
    ):
        (tag,) = await tags(client, publish, "Image", "img", src=src, alt="", width=width)
        assert "srcset" not in tag, src


async def test_a_picture_may_have_a_caption_and_lead_somewhere(client: httpx.AsyncClient, publish: Publish) -> None:
    found = await tags(
        client, publish, "Image", "figure", "a", "figcaption", src=CAT, alt="", caption="C", href="/p/x"
    )
    assert [re.sub(r' class="[^"]*"', "", one) for one in found] == ["<figure>", '<a href="/p/x">', "<figcaption>"]


async def test_an_avatar_says_who_it_is_once(client: httpx.AsyncClient, publish: Publish) -> None:
    await publish("alone", node("a", "Avatar", name="ada king lovelace", src=CAT))
    html = (await client.get("/p/alone")).text
    assert 'role="img" aria-label="ada king lovelace"><span aria-hidden="true">AL</span>' in html
    assert f'<img class="of-avatar-image" src="{CAT}" alt=""' in html
    await publish("named", node("a", "Avatar", name="Ada", show_name=True, note="Mathematician"))
    html = (await client.get("/p/named")).text.split("<main")[1]
    assert 'role="img"' not in html
    assert html.count("Ada") == 1


async def test_a_list_has_its_marks(client: httpx.AsyncClient, publish: Publish) -> None:
    items = [{"text": "One"}, {"text": "Two", "href": "/p/x", "icon": "star"}]
    found = await tags(client, publish, "List", "ol", "ul", "li", "a", "svg", items=items, marker="number")
    assert [re.sub(r' class="[^"]*"', "", one) for one in found] == ["<ol>", "<li>", "<li>", '<a href="/p/x">']
    found = await tags(client, publish, "List", "ul", "svg", items=items, marker="icon")
    assert len(found) == 3
    assert 'role="list"' in found[0], "without a mark, Safari forgets that it is a list"


async def test_a_film_has_captions_and_only_its_page_may_load_films(
    client: httpx.AsyncClient, publish: Publish
) -> None:
    props = {"src": "/files/public/a.mp4", "title": "Tour", "captions": "/files/public/a.vtt", "captions_lang": "de"}
    video, track = await tags(client, publish, "Video", "video", "track", **props)
    assert video.endswith(' src="/files/public/a.mp4" aria-label="Tour" controls playsinline preload="metadata">')
    assert track == '<track kind="captions" src="/files/public/a.vtt" srclang="de" default>'
    await publish("film", node("v", "Video", src="/a.mp4", title="A"))
    policy = (await client.get("/p/film")).headers["content-security-policy"]
    assert policy.endswith("; media-src 'self' https:")
