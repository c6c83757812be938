"""The TypeScript client as its user has it: packed, compiled strictly, run by plain Node against a served app."""

import json
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clients.npm_package import NODE, ROOT, NodePrograms, code_blocks, install_others
from tests.clients.strange_server import Answer, answering, html
from tests.clients.strange_server import json as json_answer
from tests.servers import ADMIN, OnefoldServer

# NIGHTLY=1 runs them in the others too.
RUNTIMES = [("node",)]
if os.environ.get("NIGHTLY"):
    RUNTIMES += [("deno", "run", "--allow-all", "--no-remote", "--node-modules-dir=manual"), ("bun",)]
SCOPES = (
    *("actions:read", "actions:write", "actions:run", "pages:read", "pages:write"),
    *("data:read", "data:write", "files:read", "files:write"),
)
# What the later blocks of the docs take from what stands before them.
GIVEN_IN_DOCS = """\
import type { Onefold, PageRead, WorkflowRead } from "@onefold/client";
declare const onefold: Onefold;
declare const page: PageRead;
declare const workflow: WorkflowRead;
declare const file: File;
export { file, onefold, page, workflow };
"""
EMPTY_LIST = json_answer(200, '{"items": []}')
LOST = "The run failed at the node 'lose': cannot use + on number and string (expression_failed)"
EXECUTION = json_answer(202, '{"id": "e", "status": "queued"}')


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> NodePrograms:
    """The programs beside this file and those of the docs, compiled against the packed package."""
    made = NodePrograms(tmp_path_factory.mktemp("npm"))
    main_job, *others = code_blocks("clients.md", "TypeScript", "ts")
    taken = main_job.replace('"http://127.0.0.1:8000"', "given.url").replace('"of_sk_…"', "given.key")
    made.add("documented", f'import * as given from "./given.ts";\n{taken}')
    for number, block in enumerate(others):
        made.add(f"documented{number}", GIVEN_IN_DOCS + block)
    [readme] = code_blocks("README.md", "Use", "ts", folder="clients/typescript")
    made.add("readme", readme)
    made.compile()
    return made


