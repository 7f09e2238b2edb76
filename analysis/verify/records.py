"""The ledger, the passages, the holds and the comments against the responses themselves."""

import hashlib
import json
from collections import Counter, defaultdict
from itertools import groupby

from analysis.verify import decisions, original
from analysis.verify.comparing import Comparison
from analysis.verify.folder import FILES, Folder, Row

TONES = {"positive", "neutral", "negative"}
SUPPORTING = {"support", "support with changes"}
POSITIONS = {*SUPPORTING, "oppose", "not sure", "unclear"}


def files(folder: Folder, compare: Comparison) -> None:
    """Every file has the digest that run.json gives it."""
    written = folder.run.get("output", {})
    compare.same("run.json lists these files", sorted(written), sorted(FILES))
    for name in FILES:
        compare.same(f"digest of {name}", written.get(name), folder.digest(name))
    compare.same(
        "method in clauses.json", folder.findings.get("method"), folder.run.get("method_version")
    )


def responses(folder: Folder, compare: Comparison) -> None:
    """The rows are those read: their digest, their order, their numbers."""
    rows = folder.tables["responses"]
    digest = hashlib.sha256()
    for column in sorted(rows[0] if rows else ()):
        cells = json.dumps([column, [str(row[column]) for row in rows]], ensure_ascii=False)
        digest.update(cells.encode())
    compare.same("digest of the responses", folder.run["input"]["responses"], digest.hexdigest())
    for response_id, each in groupby(rows, key=lambda row: row["response_id"]):
        mine = list(each)
        keys = [(row["clause"], row["question"], row["text"]) for row in mine]
        if not any(key in folder.masked for key in ((response_id, row["row"]) for row in mine)):
            compare.same(f"order of the rows of {response_id}", keys, sorted(keys))
        numbers = [row["row"] for row in mine]
        compare.same(f"row numbers of {response_id}", numbers, list(range(len(mine))))


def ledger(folder: Folder, compare: Comparison) -> None:
    """Each response stands in the ledger once; received = counted + set aside, with a reason."""
    expected: dict[str, str] = {}
    for row in folder.tables["responses"]:
        blank = not any(row[said].strip() for said in ("text", "position", "choice"))
        waits = blank or bool(row["set_aside"].strip())
        status = "set_aside" if waits else "counted"
        if expected.get(row["response_id"]) != "counted":
            expected[row["response_id"]] = status
    rows = folder.tables["ledger"]
    compare.same("responses in the ledger", len(rows), len(expected))
    written = {row["response_id"]: row["status"] for row in rows}
    for response_id, status in expected.items():
        compare.same(f"status of {response_id}", written.get(response_id), status)
    for row in rows:
        named = (row["reason"] != "") == (row["status"] == "set_aside")
        compare.holds(f"{row['response_id']} has a reason exactly if it is set aside", named)
    tally = Counter(expected.values())
    bases = folder.findings["bases"]
    compare.same("responses received", bases["responses"], len(expected))
    compare.same("responses counted", bases["counted"], tally["counted"])
    compare.same("responses set aside", bases["set_aside"], tally["set_aside"])


def passages(folder: Folder, compare: Comparison) -> None:
    """Each passage stands at its place, and no character of a counted text is in none."""
    by_row: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for passage in folder.tables["passages"]:
        by_row[passage["response_id"], passage["row"]].append(passage)
    for row in folder.tables["responses"]:
        key = (row["response_id"], row["row"])
        mine = by_row.pop(key, [])
        if row["response_id"] in folder.counted and not row["set_aside"].strip():
            _covers(row, mine, row["response_id"] in folder.erased, compare)
        else:
            compare.same(f"passages of {key}, which is set aside", len(mine), 0)
    compare.same("passages of rows that are not there", sorted(by_row), [])


def _covers(row: Row, mine: list[Row], erased: bool, compare: Comparison) -> None:
    text, end, left = row["text"], 0, []
    for number, passage in enumerate(mine):
        name = f"passage {number} of {row['response_id']}, row {row['row']}"
        compare.same(f"number of {name}", passage["passage"], number)
        compare.same(f"text of {name}", passage["text"], text[passage["start"] : passage["end"]])
        compare.holds(f"{name} begins after the one before", passage["start"] >= end)
        left.append(text[end : passage["start"]])
        end = passage["end"]
        _values(name, passage, row, compare)
    left.append(text[end:])
    # Of a text that was erased, the spaces between its passages are masked too.
    rest = "".join(left).strip("█ " if erased else None).strip()
    compare.same(f"words of {row['response_id']}, row {row['row']}, in no passage", rest, "")


