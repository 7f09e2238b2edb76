"""Checks example responses, so that a slip in a data file is named and not loaded."""

import re
from collections import Counter
from typing import Any

CHANNELS = ("online", "email", "letter", "event")
KINDS = ("individual", "organisation")
PUBLISH = ("yes", "anonymous", "no")
POSITIONS = ("support", "support with changes", "oppose", "not sure", "")
CHOICES = ("agree", "disagree", "not sure", "")
REGIONS = (
    "North East",
    "North West",
    "Yorkshire and the Humber",
    "East Midlands",
    "West Midlands",
    "East of England",
    "London",
    "South East",
    "South West",
    "England-wide",
    "Outside England",
    "",
)
WINDOW_DAYS = 84
EXAMPLE_ADDRESS = re.compile(r"[a-z0-9._-]+@example\.(org|com)")


class ExampleError(ValueError):
    """Something in an example set is wrong; the message says what to correct."""


def check_all(
    responses: list[dict[str, Any]],
    *,
    types: dict[str, str],
    clauses: set[str],
    questions: dict[str, Any],
) -> None:
    """Check each response and that no key is used twice; raises `ExampleError`."""
    for response in responses:
        _check_one(response, clauses, questions)
        _check_respondent(response["key"], response["respondent"], types)
    key, uses = Counter(response["key"] for response in responses).most_common(1)[0]
    if uses > 1:
        raise ExampleError(f"The key {key!r} is used {uses} times: give each response its own.")


def _check_one(response: dict[str, Any], clauses: set[str], questions: dict[str, Any]) -> None:
    key = response["key"]
    if not re.fullmatch(r"[a-z0-9-]+", key):
        raise ExampleError(f"The key {key!r} should be small letters, digits and hyphens.")
    _check_one_of(key, "channel", response["channel"], CHANNELS)
    _check_one_of(key, "publish", response["publish"], PUBLISH)
    _check_time(response)
    _check_confidentiality(response)
    _check_words(response)
    for comment in response["comments"]:
        _check_comment(key, comment, clauses)
    for answer in response["answers"]:
        _check_answer(key, answer, questions)


def _check_one_of(key: str, field: str, found: str, allowed: tuple[str, ...]) -> None:
    if found not in allowed:
        raise ExampleError(f"{key}: {field} is {found!r}; expected one of {', '.join(allowed)}.")


def _check_respondent(key: str, respondent: dict[str, str], types: dict[str, str]) -> None:
    _check_one_of(key, "respondent type", respondent["type"], tuple(types))
    _check_one_of(key, "kind", respondent["kind"], KINDS)
    _check_one_of(key, "region", respondent["region"], REGIONS)
    if respondent["kind"] == "organisation" and not respondent["organisation"]:
        raise ExampleError(f"{key}: an organisation needs a name in `organisation`.")
    if respondent["email"] and not EXAMPLE_ADDRESS.fullmatch(respondent["email"]):
        raise ExampleError(
            f"{key}: {respondent['email']!r} must be at example.org or example.com,"
            " which nobody can own."
        )


def _check_time(response: dict[str, Any]) -> None:
    key, days = response["key"], response["days_before_close"]
    if not isinstance(days, float) or days > WINDOW_DAYS:
        raise ExampleError(f"{key}: days_before_close is {days!r}; expected at most 84.0.")
    if (days < 0) != response["late"]:
        raise ExampleError(f"{key}: days_before_close below 0 and `late` go together.")
    if response["late"] and response["channel"] not in ("email", "letter"):
        raise ExampleError(f"{key}: only an e-mail or a letter can arrive late.")


def _check_confidentiality(response: dict[str, Any]) -> None:
    if response["confidential"] != bool(response["confidentiality_reason"]):
        raise ExampleError(f"{response['key']}: a confidentiality request goes with its reason.")


def _check_words(response: dict[str, Any]) -> None:
    key = response["key"]
    if response["letter"] and response["comments"]:
        raise ExampleError(f"{key}: a letter has no comments until a person splits it.")
    if not (response["letter"] or response["comments"] or response["answers"]):
        raise ExampleError(f"{key}: says nothing: add a letter, a comment or an answer.")


def _check_comment(key: str, comment: dict[str, str], clauses: set[str]) -> None:
    if comment["clause"] not in clauses:
        raise ExampleError(f"{key}: comments on {comment['clause']!r}, which is not a clause.")
    _check_one_of(key, "position", comment["position"], POSITIONS)
    if not comment["text"].strip():
        raise ExampleError(f"{key}: the comment on {comment['clause']} has no words.")


def _check_answer(key: str, answer: dict[str, str], questions: dict[str, Any]) -> None:
    if answer["question"] not in questions:
        raise ExampleError(f"{key}: answers {answer['question']!r}, which is not a question.")
    _check_one_of(key, "choice", answer["choice"], CHOICES)
    if answer["choice"] and questions[answer["question"]].get("open"):
        raise ExampleError(f"{key}: {answer['question']} is an open question and has no choices.")
    if not (answer["choice"] or answer["text"]):
        raise ExampleError(f"{key}: the answer to {answer['question']} is empty: leave it out.")
