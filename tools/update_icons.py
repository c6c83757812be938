"""Writes app/pages/static/lucide.txt, the icons that pages draw: one a line, its name, a tab, and what its SVG holds.

    npm pack lucide-static@1.62.0 && tar xzf lucide-static-1.62.0.tgz
    .venv/bin/python -m tools.update_icons package

The npm package `lucide-static` is Lucide's icons as SVG files. Their licences go into lucide.LICENSE (ISC, some MIT).
"""

import re
import sys
from pathlib import Path

TARGET = Path(__file__).parents[1] / "app" / "pages" / "static" / "lucide.txt"


def inner(svg: str) -> str:
    """Return what an SVG file of the package holds, without room between its elements."""
    found = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)
    if found is None:
        raise ValueError("this is no SVG file")
    return re.sub(r"\s*/>", "/>", re.sub(r">\s+<", "><", found[1].strip()))


def main(package: Path) -> None:
    """Write the file from an unpacked package."""
    files = sorted((package / "icons").glob("*.svg"))
    version = re.search(r"lucide-static v([\d.]+)", files[0].read_text())
    notice = f"# Lucide {version[1] if version else ''}: ISC License, see lucide.LICENSE"
    lines = [notice, *(f"{path.stem}\t{inner(path.read_text())}" for path in files)]
    TARGET.write_text("\n".join(lines) + "\n")
    TARGET.with_name("lucide.LICENSE").write_text((package / "LICENSE").read_text())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
