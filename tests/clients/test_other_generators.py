"""What docs/clients.md says of other generators: their code compiles strictly, and runs against a served app."""

import json
import shlex
from pathlib import Path

import pytest

from tests.clients.npm_package import NODE, ROOT, code_blocks, install_others, run
from tests.servers import OnefoldServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
STRICT = {
    "target": "es2023",
    "module": "nodenext",
    "strict": True,
    "lib": ["es2023", "dom", "dom.iterable"],
    "types": [],
    "noEmit": True,
    "allowImportingTsExtensions": True,
}


def test_other_generators_make_what_the_docs_say(tmp_path: Path) -> None:
    commands = install_others(tmp_path)
    document = ROOT / "clients/openapi.json"
    with OnefoldServer(tmp_path / "data", f"sqlite:///{tmp_path / 'onefold.db'}") as server:
        key = server.make_key("actions:read", "actions:write")

        def documented(language: str) -> list[str]:
            blocks = code_blocks("clients.md", "Other generators", language)
            return [
                block.replace("http://127.0.0.1:8000/openapi.json", str(document))
                .replace("http://127.0.0.1:8000", server.url)
                .replace("of_sk_…", key)
                for block in blocks
            ]

        names = ("openapi-fetch.ts", "orval.ts")
        for name, program in zip(names, documented("ts"), strict=True):
            (tmp_path / name).write_text(program, encoding="utf-8")
        [config] = documented("js")
        (tmp_path / "orval.config.mjs").write_text(config, encoding="utf-8")
        for command in documented("sh"):
            npx, generator, *arguments = shlex.split(command)
            assert npx == "npx"
            run(commands / generator, *arguments, cwd=tmp_path)
        (tmp_path / "package.json").write_text('{"type": "module"}')
        (tmp_path / "tsconfig.json").write_text(json.dumps({"compilerOptions": STRICT, "files": names}))
        run(NODE, ROOT / "node_modules/typescript/bin/tsc", cwd=tmp_path)
        assert [run(NODE, name, cwd=tmp_path) for name in names] == ["Greet\n", "Greet\n"]
