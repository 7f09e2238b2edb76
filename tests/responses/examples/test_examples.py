"""The example responses are all there, unlike one another where they should be, and repeatable."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from consultation.responses.examples import ExampleError, example_responses, known_types, reading

ROOT = Path(__file__).resolve().parents[3]
PRINT_ALL = (
    "import json; from consultation.responses.examples import example_responses;"
    "print(json.dumps(example_responses()))"
)


@pytest.fixture(scope="module")
def responses():
    return example_responses()


@pytest.fixture(scope="module")
def written(responses):
    return [response for response in responses if response["origin"] == "written"]


def texts(response):
    """Everything the respondent wrote, text by text."""
    return [
        text
        for text in (
            response["letter"],
            *(comment["text"] for comment in response["comments"]),
            *(answer["text"] for answer in response["answers"]),
        )
        if text
    ]


def test_there_are_three_hundred(responses):
    assert len(responses) == 300


def test_at_least_eighty_were_written_one_by_one(written):
    assert len(written) >= 80


def test_ten_letters_are_long(written):
    lengths = [len(response["letter"].split()) for response in written]
    assert sum(900 <= length <= 2000 for length in lengths) >= 10


def test_lengths_are_very_uneven(responses):
    words = [sum(len(text.split()) for text in texts(response)) for response in responses]
    assert min(words) <= 3
    assert max(words) >= 1500


def test_campaigns_have_their_members(responses):
    members = Counter(response["campaign"] for response in responses)
    assert members["publish-in-full"] == 45
    assert members["time-to-do-it-well"] == 25


def test_most_members_of_the_large_campaign_sent_it_unedited(responses):
    template = "\n\nPlease change clause 8.40 so that publication is the rule."
    bodies = [
        re.sub(r"^Dear.*?\n\n|\n\nYours faithfully,.*$", "", texts(response)[0], flags=re.S)
        for response in responses
        if response["campaign"] == "publish-in-full"
    ]
    unedited = [body for body in bodies if body.endswith(template)]
    assert len(unedited) > len(bodies) / 2
    assert len(set(unedited)) == 1
    assert len(set(bodies)) > 15


def test_keys_are_unique(responses):
    assert len({response["key"] for response in responses}) == len(responses)


def test_the_written_alone_comment_on_every_clause(written):
    commented = {comment["clause"] for response in written for comment in response["comments"]}
    assert commented == {f"8.{number}" for number in range(1, 45)}


def test_every_question_is_answered(responses):
    answered = {answer["question"] for response in responses for answer in response["answers"]}
    assert answered == {f"q{number}" for number in range(1, 21)}


def test_some_propose_other_wording_and_some_the_same(written):
    proposed = Counter(
        (comment["clause"], " ".join(comment["proposed"].split()))
        for response in written
        for comment in response["comments"]
        if comment["proposed"]
    )
    assert sum(proposed.values()) >= 12
    assert len({clause for clause, _ in proposed}) >= 8
    assert {clause for (clause, _), uses in proposed.items() if uses > 1} == {"8.37", "8.40"}


def test_words_that_a_clause_does_not_have_cannot_be_changed():
    response = {
        "key": "a",
        "comments": [{"clause": "1.1", "text": "x", "instead": [["months", "years"]]}],
    }
    with pytest.raises(ExampleError, match=r"a: clause 1\.1 has the words 'months' 0 times"):
        reading._worded(response, {"1.1": "Within a week."})


def test_no_text_is_shared_among_the_written(written):
    shared = Counter(text.lower() for response in written for text in texts(response))
    assert [text for text, uses in shared.items() if uses > 1] == []


def test_no_two_composed_responses_say_the_same(responses):
    said = Counter(
        "\n".join(texts(response)) for response in responses if response["origin"] == "composed"
    )
    assert said.most_common(1)[0][1] == 1


def test_no_slot_is_left_open(responses):
    composed = [text for r in responses if r["origin"] == "composed" for text in texts(r)]
    assert [text for text in composed if re.search(r"[{}|]", text)] == []


def test_addresses_are_only_example_domains(responses):
    everything = json.dumps(responses)
    assert set(re.findall(r"\w@([\w.-]+\w)", everything)) == {
        "example.org",
        "example.com",
    }


def test_everyone_is_someone_else(responses):
    names = Counter(r["respondent"]["name"] for r in responses if r["respondent"]["name"])
    assert [name for name, uses in names.items() if uses > 1] == []


def test_only_four_are_late_and_only_by_post_or_email(responses):
    late = [response for response in responses if response["days_before_close"] < 0]
    assert len(late) == 4
    assert all(response["late"] for response in late)
    assert {response["channel"] for response in late} == {"email", "letter"}


def test_they_are_spread_over_the_window_with_a_rush_at_the_end(responses):
    days = [response["days_before_close"] for response in responses]
    assert max(days) > 75
    assert sum(day < 5 for day in days) > sum(day > 75 for day in days)


@pytest.mark.parametrize(
    ("channel", "least", "most"),
    [("online", 0.42, 0.55), ("email", 0.33, 0.45), ("letter", 0.03, 0.15), ("event", 0.01, 0.06)],
)
def test_channels_are_in_realistic_shares(responses, channel, least, most):
    share = sum(response["channel"] == channel for response in responses) / len(responses)
    assert least <= share <= most


def test_about_fifteen_in_a_hundred_ask_for_confidentiality(responses):
    share = sum(response["confidential"] for response in responses) / len(responses)
    assert 0.12 <= share <= 0.18


def test_every_respondent_type_is_heard(responses):
    assert {response["respondent"]["type"] for response in responses} == set(known_types())


def test_the_contested_clause_is_the_most_discussed_and_divided(responses):
    comments = [comment for response in responses for comment in response["comments"]]
    by_clause = Counter(comment["clause"] for comment in comments)
    assert by_clause.most_common(1)[0][0] == "8.40"
    positions = Counter(c["position"] for c in comments if c["clause"] == "8.40")
    assert min(positions["support"], positions["oppose"]) >= 15


def test_the_same_seed_gives_the_same_bytes_in_another_process():
    environment = os.environ | {"PYTHONHASHSEED": "7"}
    printed = subprocess.run(
        [sys.executable, "-c", PRINT_ALL],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert printed.strip() == json.dumps(example_responses())


def test_another_seed_gives_other_composed_responses_and_the_same_written(responses, written):
    others = example_responses(seed=1)
    assert others != responses
    assert others[: len(written)] == written


def test_an_unknown_set_is_named():
    with pytest.raises(ExampleError, match=r"no example set 'chapter_nine'.*chapter_eight"):
        example_responses("chapter_nine")
