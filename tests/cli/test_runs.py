"""`onefold runs`: what ran, what happens right now, and once more."""

import json
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from app.cli.problems import Exit
from app.core.settings import Settings
from tests.cli.command import onefold, refused
from tests.servers import OnefoldServer, clean_environment
from tests.workflows.graphs import MANUAL, chain, node

REPOSITORY = Path(__file__).parents[2]
GRAPH = chain(
    MANUAL,
    node("say", "log", message="Hello {{ trigger.input.name }}\x1b[31m"),
    node("divide", "set", values={"result": "{{ 1 // trigger.input.divisor }}"}),
)


@pytest.fixture
def server(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    """A server on the database that the commands of this test work on."""
    monkeypatch.setenv("ONEFOLD_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("ONEFOLD_DATABASE_URL", settings.database_url)
    with OnefoldServer(settings.data_dir, settings.database_url) as server:
        yield server


def execute(server: OnefoldServer, **given: object) -> str:
    """The id of a run of a new workflow."""
    with server.sign_in() as client:
        workflow = client.post("/api/workflows", json={"name": "greet", "draft": GRAPH}).json()
        published = client.post(f"/api/workflows/{workflow['id']}/publish")
        assert published.status_code == 200, published.text
        run = client.post(f"/api/workflows/{workflow['id']}/execute", json={"input": given})
        assert run.status_code == 202, run.text
        return str(run.json()["id"])


def test_a_run_is_listed_followed_and_started_anew_while_the_server_runs(server: OnefoldServer) -> None:
    good = execute(server, name="Ada", divisor=1)
    followed = onefold("runs", "tail", good)
    assert followed.exit_code == 0, followed.output
    lines = followed.stdout.splitlines()
    assert lines[0].endswith("execution.started")
    assert any("node.log" in line and "say" in line and "Hello Ada" in line for line in lines)
    assert "execution.completed" in lines[-1]
    assert "\x1b" not in followed.stdout, "what a run says does not steer the terminal"

    bad = execute(server, name="Ben", divisor=0)
    failed = onefold("runs", "tail", bad, "--json")
    assert failed.exit_code == Exit.FAILED
    events = [json.loads(line) for line in failed.stdout.splitlines()]
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert events[-1]["type"] == "execution.failed"

    shown = onefold("runs", "list").stdout
    assert shown.index(bad) < shown.index(good), "newest first"
    assert "divide: " in shown
    assert shown.count("  greet  ") == 2, "each with the name of its workflow"
    listed = json.loads(onefold("runs", "list", "--status", "failed", "--json").stdout)
    assert [run["id"] for run in listed] == [bad]
    # Runs are listed by their ids, and an id is made some milliseconds before its run is queued.
    made_at = f"{datetime.fromtimestamp((UUID(bad).int >> 80) / 1000, UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
    for option, ids in (("--from", [bad]), ("--before", [good])):
        within = json.loads(onefold("runs", "list", option, made_at, "--json").stdout)
        assert [run["id"] for run in within] == ids
    assert len(json.loads(onefold("runs", "list", "--from", "2020-01-31", "--json").stdout)) == 2

    again = onefold("runs", "retry", bad, "--json")
    assert again.exit_code == 0, again.output
    new = json.loads(again.stdout)["id"]
    assert onefold("runs", "tail", new).exit_code == Exit.FAILED
    assert {run["id"] for run in json.loads(onefold("runs", "list", "--json").stdout)} == {good, bad, new}
    refused(onefold("runs", "retry", str(uuid4())), Exit.FAILED, "There is no execution")
    refused(onefold("runs", "tail", str(uuid4())), Exit.FAILED, "There is no execution")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_all_runs_are_followed_from_now_on(server: OnefoldServer) -> None:
    before = execute(server, name="Before", divisor=1)
    assert onefold("runs", "tail", before).exit_code == 0
    tail = subprocess.Popen(
        [sys.executable, "-m", "app", "runs", "tail", "--json"],
        cwd=REPOSITORY,
        env=clean_environment(server.environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert tail.stdout is not None
    assert tail.stderr is not None
    try:
        assert tail.stderr.readline() == "Following every run from now on; Ctrl+C ends it.\n"
        after = execute(server, name="After", divisor=1)
        assert json.loads(tail.stdout.readline())["execution_id"] == after
    finally:
        tail.send_signal(signal.SIGINT)
        tail.communicate(timeout=60)
    assert tail.returncode == 0


def test_a_database_that_is_not_migrated_is_named() -> None:
    for command in (("list",), ("tail",), ("retry", str(uuid4()))):
        refused(onefold("runs", *command), Exit.SCHEMA, "onefold migrate")


def test_what_is_no_id_is_a_wrong_command_line() -> None:
    assert onefold("runs", "retry", "latest").exit_code == 2
    wrong = onefold("runs", "list", "--status", "broken")
    assert wrong.exit_code == 2
    assert "timed_out" in wrong.stderr, "it says which there are"
    wrong = onefold("runs", "list", "--from", "yesterday")
    assert wrong.exit_code == 2
    assert "'yesterday' is no time" in wrong.stderr
