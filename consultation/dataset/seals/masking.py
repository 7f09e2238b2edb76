"""Masking words in the files of a sealed analysis: in the texts, and wherever they are repeated."""

from __future__ import annotations

import io
import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from consultation.responses.rules.masking import FILLER, masked
from consultation.responses.rules.matching import FEWEST_LETTERS, found, letters_of, needle

Place = tuple[str, int]
Spans = Sequence[tuple[int, int]]

#: Tables of an analysis that repeat words, as they are written.
TABLES = ("responses", "passages", "comments")
LISTS = ("themes", "campaigns", "amendments", "holds", "ledger")
#: Where the names of themes stand, by table; what of a finding is the clause's own wording.
THEMES_IN = {
    "responses": ("decided_themes",),
    "passages": ("theme", "decided"),
    "themes": ("theme", "name"),
}
CLAUSES_OWN = ("text", "heading")
#: Columns of a row that tell of an erased person how and when they answered.
ABOUT = ("channel", "received_at")
#: Columns of the lists that hold numbers; a cell behind an apostrophe, which spreadsheets would run.
NUMBERS = (
    "row", "start", "end", "clause_start", "clause_end", "passages", "submissions",
    "distinct_texts", "with_own_words", "arguments",
)  # fmt: skip
ESCAPED = re.compile(r"'+[=+\-@\t\r\n\0＝＋－＠]")
QUOTED = re.compile("“([^“”]*)”")


@dataclass(frozen=True)
class Gone:
    """What is to be masked: ``spans`` of the text of each row, by response_id and row, and the
    responses that are erased ``whole``: of their texts no character stays, nor a space."""

    spans: Mapping[Place, Spans] = field(default_factory=dict)
    whole: frozenset[str] = frozenset()

    def text(self, place: Place, text: str) -> str:
        """The text without what is gone, every other character in its place."""
        if place[0] in self.whole:
            return FILLER * len(text)
        return masked(text, self.spans.get(place, ()))


def masked_files(files: Mapping[str, bytes], gone: Gone) -> dict[str, bytes]:
    """The files of a package that are others once ``gone`` is masked in them.

    A quotation is cut anew from its masked text. A theme that is called by words that are gone, and
    that nobody else wrote, is called by a number. ``run.json`` has the digests of the new files.
    """
    frames = {name: pd.read_parquet(io.BytesIO(files[f"{name}.parquet"])) for name in TABLES}
    frames |= {name: _list(files[f"{name}.csv"]) for name in LISTS}
    findings = json.loads(files["clauses.json"])
    masking = _Masking(frames, findings, gone)
    masking.apply()
    codings = masking.named(files["codings.csv"].decode()).encode()
    return _written(frames, findings, files) | {"codings.csv": codings}


