"""The scripts behind `make` say what is missing and what to do, and stop there."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ORDINARY = ("sh", "id", "grep", "cat", "dirname", "mktemp", "tail", "rm")


def script(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A folder to work in, with a PATH of the most ordinary commands alone in `bin`."""
    (tmp_path / "bin").mkdir()
    for name in ORDINARY:
        found = shutil.which(name)
        assert found, f"this machine has no {name}"
        (tmp_path / "bin" / name).symlink_to(found)
    return tmp_path


def run(
    name: str, folder: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / "tools" / name, *arguments],
        cwd=folder, env={"PATH": str(folder / "bin")} | environment,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_an_old_python_is_named_with_the_remedy(bare: Path) -> None:
    old = script(bare / "bin" / "python3", '[ "$1" = --version ] && echo Python 3.9.2; exit 1')
    result = run("install.sh", bare, "requirements.lock", PYTHON=str(old))
    assert result.returncode == 1
    assert "needs Python 3.11 or later; found Python 3.9.2" in result.stderr
    assert not (bare / ".venv").exists()


def test_a_python_without_venv_leaves_nothing_half_made(bare: Path) -> None:
    script(bare / "bin" / "python3", '[ "$2" = venv ] && { mkdir -p .venv/bin; exit 1; }; exit 0')
    (bare / "bin" / "mkdir").symlink_to(shutil.which("mkdir") or "")
    result = run("install.sh", bare, "requirements.lock")
    assert result.returncode == 1
    assert "apt-get install python3-venv" in result.stderr
    assert not (bare / ".venv").exists()


def test_a_machine_without_a_browser_fails_loudly(bare: Path) -> None:
    script(bare / ".venv" / "bin" / "playwright", "exit 1")
    result = run("browser.sh", bare)
    assert result.returncode == 1
    assert "need a browser and none could be had" in result.stderr
    assert "apt-get install chromium" in result.stderr


def test_a_browser_that_is_there_is_left_alone(bare: Path) -> None:
    script(bare / ".venv" / "bin" / "playwright", '[ "$1" = --version ]')
    script(bare / "bin" / "chromium", "exit 0")
    result = run("browser.sh", bare)
    assert (result.returncode, result.stdout) == (0, "")


def test_a_command_on_postgresql_keeps_its_exit_code_and_leaves_no_server(tmp_path: Path) -> None:
    told = tmp_path / "told"
    command = ["sh", "-c", f'echo "$DATABASE_URL" > {told}; exit 7']
    result = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "with_postgresql.py"), *command],
        cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 7, result.stderr
    address = told.read_text().strip()
    assert address.startswith("postgresql://")
    folder = Path(address.rsplit("host=", 1)[1])
    assert not folder.exists()


@pytest.mark.parametrize("named", ["notes.csv", "readme.md"])
def test_a_folder_without_labelled_files_is_refused(bare: Path, named: str) -> None:
    (bare / named).write_text("text,label\n")
    for name in ("basename", "sed"):
        (bare / "bin" / name).symlink_to(shutil.which(name) or "")
    result = run("evaluate.sh", bare, str(bare))
    assert result.returncode == 2
    assert "Expected names that begin with: sentiment position" in result.stderr


def test_scoring_without_a_folder_says_what_is_expected(bare: Path) -> None:
    result = run("evaluate.sh", bare, "")
    assert result.returncode == 2
    assert "make evaluate DATA=FOLDER" in result.stderr
