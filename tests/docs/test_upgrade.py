"""The commands of docs/upgrade.md, in its order: before with Onefold running, then stopped, and back again."""

import os
import sys
from pathlib import Path

import pytest

from tests.servers import ROOT, OnefoldServer, answered
from tests.shell_blocks import read_steps, run_steps

pytestmark = pytest.mark.slow


def test_the_commands_bring_everything_back(tmp_path: Path) -> None:
    before, migrate, back = read_steps((ROOT / "docs/upgrade.md").read_text("utf-8"))
    with OnefoldServer(tmp_path / "data", f"sqlite:///{tmp_path}/onefold.db") as server:
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        settings = {**server.environment, "PATH": path}
        with server.sign_in() as owner:
            answered(owner.put("/api/variables/KEPT", json={"value": "before"}), 201)
            run_steps([before], server, tmp_path, settings)
            answered(owner.put("/api/variables/KEPT", json={"value": "after"}))
        server.end()
        run_steps([migrate, back], server, tmp_path, settings)
        server.start()
        with server.sign_in() as owner:
            assert answered(owner.get("/api/variables/KEPT")).json()["value"] == "before"
