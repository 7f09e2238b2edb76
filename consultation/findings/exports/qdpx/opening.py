"""The way in for the site: a project is read in a process of its own, with limits."""

from __future__ import annotations

from consultation.findings.exports.qdpx.project import NotAProject, Project
from consultation.findings.exports.qdpx.reading import MOST_BYTES
from consultation.responses.intake.reading import READING_SECONDS, Unreadable, ask

TOO_LARGE = "This file is larger than 100 MB: export fewer sources at a time."


def opened(content: bytes, seconds: float = READING_SECONDS) -> Project:
    """The project in a .qdpx file. Raises NotAProject, whatever the file did to its reader."""
    if len(content) > MOST_BYTES:
        raise NotAProject(TOO_LARGE)
    try:
        found = ask("project", "", content, seconds, "consultation.findings.exports.qdpx")
    except Unreadable as error:
        raise NotAProject(
            f"This file could not be read as a project. {error} Export it anew as .qdpx."
        ) from None
    if "refused" in found:
        raise NotAProject(found["refused"])
    return Project.from_json(found["project"])