def _values(name: str, passage: Row, row: Row, compare: Comparison) -> None:
    compare.holds(f"the tone of {name} is one of the three", passage["sentiment"] in TONES)
    compare.holds(f"the score of {name} is -1 to 1", -1 <= passage["sentiment_score"] <= 1)
    compare.holds(f"the position of {name} is known", passage["position"] in POSITIONS)
    decided = decisions.last(passage, row, "clause")
    given = "" if decided == "none" else decided or row["clause"]
    if given or decided:
        compare.same(f"clause of {name}", passage["clause"], given)
    free = {"cited", "allocated"} if passage["clause"] else {""}
    sources = (
        {"decided"} if decided and given else {"given"} if given else {""} if decided else free
    )
    compare.holds(f"the clause of {name} has a source", passage["clause_source"] in sources)
    put, off = decisions.themes(passage, row)
    named = {theme.removeprefix(f"{scope}: ") for theme in passage["theme"].split("; ")
             for scope in [(passage["clause"] or row["question"]).replace(";", ",")]}  # fmt: skip
    compare.same(f"themes that people put on {name}", sorted(put - named), [])
    compare.same(f"themes that people took off {name}", sorted(off & named - {"other"}), [])


def places(folder: Folder, compare: Comparison) -> None:
    """Holds and amendments lie inside texts; passages are marked with exactly these."""
    held = _spans(folder, "holds", compare)
    amended = _spans(folder, "amendments", compare)
    for hold in folder.tables["holds"]:
        text = folder.texts.get(_key(hold), "")
        quote = text[int(hold["start"]) : int(hold["end"])]
        compare.same(f"words of the hold at {_key(hold)}", hold["quote"], quote)
    for passage in folder.tables["passages"]:
        name = f"{_key(passage)} from {passage['start']}"
        _marked(f"hold on {name}", bool(passage["hold"]), held, passage, compare)
        said = decisions.last(passage, folder.rows[_key(passage)], "amendment")
        if said:
            compare.same(f"amendment at {name}", bool(passage["amendment"]), said == "yes")
        else:
            _marked(f"amendment at {name}", bool(passage["amendment"]), amended, passage, compare)


def _key(row: Row) -> tuple[str, int]:
    return row["response_id"], int(row["row"])


def _spans(
    folder: Folder, name: str, compare: Comparison
) -> dict[tuple[str, int], list[tuple[int, int]]]:
    spans: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for found in folder.tables[name]:
        start, end = int(found["start"]), int(found["end"])
        inside = 0 <= start < end <= len(folder.texts.get(_key(found), ""))
        compare.holds(f"{name} at {_key(found)}, {start} to {end}, lie in the text", inside)
        spans[_key(found)].append((start, end))
    return spans


def _marked(
    what: str,
    written: bool,
    spans: dict[tuple[str, int], list[tuple[int, int]]],
    passage: Row,
    compare: Comparison,
) -> None:
    overlap = any(s < passage["end"] and e > passage["start"] for s, e in spans[_key(passage)])
    compare.same(what, written, overlap)


def tone(folder: Folder, compare: Comparison) -> None:
    """Every score is what NLTK's own VADER gives, without the subject's words."""
    score = original.scorer(folder.run["parameters"]["subject_words"])
    known: dict[str, float] = {}
    for passage in folder.tables["passages"]:
        text = passage["text"]
        if folder.is_masked(*_key(passage), passage["start"], passage["end"]):
            continue
        if text not in known:
            known[text] = score(text)
        compare.same(
            f"score at {_key(passage)} from {passage['start']}",
            passage["sentiment_score"],
            known[text],
        )


def comments(folder: Folder, compare: Comparison) -> None:
    """Each response has one comment on each clause it speaks of.

    What a person decided wins, then a closed answer.
    """
    decided = decisions.positions(folder)
    speaking = {(p["response_id"], clause) for p in folder.tables["passages"] for clause in on(p)}
    answers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in folder.tables["responses"]:
        counts = row["response_id"] in folder.counted and not row["set_aside"].strip()
        if counts and row["position"] and (row["clause"] or not row["question"]):
            answers[row["response_id"], row["clause"]].add(row["position"])
    rows = folder.tables["comments"]
    written = [(row["response_id"], row["clause"]) for row in rows]
    compare.same("who comments on what", sorted(written), sorted(speaking | set(answers)))
    for row in rows:
        given = answers.get((row["response_id"], row["clause"]))
        name = f"position of {row['response_id']} on {row['clause'] or 'no clause'}"
        source = "closed answer" if given else "words"
        if by_person := decided.get((row["response_id"], row["clause"])):
            source, given = "person", {by_person}
        if given:
            only = next(iter(given)) if len(given) == 1 else "unclear"
            compare.same(name, row["position"], only)
        compare.same(f"source of {name}", row["position_source"], source)
        compare.holds(f"{name} is known", row["position"] in POSITIONS)


def on(passage: Row) -> list[str]:
    """The clauses a passage counts for."""
    return str(passage["cited"]).split("; ") if passage["cited"] else [passage["clause"]]
