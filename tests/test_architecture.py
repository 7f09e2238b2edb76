"""The walls of the house (docs/house-style.md): small files, small functions, one way in to each thing.

Import directions are import-linter's (pyproject.toml); what it cannot see is read here from the
source itself.
"""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parents[1]
STAGES = ("guidance", "responses", "dataset", "findings", "outcome")
STAGE_FILES = {
    "models", "rules", "actions", "forms", "views", "admin", "blocks", "frames", "urls",
    "tasks", "middleware", "examples", "exports", "seals", "ledgers", "publishing", "templates",
    "intake",
}  # fmt: skip
MOST_LINES_IN_A_FILE = 300
MOST_LINES_IN_A_FUNCTION = 60
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "base_utils"}


def kept(*patterns: str) -> list[Path]:
    """The files that git keeps or would keep, by pattern, without what is generated."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    paths = (ROOT / name for name in listed.splitlines())
    return sorted(path for path in paths if path.exists() and "migrations" not in path.parts)


SOURCES = kept("analysis/*.py", "consultation/*.py", "site/*.py", "tests/*.py", "tools/*.py")
PRODUCT = [path for path in SOURCES if path.relative_to(ROOT).parts[0] not in ("tests", "tools")]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function's name and its length in lines, its decorators and its docstring left out."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
            documented = body[0].lineno - node.body[0].lineno
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1 - documented


def test_a_file_is_read_at_one_sitting() -> None:
    long = {
        name_of(path): lines
        for path in kept("*.py", "*.html", "*.css", "*.md", "*.sh", "Makefile")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES_IN_A_FILE
    }
    assert long == {}, "make each a folder of the same name"


def test_no_function_is_long() -> None:
    long = [
        f"{name_of(path)}: {name} has {length} lines"
        for path in SOURCES
        for name, length in functions(path)
        if length > MOST_LINES_IN_A_FUNCTION
    ]
    assert long == []


def test_most_functions_are_short() -> None:
    lengths = [length for path in PRODUCT for _, length in functions(path)]
    middle, ninetieth = median(lengths), quantiles(lengths, n=10)[-1]
    print(f"{len(lengths)} functions: median {middle} lines, 90th percentile {ninetieth}")  # noqa: T201
    assert middle <= 10
    assert ninetieth <= 30


def test_site_is_a_source_root_and_no_package() -> None:
    assert not (ROOT / "site" / "__init__.py").exists(), (
        "it would shadow the stdlib's module `site`"
    )


def test_names_say_what_is_inside() -> None:
    vague = [name_of(path) for path in PRODUCT if BANNED_NAMES & {*path.parts, path.stem}]
    assert vague == [], "name each by the field's own word for what it does"


def test_each_stage_has_the_same_file_names() -> None:
    strange = [
        f"consultation/{stage}/{entry.name}"
        for stage in STAGES
        for entry in sorted((ROOT / "consultation" / stage).glob("[!_]*"))
        if entry.stem not in STAGE_FILES and not entry.name.startswith(".")
    ]
    assert strange == [], f"a stage holds only {sorted(STAGE_FILES)}"


# Only actions write. ---------------------------------------------------------------------------

QUERY_WRITES = {
    "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
    "aupdate", "acreate", "adelete", "asave",
}  # fmt: skip
OBJECT_WRITES = {
    "save",
    "save_revision",
    "publish",
    "unpublish",
    "move",
    "add_child",
    "add_root",
}
MAY_WRITE = ("actions", "examples", "commands", "migrations")


def writes(path: Path) -> Iterator[str]:
    """Calls that look like writes through Django's ORM: `.objects.….update(`, `thing.save(`, …

    `super().save()` is a model's or form's own hook, `update` of a dictionary is no write, and
    `document.save()` packs a Word document, `image.save()` a picture.
    """
    for node in ast.walk(parsed(path)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        name, target = node.func.attr, ast.unparse(node.func.value)
        through_a_query = ".objects" in target or "_set" in target
        on_an_object = target not in ("self", "document", "image") and not target.startswith(
            ("super(", "shutil")
        )
        if (
            name in QUERY_WRITES
            or (name in ("update", "delete", "set", "add") and through_a_query)
            or (name in OBJECT_WRITES and on_an_object)
        ):
            yield f"line {node.lineno}: {target}.{name}()"


def reading_only() -> list[Path]:
    stages = [path for path in PRODUCT if path.relative_to(ROOT).parts[0] == "consultation"]
    return [
        path
        for path in stages
        if not set(path.relative_to(ROOT).with_suffix("").parts) & set(MAY_WRITE)
        and path.name != "roles.py"  # runs as part of a migration
    ]


def test_only_actions_write() -> None:
    found = {name_of(path): list(writes(path)) for path in reading_only()}
    assert {name: lines for name, lines in found.items() if lines} == {}, "move it to the actions"


def test_rules_know_no_request_and_no_clock() -> None:
    wrong = [
        f"{name_of(path)}: line {node.lineno}"
        for path in PRODUCT
        if "rules" in path.relative_to(ROOT).with_suffix("").parts
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.arg | ast.Name | ast.Attribute)
        and ast.unparse(node) in ("request", "timezone.now", "datetime.now", "clock.now")
    ]
    assert wrong == [], "a rule takes `now` as an argument and never sees a request"


def test_only_three_places_call_the_analysis() -> None:
    allowed = (
        "consultation/dataset/",
        "consultation/findings/actions",
        "consultation/responses/actions",
    )
    strangers = [
        name_of(path)
        for path in PRODUCT
        if name_of(path).startswith("consultation/")
        and not name_of(path).startswith(allowed)
        and re.search(r"^\s*(from|import) analysis\b", path.read_text(encoding="utf-8"), re.M)
    ]
    assert strangers == []


def test_no_test_patches_our_own_code() -> None:
    patched = [
        name_of(path)
        for path in SOURCES
        if path.is_relative_to(ROOT / "tests")
        and re.search(
            r"(mock\.patch|monkeypatch\.setattr|mocker\.patch)[^)]*(consultation|analysis|config)\b",
            path.read_text(encoding="utf-8"),
        )
    ]
    assert patched == []


# What must not be in the repository. ----------------------------------------------------------


def test_lock_files_hold_no_address() -> None:
    for lock in kept("*.lock"):
        assert "//" not in lock.read_text(), f"{lock.name} names a host"
    assert kept("uv.lock", "pylock.toml") == []


def test_nothing_of_a_developers_machine_is_kept() -> None:
    """Paths, and files that only one machine needs."""
    machine = re.compile(r"(?<![\w.])/(?:work|home|Users|root)/[\w.]+")
    found = [
        f"{name_of(path)}: {match[0]}"
        for path in kept("*.py", "*.md", "*.html", "*.toml", "*.sh", "Makefile", ".ci/*")
        if path.name != "test_architecture.py"
        for match in machine.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_the_project_speaks_of_itself_alone() -> None:
    """A reader has no list of our tasks: a number of one explains nothing."""
    numbered = re.compile(r"\b(?:issue|ticket|task) #?\d+\b", re.I)
    found = [
        f"{name_of(path)}: {match[0]}"
        for path in kept("*.py", "*.md", "*.html", "*.sh", "Makefile")
        for match in numbered.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_no_public_page_asks_another_host_for_anything() -> None:
    outside = re.compile(r"""(?:src|href)=["'](?:https?:)?//""")
    for path in kept("templates/*.html", "consultation/*.html"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not outside.search(line) or "<a " in line, f"{name_of(path)}: {line.strip()}"
    for path in kept("static/*.css", "static/*.js"):
        assert not re.search(r"url\(\s*[\"']?(https?:)?//", path.read_text(encoding="utf-8"))
