"""The report for a reader without this program: one page, no asset from elsewhere."""

from functools import partial
from typing import TYPE_CHECKING, Any

import jinja2
import pandas as pd

from analysis import columns
from analysis.amendments import MarkedUp, marked_up
from analysis.report.charts import Bar, bars
from analysis.wording import DUPLICATES_IN_WORDS, SCALE_IN_WORDS

if TYPE_CHECKING:
    from analysis.pipeline import Analysis

# Clauses with no comment are only named; those with themes show at most so many of each.
THEMES_SHOWN = 10
QUOTATIONS_SHOWN = 3

_ENVIRONMENT = jinja2.Environment(
    loader=jinja2.PackageLoader("analysis.report", "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
)


def html(result: "Analysis") -> str:
    """The page as text: the same findings give the same page."""
    findings = result.findings
    commented = [f for f in findings["clauses"] if f["bases"]["commenting"]]
    whole_text = findings["whole_text"]
    return _ENVIRONMENT.get_template("report.html").render(
        findings=findings,
        sections=[*commented, *([whole_text] if whole_text["bases"]["commenting"] else [])],
        silent=[f for f in findings["clauses"] if not f["bases"]["commenting"]],
        reasons=_reasons(result),
        campaigns=result.campaigns.to_dict("records"),
        held=len(result.holds[["response_id", "row"]].drop_duplicates()),
        run=result.run,
        scale=SCALE_IN_WORDS,
        duplicates=DUPLICATES_IN_WORDS,
        tones=columns.TONES,
        name_of=name_of,
        capital=lambda words: words[:1].upper() + words[1:],
        commenting_chart=_commenting_chart(commented),
        position_chart=_position_chart,
        marked_up=partial(_marked_up, result),
        themes_shown=THEMES_SHOWN,
        quotations_shown=QUOTATIONS_SHOWN,
    )


def name_of(finding: dict[str, Any]) -> str:
    """What a section is called: its clause and heading."""
    if not finding["clause"]:
        return "Comments on no single clause"
    heading = f": {finding['heading']}" if finding["heading"] else ""
    return f"Clause {finding['clause']}{heading}"


def _marked_up(result: "Analysis", finding: dict[str, Any]) -> MarkedUp | None:
    """The clause with the changes proposed drawn in it, none of whose words are held."""
    place = ["response_id", "row", "start"]
    held = pd.MultiIndex.from_frame(result.passages.loc[result.passages["hold"] != "", place])
    asked = result.amendments[result.amendments["clause"] == finding["clause"]]
    closed = asked.loc[pd.MultiIndex.from_frame(asked[place]).isin(held), "group"]
    drawn = marked_up(finding["text"], asked[~asked["group"].isin(closed)])
    return drawn if len(drawn.pieces) > 1 else None


def _reasons(result: "Analysis") -> list[tuple[str, int]]:
    aside = result.ledger.loc[result.ledger["status"] == columns.SET_ASIDE, "reason"]
    return sorted(((str(k), int(v)) for k, v in aside.value_counts().items()))


def _commenting_chart(commented: list[dict[str, Any]]) -> str:
    rows = [
        Bar(f"Clause {f['clause']}", f["bases"]["commenting"], str(f["bases"]["commenting"]))
        for f in commented
    ]
    longest = max((row.value for row in rows), default=0)
    return bars("commenting", "Responses commenting on each clause", rows, longest)


def _position_chart(place: int, finding: dict[str, Any]) -> str:
    shares = finding["positions"]["with_campaigns"]
    rows = [
        Bar(
            name.capitalize(),
            share["count"],
            f"{share['count']} ({share['percent_of_commenting']}%)",
        )
        for name, share in shares.items()
        if share["count"]
    ]
    return bars(
        f"positions-{place}",
        f"Positions on {name_of(finding)}",
        rows,
        finding["bases"]["commenting"],
    )
