"""Nothing cites what is not in the repository: pages that a page, a comment or a docstring names are there."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
SUFFIXES = {".md", ".py", ".toml", ".ts", ".tsx"}
GENERATED = ("clients/python/onefold_client/", "clients/typescript/src/generated/")
WRITTEN = "clients/python/onefold_client/front/"
PAGE = re.compile(r"[\w./-]*\w\.md\b")
FOLDER = re.compile(r"(?<![\w/.])docs/[\w./-]*\w")
LINK = re.compile(r"\]\(([^)\s#]+)?(#[^)\s]+)?\)")
CODE = re.compile(r"`((?:app|tests|tools|bench|alembic|clients|requirements)/[\w./-]*\w/?)`")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def sources() -> list[Path]:
    """Return the files that people wrote, as git knows them."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    names = [name for name in listed.splitlines() if name.startswith(WRITTEN) or not name.startswith(GENERATED)]
    return [ROOT / name for name in names if Path(name).suffix in SUFFIXES and (ROOT / name).is_file()]


def anchors(page: Path) -> set[str]:
    """Return what the headings of a page can be linked by."""
    headings = HEADING.findall(page.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_page_that_is_named_exists() -> None:
    missing = []
    for file in sources():
        text = file.read_text("utf-8")
        for name in {*PAGE.findall(text), *FOLDER.findall(text)}:
            if not any((base / name).exists() for base in (ROOT, file.parent, ROOT / "docs", ROOT / "docs/recipes")):
                missing.append(f"{file.relative_to(ROOT)}: {name}")
    assert missing == []


def test_every_link_of_a_page_leads_somewhere() -> None:
    broken = []
    for page in (file for file in sources() if file.suffix == ".md"):
        for path, anchor in LINK.findall(page.read_text("utf-8")):
            if "://" in path:
                continue
            target = page.parent / path if path else page
            if not target.exists() or (anchor and anchor[1:] not in anchors(target)):
                broken.append(f"{page.relative_to(ROOT)}: {path}{anchor}")
    assert broken == []


def test_every_file_that_a_page_names_exists() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *(ROOT / "docs").rglob("*.md")]
    missing = [
        f"{page.relative_to(ROOT)}: {name}"
        for page in pages
        for name in CODE.findall(page.read_text("utf-8"))
        if not (ROOT / name).exists()
    ]
    assert missing == []


def test_the_readme_leads_to_every_page() -> None:
    linked = {path for path, _ in LINK.findall((ROOT / "README.md").read_text("utf-8"))}
    pages = {f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")}
    assert pages - linked == set()
