"""The Python package as its user has it: installed by itself, held to strict checkers, run against an app."""

import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import pytest
from onefold_client import Onefold
from onefold_client.inputs import GraphDict

from tests.clients.npm_package import ROOT, code_blocks
from tests.clients.python_package import PythonPrograms, run
from tests.servers import OnefoldServer

SCOPES = (
    *("actions:read", "actions:write", "actions:run", "pages:read", "pages:write"),
    *("files:read", "files:write"),
)
GIVEN = ('"http://127.0.0.1:8000", key="of_sk_…"', 'os.environ["ONEFOLD_URL"], key=os.environ["KEY"]')
# Each ignored line is a mistake that a checker finds: one that it does not find is an ignore without need, an error.
TYPES = """
import asyncio
from datetime import UTC, datetime
from typing import assert_type
from uuid import UUID

from onefold_client import AsyncOnefold, Items, Onefold
from onefold_client.error_codes import PublishPageErrorCode
from onefold_client.event_types import ExecutionEvent
from onefold_client.inputs import GraphDict, HeadingComponentDict, PageTreeDict
from onefold_client.models import Graph, NodeLog, WorkflowList, WorkflowRead, WorkflowSummary


def right(onefold: Onefold, id: UUID) -> None:
    graph: GraphDict = {
        "nodes": [{"id": "a", "kind": "log", "params": {"message": "m"}}],
        "edges": [{"from": "a", "to": "b", "port": "out"}],
    }
    assert_type(onefold.workflows.create(name="x", draft=graph, settings={"any": ["json"]}), WorkflowRead)
    onefold.workflows.replace_draft(id, Graph.from_dict(dict(graph)), if_match=3)
    assert_type(onefold.workflows.list(), Items[WorkflowSummary, WorkflowList])
    assert_type(onefold.workflows.list().page().next_cursor, str | None)
    assert_type([node.node_id for node in onefold.executions.get(id).nodes], list[str])
    onefold.api_keys.create(name="x", scopes=["actions:run"], expires_at=datetime.now(UTC))
    for event in onefold.watch(id):
        assert_type(event, ExecutionEvent)
        if isinstance(event, NodeLog):
            assert_type(event.message, str)
    assert_type(onefold.storage.download_object("b", "k").read(), bytes)
    assert_type(onefold.tables.create_row("local", "t", values={})["id"] is None, bool)


async def right_later(onefold: AsyncOnefold, id: UUID) -> None:
    assert_type(await onefold.workflows.get(id), WorkflowRead)
    assert_type([workflow.name async for workflow in onefold.workflows.list()], list[str])
    async for event in onefold.watch(id):
        assert_type(event.seq, int)


def wrong(onefold: Onefold, id: UUID) -> None:
    onefold.workflows.creat(name="x")  # type: ignore
    onefold.workflows.create(nam="x")  # type: ignore
    onefold.workflows.create(name="x", draft={"nodes": [{"id": "a", "kind": "lgo", "params": {}}]})  # type: ignore
    unknown_param: GraphDict = {"nodes": [{"id": "a", "kind": "log", "params": {"mesage": 1}}]}  # type: ignore
    unknown_type: PageTreeDict = {"root": {"children": [{"id": "a", "type": "Hedding", "props": {}}]}}  # type: ignore
    unknown_prop: HeadingComponentDict = {"id": "a", "type": "Heading", "props": {"txt": "x"}}  # type: ignore
    onefold.workflows.create(name="x", draft={"edges": [{"from": "a", "too": "b"}]})  # type: ignore
    onefold.workflows.create(name="x", draft={"nodes": [{"id": "a", "kind": "log", "params": {}}]})  # type: ignore
    onefold.api_keys.create(name="x", scopes=["actions:rum"])  # type: ignore
    onefold.executions.list(status="runing")  # type: ignore
    onefold.storage.upload_object("b", "k", "text")  # type: ignore
    onefold.workflows.get(id).named  # type: ignore
    code: PublishPageErrorCode = "workflow_not_found"  # type: ignore
    print(code, unknown_param, unknown_type, unknown_prop)


if __name__ == "__main__":
    asyncio.run(asyncio.sleep(0))
"""
# pyright does not compare with so many literals.
COMPARED = """
from onefold_client import OnefoldError


def wrong(error: OnefoldError) -> bool:
    if error.code == "timeout":
        return True
    return error.code == "workflow_not_fund"  # type: ignore[comparison-overlap]
"""


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> PythonPrograms:
    """The documented programs and the one above, beside the installed package."""
    made = PythonPrograms(tmp_path_factory.mktemp("package"))
    blocks = code_blocks("clients.md", "Python", "python")
    program = "\n".join(["import os", *blocks]).replace(*GIVEN)
    made.write("documented", program)
    (readme,) = code_blocks("README.md", "Use", "python", "clients/python")
    made.write("readme", readme)
    made.write("typed", TYPES)
    made.write("compared", COMPARED)
    (made.folder / "notes.txt").write_text("read me")
    return made


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """What a program is given of a served app: its address and an owner's API key."""
    folder = tmp_path_factory.mktemp("served")
    with OnefoldServer(folder, f"sqlite:///{folder / 'onefold.db'}") as server:
        yield {"ONEFOLD_URL": server.url, "KEY": server.make_key(*SCOPES)}