@pytest.fixture(scope="module", params=RUNTIMES)
def programs(
    compiled: NodePrograms, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> NodePrograms:
    """The same programs, run by one runtime."""
    name, *options = request.param
    found = NODE if name == "node" else install_others(tmp_path_factory.mktemp("others")) / name
    compiled.runtime = (found, *options)
    return compiled


@pytest.fixture(scope="module")
def served(programs: NodePrograms, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """What a program is given of an app that is served to one runtime: its address and an owner's API key."""
    folder = tmp_path_factory.mktemp("served")
    with OnefoldServer(folder, f"sqlite:///{folder / 'onefold.db'}") as server:
        yield {"URL": server.url, "KEY": server.make_key(*SCOPES)}


def test_the_package_has_what_it_needs_and_nothing_else(programs: NodePrograms) -> None:
    package = json.loads((programs.package / "package.json").read_text())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert package["version"] == project["version"]
    assert "dependencies" not in package
    assert {path.name for path in programs.package.iterdir()} == {"README.md", "dist", "package.json"}
    for entry in package["exports"].values():
        for path in [entry] if isinstance(entry, str) else entry.values():
            assert (programs.package / path).is_file()


def test_no_module_of_the_package_needs_node(programs: NodePrograms) -> None:
    modules = list((programs.package / "dist").rglob("*.js"))
    assert modules
    assert [path for path in modules if 'from "node:' in path.read_text() or "require(" in path.read_text()] == []


def check_main_job(programs: NodePrograms, given: dict[str, str]) -> None:
    """Run the program of the docs; raises unless it watched its run to the end and read its file."""
    lines = programs.output("documented", **given).splitlines()
    assert lines[0] == "1 execution.started"
    assert [line.split()[1] for line in lines[-3:-1]] == ["node.completed", "execution.completed"]
    assert lines[-1] == "Hello, Ada!"


def test_the_documented_main_job_does_what_it_says(programs: NodePrograms, served: dict[str, str]) -> None:
    check_main_job(programs, served)
    main_job = code_blocks("clients.md", "TypeScript", "ts")[0].splitlines()
    assert len([line for line in main_job if line]) <= 30


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
@pytest.mark.postgres
def test_the_documented_main_job_on_postgres(programs: NodePrograms, database_url: str, tmp_path: Path) -> None:
    with OnefoldServer(tmp_path / "data", database_url) as server:
        check_main_job(programs, {"URL": server.url, "KEY": server.make_key(*SCOPES)})


def test_a_session_is_kept_where_nobody_else_keeps_cookies(programs: NodePrograms, served: dict[str, str]) -> None:
    assert programs.answer("session", **served) == {
        "user": ADMIN["email"],
        "made": "by session",
        "key": True,
        "stranger": [401, "unauthenticated"],
        "after": 401,
    }


def test_errors_are_one_class_with_all_that_the_api_says(programs: NodePrograms, served: dict[str, str]) -> None:
    told = {"said": True, "request": True}
    assert programs.answer("errors", **served) == {
        "isError": True,
        "stale": {
            "code": "revision_conflict",
            "status": 412,
            "operation": "update_workflow",
            "current_revision": 1,
            **told,
        },
        "empty": {
            "code": "graph_invalid",
            "status": 422,
            "operation": "publish_workflow",
            "current_revision": None,
            **told,
        },
        "problems": ["no_trigger"],
        "errors": [["body", "name"]],
        "ofAnother": False,
        "ofItself": True,
        "ofNone": False,
    }


def test_a_list_is_a_page_or_all_its_items(programs: NodePrograms, served: dict[str, str]) -> None:
    names = [f"listed {letter}" for letter in "edcba"]
    assert programs.answer("lists", **served) == {
        "all": names,
        "page": names[:2],
        "next": names[2:4],
        "some": names[:3],
        "types": [
            *("execution.started", "node.started", "node.completed"),
            *("node.started", "node.completed", "execution.completed"),
        ],
    }


def test_files_go_up_and_come_down_in_every_way(
    programs: NodePrograms, served: dict[str, str], tmp_path: Path
) -> None:
    content = bytes(index % 251 for index in range(300_000))
    (tmp_path / "picture.jpg").write_bytes(content)
    found = programs.answer("files", FOLDER=str(tmp_path), **served)
    assert found["types"] == {
        "blob": "image/png",
        "bytes.gif": "image/gif",
        "buffer": "image/webp",
        "stream": "image/avif",
        "generator": "application/octet-stream",
        "path.jpg": "image/jpeg",
        "empty": "application/octet-stream",
        "plain": "image/bmp",
        "text.json": "application/json",
    }
    all_sent = {"sent": len(content), "total": len(content)}
    streamed = {"sent": len(content), "total": None}
    assert found["progress"] == {
        **dict.fromkeys(["blob", "bytes.gif", "buffer", "path.jpg"], all_sent),
        **dict.fromkeys(["stream", "generator"], streamed),
        "empty": {"sent": 0, "total": 0},
    }
    assert found["steps"]
    assert set(found["whole"].values()) == {True}
    assert found["streamed"] == len(content)
    assert found["blob"] == [len(content), "image/png"]
    assert found["text"] == ["text/plain", 7, "Grüße", "söme földer/100% #1?.txt"]
    assert found["range"] == "Gr"
    assert found["head"] == [len(content), "image/png", True]
    assert found["missing"] == [404, "object_not_found"]
    assert found["headless"] == [404, "not_found"]
    assert found["again"] == [304, "not_modified"]
    assert found["guarded"] == [412, "precondition_failed"]
    assert found["form"] == [len(content), "image/png"]
    assert (tmp_path / "saved.png").read_bytes() == content
    assert [path.name for path in tmp_path.glob("*.part")] == []


def test_a_workflow_is_run_and_waited_for(programs: NodePrograms, served: dict[str, str]) -> None:
    assert programs.answer("runs", **served) == {
        "greeting": {"text": "Hello, Ada!"},
        "big": 3,
        "failed": ["run_failed", "lose", LOST, "failed"],
        "types": [
            *("execution.started", "node.started", "node.completed", "node.started", "node.waiting"),
            "execution.cancelled",
        ],
        "ended": "no time",
        "twice": [1, "completed", "completed"],
    }


def test_queries_of_react_take_an_instance_and_throw_its_errors(
    programs: NodePrograms, served: dict[str, str]
) -> None:
    assert programs.answer("query", **served) == {
        "names": ["by query"],
        "missing": [404, "workflow_not_found", True],
    }


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (html(503), "answered 503 with text/html (“Bad Gateway”), not by Onefold"),
        (html(200, "Welcome"), "answered 200 with text/html (“Welcome”), not by Onefold"),
        (Answer(200), "answered 200 with nothing"),
        (Answer(200, b"", {"Content-Type": "application/json"}), "answered 200 with nothing"),
        (Answer(200, b'{"items": [', {"Content-Type": "application/json"}), "answered 200 with broken JSON"),
        (json_answer(404, '{"message": "no route"}'), "answered 404 with JSON that is no problem+json"),
        (html(413, "413 Request Entity Too Large"), "(“413 Request Entity Too Large”)"),
    ],
)
def test_what_is_not_onefold_is_an_error_that_says_so(programs: NodePrograms, answer: Answer, said: str) -> None:
    with answering(answer) as strange:
        found = programs.answer("strange", "list", URL=strange.url)
    assert (found["status"], found["code"], found["operation"]) == (
        answer.status,
        "unexpected_answer",
        "list_workflows",
    )
    assert f"GET {strange.url}/api/workflows was" in found["detail"]
    assert said in found["detail"]


