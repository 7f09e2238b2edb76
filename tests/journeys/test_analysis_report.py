"""The analysis's report, opened from a file as whoever it was forwarded to opens it."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from analysis import report
from analysis.pipeline import analyse
from tests.analysis import small


def test_the_report_passes_the_checks_of_access_wide_and_narrow(
    page: Page, check_accessible: Callable[[Page], None], tmp_path: Path
) -> None:
    path = tmp_path / "report.html"
    path.write_text(report.html(analyse(small.responses(), small.CLAUSES)), "utf-8")
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(path.as_uri())
        check_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
