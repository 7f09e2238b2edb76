"""The documents say what is so: commands run, links lead somewhere, paths exist, promises have tests."""

import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
TOP_LEVEL = (
    "analysis",
    "consultation",
    "docs",
    "site",
    "static",
    "templates",
    "tests",
    "tools",
    ".ci",
)
PROMISES = range(1, 9)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def everywhere(pattern: str) -> Iterator[tuple[str, re.Match[str]]]:
    for path in DOCUMENTS:
        for match in re.finditer(pattern, path.read_text(encoding="utf-8"), re.M):
            yield name_of(path), match


def commands() -> Iterator[tuple[str, str]]:
    """Each command a document quotes, on a line of a block or between backticks."""
    for path in DOCUMENTS:
        text = path.read_text(encoding="utf-8")
        blocks = re.findall(r"^```(?:sh|shell|console|bash)?\n(.*?)^```", text, re.M | re.S)
        outside = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
        lines = [line for block in blocks for line in block.splitlines()]
        for line in lines + re.findall(r"`([^`\n]+)`", outside):
            yield name_of(path), line.strip().removeprefix("$ ").removeprefix(".venv/bin/")


@cache
def analysis_help(command: str) -> str:
    asked = [sys.executable, "-m", "analysis", *([command] if command else []), "--help"]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout


def test_every_make_target_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    settings = set(
        re.findall(r"^([A-Z]+) \?=|\b([A-Z]+)=\S", (ROOT / "Makefile").read_text(), re.M)
    )
    known = {name for pair in settings for name in pair}
    for document, command in commands():
        if re.fullmatch(r"make( [\w=./-]+)*", command):
            for word in command.split()[1:]:
                allowed = known if "=" in word else targets
                assert word.split("=")[0] in allowed, f"{document}: {command}"


def test_every_management_command_exists() -> None:
    for document, command in commands():
        if match := re.match(r"python site/manage\.py ([a-z_]+)", command):
            assert match[1] in get_commands(), f"{document}: {command}"


def test_every_command_of_the_analysis_exists_with_its_options() -> None:
    for document, command in commands():
        if match := re.match(r"python -m analysis ([a-z]+)(.*)", command):
            known = analysis_help(match[1])
            assert known, f"{document}: {command}"
            for option in re.findall(r"(--[a-z-]+)", match[2]):
                assert option in known, f"{document}: {command}"


def test_every_link_leads_somewhere() -> None:
    for document, match in everywhere(r"\]\(([^)\s]+)(?: \"[^\"]*\")?\)"):
        target, _, anchor = match[1].partition("#")
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        path = ((ROOT / document).parent / target).resolve() if target else ROOT / document
        assert path.exists(), f"{document}: {match[1]}"
        if anchor and path.suffix == ".md":
            assert anchor in anchors(path), f"{document}: {match[1]}"


def anchors(path: Path) -> set[str]:
    """The headings of a document as links name them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_path_exists() -> None:
    pattern = rf"`((?:{'|'.join(map(re.escape, TOP_LEVEL))})/[\w./-]*)`"
    for document, match in everywhere(pattern):
        path = ROOT / match[1]
        assert path.exists() or path.with_suffix(".py").exists(), f"{document}: {match[1]}"


def test_every_document_is_found_from_another() -> None:
    linked = {
        ((ROOT / document).parent / match[1].partition("#")[0]).resolve()
        for document, match in everywhere(r"\]\(([^)\s]+)\)")
        if "://" not in match[1]
    }
    folders = {path for path in linked if path.is_dir()}
    lost = [
        name_of(path)
        for path in DOCUMENTS
        if path.parent != ROOT and path not in linked and path.parent not in folders
    ]
    assert lost == []


@pytest.fixture(scope="module")
def promises() -> dict[int, str]:
    text = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
    parts = re.split(r"^## (\d+)\. ", text, flags=re.M)
    return {int(number): body for number, body in zip(parts[1::2], parts[2::2], strict=True)}


def test_every_promise_names_its_tests(promises: dict[int, str]) -> None:
    assert list(promises) == list(PROMISES)
    for number, body in promises.items():
        assert re.search(r"`tests/[\w/]+\.py::\w+`", body), f"promise {number} has no test"


def test_every_test_that_a_promise_names_exists(promises: dict[int, str]) -> None:
    for number, body in promises.items():
        for file, test in re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", body):
            source = (ROOT / file).read_text(encoding="utf-8") if (ROOT / file).exists() else ""
            assert f"def {test}(" in source, f"promise {number}: {file}::{test}"
