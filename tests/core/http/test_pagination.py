"""Every list is read in pages of one kind: nothing twice, nothing left out, and no page behind the last."""

import httpx

from tests.conftest import ONE_DATABASE


@ONE_DATABASE
async def test_pages_repeat_nothing_miss_nothing_and_end_with_the_last(owner: httpx.AsyncClient) -> None:
    for number in range(4):
        await owner.post("/api/secrets", json={"name": f"NAME_{number}", "value": "long enough"})
    for limit, sizes in ((1, [1, 1, 1, 1]), (2, [2, 2]), (3, [3, 1]), (4, [4]), (200, [4])):
        pages: list[list[str]] = []
        query: dict[str, str | int] = {"limit": limit}
        while True:
            answer = await owner.get("/api/secrets", params=query)
            pages.append([item["name"] for item in answer.json()["items"]])
            if answer.json()["next_cursor"] is None or len(pages) > len(sizes):
                break
            query["cursor"] = answer.json()["next_cursor"]
        assert [len(page) for page in pages] == sizes
        assert [name for page in pages for name in page] == ["NAME_3", "NAME_2", "NAME_1", "NAME_0"]
    for limit in (0, 201):
        assert (await owner.get("/api/secrets", params={"limit": limit})).status_code == 422