def test_a_redirected_change_is_an_error_that_names_the_right_url(programs: NodePrograms) -> None:
    with answering(Answer(301, b"", {"Location": "https://onefold.example.com/api/workflows"})) as strange:
        found = programs.answer("strange", "create", URL=strange.url)
    assert (found["status"], found["code"]) == (301, "unexpected_answer")
    assert "redirected to https://onefold.example.com/api/workflows" in found["detail"]
    assert [each.method for each in strange.asked] == ["POST"]


def test_a_url_that_cannot_be_right_is_refused_at_once(programs: NodePrograms) -> None:
    found = programs.answer("strange", "urls", URL="http://127.0.0.1:1")
    whole = 'TypeError: createOnefold needs the whole url of Onefold, like "https://onefold.example.com", not '
    assert found[:3] == [f'{whole}"localhost:8000".', f'{whole}"".', f'{whole}"/x".']
    for text in found[3:]:
        assert text.startswith('TypeError: createOnefold adds /api itself: give the url as "http://127.0.0.1:1"')


def test_what_the_address_lacks_is_said_before_anything_is_sent(programs: NodePrograms) -> None:
    """Deleting the object with an empty key must not delete its bucket."""
    with answering(EMPTY_LIST) as strange:
        assert programs.answer("strange", "nowhere", URL=strange.url) == [
            "TypeError: Give workflow_id, which is empty.",
            "TypeError: Give workflow_id, which is undefined.",
            "TypeError: Give key, which is empty.",
            "TypeError: nowhere.png cannot be read: is it there?",
        ]
    assert strange.asked == []


def test_nobody_there_and_nobody_answering_are_errors(programs: NodePrograms) -> None:
    with answering(Answer(silent=True)) as strange:
        slow = programs.answer("strange", "slow", URL=strange.url)
        aborted = programs.answer("strange", "aborted", URL=strange.url)
    gone = programs.answer("strange", "list", URL=strange.url)
    assert (slow["status"], slow["code"], slow["operation"]) == (0, "timeout", "list_workflows")
    assert slow["detail"].endswith("was not answered within 0.3 s.")
    assert aborted == "Error: enough"
    assert (gone["status"], gone["code"], gone["operation"]) == (0, "unreachable", "list_workflows")
    assert f"GET {strange.url}/api/workflows was not answered: " in gone["detail"]


