"""Reads an example set from its TOML files and fills in the fields left out."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from consultation.guidance.examples import CHAPTER_EIGHT, read_chapter

from .checking import ExampleError

HERE = Path(__file__).parent

RESPONDENT = {
    "type": "not_given",
    "kind": "individual",
    "name": "",
    "organisation": "",
    "represents": "",
    "region": "",
    "email": "",
}
RESPONSE: dict[str, Any] = {
    "key": "",
    "origin": "",
    "campaign": "",
    "channel": "online",
    "days_before_close": None,
    "late": False,
    "respondent": RESPONDENT,
    "confidential": False,
    "confidentiality_reason": "",
    "publish": "yes",
    "comments": [],
    "answers": [],
    "letter": "",
}


@dataclass(frozen=True)
class Material:
    """What the generator works from.

    `clauses`: clause number → heat, lean and sentences by position and theme.
    `questions`: question key → its clauses, lean and sentences.
    `types`: respondent type → how often it writes, from where, and about what.
    `people`: names, places by region, reasons, openings and closings.
    `campaigns`: one table for each campaign, in order of file name.
    `spread`: how many responses, and the shares of channels and permissions.
    """

    clauses: dict[str, Any]
    questions: dict[str, Any]
    types: dict[str, Any]
    people: dict[str, Any]
    campaigns: list[dict[str, Any]]
    spread: dict[str, Any]


def read_toml(path: Path) -> dict[str, Any]:
    """Read one TOML file; an `ExampleError` names the file if it cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ExampleError(f"There is no file {path.name} in {path.parent}: add it.") from error
    except tomllib.TOMLDecodeError as error:
        raise ExampleError(f"{path.name} is not TOML ({error}): correct that line.") from error


@cache
def known_types() -> dict[str, str]:
    """Respondent types: key → label as shown to a respondent."""
    return dict(read_toml(HERE / "respondent_types.toml"))


def read_set(name: str) -> Material:
    """Read everything the generator needs for the set called `name`."""
    folder = _folder(name)
    clauses: dict[str, Any] = {}
    for path in sorted((folder / "bank").glob("clauses_*.toml")):
        clauses |= read_toml(path)
    return Material(
        clauses=clauses,
        questions=read_toml(folder / "bank" / "questions.toml"),
        types=read_toml(folder / "bank" / "respondents.toml"),
        people=read_toml(folder / "bank" / "people.toml"),
        campaigns=[read_toml(path) for path in sorted((folder / "campaigns").glob("*.toml"))],
        spread=read_toml(folder / "spread.toml"),
    )


def written_responses(name: str) -> list[dict[str, Any]]:
    """The responses written one by one, in order of file name and place in the file."""
    paths = sorted((_folder(name) / "written").glob("*.toml"))
    responses = [response for path in paths for response in read_toml(path)["response"]]
    sections = read_chapter(CHAPTER_EIGHT.with_name(name))["sections"]
    wordings = {one["number"]: one["text"] for section in sections for one in section["clauses"]}
    return [filled(_worded(response, wordings), origin="written") for response in responses]


def _worded(response: dict[str, Any], wordings: dict[str, str]) -> dict[str, Any]:
    """The response with the whole wording that each comment's ``instead`` makes of its clause."""
    comments = [
        {name: value for name, value in comment.items() if name != "instead"}
        | {"proposed": _reworded(response["key"], comment, wordings)}
        for comment in response.get("comments", [])
    ]
    return response | {"comments": comments}


def _reworded(key: str, comment: dict[str, Any], wordings: dict[str, str]) -> str:
    changes = comment.get("instead", [])
    wording = wordings.get(comment["clause"], "") if changes else ""
    for before, after in changes:
        if wording.count(before) != 1:
            raise ExampleError(
                f"{key}: clause {comment['clause']} has the words {before!r} "
                f"{wording.count(before)} times: name words that it has once."
            )
        wording = wording.replace(before, after)
    return wording


def filled(response: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A response with every field present, in a fixed order, texts without outer blank lines."""
    given = response | more
    unknown = sorted(
        set(given) - set(RESPONSE) | set(given.get("respondent", {})) - set(RESPONDENT)
    )
    if unknown:
        raise ExampleError(f"{given.get('key')}: unknown field {unknown[0]!r}: correct its name.")
    whole: dict[str, Any] = RESPONSE | given
    whole["respondent"] = RESPONDENT | whole["respondent"]
    whole["comments"] = [
        {
            "clause": c["clause"],
            "position": c.get("position", ""),
            "text": _trimmed(c["text"]),
            "proposed": c.get("proposed", ""),
        }
        for c in whole["comments"]
    ]
    whole["answers"] = [
        {
            "question": a["question"],
            "choice": a.get("choice", ""),
            "text": _trimmed(a.get("text", "")),
        }
        for a in whole["answers"]
    ]
    whole["letter"] = _trimmed(whole["letter"])
    return whole


def _trimmed(text: str) -> str:
    return text.strip("\n")


def _folder(name: str) -> Path:
    folder = HERE / name
    if not (folder / "spread.toml").exists():
        sets = sorted(path.parent.name for path in HERE.glob("*/spread.toml"))
        raise ExampleError(f"There is no example set {name!r}: choose one of {', '.join(sets)}.")
    return folder
