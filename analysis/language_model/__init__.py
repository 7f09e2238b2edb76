"""A language model by configuration: it may word what the analysis found, and nothing else.

Off by default and never needed. For each clause it is given the shipped paragraph, its figures and
the passages the paragraph cites, and drafts the same in smoother prose; for each theme it may
propose a name. What it writes stands beside the shipped words, marked as a draft, and only if the
checks of ``checking`` find nothing wrong. It decides no position, theme, count or hold.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from analysis.language_model import checking, prompts
from analysis.language_model.asking import Model, NoAnswer

if TYPE_CHECKING:
    from analysis.pipeline import Analysis

__all__ = ["Model", "draft"]


@dataclass
class Tally:
    """How many drafts were kept and how many refused, and why: no words of anybody."""

    accepted: int = 0
    refused: int = 0


def draft(result: Analysis, model: Model) -> Analysis:
    """``result`` with the model's drafts that pass the checks; its own words stay as they are.

    A summary gains ``draft``, sentences of ``text`` and ``sources``; a theme ``suggested_name``.
    ``run`` records the model, the host, the digest of the instructions and both counts. An answer
    that does not come, or cannot be read, counts as refused.
    """
    tally = Tally()
    found = [*result.findings["clauses"], result.findings["whole_text"]]
    drafted = [_finding(each, result, model, tally) for each in found]
    findings = result.findings | {"clauses": drafted[:-1], "whole_text": drafted[-1]}
    record = model.describe() | {"accepted": tally.accepted, "refused": tally.refused}
    parameters = result.run["parameters"] | {"language_model": record}
    return replace(result, findings=findings, run=result.run | {"parameters": parameters})


def _finding(
    finding: dict[str, Any], result: Analysis, model: Model, tally: Tally
) -> dict[str, Any]:
    summary = finding["summary"]
    if summary["sentences"]:
        evidence = prompts.Evidence.of(finding)
        sentences = _checked(model, prompts.prose(evidence), tally, evidence)
        summary = summary | ({"draft": sentences} if sentences else {})
    themes = [_theme(theme, model, tally) for theme in finding["themes"]]
    return finding | {"summary": summary, "themes": themes}


def _checked(
    model: Model, prompt: str, tally: Tally, evidence: prompts.Evidence
) -> list[dict[str, Any]]:
    try:
        sentences = checking.prose(model.ask(prompt), evidence)
    except (NoAnswer, checking.Refused):
        tally.refused += 1
        return []
    tally.accepted += 1
    return sentences


def _theme(theme: dict[str, Any], model: Model, tally: Tally) -> dict[str, Any]:
    quotes = [quotation["quote"] for quotation in theme["quotations"]]
    # What is left over is called by its key; nothing joins its passages that could be named.
    if not quotes or theme["name"] == theme["theme"]:
        return theme
    try:
        name = checking.name(model.ask(prompts.name(theme["name"], quotes)), quotes)
    except (NoAnswer, checking.Refused):
        tally.refused += 1
        return theme
    tally.accepted += 1
    return theme | {"suggested_name": name}