@dataclass
class _Masking:
    """One masking of the tables and findings of one analysis, in their place."""

    frames: dict[str, pd.DataFrame]
    findings: dict[str, Any]
    gone: Gone

    def __post_init__(self) -> None:
        said = self.frames["responses"]
        self.before = {
            (response, int(row)): text
            for response, row, text in said[["response_id", "row", "text"]].itertuples(
                index=False, name=None
            )
        }
        self.texts = {place: self.gone.text(place, text) for place, text in self.before.items()}
        self.themes = self._themes()

    def apply(self) -> None:
        """Mask everything."""
        responses, passages = self.frames["responses"], self.frames["passages"]
        responses["text"] = list(self.texts.values())
        erased = responses["response_id"].isin(list(self.gone.whole))
        for column in ABOUT:
            responses.loc[erased, column] = ""
        passages["text"] = [self._cut(row) for row in passages.to_dict("records")]
        for name in ("holds", "themes"):
            frame = self.frames[name]
            frame["quote"] = [
                self._cut(row) if row["quote"] else "" for row in frame.to_dict("records")
            ]
        self._amendments(self.frames["amendments"])
        for name, columns in THEMES_IN.items():
            for column in {*columns} & {*self.frames[name].columns}:
                cells = self.frames[name][column]
                told = {cell: self.named(cell) for cell in cells.unique()}
                self.frames[name][column] = [told[cell] for cell in cells]
        campaigns = self.frames["campaigns"]
        campaigns["template"] = [self._said(cell) for cell in campaigns["template"]]
        self.findings.update(self._found(self.findings))

    def _cut(self, row: Mapping[Any, Any]) -> str:
        text = self.texts.get((row["response_id"], int(row["row"])), "")
        return text[int(row["start"]) : int(row["end"])]

    def _amendments(self, frame: pd.DataFrame) -> None:
        changed = [self._is_changed(row) for row in frame.to_dict("records")]
        for column in ("old_words", "new_words"):
            frame.loc[changed, column] = [
                masked(words, [(0, len(words))]) for words in frame.loc[changed, column]
            ]

    def _is_changed(self, row: Mapping[Any, Any]) -> bool:
        place, span = (
            (row["response_id"], int(row["row"])),
            slice(int(row["start"]), int(row["end"])),
        )
        return self.before.get(place, "")[span] != self.texts.get(place, "")[span]

    def _found(self, value: Any) -> Any:
        """A finding with every quotation cut anew, and what else repeats words masked."""
        if isinstance(value, list):
            return [self._found(item) for item in value]
        if not isinstance(value, dict):
            return self._said(value)
        inside = {key: self._found(item) for key, item in value.items() if key != "quote"}
        if "quote" in value:
            inside = {key: self._cut(value) if key == "quote" else inside[key] for key in value}
        if "sources" in value and "text" in value:
            anew = self._sentence(value["text"], value["sources"], inside["sources"])
            inside["text"] = self._said(anew)
        return inside

    def _sentence(self, text: str, before: list[Any], after: list[Any]) -> str:
        quoted = [(a["quote"], b["quote"]) for a, b in zip(before, after, strict=True)]

        def anew(match: re.Match[str]) -> str:
            for old, new in quoted:
                at = old.find(match[1])
                if at >= 0 and old != new:
                    return f"“{new[at : at + len(match[1])]}”"
            return match[0]

        return QUOTED.sub(anew, text)

    def _said(self, value: Any) -> Any:
        """A string that stands in no text: its names of themes by number, its pieces masked."""
        if not isinstance(value, str) or not value:
            return value
        value = self.named(value)
        letters = letters_of(value)
        pieces = [one for one in self.pieces if one in letters]
        return masked(value, found(value, pieces)) if pieces else value

    def named(self, value: str) -> str:
        """The same, with names of themes that go by their numbers."""
        for name, instead in self.themes.items():
            value = re.sub(re.escape(name), instead, value, flags=re.IGNORECASE)
        return value

    @cached_property
    def pieces(self) -> set[str]:
        """What was said in the characters that go, in pieces, as letters; but for what others say."""
        said = {needle(words) for words in self._words()}
        return {
            one
            for one in said
            if len(one) >= FEWEST_LETTERS and one not in self.left
        }  # fmt: skip

    def _words(self) -> list[str]:
        """The words that go: each span by itself, and each passage of what goes whole."""
        spans = [
            self.before[place][start:end]
            for place, each in self.gone.spans.items()
            if place in self.before and place[0] not in self.gone.whole
            for start, end in each
        ]
        passages = self.frames["passages"]
        mine = passages[passages["response_id"].isin(list(self.gone.whole))]
        return [*spans, *(str(text) for text in mine["text"])]

    @cached_property
    def left(self) -> str:
        """The letters of everything that stays, and of the clauses: those are the department's."""
        clauses = [str(one[name]) for one in self.findings["clauses"] for name in CLAUSES_OWN]
        return " ".join(letters_of(text) for text in [*self.texts.values(), *clauses])

    def _themes(self) -> dict[str, str]:
        """The names of themes that go, longest first, and what each is called instead."""
        written = (
            "".join(letters_of(text) for place, text in self.before.items()
                    if place[0] in self.gone.whole)
        )  # fmt: skip
        names = sorted(
            set(map(str, self.frames["themes"]["name"])), key=lambda one: (-len(one), one)
        )
        going = [name for name in names if self._goes(name, written)]
        return {name: f"[erased {number}]" for number, name in enumerate(going, 1)}

    def _goes(self, name: str, written: str) -> bool:
        letters = letters_of(name)
        if not letters or letters in self.left:
            return False
        return letters in written or any(one in letters for one in self.pieces)


def _list(content: bytes) -> pd.DataFrame:
    """A CSV file of the analysis, cells as they were before they were escaped, numbers as such."""
    frame = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)
    frame = frame.map(lambda cell: cell[1:] if ESCAPED.match(cell) else cell)
    return frame.astype({name: int for name in NUMBERS if name in frame.columns})


def _written(
    frames: Mapping[str, pd.DataFrame], findings: dict[str, Any], files: Mapping[str, bytes]
) -> dict[str, bytes]:
    # Imported here: the analysis and its libraries take seconds to load.
    from analysis import writing

    with tempfile.TemporaryDirectory() as folder:
        writing.write_masked(frames, findings, json.loads(files["run.json"]), folder)
        made = {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}
    return {name: content for name, content in made.items() if content != files.get(name)}
