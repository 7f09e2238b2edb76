"""From the frames the analysis gives to the rows that are kept: places, never words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from consultation.findings.models import ClauseFinding, Passage, Run
from consultation.findings.rules import QUOTED, place_of, shortened, unquoted, without_words

#: Columns of ``ClauseFinding`` and the position each counts.
POSITIONS = {
    "support": "support",
    "support_with_changes": "support with changes",
    "oppose": "oppose",
    "not_sure": "not sure",
    "unclear": "unclear",
}

#: Gives for a response's reference and row its source, and where in it the row begins.
SourceOf = Callable[[str, int], tuple[str, int]]


def passages(run: Run, result: Any, clauses: pd.DataFrame) -> Iterator[Passage]:
    """A row for each passage of ``result``, pointing at its source."""
    where = sources(result)
    ids = dict(zip(clauses["clause"], clauses["clause_id"], strict=True))
    responses = dict(run.consultation.responses.values_list("reference", "pk"))
    for row in result.passages.to_dict("records"):
        source, offset = where[row["response_id"], row["row"]]
        kind, _, number = source.partition(":")
        yield Passage(
            run=run,
            response_id=responses[row["response_id"]],
            clause_id=ids.get(row["clause"]),
            clause_source=row["clause_source"],
            cited=row["cited"],
            start=row["start"] + offset,
            end=row["end"] + offset,
            sentiment=row["sentiment"],
            sentiment_score=row["sentiment_score"],
            position=row["position"],
            position_confidence=row["position_confidence"],
            themes=row["theme"],
            campaign=row["campaign"],
            amendment=bool(row["amendment"]),
            held=bool(row["hold"]),
            **{f"{kind}_id": int(number)},
        )


def clause_findings(run: Run, result: Any, clauses: pd.DataFrame) -> Iterator[ClauseFinding]:
    """A row for each clause the analysis says something of."""
    ids = dict(zip(clauses["clause"], clauses["clause_id"], strict=True))
    source_of = _source_of(result)
    for found in result.findings["clauses"]:
        counts = found["positions"]["with_campaigns"]
        yield ClauseFinding(
            run=run,
            clause_id=ids[found["clause"]],
            commenting=found["bases"]["commenting"],
            amendments=len(found["amendments"]),
            detail=_detail(found, source_of),
            made_by_one=without_words(found["made_by_one"], source_of),
            **{name: counts.get(p, {}).get("count", 0) for name, p in POSITIONS.items()},
        )


def whole_text(result: Any) -> dict[str, Any]:
    """The findings on no particular clause, without words."""
    return _detail(result.findings["whole_text"], _source_of(result))


def bases(result: Any) -> dict[str, Any]:
    """What every share is a share of."""
    kept: dict[str, Any] = result.findings["bases"]
    return kept


def _detail(found: dict[str, Any], source_of: SourceOf) -> dict[str, Any]:
    """``found`` of one clause as it is kept: places for words, and no wording of the clause.

    The changes proposed are kept apart, each with who proposes it: see ``merging``.
    """
    summary = found["summary"] | {
        "sentences": [_sentence(sentence) for sentence in found["summary"]["sentences"]]
    }
    dropped = {"heading", "text", "amendments"}
    kept = {key: value for key, value in found.items() if key not in dropped}
    detail: dict[str, Any] = without_words(shortened(kept | {"summary": summary}), source_of)
    return detail


def _sentence(found: dict[str, Any]) -> dict[str, Any]:
    """A sentence of the summary with places for the words it quotes; a source of which it quotes
    a part is narrowed to that, so that no word of it is kept."""
    quoted = QUOTED.findall(found["text"])
    sources = [
        next(filter(None, (place_of(words, source) for words in quoted)), source)
        for source in found["sources"]
    ]
    text = unquoted(found["text"], [source["quote"] for source in sources])
    return found | {"text": text, "sources": sources}


def sources(result: Any) -> dict[tuple[str, int], tuple[str, int]]:
    """For each row its source, and where in it the row begins: a part of a letter begins later."""
    columns = ["response_id", "row", "source", "offset"]
    rows = result.responses[columns].itertuples(index=False, name=None)
    return {(response, row): (source, int(offset)) for response, row, source, offset in rows}


def _source_of(result: Any) -> SourceOf:
    where = sources(result)
    return lambda response, row: where[response, row]
