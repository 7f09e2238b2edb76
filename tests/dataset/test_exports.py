"""What is exported is inert, whole, and comes back character by character."""

import io
import re
import zipfile

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from consultation.dataset.exports import FORMATS, written
from consultation.dataset.exports.cells import FORMULA, MOST_UNITS, joined, parts, plain, safe
from consultation.responses.intake import table

#: What a spreadsheet would run, could not hold or would change.
AWKWARD = [
    "=HYPERLINK(\"http://example.org\",\"Click\")", "+1+1", "-2", "@SUM(A1)", "'=1", "''-x", "'quoted'",
    "\tx", "＝1", "bell \a escape \x1b", "a\r\nb\rc\nd\x85e\u2028f", "\ufeffmark", "\ufffe\uffff",
    "␛{7} and ␛", "_x0041_ and _x005F_", " two  spaces ", "NULL", "1e5", "0012", "8.10", "",
    "👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿 é é ﷽ Ünïcode", "<b>&amp;</b> ]]>", "line\n\nline\n",
]  # fmt: skip

texts = st.text(
    alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60
)


def read_back(kind: str, content: bytes) -> list[list[str]]:
    """The rows of a file under its header, as our own import reads them, parts joined."""
    found = table.read(f"table.{kind}", content)
    assert not found.wrong
    header, *rows = [row for _line, row in found.rows]
    return [[joined(cells_of(header, row, name)) for name in ("n", "text")] for row in rows]


def cells_of(header: list[str], row: list[str], name: str) -> list[str]:
    named = re.compile(rf"{name}( \(\d+\))?")
    return [cell for title, cell in zip(header, row, strict=False) if named.fullmatch(title)]


def frame(said: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"n": [f"R-{n}" for n in range(len(said))], "text": said}, dtype="str")


@given(texts)
def test_a_cell_comes_back_and_is_inert(text: str) -> None:
    cell = safe(text)
    assert plain(cell) == text
    assert not cell.startswith(FORMULA)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_awkward_texts_come_back_from_every_file(kind: str) -> None:
    said = frame(AWKWARD)
    back = read_back(kind, written(said, kind, "Responses"))
    assert [text.rstrip("\n") for _n, text in back] == [text.rstrip("\n") for text in AWKWARD]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
@settings(max_examples=25, deadline=None)
@given(said=st.lists(texts, min_size=1, max_size=5))
def test_any_text_comes_back(kind: str, said: list[str]) -> None:
    back = [text for _n, text in read_back(kind, written(frame(said), kind, "Responses"))]
    assert back == said


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_a_text_longer_than_a_cell_is_whole(kind: str) -> None:
    long = "Every word counts, é👩‍👧 too. " * 4_000 + "\a" * 3
    back = read_back(kind, written(frame([long, "short"]), kind, "Responses"))
    assert [text for _n, text in back] == [long, "short"]


def test_parquet_holds_the_texts_as_they_are() -> None:
    said = frame(AWKWARD)
    pd.testing.assert_frame_equal(
        pd.read_parquet(io.BytesIO(written(said, "parquet", ""))), said, check_dtype=False
    )


@given(st.text(alphabet="ab👩‍👧é🇬🇧\r\n", max_size=80), st.integers(8, 30))
def test_parts_joined_are_the_text_and_none_is_too_long(text: str, most: int) -> None:
    cut = list(parts(text, most))
    assert "".join(cut) == text
    assert all(len(part.encode("utf-16-le")) // 2 <= most for part in cut)


def test_a_part_does_not_end_inside_what_a_reader_sees_as_one_character() -> None:
    family = "👩‍👩‍👧‍👦"
    assert list(parts(f"ab{family}", len(family.encode("utf-16-le")) // 2 + 1)) == ["ab", family]


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_file_has_one_sheet_and_tells_of_nobody(kind: str) -> None:
    content = written(frame(["x"]), kind, "Responses")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        about = "".join(
            package.read(name).decode()
            for name in package.namelist()
            if name in ("docProps/core.xml", "docProps/app.xml", "meta.xml")
        )
    assert not re.search(r"<(dc:creator|cp:lastModifiedBy|meta:initial-creator)>[^<]", about)
    if kind == "xlsx":
        assert load_workbook(io.BytesIO(content)).sheetnames == ["Responses"]


def test_the_same_rows_give_the_same_bytes() -> None:
    for kind in FORMATS.keys() - {"ods"}:
        assert written(frame(AWKWARD), kind, "R") == written(frame(AWKWARD), kind, "R"), kind


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    book = load_workbook(io.BytesIO(written(frame(AWKWARD), "xlsx", "R")))
    kinds = {cell.data_type for row in book.active.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}
    assert MOST_UNITS < 32_767
