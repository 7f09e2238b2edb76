"""A coding project as a REFI-QDA file (.qdpx), as NVivo, MAXQDA, ATLAS.ti and others exchange it.

A zip of ``project.qde`` (XML, schema "urn:QDA-XML:project:1.0" of 18 March 2019) and one plain text
(UTF-8) a source. A selection counts Unicode characters from 0; its end is the character after it.
"""

from consultation.findings.exports.qdpx.project import (
    Code,
    Coding,
    NotAProject,
    Project,
    Source,
    User,
)
from consultation.findings.exports.qdpx.reading import read
from consultation.findings.exports.qdpx.writing import write

__all__ = ["Code", "Coding", "NotAProject", "Project", "Source", "User", "read", "write"]
