"""verify agrees with what was written, and catches each fault planted in it."""

import csv
import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis import InputError
from analysis.verify import verify
from analysis.verify.comparing import Comparison
from analysis.verify.summaries import Voices, summary

Fault = Callable[[Path], None]


def _json(change: Callable[[dict[str, Any]], None]) -> Fault:
    def plant(folder: Path) -> None:
        findings = json.loads((folder / "clauses.json").read_text())
        change(findings)
        (folder / "clauses.json").write_text(json.dumps(findings, ensure_ascii=False))

    return plant


def _table(name: str, change: Callable[[pd.DataFrame], pd.DataFrame]) -> Fault:
    def plant(folder: Path) -> None:
        change(pd.read_parquet(folder / f"{name}.parquet")).to_parquet(
            folder / f"{name}.parquet", index=False
        )

    return plant


def _list(name: str, change: Callable[[list[dict[str, str]]], Any]) -> Fault:
    def plant(folder: Path) -> None:
        with (folder / f"{name}.csv").open(newline="") as lines:
            rows = list(csv.DictReader(lines))
        change(rows)
        with (folder / f"{name}.csv").open("w", newline="") as lines:
            writer = csv.DictWriter(lines, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)

    return plant


def _first(findings: dict[str, Any], key: str) -> dict[str, Any]:
    return next(f for f in findings["clauses"] if f[key])


def _set(frame: pd.DataFrame, column: str, value: object, at: int = 0) -> pd.DataFrame:
    changed = frame.copy()
    changed.loc[at, column] = value
    return changed


def _alter(quotation: dict[str, Any]) -> None:
    quotation["quote"] = quotation["quote"][:-1] + ("x" if quotation["quote"][-1] != "x" else "y")


def _support(findings: dict[str, Any]) -> dict[str, Any]:
    return findings["clauses"][0]["positions"]["with_campaigns"]["support"]


def _swap(first: dict[str, Any], second: dict[str, Any], key: str) -> None:
    first[key], second[key] = second[key], first[key]


def _retell(findings: dict[str, Any], pattern: str, instead: str) -> None:
    """Change the figures in the first sentence that says how many raise a theme."""
    for finding in findings["clauses"]:
        for sentence in finding["summary"]["sentences"]:
            if "commonest theme" in sentence["text"]:
                sentence["text"] = re.sub(pattern, instead, sentence["text"], count=1)
                return
    raise AssertionError("no summary says how many raise a theme")


FAULTS: dict[str, Fault] = {
    "a theme's quotation altered": _json(
        lambda f: _alter(_first(f, "themes")["themes"][0]["quotations"][0])
    ),
    "a quotation moved by one": _json(
        lambda f: _first(f, "themes")["themes"][0]["quotations"][0].update(start=1)
    ),
    "a quotation given to another": _json(
        lambda f: _first(f, "themes")["themes"][0]["quotations"][0].update(response_id="blank")
    ),
    "a counter-argument altered": _json(
        lambda f: _alter(_first(f, "counter_arguments")["counter_arguments"][0])
    ),
    "a summary's source altered": _json(
        lambda f: _alter(f["clauses"][0]["summary"]["sentences"][0]["sources"][0])
    ),
    "a summary's sentence without source": _json(
        lambda f: f["clauses"][0]["summary"]["sentences"][0].update(sources=[])
    ),
    "words in quotation marks that nobody said": _json(
        lambda f: f["clauses"][0]["summary"]["sentences"][0].update(text="They said “no such thing”.")
    ),
    "a summary's base": _json(lambda f: _retell(f, r"\b(\d+) of \d+", r"\1 of 999")),
    "a summary's count": _json(lambda f: _retell(f, r"\b\d+ of (\d+)", r"0 of \1")),
    "a count of a position": _json(lambda f: _support(f).update(count=_support(f)["count"] + 1)),
    "a percentage": _json(lambda f: _support(f).update(percent_of_commenting=99)),
    "a count without campaigns": _json(
        lambda f: f["clauses"][-1]["positions"]["without_campaigns"]["unclear"].update(count=77)
    ),
    "a base": _json(lambda f: f["clauses"][1]["bases"].update(commenting=1)),
    "responses received": _json(lambda f: f["bases"].update(responses=1000)),
    "campaigns as one": _json(lambda f: f["bases"].update(campaign_collapsed=2)),
    "a type of respondent": _json(
        lambda f: f["clauses"][0]["by_respondent_type"][0].update(commenting=50)
    ),
    "a tone": _json(lambda f: f["clauses"][0]["tone"]["negative"].update(passages=50)),
    "a theme's responses": _json(lambda f: _first(f, "themes")["themes"][0].update(responses=50)),
    "a theme left out": _json(lambda f: _first(f, "themes")["themes"].pop()),
    "a clause left out": _json(lambda f: f["clauses"].pop(0)),
    "a campaign's members": _json(
        lambda f: _first(f, "campaigns")["campaigns"][0].update(responses=3)
    ),
    "an amendment's responses": _json(
        lambda f: _first(f, "amendments")["amendments"][0].update(responses=9)
    ),
    "an answer to a question": _json(
        lambda f: f["questions"][0]["positions"]["oppose"].update(count=1)
    ),
    "a response's words": _table("responses", lambda t: _set(t, "text", "We never said this.")),
    "a passage's words": _table("passages", lambda t: _set(t, "text", "We never said this.")),
    "a passage lost": _table("passages", lambda t: t.drop(index=3)),
    "a passage twice": _table("passages", lambda t: pd.concat([t.head(1), t])),
    "a score of tone": _table("passages", lambda t: _set(t, "sentiment_score", 0.1234)),
    "a closed answer overruled": _table(
        "comments",
        lambda t: _set(t, "position", "unclear", t.index[t["position_source"] == "closed answer"][0]),
    ),
    "a comment lost": _table("comments", lambda t: t.drop(index=0)),
    "a hold no longer marked": _table("passages", lambda t: t.assign(hold="")),
    "an amendment no longer marked": _table("passages", lambda t: t.assign(amendment=False)),
    "a response lost from the ledger": _list("ledger", lambda rows: rows.pop(0)),
    "a response twice in the ledger": _list("ledger", lambda rows: rows.append(rows[0])),
    "a blank response counted": _list(
        "ledger",
        lambda rows: next(r for r in rows if r["status"] == "set_aside").update(
            status="counted", reason=""
        ),
    ),
    "a hold's words": _list("holds", lambda rows: rows[0].update(quote="nobody")),
    "a campaign's submissions": _list("campaigns", lambda rows: rows[0].update(submissions="3")),
    "a campaign's different texts": _list(
        "campaigns", lambda rows: rows[0].update(distinct_texts=str(int(rows[0]["distinct_texts"]) + 1))
    ),
    "a campaign's members with words of their own": _list(
        "campaigns", lambda rows: rows[0].update(with_own_words="99")
    ),
    "two bases changed about": _json(lambda f: _swap(f["clauses"][0], f["clauses"][1], "bases")),
    "rows in another order": _table(
        "passages", lambda t: t.assign(text=list(reversed(t["text"].tolist())))
    ),
    "a theme's passages": _list("themes", lambda rows: rows[0].update(passages="333")),
    "a theme's representative": _list("themes", lambda rows: rows[0].update(quote="Not said.")),
}  # fmt: skip


