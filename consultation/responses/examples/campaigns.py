"""Builds the members of each campaign from its template, additions and edited letters."""

from random import Random
from typing import TYPE_CHECKING, Any

from .draws import People, Sentences, address, deck
from .reading import Material, filled

if TYPE_CHECKING:
    from collections.abc import Iterator


def campaign_responses(
    material: Material, people: People, sentences: Sentences, rng: Random
) -> list[dict[str, Any]]:
    """Every member of every campaign, campaign by campaign.

    A campaign's `parts` are its template, clause by clause; `additions` are
    sentences a member put after the first part; `edited` are members' own
    rewritings. The members left over sent the template as it was.
    """
    return [
        response
        for campaign in material.campaigns
        for response in _members(campaign, material, people, sentences, rng)
    ]


def _members(
    campaign: dict[str, Any],
    material: Material,
    people: People,
    sentences: Sentences,
    rng: Random,
) -> "Iterator[dict[str, Any]]":
    count = campaign["members"]
    parts = _versions(campaign, rng)
    channels = deck(rng, campaign["channel"], count)
    types = deck(rng, campaign["types"], count)
    secret = deck(rng, campaign["confidential"], count)
    for number in range(count):
        name = people.name()
        response = {
            "key": f"{campaign['key']}-{number + 1:02}",
            "campaign": campaign["key"],
            "channel": channels[number],
            "days_before_close": round(rng.uniform(*campaign["days"]), 3),
            "respondent": {
                "type": types[number],
                "name": name,
                "region": people.region(),
                "email": address(rng, name),
            },
        }
        reason = sentences.draw(material.people["reasons"]["individual"], "individual")
        wishes = _wishes(secret[number] == "asked", reason, rng)
        words = _words(campaign, parts[number], channels[number], name)
        yield filled(response | wishes | words, origin="campaign")


def _wishes(asked: bool, reason: str, rng: Random) -> dict[str, Any]:
    return {
        "confidential": asked,
        "confidentiality_reason": reason if asked else "",
        "publish": "no" if asked else rng.choice(("yes", "yes", "anonymous")),
    }


def _versions(campaign: dict[str, Any], rng: Random) -> list[list[dict[str, str]]]:
    """Each member's parts, unedited, added to or rewritten, in shuffled order."""
    first, *others = campaign["parts"]
    added = [
        [first | {"text": f"{first['text'].strip()}\n\n{own}"}, *others]
        for own in campaign["additions"]
    ]
    edited = [[first | {"text": text}] for text in campaign["edited"]]
    unedited = [campaign["parts"]] * (campaign["members"] - len(added) - len(edited))
    versions = unedited + added + edited
    rng.shuffle(versions)
    return versions


def _words(
    campaign: dict[str, Any], parts: list[dict[str, str]], channel: str, name: str
) -> dict[str, Any]:
    if channel == "online":
        return {"comments": parts, "answers": campaign["answers"]}
    body = "\n\n".join(part["text"].strip() for part in parts)
    return {"letter": f"{campaign['greeting']}\n\n{body}\n\n{campaign['farewell']}\n\n{name}"}
