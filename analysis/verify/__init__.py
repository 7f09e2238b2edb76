"""Recompute a written analysis from its own data, with code that shares nothing with it.

Only the rules are the same: what was read is trusted (``responses.parquet``), and everything said
of it is found or counted again. What a reader's judgement gave (a position, a theme, a hold) is
taken as written and its every use is counted again.
"""

from pathlib import Path

from analysis.verify import figures, noted, published, records, sealed
from analysis.verify.comparing import Comparison
from analysis.verify.folder import Folder

CHECKS = (
    records.files,
    records.responses,
    records.ledger,
    records.passages,
    records.places,
    records.tone,
    records.comments,
    figures.figures,
    sealed.sealed,
    noted.noted,
)

__all__ = ["Comparison", "verify"]


def verify(directory: Path | str) -> Comparison:
    """Compare every quotation and figure in ``directory`` with its data.

    A folder with a published outcome and without what was sealed is checked as far as its open
    data allow. Raises InputError where a file is missing or cannot be read.
    """
    path = Path(directory)
    compare = Comparison()
    if not (path / "run.json").is_file() and (path / published.FILE).is_file():
        published.published(path, compare)
        return compare
    folder = Folder.read(path)
    compare.notes += _since(folder)
    for check in CHECKS:
        try:
            check(folder, compare)
        except (KeyError, ValueError, TypeError, IndexError, AttributeError) as error:
            # A damaged file may lack what the check looks for: that is a difference too.
            compare.holds(f"the {check.__name__} can be read ({error!r})", False)
    published.published(path, compare)
    return compare


def _since(folder: Folder) -> list[str]:
    """What was masked since the folder was sealed, in plain words."""
    redacted = {one["key"] for one in folder.erasures if one["spans"] and one["why"] != "erased"}
    said = [
        ("Erased since it was sealed", folder.erased),
        ("Redacted in part since it was sealed", redacted),
    ]
    return [f"{what}: {', '.join(sorted(which))}." for what, which in said if which]