@pytest.fixture
def copy(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "out"))


def _sign_again(folder: Path) -> None:
    """Give run.json the digests of the files as they are: a forger would."""
    run = json.loads((folder / "run.json").read_text())
    run["output"] = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in run["output"]
    }
    (folder / "run.json").write_text(json.dumps(run))


def test_what_was_written_agrees(written: Path) -> None:
    found = verify(written)
    assert found.differences == []
    assert found.checks > 1000


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_caught_whatever_the_digests_say(copy: Path, name: str) -> None:
    FAULTS[name](copy)
    _sign_again(copy)
    assert verify(copy).differences, name


@pytest.mark.parametrize(
    ("told", "agrees"),
    [("1,234 of 2,468, 50%", True), ("1,234 of 2,468, 51%", False), ("1,234 of 2,469, 50%", False),
     ("234 of 2,468, 9%", False)],
)  # fmt: skip
def test_figures_told_with_commas_are_counted_again(told: str, agrees: bool) -> None:
    passages = [{"response_id": f"r{n}", "theme": "t"} for n in range(1234)]
    positions = {f"r{n}": "support" for n in range(2468)}
    text = f"The commonest theme among those who support the clause is ‘costs’ ({told})."
    sentence = {"text": text, "sources": [{"quote": "Costs."}]}
    finding = {
        "summary": {"sentences": [sentence]},
        "themes": [{"theme": "t", "name": "Costs"}],
    }
    compare = Comparison()
    summary("a clause", finding, Voices(passages, positions, {}), compare)
    assert (compare.differences == []) is agrees


@pytest.mark.parametrize(("opposing", "agrees"), [(3, True), (2, False)])
@pytest.mark.parametrize(
    "told",
    [
        # As methods up to 1.3 said it, and since.
        "(2 of 2), which more of those who oppose it raise.",
        "(2 of 2). Even more of those who oppose it raise this theme.",
    ],
)
def test_that_another_side_raises_a_theme_more_is_counted_again(
    told: str, opposing: int, *, agrees: bool
) -> None:
    positions = {f"s{n}": "support" for n in range(2)}
    positions |= {f"o{n}": "oppose" for n in range(opposing)}
    passages = [{"response_id": who, "theme": "t"} for who in positions]
    text = f"The commonest theme among those who support it is ‘costs’ {told}"
    finding = {
        "summary": {"sentences": [{"text": text, "sources": [{"quote": "Costs."}]}]},
        "themes": [{"theme": "t", "name": "Costs"}],
    }
    compare = Comparison()
    summary("a clause", finding, Voices(passages, positions, {}), compare)
    assert (compare.differences == []) is agrees


@pytest.mark.parametrize("name", ["report.html", "themes.csv", "clauses.json"])
def test_a_changed_file_no_longer_has_its_digest(copy: Path, name: str) -> None:
    with (copy / name).open("ab") as file:
        file.write(b" ")
    assert any(name in difference for difference in verify(copy).differences)


def test_a_folder_that_is_not_whole_is_refused(copy: Path) -> None:
    (copy / "ledger.csv").unlink()
    with pytest.raises(InputError, match=r"has no ledger\.csv"):
        verify(copy)
