"""Example chapters: one folder each, with ``consultation.toml`` and one file a section.

``consultation.toml`` holds the title, notices, contact, recommendations, respondent types and
the questions on the whole text, and may hold
``equality_questions``; ``<letter>_<slug>.toml`` a section, its clauses and questions, and may name
the types it ``concerns``. A clause has ``number``, ``heading``, ``text`` and either ``old_text`` (changed),
``unchanged = true`` or neither (new).
"""

from __future__ import annotations

import tomllib
from collections.abc import Container
from pathlib import Path
from typing import Any

CHAPTER_EIGHT = Path(__file__).parent / "chapter_eight"

CHAPTER_FIELDS = (
    "title",
    "summary",
    "label",
    "late_notice",
    "contact_name",
    "contact_email",
    "privacy_notice",
    "safeguarding_notice",
    "recommendations",
    "respondent_types",
    "questions",
)
SECTION_FIELDS = ("letter", "title", "slug", "introduction", "clauses", "questions")
CLAUSE_FIELDS = ("number", "heading", "text", "recommendations")


class ChapterError(ValueError):
    """A chapter's file is missing or lacks something; the message says which and what to do."""


def read_chapter(directory: Path) -> dict[str, Any]:
    """The chapter in ``directory``: the fields of ``consultation.toml`` and ``sections``."""
    path = directory / "consultation.toml"
    if not path.is_file():
        raise ChapterError(f"{path} does not exist: a chapter needs that file beside its sections.")
    chapter = _read(path, CHAPTER_FIELDS)
    files = sorted(file for file in directory.glob("*.toml") if file != path)
    known = chapter["respondent_types"]
    return chapter | {"sections": [_section(file, known) for file in files]}


def _section(path: Path, known: Container[str]) -> dict[str, Any]:
    section = _read(path, SECTION_FIELDS)
    strangers = [key for key in section.get("concerns", []) if key not in known]
    if strangers:
        raise ChapterError(
            f"{path}: concerns names {', '.join(strangers)}, which consultation.toml does not list "
            "among its respondent_types. Correct the key."
        )
    return section | {"clauses": [_clause(path, clause) for clause in section["clauses"]]}


def _clause(path: Path, clause: dict[str, Any]) -> dict[str, Any]:
    _require(path, f"clause {clause.get('number', 'without a number')}", clause, CLAUSE_FIELDS)
    wording = {name: clause[name] for name in CLAUSE_FIELDS}
    old_text = clause["text"] if clause.get("unchanged") else clause.get("old_text", "")
    return wording | {"old_text": old_text}


def _read(path: Path, fields: tuple[str, ...]) -> dict[str, Any]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ChapterError(f"{path} is not a TOML file in UTF-8: {error}.") from error
    _require(path, "the file", found, fields)
    return found


def _require(path: Path, what: str, found: dict[str, Any], fields: tuple[str, ...]) -> None:
    missing = [name for name in fields if name not in found]
    if missing:
        raise ChapterError(f"{path}: {what} lacks {', '.join(missing)}. Add what is missing.")
