"""Recompute a written analysis from its own data, with code that shares nothing with it.

Only the rules are the same: what was read is trusted (``responses.parquet``), and everything said
of it is found or counted again. What a reader's judgement gave (a position, a theme, a hold) is
taken as written and its every use is counted again.
"""

from pathlib import Path

from analysis.verify import figures, original, records
from analysis.verify.comparing import Comparison
from analysis.verify.folder import Folder

__all__ = ["Comparison", "verify"]


def verify(directory: Path | str) -> Comparison:
    """Compare every quotation and figure in ``directory`` with its data.

    Raises InputError where a file is missing or cannot be read.
    """
    folder = Folder.read(Path(directory))
    compare = Comparison()
    records.files(folder, compare)
    records.responses(folder, compare)
    records.ledger(folder, compare)
    records.passages(folder, compare)
    records.places(folder, compare)
    records.tone(folder, compare, original.scorer(folder.run["parameters"]["subject_words"]))
    records.comments(folder, compare)
    figures.figures(folder, compare)
    return compare