def test_a_download_that_is_cut_is_an_error_and_leaves_no_file(programs: NodePrograms, tmp_path: Path) -> None:
    headers = {"Content-Type": "text/plain", "Content-Length": "1000", "Connection": "close"}
    with answering(Answer(200, b"half", headers)) as strange:
        found = programs.answer("strange", "cut", URL=strange.url, PATH_TO_SAVE=str(tmp_path / "saved"))
    assert [(each["code"], each["operation"]) for each in found] == [("unreachable", "download_object")] * 2
    assert all(f"{strange.url}/api/storage/buckets/b/objects/k broke off" in each["detail"] for each in found)
    assert list(tmp_path.iterdir()) == []


def test_a_safe_call_is_sent_again(programs: NodePrograms) -> None:
    waits = Answer(429, b"", {"Retry-After": "0"})
    with answering(waits, Answer(503, b"", {"Retry-After": "0"}), EMPTY_LIST) as strange:
        assert programs.answer("strange", "listed", URL=strange.url) == []
    assert [each.method for each in strange.asked] == ["GET"] * 3


def test_a_run_is_asked_for_again_with_the_same_key_and_other_changes_are_not(programs: NodePrograms) -> None:
    with answering(html(502), Answer(409, b"{}", {"Retry-After": "0"}), EXECUTION) as strange:
        assert programs.answer("strange", "executed", URL=strange.url) == "e"
    keys = {each.headers["idempotency-key"] for each in strange.asked}
    assert (len(strange.asked), len(keys)) == (3, 1)
    assert len(keys.pop()) == 32
    with answering(html(502), EMPTY_LIST) as strange:
        assert programs.answer("strange", "update", URL=strange.url)["status"] == 502
    assert [each.method for each in strange.asked] == ["PATCH"]
    assert "idempotency-key" not in strange.asked[0].headers


def test_a_wait_that_the_time_out_forbids_is_the_callers(programs: NodePrograms) -> None:
    with answering(Answer(429, b"{}", {"Retry-After": "3600", "Content-Type": "application/json"})) as strange:
        assert programs.answer("strange", "slow", URL=strange.url)["status"] == 429
    assert len(strange.asked) == 1


def test_one_thing_says_who_calls(programs: NodePrograms) -> None:
    login = json_answer(200, '{"user": {}}', Set_Cookie="sid=secret; HttpOnly; Path=/; SameSite=Lax")
    with answering(login, json_answer(201, '{"id": "w"}')) as strange:
        programs.answer("strange", "session", URL=strange.url)
        by_cookie = strange.asked[1].headers
        programs.answer("strange", "executed", URL=strange.url, KEY="of_sk_x")
        by_key = strange.asked[2].headers
    assert (by_cookie["cookie"], by_cookie["origin"], by_cookie["x-csrf"]) == ("sid=secret", strange.url, "1")
    assert "authorization" not in by_cookie
    assert by_key["authorization"] == "Bearer of_sk_x"
    assert not by_key.keys() & {"cookie", "x-csrf"}
    assert by_key["user-agent"].startswith("onefold-client-ts/")


def test_an_answer_that_is_documented_with_an_error_status_is_an_answer(programs: NodePrograms) -> None:
    body = '{"status": "unavailable", "checks": {}}'
    with answering(json_answer(503, body)) as strange:
        assert programs.answer("strange", "readiness", URL=strange.url) == json.loads(body)
    assert len(strange.asked) == 1


def test_the_programs_own_fetch_is_used(programs: NodePrograms) -> None:
    with answering(EMPTY_LIST) as strange:
        assert programs.answer("strange", "fetch", URL=strange.url) == [["GET"], []]
