"""Frames as files that people open: CSV, XLSX, ODS and Parquet, whole, inert and reversible."""

from consultation.dataset.exports.tables import FORMATS, Format, written

__all__ = ["FORMATS", "Format", "written"]
