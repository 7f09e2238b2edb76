"""What a seal is made of: the files of one analysis, written, read, masked and verified."""

from consultation.dataset.seals.counting import counts, redactions, with_regions
from consultation.dataset.seals.masking import Gone, masked_files
from consultation.dataset.seals.reading import (
    Checked,
    Contents,
    NothingToSeal,
    Present,
    SealedAnalysis,
    answered,
    checked,
    contents,
    passages,
    positions,
    present,
    readings,
    rows,
    sealed_analysis,
    standings,
    table,
    texts,
)

__all__ = [
    "Checked",
    "Contents",
    "Gone",
    "NothingToSeal",
    "Present",
    "SealedAnalysis",
    "answered",
    "checked",
    "contents",
    "counts",
    "masked_files",
    "passages",
    "positions",
    "present",
    "readings",
    "redactions",
    "rows",
    "sealed_analysis",
    "standings",
    "table",
    "texts",
    "with_regions",
]
