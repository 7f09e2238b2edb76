"""Campaigns: copies come in, chains do not, and everyone's own words stay theirs."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import campaigns
from analysis.errors import InputError
from analysis.wording import DUPLICATES_IN_WORDS
from tests.analysis import letters

TEMPLATE = (
    "We ask the Secretary of State to keep the four month limit. Families should not wait "
    "longer to hear what was learned. Boards have shown that it can be done with care."
)


def responses(*texts: str) -> pd.DataFrame:
    return pd.DataFrame(
        {"response_id": [f"r{n}" for n in range(len(texts))], "row": 0, "text": texts}
    )


def test_edited_copies_are_one_campaign_and_other_letters_in_none() -> None:
    sent = letters.make(600, seed=3)
    found = campaigns.copies(sent).members["campaign"].reindex(sent.index).fillna("")
    for _, campaign in found.groupby(sent["group"].where(sent["group"] != "")):
        assert campaign.nunique() == 1
        assert campaign.iloc[0] != ""
    assert (found[sent["group"] == ""] != "").mean() < 0.02


def test_own_words_are_parted_from_the_template() -> None:
    own = "My sister waited three years for the report on her neighbour's boy."
    sent = responses(TEMPLATE, TEMPLATE, f"{own} {TEMPLATE}", "I have nothing to add to this.")
    found = campaigns.copies(sent)
    member = found.members.loc[2]
    assert [sent.loc[2, "text"][start:end] for start, end in member["own_spans"]] == [own[:-1]]
    assert member["own_words"] == 13
    assert found.members.loc[0, "own_spans"] == []
    assert found.members.index.tolist() == [0, 1, 2]


def test_three_counts_and_the_template_recovered() -> None:
    own = "Let me add that our own review took nine weeks and nobody complained."
    found = campaigns.copies(responses(TEMPLATE, TEMPLATE, TEMPLATE.upper(), f"{TEMPLATE} {own}"))
    (counts,) = found.templates.to_dict("records")
    assert counts["submissions"] == 4
    assert counts["distinct_texts"] == 3
    assert counts["with_own_words"] == 1
    assert counts["template"] == TEMPLATE[:-1]


def test_a_chain_of_neighbours_is_not_one_campaign() -> None:
    pool = letters.sentences()[:3000:37]
    chain = [" ".join(pool[at : at + 6]) for at in range(40)]
    found = campaigns.copies(responses(*chain)).members
    far_apart = (
        found.loc[[0, 39], "campaign"] if {0, 39} <= {*found.index} else pd.Series(["", "x"])
    )
    assert far_apart.nunique() == 2


def test_short_answers_and_one_shared_sentence_make_no_campaign() -> None:
    pool = letters.sentences()[::41]
    stock = "This response is sent on behalf of the members of our local partnership."
    sent = responses(
        "I agree with this proposal.",
        "I agree with this proposal.",
        " ".join([stock, *pool[:5]]),
        " ".join([stock, *pool[10:15]]),
    )
    assert campaigns.copies(sent).members.empty


def test_a_campaign_is_a_letter_that_several_send() -> None:
    letter = " ".join(letters.sentences()[:3000:700])
    sent = responses(*[letter] * campaigns.FEWEST_MEMBERS, *[TEMPLATE] * 4, *["I agree. " * 20] * 9)
    found = campaigns.find(sent)
    assert found.templates["submissions"].tolist() == [campaigns.FEWEST_MEMBERS]
    assert found.members.index.tolist() == [*range(campaigns.FEWEST_MEMBERS)]
    assert campaigns.find(sent.iloc[1:]).members.empty
    remark = "The police lead should publish the lessons early because the guidance is silent."
    assert len(campaigns.copies(responses(*[remark] * 9)).templates) <= 1
    assert campaigns.find(responses(*[remark] * 9)).members.empty


def test_a_response_is_all_its_rows_together() -> None:
    parts = TEMPLATE.split(". ")
    sent = pd.DataFrame(
        [(f"r{n}", row, part) for n in range(5) for row, part in enumerate(parts)]
        + [("own", 0, parts[0]), ("own", 1, "Nobody asked the health visitors about this at all.")],
        columns=["response_id", "row", "text"],
    )
    found = campaigns.copies(sent)
    assert found.members.index.tolist() == [*range(15)]
    assert found.templates["submissions"].tolist() == [5]
    assert found.templates["distinct_texts"].tolist() == [1]
    shuffled = campaigns.copies(sent.sample(frac=1, random_state=2))
    pd.testing.assert_frame_equal(found.templates, shuffled.templates)


def test_quoting_the_guidance_is_no_campaign() -> None:
    sent = responses(TEMPLATE, f"{TEMPLATE} We disagree with every word of it.")
    assert len(campaigns.copies(sent).members) == 2
    assert campaigns.copies(sent, guidance=[TEMPLATE]).members.empty


def test_order_of_rows_changes_nothing() -> None:
    sent = letters.make(200, seed=5)
    shuffled = sent.sample(frac=1, random_state=1)
    one, other = campaigns.copies(sent, seed=7), campaigns.copies(shuffled, seed=7)
    pd.testing.assert_frame_equal(one.templates, other.templates)
    pd.testing.assert_frame_equal(one.members, other.members.loc[one.members.index])


def test_names_stay_when_others_write() -> None:
    sent = letters.make(200, seed=5)
    later = pd.concat([sent, responses("A new and quite different letter about money.")])
    before, after = campaigns.copies(sent).templates, campaigns.copies(later).templates
    assert before["campaign"].tolist() == after["campaign"].tolist()


def test_nothing_in_nothing_out() -> None:
    found = campaigns.copies(responses())
    assert found.members.empty
    assert found.templates.empty
    assert list(found.templates.columns) == list(campaigns.TEMPLATES)


def test_a_frame_without_texts_is_refused() -> None:
    with pytest.raises(InputError, match="text"):
        campaigns.copies(pd.DataFrame({"response_id": ["r1"], "row": [0]}))


def test_the_callers_frame_is_left_alone() -> None:
    sent = responses(TEMPLATE, TEMPLATE)
    before = sent.copy(deep=True)
    campaigns.copies(sent)
    pd.testing.assert_frame_equal(sent, before)


LONG = f"{TEMPLATE} Nobody whom we asked wished for anything else, and nor should you."


def test_people_take_a_response_out_of_a_campaign_and_put_one_in() -> None:
    own = "I have nothing to add to what my neighbour has sent you about this."
    sent = responses(*[LONG] * 5, own)
    (name,) = campaigns.find(sent).templates["campaign"]
    decided = {"r0": "", "r1": "", "r5": name, "r4": "campaign-00000000"}
    found = campaigns.find(sent, decided=decided)
    assert found.members["response_id"].tolist() == ["r2", "r3", "r5"]
    put = found.members.loc[5]
    assert [sent["text"][5][start:end] for start, end in put["own_spans"]] == [own[:-1]]
    assert put["similarity"] == 0
    (row,) = found.templates.to_dict("records")
    assert (row["submissions"], row["distinct_texts"], row["with_own_words"]) == (3, 2, 1)


def test_a_campaign_that_people_emptied_is_none() -> None:
    sent = responses(*[LONG] * 5)
    found = campaigns.find(sent, decided={f"r{n}": "" for n in range(5)})
    assert found.members.empty and found.templates.empty


def test_distinct_arguments_are_the_themes_that_members_raise() -> None:
    templates = pd.DataFrame({"campaign": ["campaign-a", "campaign-b"]})
    passages = pd.DataFrame(
        {
            "campaign": ["campaign-a", "campaign-a", "campaign-a", "", "campaign-b"],
            "theme": ["1.1: cost; 1.1: delay", "1.1: delay", "other", "1.1: names", ""],
        }
    )
    assert campaigns.with_arguments(templates, passages)["arguments"].tolist() == [2, 0]


def test_the_printed_rule_has_the_numbers_of_the_rule() -> None:
    assert (campaigns.FEWEST_MEMBERS, campaigns.FEWEST_WORDS) == (5, 40)
    assert "Five or more responses that share forty words" in DUPLICATES_IN_WORDS
