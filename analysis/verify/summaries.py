"""Each sentence of a summary has sources, quotes only them, and its figures are counted again."""

import re
from dataclasses import dataclass
from typing import Any

from analysis.verify.comparing import Comparison
from analysis.verify.folder import Row
from analysis.verify.records import SUPPORTING

_QUOTED = re.compile("\u201c([^\u201c\u201d]*)\u201d")
_SHARE = re.compile(r"\(([\d,]+) of ([\d,]+)(?:, (\d+)%)?\)")
_MORE = re.compile(r"\b[Mm]ore of those who (\w+) it raise\b")
_RAISED = re.compile(
    r"(?:The commonest theme among those who (?P<side>\w+).*? is|(?:Next|Then) comes) ‘?(?P<theme>.+?)’? \(\d"
)

Finding = dict[str, Any]


@dataclass(frozen=True)
class Voices:
    """Who speaks on a clause, each campaign as one voice: on each side, and for each theme."""

    passages: list[Row]
    positions: dict[str, str]
    campaign: dict[str, str]

    def on(self, side: str) -> set[str]:
        """Everyone who takes ``side``: support, oppose, or anything else for neither."""
        return {self._voice(who) for who in self.positions if self._side(who) == side}

    def raising(self, theme: str, side: str) -> set[str]:
        """Those on ``side`` with a passage of ``theme``."""
        return {
            self._voice(passage["response_id"])
            for passage in self.passages
            if theme in passage["theme"].split("; ") and self._side(passage["response_id"]) == side
        }

    def _voice(self, response_id: str) -> str:
        return self.campaign.get(response_id, response_id)

    def _side(self, response_id: str) -> str:
        position = self.positions.get(response_id, "")
        if position in SUPPORTING:
            return "support"
        return "oppose" if position == "oppose" else "take"


def summary(name: str, finding: Finding, voices: Voices, compare: Comparison) -> None:
    """Check every sentence of the finding's summary."""
    for sentence in finding["summary"].get("draft", ()):
        _sources(name, sentence, compare)
    side = ""
    for sentence in finding["summary"]["sentences"]:
        _sources(name, sentence, compare)
        text = _QUOTED.sub("", sentence["text"])
        raised = _RAISED.match(text)
        side = (raised and raised["side"]) or side
        for *told_counts, percent in _SHARE.findall(text):
            # Thousands are told with a comma: 1,234.
            count, base = (int(told.replace(",", "")) for told in told_counts)
            told = f"{count} of {base} on {name}"
            if percent:
                whole = (count * 200 + base) // (2 * base)
                compare.same(f"{told} in per cent", int(percent), whole)
            if raised:
                compare.same(f"the base of {told}", base, len(voices.on(side)))
                themes = [t["theme"] for t in finding["themes"]
                          if t["name"].casefold() == raised["theme"].casefold()]  # fmt: skip
                numbers = {len(voices.raising(theme, side)) for theme in themes}
                compare.holds(f"{told} raise {raised['theme']}", count in numbers)
                for more in _MORE.findall(text):
                    others = {len(voices.raising(theme, more)) for theme in themes}
                    compare.holds(f"more who {more} raise {raised['theme']} than {told}",
                                  max(others) > count)  # fmt: skip
            else:
                compare.same(f"the base of {told}", base, len(voices.positions))


def _sources(name: str, sentence: Finding, compare: Comparison) -> None:
    text = sentence["text"]
    compare.holds(f"the sentence {text!r} on {name} has a source", bool(sentence["sources"]))
    said = [source["quote"] for source in sentence["sources"]]
    for words in _QUOTED.findall(text):
        compare.holds(f"{words!r}, quoted on {name}, is in a source", any(words in s for s in said))
