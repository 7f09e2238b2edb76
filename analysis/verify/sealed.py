"""A sealed package: its chain of digests against the files beside it."""

import hashlib
import json
from typing import Any

from analysis.verify.comparing import Comparison
from analysis.verify.folder import Folder

#: What findings repeat of words; a seal binds their numbers and places.
OF_WORDS = {
    "quote", "text", "name", "template", "new_words", "old_words", "themes_left_out", "heading",
}  # fmt: skip
#: In the place of every character that is masked. Of what is redacted, spaces and stops stay.
FILLER, STAYS = "█", " \t\n\r.!?"

Name = tuple[str, str]


def sealed(folder: Folder, compare: Comparison) -> None:
    """Every link is the digest of what it names, in its place; nothing is missing or added.

    What was erased or redacted since has its digest in erased.csv, and is masked as that says. A
    folder without seal.csv is no sealed package, and nothing is compared.
    """
    if not (folder.path / "seal.csv").is_file():
        return
    written = folder.listed("seal.csv") or []
    found = _found(folder)
    named = [(link["kind"], link["key"]) for link in written]
    compare.same("what the seal binds, in order", named, list(found))
    chain = json.loads((folder.path / "method.json").read_text("utf-8"))["follows"]
    since = {(row["kind"], row["key"]): row["digest"] for row in folder.erasures}
    for number, link in enumerate(written, 1):
        name = f"link {link['number']} of the seal, {link['kind']} {link['key']}"
        compare.same(f"number of {name}", link["number"], str(number))
        leaf = (link["kind"], link["key"])
        if leaf in since:
            compare.same(f"digest of {name}, masked since", since[leaf], found.get(leaf))
        else:
            compare.same(f"digest of {name}", link["digest"], found.get(leaf))
        chain = _sha256("\x1f".join((chain, link["kind"], link["key"], link["digest"])))
        compare.same(f"chain at {name}", link["chain"], chain)
    _erased(folder, chain, set(named), compare)
    _received(folder, compare)


def _erased(folder: Folder, chain: str, sealed: set[Name], compare: Comparison) -> None:
    """What was masked since is told line by line, goes on from the seal, and is masked indeed."""
    cells = ("kind", "key", "spans", "why", "at", "digest")
    for number, row in enumerate(folder.erasures, 1):
        name = f"line {number} of erased.csv, {row['kind']} {row['key']}"
        compare.same(f"number of {name}", row["number"], str(number))
        compare.holds(f"{name} names a link of the seal", (row["kind"], row["key"]) in sealed)
        chain = _sha256("\x1f".join((chain, *(row[cell] for cell in cells))))
        compare.same(f"chain at {name}", row["chain"], chain)
    for (response, place), spans in folder.masked.items():
        text = folder.texts.get((response, place), "")
        for start, end in spans:
            left = set(text[start:end]) - {FILLER, *STAYS}
            gone = start < end <= len(text) and not left
            compare.holds(f"what was masked in {response}/{place}, {start} to {end}, is gone", gone)
    for (response, place), text in folder.texts.items():
        if response in folder.erased:
            bare = set(text) <= {FILLER}
            compare.holds(f"every word of {response}/{place}, erased since, is gone", bare)


def _found(folder: Folder) -> dict[Name, str]:
    """The digest of each thing in the files, by (kind, key), in the order the seal has them."""
    salts = {(row["kind"], row["key"]): row["salt"] for row in (folder.listed("salts.csv") or [])}
    return {name: _digest([salts.get(name), value]) for name, value in _bound(folder).items()}


def _bound(folder: Folder) -> dict[Name, Any]:
    found: dict[Name, Any] = {}
    for row in folder.listed("received.csv") or ():
        found["ledger", row["response_id"]] = row
    for row in folder.tables["responses"]:
        cells = {name: str(cell) for name, cell in row.items()}
        found["text", f"{row['response_id']}/{row['row']}"] = cells
    for kind, name in (("coding", "codings"), ("redaction", "redactions"), ("sample", "samples")):
        # Older seals have codings alone.
        for number, row in enumerate(folder.listed(f"{name}.csv") or (), 1):
            found[kind, str(number)] = row
    for name in ("bases", "questions", "whole_text"):
        found["figure", name] = _numbers(folder.findings[name])
    for finding in folder.findings["clauses"]:
        found["figure", f"clause {finding['clause']}"] = _numbers(finding)
    for name in ("method.json", "run.json"):
        found["method", name] = hashlib.sha256((folder.path / name).read_bytes()).hexdigest()
    return found


def _received(folder: Folder, compare: Comparison) -> None:
    """Who is counted in the ledger of everything received is who was analysed, and no one else."""
    received = folder.listed("received.csv") or []
    counted = {row["response_id"] for row in received if row["status"] == "counted"}
    compare.same("responses counted and analysed", sorted(counted), sorted(folder.counted))
    once = len({row["response_id"] for row in received})
    compare.same("each response received stands once in received.csv", len(received), once)


def _numbers(value: Any) -> Any:
    """A finding without words."""
    if isinstance(value, dict):
        return {key: _numbers(item) for key, item in value.items() if key not in OF_WORDS}
    return [_numbers(item) for item in value] if isinstance(value, list) else value


def _digest(value: Any) -> str:
    return _sha256(json.dumps(value, ensure_ascii=False, sort_keys=True))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
