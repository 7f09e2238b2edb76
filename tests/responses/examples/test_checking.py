"""A slip in a data file is refused with the response, what was found and what to do."""

import pytest

from consultation.responses.examples.checking import ExampleError, check_all
from consultation.responses.examples.reading import filled

TYPES = {"public": "Member of the public"}
QUESTIONS = {"q1": {"clauses": ["8.1"]}, "q16": {"open": ["A template."]}}


def response(**changes):
    return filled(
        {
            "key": "one",
            "days_before_close": 3.5,
            "respondent": {"type": "public", "name": "Hettie Mardale"},
            "comments": [{"clause": "8.1", "text": "Clear."}],
        }
        | changes,
        origin="written",
    )


def check(*responses):
    check_all(list(responses), types=TYPES, clauses={"8.1"}, questions=QUESTIONS)


def test_a_sound_response_passes():
    check(response(), response(key="two", days_before_close=-1.0, late=True, channel="letter"))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"key": "One!"}, "small letters"),
        ({"channel": "fax"}, "channel is 'fax'; expected one of online"),
        ({"publish": "perhaps"}, "publish is 'perhaps'"),
        ({"days_before_close": 85.0}, "at most 84.0"),
        ({"days_before_close": 3}, "days_before_close is 3"),
        ({"days_before_close": -1.0}, "go together"),
        ({"days_before_close": -1.0, "late": True}, "only an e-mail or a letter"),
        ({"confidential": True}, "goes with its reason"),
        ({"comments": []}, "says nothing"),
        ({"letter": "Dear all"}, "until a person splits it"),
        ({"comments": [{"clause": "8.51", "text": "x"}]}, "'8.51', which is not a clause"),
        ({"comments": [{"clause": "8.1", "text": "  "}]}, "has no words"),
        ({"comments": [{"clause": "8.1", "position": "for", "text": "x"}]}, "position is 'for'"),
        ({"answers": [{"question": "q99", "text": "x"}]}, "not a question"),
        ({"answers": [{"question": "q1", "choice": "yes"}]}, "choice is 'yes'"),
        ({"answers": [{"question": "q16", "choice": "agree"}]}, "open question"),
        ({"answers": [{"question": "q1"}]}, "is empty"),
        ({"respondent": {"type": "royalty"}}, "respondent type is 'royalty'"),
        ({"respondent": {"type": "public", "region": "Wessex"}}, "region is 'Wessex'"),
        ({"respondent": {"type": "public", "kind": "organisation"}}, "needs a name"),
        ({"respondent": {"type": "public", "email": "a@real.co.uk"}}, "example.org or example.com"),
    ],
)
def test_each_slip_is_named(changes, message):
    with pytest.raises(ExampleError, match=message):
        check(response(**changes))


def test_a_key_used_twice_is_named():
    with pytest.raises(ExampleError, match="'one' is used 2 times"):
        check(response(), response())


def test_an_unknown_field_is_named():
    with pytest.raises(ExampleError, match="unknown field 'colour'"):
        response(colour="blue")


def test_an_unknown_respondent_field_is_named():
    with pytest.raises(ExampleError, match="unknown field 'age'"):
        response(respondent={"type": "public", "age": "9"})
