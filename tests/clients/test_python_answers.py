"""What `Onefold` makes of answers that are not Onefold's, of none at all, and of those that ask to come again."""

import asyncio
import pickle
import socket
from collections.abc import Callable
from json import dumps
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from onefold_client import AsyncOnefold, Onefold, OnefoldError, __version__

from tests.clients.strange_server import Answer, answering, html, json

ID = UUID("0192d3f4-0000-7000-8000-000000000001")
EMPTY_LIST = json(200, '{"items": [], "next_cursor": null}')


def problem(status: int, code: str, retry_after: str = "", **more: Any) -> Answer:
    """Return a refusal as Onefold says it."""
    body = {"type": f"urn:onefold:problem:{code}", "title": "No", "status": status, "detail": "No.", "code": code}
    headers = {"Retry-After": retry_after} if retry_after else {}
    return Answer(status, dumps(body | more).encode(), {"Content-Type": "application/problem+json"} | headers)


def with_sync(url: str, **options: Any) -> list[Any]:
    with Onefold(url, key="of_sk_x", **options) as onefold:
        return list(onefold.workflows.list())


def with_async(url: str, **options: Any) -> list[Any]:
    async def read() -> list[Any]:
        async with AsyncOnefold(url, key="of_sk_x", **options) as onefold:
            return [workflow async for workflow in onefold.workflows.list()]

    return asyncio.run(read())


@pytest.fixture(params=[with_sync, with_async], ids=["sync", "async"])
def list_workflows(request: pytest.FixtureRequest) -> Callable[..., list[Any]]:
    """Lists the workflows at an address with one of the clients."""
    return request.param


def refused(call: Callable[[], object]) -> OnefoldError:
    with pytest.raises(OnefoldError) as caught:
        call()
    return caught.value


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (html(401), "an HTML page titled 'Bad Gateway': that was not Onefold"),
        (html(413), "an HTML page titled 'Bad Gateway': that was not Onefold"),
        (html(503), "an HTML page titled 'Bad Gateway': that was not Onefold"),
        (Answer(404, b"nope", {"Content-Type": "text/plain"}), "text/plain: that was not Onefold"),
        (json(404, '{"error": "nope"}'), "application/json: that was not Onefold"),
        (html(200), "an HTML page titled 'Bad Gateway'. Is http://127.0.0.1:"),
        (json(200, ""), "nothing. Is http://127.0.0.1:"),
        (Answer(204), "nothing. Is http://127.0.0.1:"),
        (json(200, '{"items": ['), "JSON that ends too early or is none"),
        (json(200, '{"workflows": []}'), "JSON that is no WorkflowList"),
        (json(200, "[]"), "JSON that is no WorkflowList"),
        (Answer(301, headers={"Location": "https://x.example/"}), "points to https://x.example/"),
    ],
)
def test_what_is_not_onefold_is_an_error_that_says_so(
    list_workflows: Callable[..., list[Any]], answer: Answer, says: str
) -> None:
    with answering(answer) as strange:
        error = refused(lambda: list_workflows(strange.url, retries=0))
    assert (error.status, error.code) == (answer.status, "unexpected_answer")
    assert f"GET {strange.url}/api/workflows answered {answer.status}" in str(error)
    assert says in str(error)


def test_a_page_in_place_of_nothing_is_an_error() -> None:
    with answering(html(200)) as strange, Onefold(strange.url) as onefold:
        assert refused(lambda: onefold.workflows.delete(ID)).code == "unexpected_answer"


def test_nobody_there_is_an_error(list_workflows: Callable[..., list[Any]]) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
        error = refused(lambda: list_workflows(url, retries=0))
    assert (error.status, error.code) == (None, "unreachable")
    assert f"GET {url}/api/workflows did not come through" in str(error)


def test_no_answer_in_time_is_an_error(list_workflows: Callable[..., list[Any]]) -> None:
    with answering(Answer(silent=True)) as strange:
        error = refused(lambda: list_workflows(strange.url, timeout=0.05, retries=0))
    assert (error.status, error.code) == (None, "timeout")


def test_a_call_waits_thirty_seconds_at_most_and_a_stream_hears_of_the_server_more_often() -> None:
    limits: list[dict[str, float]] = []
    with answering(EMPTY_LIST) as strange, Onefold(strange.url) as onefold:
        onefold._transport.http.event_hooks["request"].append(lambda sent: limits.append(sent.extensions["timeout"]))
        list(onefold.workflows.list())
        refused(lambda: list(onefold.watch(ID)))
    assert limits[0] == dict.fromkeys(("connect", "read", "write", "pool"), 30.0)
    assert limits[1]["read"] == 45


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("http://127.0.0.1:8000/api", "without '/api': http://127.0.0.1:8000"),
        ("http://127.0.0.1:8000/api/", "without '/api/': http://127.0.0.1:8000"),
        ("127.0.0.1:8000", "is no address"),
        ("onefold.example.com", "is no address"),
        ("", "is no address"),
        ("http://127.0.0.1:8000?x=1", "is no address"),
    ],
)
def test_a_wrong_address_is_refused_at_once(url: str, says: str) -> None:
    for client in (Onefold, AsyncOnefold):
        with pytest.raises(ValueError, match=says.replace("(", r"\(")):
            client(url)


