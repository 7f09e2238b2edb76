"""One row of a spreadsheet of responses: what it says of its response, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from consultation.guidance.rules import uk_time_problem
from consultation.guidance.rules.deadline import UK
from consultation.responses.models.choices import Channel, Kind, Position, Publish
from consultation.responses.rules.importing.terms import (
    A_TIME,
    LONGEST,
    NO,
    SHOWN,
    TIMES,
    YES,
    Known,
    Problem,
)


class Row:
    """One row being understood; what is wrong with it goes to ``problems``."""

    def __init__(
        self,
        line: int,
        cells: Mapping[str, str],
        known: Known,
        now: datetime,
        problems: list[Problem],
    ) -> None:
        self.line, self.cells, self.known, self.now = line, cells, known, now
        self.problems = problems

    def into(self, whole: dict[str, dict[str, Any]]) -> None:
        """Add what the row says to its response, which its first row begins."""
        key = self.cell("response_id")
        if not key:
            self.wrong("response_id", "", "the number or name of a response", "Give every row one")
            return
        self.short("response_id", key)
        given = whole.setdefault(key, _begun(key, self.line))
        details = self.details()
        for name, value in details.items():
            self.agree(given, name, value)
        if self.cell("question"):
            self.answer(given)
        else:
            self.comment(given)

    def cell(self, name: str) -> str:
        """A cell without the space round it; words of the respondent are taken as they stand."""
        return self.cells.get(name, "").strip()

    def wrong(
        self, column: str, found: str, expected: str, remedy: str = "Correct the cell"
    ) -> None:
        shown = found if len(found) <= SHOWN else found[:SHOWN] + "…"
        self.problems.append(Problem(self.line, column, shown or "nothing", expected, remedy))

    def short(self, name: str, value: str) -> None:
        if len(value) > LONGEST.get(name, len(value)):
            self.wrong(name, f"{len(value)} characters", f"at most {LONGEST[name]}", "Shorten it")

    def agree(self, given: dict[str, Any], name: str, value: Any) -> None:
        """What one row of a response says of the respondent, no other row may gainsay."""
        said = given["said"]
        if value in ("", None) or said.setdefault(name, value) == value:
            return
        before = f"the same as in the rows of {given['id']} before it, or nothing"
        self.wrong(name, "something else than before", before, "Make the rows of a response agree")

    def details(self) -> dict[str, Any]:
        """What the row says of the response, each cell as it will be stored."""
        found: dict[str, Any] = {
            "channel": self.one_of("channel", Channel.values),
            "received_at": self.instant(),
            "type": self.respondent_type(),
            "kind": self.one_of("kind", Kind.values),
            "publish": self.one_of("publish", Publish.values),
            "confidential": self.yes(),
            "email": self.address(),
            "represents": self.cells.get("represents", ""),
            "confidentiality_reason": self.cells.get("confidentiality_reason", ""),
        }
        for name in ("name", "organisation", "region"):
            found[name] = self.cell(name)
            self.short(name, found[name])
        return found

    def one_of(self, name: str, values: Sequence[str]) -> str:
        """The value of a cell that may hold one of a few words, or nothing."""
        words = " ".join(self.cell(name).lower().replace("_", " ").replace("-", " ").split())
        plain = {value.replace("-", " "): value for value in values}
        if words and words not in plain:
            self.wrong(name, self.cell(name), f"one of {', '.join(values)}, or nothing")
        return plain.get(words, "")

    def respondent_type(self) -> str:
        words = self.cell("respondent_type")
        if words and words.lower() not in self.known.types:
            keys = sorted(set(self.known.types.values()))
            self.wrong("respondent_type", words, f"one of {', '.join(keys)}, or nothing")
        return self.known.types.get(words.lower(), "")

    def yes(self) -> bool | None:
        words = self.cell("confidential").lower()
        if words not in (*YES, *NO):
            self.wrong("confidential", words, "yes, no, or nothing")
        return True if words in YES else None

    def address(self) -> str:
        words = self.cell("email")
        try:
            if words:
                validate_email(words)
        except ValidationError:
            self.wrong("email", "no e-mail address", "an e-mail address, or nothing")
            return ""
        return words

    def instant(self) -> datetime | None:
        """When it was received; a time without offset is UK time, and no hour that is two."""
        words = self.cell("received_at")
        found = _time(words)
        if words and (found is None or len(words) <= len("2027-08-31")):
            self.wrong("received_at", words, A_TIME)
            return None
        if found and found.tzinfo is None:
            if problem := uk_time_problem(found):
                self.wrong("received_at", words, "one instant", f"Add the offset. {problem}")
                return None
            found = found.replace(tzinfo=UK)
        if found and found > self.now:
            self.wrong("received_at", words, "a time that is past")
            return None
        return found

    def comment(self, given: dict[str, Any]) -> None:
        """Words on a clause, or on none."""
        clause, proposed = self.cell("clause"), self.cells.get("proposed", "")
        proposed = proposed if proposed.strip() else ""
        if clause and clause not in self.known.clauses:
            self.wrong("clause", clause, "the number of a clause of this text, or nothing",
                       "Correct the number, or leave it out to keep the words on no clause")  # fmt: skip
        if self.cell("choice"):
            self.wrong("choice", self.cell("choice"), "nothing, where no question is named",
                       "Name the question, or use the column position")  # fmt: skip
        if proposed and not clause:
            self.wrong("proposed", "other wording", "the clause that it is to replace",
                       "Name the clause")  # fmt: skip
        if proposed and given["wordings"].setdefault(clause, proposed) != proposed:
            self.wrong("proposed", "a second wording of this clause", "one a response",
                       "Keep the one that is meant, and put the other into the text")  # fmt: skip
        position, text = self.one_of("position", Position.values), self.cells.get("text", "")
        if position or text.strip() or proposed:
            given["comments"].append(
                {"clause": clause, "position": position, "text": text, "proposed": proposed}
            )

    def answer(self, given: dict[str, Any]) -> None:
        """Words, a choice or both on a question; each question once."""
        key = self.cell("question")
        asked = self.known.questions.get(key)
        if asked is None:
            names = ", ".join(sorted(self.known.questions)) or "none"
            self.wrong("question", key, f"one of the questions of this consultation: {names}")
            return
        clause = self.cell("clause")
        if clause not in ("", asked.clause):
            expected = f"{asked.clause}, or nothing" if asked.clause else "nothing"
            self.wrong("clause", clause, f"{expected}, where {key} is named")
        for name in ("position", "proposed"):
            if self.cell(name):
                self.wrong(name, "something", "nothing, where a question is named",
                           "Put the clause in a row of its own")  # fmt: skip
        if key in {one["question"] for one in given["answers"]}:
            self.wrong("question", key, "each question once a response", "Make one row of them")
        choices = {one.lower(): one for one in asked.choices}
        choice = self.cell("choice")
        if choice and choices and choice.lower() not in choices:
            self.wrong("choice", choice, f"one of {', '.join(asked.choices)}, or nothing")
        text = self.cells.get("text", "")
        if choice or text.strip():
            choice = choices.get(choice.lower(), choice)
            given["answers"].append({"question": key, "choice": choice, "text": text})


def _time(words: str) -> datetime | None:
    for form in TIMES:
        try:
            return datetime.strptime(words, form)  # noqa: DTZ007 - UK time, as the caller says
        except ValueError:
            continue
    try:
        return datetime.fromisoformat(words)
    except ValueError:
        return None


def _begun(key: str, line: int) -> dict[str, Any]:
    return {"id": key, "row": line, "said": {}, "wordings": {}, "comments": [], "answers": []}
