"""A published outcome: every figure counted again, every quotation found again.

The document names for each figure the place of its number in what was sealed, and for each
quotation the characters of a response. Beside the sealed package all of them are checked. Beside
the open data alone, what these allow is checked and the rest is listed as sealed only.
"""

from pathlib import Path

from analysis.verify.comparing import Comparison
from analysis.verify.published import copies, figures, grids, quotations, stated, tables, typed
from analysis.verify.published.page import Page

__all__ = ["FILE", "published"]

FILE = "outcome.html"


def published(path: Path, compare: Comparison) -> None:
    """Check the document in the folder ``path``, if there is one."""
    if not (path / FILE).is_file():
        return
    page = Page.read(path / FILE)
    tree = figures.tree(path)
    figures.check(path, page, tree, compare)
    grids.check(path, page, tree, compare)
    stated.check(path, page, compare)
    typed.check(path, page, tree, compare)
    quotations.check(path, page, compare)
    copies.check(path, page, compare)
    # Beside the sealed package the tables are those of the seal, and checked with it.
    if not (path / "run.json").is_file():
        tables.check(path, page, compare)