def test_the_package_says_what_it_is(programs: PythonPrograms) -> None:
    server = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    with zipfile.ZipFile(programs.wheel) as archive:
        (path,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = message_from_bytes(archive.read(path))
        names = archive.namelist()
    assert (metadata["Version"], metadata["License-Expression"]) == (server["version"], server["license"])
    assert metadata["Description-Content-Type"] == "text/markdown"
    assert "onefold_client/py.typed" in names
    assert {name.split("/")[0] for name in names} == {"onefold_client", path.split("/")[0]}
    assert {"httpx", "attrs"} <= programs.dependencies
    assert not {"pydantic", "python-dateutil"} & programs.dependencies


def test_the_documented_programs_do_what_they_say(programs: PythonPrograms, served: dict[str, str]) -> None:
    lines = programs.run("documented", **served).splitlines()
    events = [line.split()[1] for line in lines if line[0].isdigit() and "." in line]
    assert (events[0], events[-1]) == ("execution.started", "execution.completed")
    assert lines[len(events)] == "Hello, Ada!"
    assert lines[-3:-1] == ["{'text': 'Hello, Ada!'}", "7 7"]
    assert lines[-1].startswith("text/plain 7 ")
    assert (programs.folder / "copy.txt").read_text() == "read me"
    main_job = code_blocks("clients.md", "Python", "python")[0].splitlines()
    assert len([line for line in main_job if line]) <= 30


def test_an_import_loads_no_model_before_it_is_used(programs: PythonPrograms) -> None:
    program = """
import sys

import onefold_client.models

print([name for name in sys.modules if name == "asyncio" or name.startswith("onefold_client.models.")])
print(onefold_client.models.Graph.__name__, "WorkflowRead" in dir(onefold_client.models))
"""
    programs.write("imported", program)
    assert programs.run("imported").splitlines() == ["[]", "Graph True"]


@pytest.mark.slow
def test_mypy_finds_what_is_wrong_and_nothing_else(programs: PythonPrograms) -> None:
    programs.check_with_mypy("documented", "readme", "typed", "compared")


@pytest.mark.slow
def test_pyright_finds_what_is_wrong_and_nothing_else(programs: PythonPrograms) -> None:
    programs.check_with_pyright("documented", "readme", "typed")


def test_the_documented_websocket_watches_a_run(served: dict[str, str], tmp_path: Path) -> None:
    with Onefold(served["ONEFOLD_URL"], key=served["KEY"]) as onefold:
        draft: GraphDict = {"nodes": [{"id": "start", "kind": "trigger.manual"}]}
        workflow = onefold.workflows.create(name="watched", draft=draft)
        execution = onefold.workflows.execute(workflow.id, target="draft")
    (program,) = code_blocks("clients.md", "WebSocket", "python")
    (tmp_path / "watch.py").write_text(program)
    output = run(sys.executable, "watch.py", cwd=tmp_path, EXECUTION=str(execution.id), **served)
    assert [line.split()[1] for line in output.splitlines()] == [
        "execution.started",
        "node.started",
        "node.completed",
        "execution.completed",
    ]


def test_the_documented_shell_does_the_same(served: dict[str, str]) -> None:
    if missing := [tool for tool in ("curl", "jq") if shutil.which(tool) is None]:
        pytest.skip(f"{' and '.join(missing)} not installed")
    (script,) = code_blocks("clients.md", "curl", "sh")
    done = subprocess.run(
        ["sh", "-euc", script], env={"PATH": "/usr/bin:/bin", **served}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr + done.stdout
    assert "event: execution.completed" in done.stdout
    assert done.stdout.endswith("Hello, Ada!")
    assert len([line for line in script.splitlines() if line]) <= 30
