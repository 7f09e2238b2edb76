"""The report: one page without an outside asset, accessible, its charts with tables."""

import html
import re
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd

from analysis import report
from analysis.pipeline import Analysis, analyse
from analysis.wording import DUPLICATES_IN_WORDS, SCALE_IN_WORDS
from tests.analysis import small


class _Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_nothing_is_fetched_from_anywhere(written: Path) -> None:
    page = (written / "report.html").read_text()
    tags = _Tags(page).found
    assert not [tag for tag, _ in tags if tag in {"script", "link", "img", "iframe", "object"}]
    targets = [attrs[name] or "" for _, attrs in tags for name in ("href", "src") if name in attrs]
    assert targets and all(target.startswith("#") for target in targets)
    assert "url(" not in page and "@import" not in page


def test_every_link_leads_somewhere_and_no_id_is_used_twice(written: Path) -> None:
    tags = _Tags((written / "report.html").read_text()).found
    ids = [attrs["id"] for _, attrs in tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    links = {(attrs["href"] or "")[1:] for tag, attrs in tags if tag == "a"}
    assert links <= set(ids)


def test_each_chart_has_a_title_and_a_table_beside_it(written: Path) -> None:
    page = (written / "report.html").read_text()
    charts = [m.end() for m in re.finditer("</svg>", page)]
    assert charts
    assert page.count("<svg") == page.count("<title id=")
    table = re.compile(r'\s*(<div class="wide"[^>]*>\s*)?<table')
    assert all(table.match(page, end) for end in charts)


def test_words_of_respondents_are_text_and_nothing_else() -> None:
    nasty = "<script>alert(1)</script> We support <b>this</b> & that; it is good for the Board."
    rows = pd.DataFrame({"response_id": ["<i>1"], "clause": ["<u>"], "text": [nasty]})
    page = report.html(analyse(rows))
    assert not [tag for tag, _ in _Tags(page).found if tag in {"script", "b", "i", "u"}]


def test_a_clause_is_drawn_with_the_changes_most_ask_for(written: Path) -> None:
    page = (written / "report.html").read_text()
    drawn = re.sub(r"<sup>.*?</sup>|<bdi>|</bdi>", "", page)
    assert "<del>one month</del><ins>two months</ins> whether to hold a review." in drawn


def test_held_words_are_not_drawn_in_the_clause() -> None:
    change = 'Replace "one month" with "Jane Bloggs of 4 Hill Road, telephone 07700 900123".'
    rows = pd.DataFrame({"response_id": ["1"], "clause": ["8.2"], "text": [change]})
    result = analyse(rows, small.CLAUSES)
    assert "07700 900123" in " ".join(result.amendments["new_words"])
    assert "07700 900123" not in report.html(result)


def test_each_summary_says_whom_it_leaves_out(small_analysis: Analysis) -> None:
    page = report.html(small_analysis)
    for finding in small_analysis.findings["clauses"]:
        if finding["summary"]["sentences"]:
            assert finding["summary"]["coverage"]["text"] in html.unescape(page)


def test_campaigns_have_their_three_counts_and_words_their_scale(written: Path) -> None:
    page = (written / "report.html").read_text()
    assert SCALE_IN_WORDS in page and DUPLICATES_IN_WORDS in page
    row = re.search(r"With words of their own.*?<tbody>\s*<tr>(.*?)</tr>", page, re.S)
    assert row and len(re.findall(r'<td class="number">\d+</td>', row[1])) == 4


def test_every_clause_with_a_comment_has_its_section(small_analysis: Analysis) -> None:
    page = report.html(small_analysis)
    for finding in small_analysis.findings["clauses"]:
        assert f">{report.name_of(finding)}</h2>" in page


def test_what_is_asked_where_there_is_no_text_is_no_change_of_it() -> None:
    said = ["The ferry should run until midnight.", "Please replace the ferry with a bridge."]
    frame = pd.DataFrame({"response_id": ["r1", "r2"], "clause": "1", "text": said})
    page = report.html(analyse(frame))
    assert "What should be done, as respondents say" in page
    assert "Changes proposed" not in page
    assert "Words proposed" not in page