def test_a_slash_at_the_end_is_no_mistake() -> None:
    with answering(EMPTY_LIST) as strange, Onefold(f"{strange.url}/") as onefold:
        assert list(onefold.workflows.list()) == []


def test_what_the_address_lacks_is_said_before_anything_is_sent() -> None:
    """Deleting the object with an empty key must not delete its bucket."""
    with answering(EMPTY_LIST) as strange, Onefold(strange.url, key="of_sk_x") as onefold:
        for call, name in (
            (lambda: onefold.workflows.delete(""), "workflow_id"),
            (lambda: onefold.storage.delete_object("b", ""), "key"),
            (lambda: onefold.tables.get_row("local", "", "1"), "table"),
        ):
            with pytest.raises(ValueError, match=f"Give {name}, which is empty"):
                call()
    assert strange.asked == []


def test_what_is_no_key_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="keys begin with of_sk_"):
        Onefold("http://127.0.0.1:8000", key="correct horse")


def test_what_only_reads_is_asked_again(list_workflows: Callable[..., list[Any]]) -> None:
    with answering(
        Answer(502, headers={"Retry-After": "0"}), problem(429, "too_many_requests", "0"), EMPTY_LIST
    ) as strange:
        assert list_workflows(strange.url) == []
    assert len(strange.asked) == 3


def test_after_the_last_try_the_error_is_raised(list_workflows: Callable[..., list[Any]]) -> None:
    with answering(problem(503, "unavailable", "0")) as strange:
        assert refused(lambda: list_workflows(strange.url, retries=1)).code == "unavailable"
    assert len(strange.asked) == 2


@pytest.mark.parametrize("answer", [problem(404, "x"), problem(500, "x"), problem(503, "x", "3600")])
def test_what_does_not_pass_soon_is_not_asked_again(list_workflows: Callable[..., list[Any]], answer: Answer) -> None:
    with answering(answer) as strange:
        error = refused(lambda: list_workflows(strange.url))
    assert error.retry_after == (3600 if "Retry-After" in answer.headers else None)
    assert len(strange.asked) == 1


def test_a_date_is_waited_for() -> None:
    with answering(problem(503, "unavailable", "Thu, 01 Jan 2026 00:00:00 GMT"), EMPTY_LIST) as strange:
        assert with_sync(strange.url) == []
    assert len(strange.asked) == 2


def test_what_changes_something_is_sent_once() -> None:
    with answering(problem(503, "unavailable", "0")) as strange, Onefold(strange.url) as onefold:
        refused(lambda: onefold.workflows.validate(ID))
        refused(lambda: onefold.workflows.delete(ID))
    assert [asked.method for asked in strange.asked] == ["POST", "DELETE"]


def test_what_has_a_key_is_sent_again_with_the_same_one() -> None:
    made = json(202, "{}")
    still = problem(409, "request_in_progress", "0")
    with answering(problem(503, "unavailable", "0"), still, made) as strange, Onefold(strange.url) as onefold:
        refused(lambda: onefold.workflows.execute(ID))
        refused(lambda: onefold.workflows.execute(ID, idempotency_key="mine"))
    keys = [asked.headers["idempotency-key"] for asked in strange.asked]
    assert (len(set(keys[:3])), keys[3:]) == (1, ["mine"])
    assert len(keys[0]) == 36


def test_a_call_says_who_sends_it_and_signs_in_one_way() -> None:
    with answering(EMPTY_LIST) as strange:
        with_sync(strange.url)
        with_key = strange.asked[-1].headers
        with Onefold(strange.url) as onefold:
            list(onefold.workflows.list())
        without = strange.asked[-1].headers
    assert with_key["user-agent"].startswith(f"onefold-client/{__version__} python/3.")
    assert with_key["authorization"] == "Bearer of_sk_x"
    assert not {"origin", "x-csrf", "cookie"} & with_key.keys()
    assert (without["origin"], without["x-csrf"]) == (strange.url, "1")
    assert "authorization" not in without


def test_a_code_of_a_newer_server_is_handed_on() -> None:
    with answering(problem(418, "teapot", request_id="abc", extra=[1])) as strange:
        error = refused(lambda: with_sync(strange.url))
    assert (error.status, error.code, error.request_id) == (418, "teapot", "abc")
    assert (error.body["extra"], error.errors, error.problems, error.current_revision) == ([1], [], [], None)


def test_an_error_travels_between_processes() -> None:
    with answering(problem(418, "teapot", request_id="abc")) as strange:
        error = refused(lambda: with_sync(strange.url))
    copy = pickle.loads(pickle.dumps(error))
    assert (str(copy), copy.code, copy.status, copy.body) == (str(error), "teapot", 418, error.body)


def test_a_download_that_breaks_off_leaves_nothing_behind(tmp_path: Path) -> None:
    with (
        answering(Answer(200, b"half", {"Content-Length": "8", "Connection": "close"})) as strange,
        Onefold(strange.url) as onefold,
    ):
        download = onefold.storage.download_object("b", "k")
        error = refused(lambda: download.save(tmp_path / "k.txt"))
    assert error.code == "unreachable"
    assert list(tmp_path.iterdir()) == []
