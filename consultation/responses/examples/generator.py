"""Composes invented responses from a bank of written sentences.

The campaigns come first, then the rest. Each sentence was written for the project
and only its choice is random, so the same seed gives the same responses. A
respondent's closed answers follow what they said of the clauses; contradictions
are left to the responses written singly.
"""

from random import Random
from typing import Any

from .campaigns import campaign_responses
from .draws import People, Sentences, address, deck, weighted
from .reading import Material, filled

CHOICE_OF = {
    "support": "agree",
    "support with changes": "agree",
    "oppose": "disagree",
    "not sure": "not sure",
}
LEANING = 4


def compose(material: Material, count: int, seed: int) -> list[dict[str, Any]]:
    """Compose `count` responses: every campaign's members, then single ones."""
    rng = Random(f"{seed}")
    people = People(rng, material.people)
    sentences = Sentences(rng)
    campaigns = campaign_responses(material, people, sentences, rng)
    singles = _Composer(material, people, sentences, rng).responses(count - len(campaigns))
    return campaigns + singles


class _Composer:
    def __init__(
        self, material: Material, people: People, sentences: Sentences, rng: Random
    ) -> None:
        self.material = material
        self.people = people
        self.sentences = sentences
        self.rng = rng

    def responses(self, count: int) -> list[dict[str, Any]]:
        spread, types = self.material.spread, self.material.types
        decks = {field: deck(self.rng, spread[field], count) for field in ("channel", "publish")}
        dealt = deck(self.rng, {key: row["share"] for key, row in types.items()}, count)
        secret = deck(self.rng, spread["confidential"], count)
        return [
            self._one(number, dealt[number], secret[number] == "asked", decks)
            for number in range(count)
        ]

    def _one(
        self, number: int, type_: str, confidential: bool, decks: dict[str, list[str]]
    ) -> dict[str, Any]:
        respondent = self._respondent(type_)
        comments = self._comments(respondent)
        answers = self._answers(comments, respondent["kind"])
        response: dict[str, Any] = {
            "key": f"composed-{number + 1:03}",
            "channel": decks["channel"][number],
            "days_before_close": arrival(self.rng, self.material.spread["arrival"]),
            "respondent": respondent,
            "publish": self._publish(confidential, decks["publish"][number]),
            "confidential": confidential,
            "confidentiality_reason": self._reason(respondent["kind"]) if confidential else "",
        }
        if self._writes_prose(response["channel"]):
            words: dict[str, Any] = {"letter": self._letter(comments, respondent)}
        else:
            words = {"comments": comments, "answers": answers}
        return filled(response | words, origin="composed")

    def _respondent(self, type_: str) -> dict[str, str]:
        row = self.material.types[type_]
        kind = "organisation" if self.rng.random() < row["organisations"] else "individual"
        region = self.people.region()
        respondent = {"type": type_, "kind": kind, "region": region}
        if kind == "organisation":
            respondent["organisation"] = self.people.organisation(row["named"], region)
            respondent["represents"] = self._represents(row)
        if type_ != "not_given":
            respondent["name"] = self.people.name()
            respondent["email"] = address(self.rng, respondent["name"])
        return respondent

    def _represents(self, row: dict[str, Any]) -> str:
        patterns = row.get("represents", [])
        return self.rng.choice(patterns).format(n=self.rng.randint(6, 240)) if patterns else ""

    def _publish(self, confidential: bool, dealt: str) -> str:
        return self.rng.choice(("no", "no", "anonymous")) if confidential else dealt

    def _reason(self, kind: str) -> str:
        return self.sentences.draw(self.material.people["reasons"][kind], kind)

    def _writes_prose(self, channel: str) -> bool:
        share: float = self.material.spread["prose"][channel]
        return self.rng.random() < share

    def _comments(self, respondent: dict[str, str]) -> list[dict[str, str]]:
        row = self.material.types[respondent["type"]]
        heat = {
            clause: entry["heat"] * (LEANING if clause in row.get("interests", []) else 1)
            for clause, entry in self.material.clauses.items()
        }
        wanted = int(weighted(self.rng, self.material.spread["comments"][respondent["kind"]]))
        chosen = {weighted(self.rng, heat) for _ in range(wanted)}
        ordered = [clause for clause in heat if clause in chosen]
        return [self._comment(clause, row, respondent["kind"]) for clause in ordered]

    def _comment(self, clause: str, row: dict[str, Any], kind: str) -> dict[str, str]:
        entry = self.material.clauses[clause]
        lean = {
            position: share * (LEANING if clause in row.get(position, []) else 1)
            for position, share in entry["lean"].items()
        }
        position = weighted(self.rng, lean)
        count = int(weighted(self.rng, self.material.spread["sentences"]))
        themes = _open_to(row, entry[position])
        text = " ".join(self.sentences.several(themes, count, kind))
        stated = self.rng.random() < self.material.spread["states_position"]
        return {
            "clause": clause,
            "position": position if stated else "",
            "text": text,
            "meant": position,
        }

    def _answers(self, comments: list[dict[str, str]], kind: str) -> list[dict[str, str]]:
        meant = {comment["clause"]: comment["meant"] for comment in comments}
        spread = self.material.spread["answers"]
        answers = []
        for key, question in self.material.questions.items():
            if question.get("open"):
                if self.rng.random() < spread["open"]:
                    text = self.sentences.draw(question["open"], kind)
                    answers.append({"question": key, "text": text})
            elif self.rng.random() < spread["closed"]:
                answers.append(self._closed(key, question, meant, kind))
        return answers

    def _closed(
        self, key: str, question: dict[str, Any], meant: dict[str, str], kind: str
    ) -> dict[str, str]:
        about = [meant[clause] for clause in question["clauses"] if clause in meant]
        choice = CHOICE_OF[about[0]] if about else weighted(self.rng, question["lean"])
        says_more = self.rng.random() < self.material.spread["answers"]["with_words"]
        text = self.sentences.draw(question[choice], kind) if says_more else ""
        return {"question": key, "choice": choice, "text": text}

    def _letter(self, comments: list[dict[str, str]], respondent: dict[str, str]) -> str:
        people, kind = self.material.people, respondent["kind"]
        opening = self.sentences.draw(people["openings"][kind], kind)
        style = self.rng.choice(people["clause_styles"])
        paragraphs = [style.format(n=c["clause"], text=c["text"]) for c in comments]
        closing = self.sentences.draw(people["closings"], kind)
        signature = "\n".join(
            line for line in (respondent.get("name"), respondent.get("organisation")) if line
        )
        return "\n\n".join([opening, *paragraphs, closing, signature])


def _open_to(row: dict[str, Any], themes: dict[str, list[str]]) -> dict[str, list[str]]:
    """The themes a type may draw on: only those who do the work speak from practice."""
    if row.get("from_practice", True):
        return themes
    return {theme: said for theme, said in themes.items() if theme != "practice"}


def arrival(rng: Random, shape: dict[str, Any]) -> float:
    """Days before closing: a bump at the opening, a long middle, a rush at the end."""
    stretch = shape[weighted(rng, {name: row["share"] for name, row in shape.items()})]
    return round(rng.triangular(stretch["least"], stretch["most"], stretch["peak"]), 3)
