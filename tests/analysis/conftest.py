"""One analysis of the small consultation, written once for every test that reads it."""

from pathlib import Path

import pytest

from analysis import writing
from analysis.pipeline import Analysis, analyse
from tests.analysis import small


@pytest.fixture(scope="session")
def small_analysis() -> Analysis:
    """The small consultation, analysed."""
    return analyse(small.responses(), small.CLAUSES)


@pytest.fixture(scope="session")
def written(small_analysis: Analysis, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of its files; a test that changes one must copy it first."""
    folder = tmp_path_factory.mktemp("small") / "out"
    writing.write(small_analysis, folder)
    return folder
