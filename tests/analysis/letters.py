"""Invented letters, some of them edited copies of templates, for testing campaigns.

Made by combining invented phrases, so that no sentence is anyone's; the random
generator is seeded, so that the letters are the same in every run.
"""

from __future__ import annotations

import random

import pandas as pd

WHO = (
    "The Board", "Our trust", "A small agency", "The panel chair", "Each school", "The health team",
    "A family", "The inspectorate", "The overview author", "A district council", "The police lead",
    "Every practitioner", "A foster carer", "The records office", "An independent chair",
)  # fmt: skip
WHAT = (
    "cannot finish a review of this size", "should publish the lessons early",
    "needs trained staff before it starts", "must hear from the child", "will duplicate the inquest",
    "ought to record its reasons in full", "has no money for outside experts",
    "would welcome a shorter report", "already shares its records", "loses months over consent",
    "asks for clearer terms of reference", "is left out of the decision", "waits for the court",
    "finds the timescale too short", "relies on volunteers for this work",
)  # fmt: skip
WHEN = (
    "within four months", "in a rural county", "after the first meeting", "when two areas are involved",
    "before the trial ends", "under the present rules", "during the school holidays",
    "without a second reader", "at the end of the year", "whenever a case crosses a border",
    "because the guidance is silent", "although the budget is fixed", "once the family agrees",
    "as the last report showed", "unless the regulations change",
)  # fmt: skip


def sentences() -> list[str]:
    """Some thousands of sentences, none the same."""
    return [f"{who} {what} {when}." for who in WHO for what in WHAT for when in WHEN]


def edited(template: list[str], others: list[str], level: int, seed: random.Random) -> str:
    """A copy: 0 case changed; 1 a sentence added; 2 a sentence dropped and words changed."""
    letter = list(template)
    if level == 1:
        letter.insert(seed.randrange(len(letter) + 1), seed.choice(others))
    if level == 2:
        letter.pop(seed.randrange(len(letter)))
    words = " ".join(letter).split()
    if level == 2:
        words[seed.randrange(len(words))] = "frankly"
    text = " ".join(words)
    return text.upper() if level == 0 and seed.random() < 0.5 else text


def make(count: int, seed: int, templates: int = 8) -> pd.DataFrame:
    """`count` letters with their `group` ("" for none), half of them copies, and edit `level`."""
    chance = random.Random(seed)
    pool = sentences()
    shared = [chance.sample(pool, chance.randint(4, 8)) for _ in range(templates)]
    rows = []
    for number in range(count):
        if number % 2:
            rows.append((" ".join(chance.sample(pool, chance.randint(3, 8))), "", -1))
        else:
            group, level = chance.randrange(templates), chance.randrange(3)
            rows.append((edited(shared[group], pool, level, chance), f"group {group}", level))
    chance.shuffle(rows)
    frame = pd.DataFrame(rows, columns=["text", "group", "level"])
    return frame.assign(response_id=[f"r{number}" for number in range(count)], row=0)
